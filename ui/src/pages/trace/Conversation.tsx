import { useMemo, useState } from "react";
import type { Span } from "../../api/types";
import { Fold } from "../../parts/Fold";
import { Safe } from "../../parts/Safe";
import { answersIn, conversation, spanBefore, type Item, type Turn } from "../../prepare/conversation";
import { counted } from "../../prepare/format";
import { hasText, type Node, type Tree } from "../../prepare/tree";
import { TurnView } from "./TurnView";

/** The messages of a span as text, the role in a gutter. */
export function Conversation({ tree, node, onSelect }: { tree: Tree; node: Node; onSelect: (node: Node) => void }) {
  const { span } = node;
  const later = useMemo(() => answersIn(tree.nodes.map((n) => n.span)), [tree]);
  const items = useMemo(() => conversation(span, spanBefore(tree, node), later), [tree, node, span, later]);
  const below = useMemo(() => (hasText(span) ? undefined : tree.nodes.slice(node.index + 1, node.end).find((n) => hasText(n.span))), [tree, node, span]);
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
      {items.map((item) => (item.type === "turn" ? <TurnView key={item.turn.key} turn={item.turn} /> : <Same key={item.key} item={item} />))}
    </div>
  );
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
          <Fold lines={12}>
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
  const [open, setOpen] = useState(false);
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
