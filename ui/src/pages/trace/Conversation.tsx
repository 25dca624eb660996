import { useMemo, useState } from "react";
import type { Span } from "../../api/types";
import { Fold } from "../../parts/Fold";
import { Safe } from "../../parts/Safe";
import { Opened, useOpen } from "../../parts/useOpen";
import { changes } from "../../prepare/changes";
import { answersIn, conversation, heightOf, type Item, type Turn } from "../../prepare/conversation";
import { counted } from "../../prepare/format";
import type { Node, Tree } from "../../prepare/tree";
import { Changes } from "./Changes";
import { GrowingList } from "./GrowingList";
import { TurnView } from "./TurnView";

/** The messages of a span as text, the role in a gutter. */
export function Conversation({
  tree,
  node,
  span,
  before,
  spans,
  onSelect,
}: {
  tree: Tree;
  node: Node;
  span: Span;
  /** The call that a reader saw before this one, if any. */
  before: Span | null;
  /** The spans of the trace that were read so far. */
  spans: ReadonlyMap<string, Span>;
  onSelect: (node: Node) => void;
}) {
  const later = useMemo(() => answersIn(spans.values()), [spans]);
  const items = useMemo(() => conversation(span, before, later), [before, span, later]);
  const changed = useMemo(() => (before ? changes(before, span) : []), [before, span]);
  const [opened] = useState(() => new Map<string, boolean>());
  const below = useMemo(() => (node.span.hasText ? null : tree.find(node.index + 1, node.end, tree.hasText)), [tree, node]);
  return (
    <div className="conversation" data-testid="conversation">
      {span.status === "error" && <Failed span={span} />}
      {items.length === 0 && (
        <div className="no-text">
          <p>This span carries no text{node.children > 0 ? "; look at those below it" : ""}.</p>
          {below && (
            <button type="button" className="button framed" onClick={() => onSelect(below)}>
              Go to <Safe text={below.span.name} />
            </button>
          )}
        </div>
      )}
      <Opened value={opened}>
        {changed.length > 0 && <Changes changes={changed} />}
        <GrowingList keys={items.map(keyOf)} heights={items.map(heightOf)} draw={(i) => <ItemView item={items[i]!} />} />
      </Opened>
    </div>
  );
}

const keyOf = (item: Item) => (item.type === "turn" ? item.turn.key : item.key);

function ItemView({ item }: { item: Item }) {
  return item.type === "turn" ? <TurnView turn={item.turn} /> : <Same item={item} />;
}

function Failed({ span }: { span: Span }) {
  return (
    <div className="turn failed-turn" role="note" aria-label="Error">
      <span className="role fail">
        <span className="sign">✕</span> error
      </span>
      <div className="said-text">
        <strong className="fail">
          <Safe text={span.errorType ?? "failed"} />
        </strong>
        {span.errorMessage && (
          <Fold name="error" lines={12}>
            <p className="as-written">
              <Safe text={span.errorMessage} />
            </p>
          </Fold>
        )}
      </div>
    </div>
  );
}

/** Turns a reader has seen in the span before. */
function Same({ item }: { item: Extract<Item, { type: "same" }> }) {
  const [open, setOpen] = useOpen(item.key);
  const roles = rolesOf(item.turns);
  return (
    <>
      <div className="turn same">
        <span className="role">{item.turns.length === 1 ? roles : ""}</span>
        <button type="button" className="more" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? "▾" : "▸"} {item.turns.length === 1 ? "same as above" : `${counted(item.turns.length, "message")} same as above`}
          {item.turns.length > 1 && <span className="quiet"> · {roles}</span>}
        </button>
      </div>
      {open && item.turns.map((turn) => <TurnView key={turn.key} turn={turn} />)}
    </>
  );
}

function rolesOf(turns: Turn[]): string {
  const counts = new Map<string, number>();
  for (const turn of turns) counts.set(turn.role, (counts.get(turn.role) ?? 0) + 1);
  return [...counts].map(([role, n]) => (n === 1 ? role : `${n} ${role}`)).join(", ");
}
