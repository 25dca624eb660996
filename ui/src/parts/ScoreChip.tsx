import type { Score } from "../api/types";
import { scoreValue } from "../prepare/facts";
import { plain } from "../prepare/visible";
import { Safe } from "./Safe";

/** A score in a word: `✓ helpful`, `grounded 0.82`. The sign says what the colour says. */
export function ScoreChip({ score }: { score: Score }) {
  const value = scoreValue(score.value);
  return (
    <span className={`chip ${value.tone}`} title={plain([`${score.name}: ${score.value}`, score.source, score.comment].filter(Boolean).join(" · "))}>
      {value.sign && <span className="sign">{value.sign}</span>}
      <Safe text={score.name} />
      {value.text && (
        <b>
          <Safe text={value.text.slice(0, 24)} />
        </b>
      )}
    </span>
  );
}
