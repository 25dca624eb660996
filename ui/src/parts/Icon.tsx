import type { ReactNode } from "react";
import type { SpanKind } from "../api/types";

const shapes = {
  llm: <path d="M3 3.5h10v7H7.5L4.5 13v-2.5H3z" />,
  tool: <path d="M9.8 3.2a3 3 0 0 0-3.6 3.9L3 10.3 5.7 13l3.2-3.2a3 3 0 0 0 3.9-3.6l-1.9 1.9-2.1-.7-.7-2.1z" />,
  agent: (
    <>
      <circle cx="8" cy="5.2" r="2.2" />
      <path d="M3.5 13c.4-2.6 2.2-4 4.5-4s4.100 1.400 4.500 4" />
    </>
  ),
  retrieval: (
    <>
      <circle cx="7" cy="7" r="3.5" />
      <path d="m9.700 9.700 3.300 3.300" />
    </>
  ),
  embedding: (
    <>
      <circle cx="4.500" cy="11" r="1.300" />
      <circle cx="11.500" cy="11.500" r="1.300" />
      <circle cx="6" cy="5" r="1.300" />
      <circle cx="11.500" cy="5.500" r="1.300" />
    </>
  ),
  chain: <path d="M3 4.500h4v3H3zM9 8.500h4v3H9zM5 7.500V10h4" />,
  guardrail: <path d="M8 2.800 12.500 4.500V8c0 2.600-1.900 4.300-4.500 5.200C5.400 12.300 3.500 10.600 3.500 8V4.500z" />,
  evaluator: <path d="M8 3v10M5 13h6M3 5.500h10M4.800 5.500 3 9.500h3.600zM11.200 5.500 9.400 9.500H13z" />,
  other: <path d="M4 4h8v8H4z" />,
  traces: <path d="M2.500 4h7M5 8h8.500M3.500 12h6" />,
  sessions: <path d="M2.500 3.500h8v5h-4l-2 2v-2h-2zM7 10.500h2.500l2 2v-2h2v-5h-1" />,
  overview: <path d="M2.500 13h11M4.500 11V8M8 11V4M11.500 11V6.500" />,
  conformance: <path d="M3 3.500h10M3 8h4M3 12.500h4M9 10.500l1.700 1.700L13.500 9" />,
  settings: <path d="M2.500 5h6M11.500 5h2M2.500 11h2M7.500 11h6M10 3.500v3M6 9.500v3" />,
  columns: <path d="M2.500 3.500h11v9h-11zM6.200 3.500v9M9.800 3.500v9" />,
  save: <path d="M8 2.500v7M5 6.800l3 3 3-3M3 11v2h10v-2" />,
  saved: <path d="M4.500 3h7v10L8 10.500 4.500 13z" />,
  facets: <path d="M2.500 4h11M4.500 8h7M6.500 12h3" />,
  markdown: <path d="M2 11V5l2.5 3L7 5v6M11 5v6M8.800 8.800 11 11l2.200-2.200" />,
  link: <path d="M6.800 9.200a2.400 2.400 0 0 0 3.400 0l2-2a2.400 2.400 0 0 0-3.400-3.400l-.7.7M9.200 6.800a2.400 2.400 0 0 0-3.400 0l-2 2a2.400 2.400 0 0 0 3.400 3.400l.7-.7" />,
  copy: <path d="M6 6h7v7H6zM10 6V3H3v7h3" />,
  remove: <path d="M3.500 4.500h9M6.500 4.500V3h3v1.500M4.500 4.500l.6 8.500h5.800l.6-8.500M6.800 7v3.500M9.200 7v3.500" />,
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  open: <path d="m6 4 4 4-4 4" />,
  down: <path d="m4 6 4 4 4-4" />,
  up: <path d="m4 10 4-4 4 4" />,
  find: (
    <>
      <circle cx="7" cy="7" r="3.500" />
      <path d="m9.700 9.700 3.300 3.300" />
    </>
  ),
  theme: (
    <>
      <circle cx="8" cy="8" r="5" />
      <path d="M8 3a5 5 0 0 1 0 10z" fill="currentColor" />
    </>
  ),
  density: <path d="M3 4h10M3 6.700h10M3 9.300h10M3 12h10" />,
  keys: <path d="M2.500 4.500h11v7h-11zM5 7h.01M8 7h.01M11 7h.01M5.500 9.300h5" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

export function Icon({ name, label, size = 16 }: { name: IconName; label?: string; size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
    >
      {shapes[name]}
    </svg>
  );
}

export const KindIcon = ({ kind }: { kind: SpanKind }) => <Icon name={kind} label={kind} size={14} />;
