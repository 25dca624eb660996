import type { Score, Span } from "../../api/types";
import { Icon } from "../../parts/Icon";
import { copy } from "../../parts/notice";
import { Safe } from "../../parts/Safe";
import { scoreValue, withVersion } from "../../prepare/facts";
import { dayAndTime, exact } from "../../prepare/format";

/** Everything stated about this span, or about the trace as a whole. */
export function Scores({ scores, span, traceId }: { scores: Score[]; span: Span; traceId: string }) {
  if (scores.length === 0) return <NoScores traceId={traceId} spanId={span.spanId} />;
  return (
    <table className="scores">
      <thead>
        <tr>
          <th>name</th>
          <th>value</th>
          <th>source</th>
          <th>comment</th>
          <th>about</th>
          <th>time</th>
        </tr>
      </thead>
      <tbody>
        {scores.map((score) => {
          const value = scoreValue(score.value);
          return (
            <tr key={score.id}>
              <th scope="row">
                <Safe text={score.name} />
              </th>
              <td className={`value ${value.tone}`}>
                {value.sign && <span className="sign">{value.sign} </span>}
                <Safe text={value.text || String(score.value)} />
              </td>
              <td>
                {score.source}
                {score.evaluator && (
                  <span className="quiet">
                    {" "}
                    <Safe text={withVersion(score.evaluator, score.evaluatorVersion)} />
                  </span>
                )}
              </td>
              <td className="comment">{score.comment && <Safe text={score.comment} />}</td>
              <td className="quiet">{score.spanId === null ? "trace" : "span"}</td>
              <td className="quiet" title={exact(score.time)}>
                {dayAndTime(new Date(score.time), new Date())}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function NoScores({ traceId, spanId }: { traceId: string; spanId: string }) {
  const project = location.pathname.split("/")[2] ?? "default";
  const lines = `curl ${location.origin}/api/v1/projects/${project}/scores \\
  -H 'content-type: application/json' \\
  -d '{"name":"helpful","value":true,"traceId":"${traceId}","spanId":"${spanId}"}'`;
  return (
    <div className="no-text">
      <p>Nobody has said anything about this span. A program does it so:</p>
      <div className="lines">
        <pre>{lines}</pre>
        <button type="button" className="button framed" onClick={() => void copy(lines, "Lines")}>
          <Icon name="copy" size={14} /> Copy
        </button>
      </div>
    </div>
  );
}
