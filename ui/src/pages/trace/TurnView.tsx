/* oxlint-disable react/no-array-index-key -- the blocks of a turn have no identity but their place */
import { memo, type ReactNode } from "react";
import type { Json } from "../../api/types";
import { Fold } from "../../parts/Fold";
import { Icon } from "../../parts/Icon";
import { JsonLine, JsonTree } from "../../parts/JsonTree";
import { LongText } from "../../parts/LongText";
import { Markdown } from "../../parts/Markdown";
import { copy } from "../../parts/notice";
import { Safe } from "../../parts/Safe";
import { useSettings } from "../../parts/settings";
import { useOpen } from "../../parts/useOpen";
import { textOf, type Block, type Turn } from "../../prepare/conversation";
import { counted } from "../../prepare/format";
import { lineCount } from "../../prepare/long";
import { isEmpty, onOneLine } from "../../prepare/json";
import { looksLikeMarkdown } from "../../prepare/markdown";

const FOLD_LINES = 32;
/** A text longer than this is cut until somebody asks for the rest: it would take long to draw. */
const DRAWN_AT_ONCE = 60_000;

/** One turn: what was said beside its role; each tool call has a line of its own. */
export const TurnView = memo(function TurnView({ turn }: { turn: Turn }) {
  if (turn.role === "system" || turn.role === "developer") return <SystemTurn turn={turn} />;
  const groups: (Block[] | Extract<Block, { type: "call" }>)[] = [];
  for (const block of turn.blocks) {
    const last = groups.at(-1);
    if (block.type === "call") groups.push(block);
    else if (Array.isArray(last)) last.push(block);
    else groups.push([block]);
  }
  let first = true;
  return groups.map((group, i) => {
    if (!Array.isArray(group)) return <Call key={i} name={`${turn.key}/${i}`} call={group} output={turn.output} />;
    const named = first;
    first = false;
    return (
      <Row key={i} speaker={turn.role} name={named ? turn.name : ""} output={turn.output} text={textOf({ ...turn, blocks: group })}>
        {group.map((block, b) => (
          <Said key={b} name={`${turn.key}/${i}.${b}`} block={block} />
        ))}
      </Row>
    );
  });
});

function Row({ speaker, name, output, text, children }: { speaker: string; name: string; output: boolean; text?: string | null; children: ReactNode }) {
  return (
    <div className={`turn role-${/^[a-z]+$/u.test(speaker) ? speaker : "other"}${output ? " came-out" : ""}`} data-testid="turn" data-role={speaker}>
      <span className="role" title={output ? `${speaker}: came out of this span` : speaker}>
        <Safe text={speaker} />
        {name && (
          <span className="role-name">
            <Safe text={name} />
          </span>
        )}
      </span>
      <div className="said-text">{children}</div>
      {text && (
        <button type="button" className="turn-copy button quiet-button" aria-label={`Copy the text of ${speaker}`} onClick={() => void copy(text, "Text")}>
          <Icon name="copy" size={14} />
        </button>
      )}
    </div>
  );
}

function SystemTurn({ turn }: { turn: Turn }) {
  const [open, setOpen] = useOpen(turn.key);
  const text = textOf(turn);
  const trimmed = (text ?? "").trim();
  const more = lineCount(trimmed) - 1;
  const first = more > 0 ? trimmed.slice(0, Math.min(trimmed.indexOf("\n"), 1000)) : trimmed;
  if (text === null || more === 0) {
    return (
      <Row speaker={turn.role} name={turn.name} output={turn.output} text={text}>
        {turn.blocks.map((block, b) => (
          <Said key={b} name={`${turn.key}/${b}`} block={block} />
        ))}
      </Row>
    );
  }
  return (
    <Row speaker={turn.role} name={turn.name} output={turn.output} text={text}>
      {open ? (
        <>
          <Words name={turn.key} text={text} whole />
          <button type="button" className="more" aria-expanded onClick={() => setOpen(false)}>
            ▾ fold
          </button>
        </>
      ) : (
        <p className="system-first">
          <span className="system-line">
            <Safe text={first} />
          </span>
          <button type="button" className="more" aria-expanded={false} onClick={() => setOpen(true)}>
            ▸ {counted(more, "more line")}
          </button>
        </p>
      )}
    </Row>
  );
}

function Said({ name, block }: { name: string; block: Block }): ReactNode {
  switch (block.type) {
    case "text":
      return <Words name={name} text={block.text} />;
    case "json":
      return <JsonTree value={block.value} />;
    case "reasoning":
      return <Thought name={name} text={block.text} />;
    case "call":
      return null;
    case "answer":
      return <Answer name={name} value={block.value} />;
    case "other":
      return (
        <div className="other-part">
          <span className="quiet">{block.part.type}</span>
          <JsonTree value={block.part as Json} open={12} />
        </div>
      );
  }
}

function Words({ name, text, whole = false }: { name: string; text: string; whole?: boolean }) {
  const { markdown } = useSettings();
  return (
    <LongText text={text} first={DRAWN_AT_ONCE}>
      {(shown) => {
        const drawn =
          markdown && looksLikeMarkdown(shown) ? (
            <Markdown text={shown} />
          ) : (
            <p className="as-written">
              <Safe text={shown} />
            </p>
          );
        return whole ? drawn : <Fold name={name} lines={FOLD_LINES}>{drawn}</Fold>;
      }}
    </LongText>
  );
}

function Thought({ name, text }: { name: string; text: string }) {
  const [open, setOpen] = useOpen(name);
  return (
    <div className="thought">
      <button type="button" className="more" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? "▾" : "▸"} reasoning <span className="quiet">· {counted(text.length, "character")}</span>
      </button>
      {open && (
        <LongText text={text} first={DRAWN_AT_ONCE}>
          {(shown) => (
            <p className="as-written">
              <Safe text={shown} />
            </p>
          )}
        </LongText>
      )}
    </div>
  );
}

/** `get_order({ "id": 4711 })` and, under it, what came back. */
function Call({ name, call, output }: { name: string; call: Extract<Block, { type: "call" }>; output: boolean }) {
  const short = isEmpty(call.args) ? "" : onOneLine(call.args, 64);
  return (
    <Row speaker="tool" name="" output={output}>
      <div className="call" data-testid="tool-call">
        <span className="call-name">
          <Safe text={call.name || "unnamed tool"} />
        </span>
        {short === null ? (
          <JsonTree value={call.args} open={14} />
        ) : (
          <span className="call-args">({short !== "" && <JsonLine value={call.args} />})</span>
        )}
      </div>
      {call.answers.map((answer, i) => (
        <Answer key={i} name={`${name}>${i}`} value={answer} later={call.later} />
      ))}
    </Row>
  );
}

function Answer({ name, value, later = false }: { name: string; value: Json; later?: boolean }) {
  return (
    <div className={later ? "answer later" : "answer"}>
      <span className="arrow" title={later ? "what the tool answered, as a later span tells" : "what the tool answered"}>
        →
      </span>
      <div className="answer-value">
        {typeof value === "string" ? (
          <LongText text={value} first={DRAWN_AT_ONCE}>
            {(shown) => (
              <Fold name={name} lines={10}>
                <p className="as-written">
                  <Safe text={shown} />
                </p>
              </Fold>
            )}
          </LongText>
        ) : (
          <Fold name={name} lines={18}>
            <JsonTree value={value} open={60} />
          </Fold>
        )}
      </div>
    </div>
  );
}
