import { commands, keyLabel, type Command } from "../keys/commands";
import { useCommands } from "../keys/useKeys";
import { useNotice } from "../parts/notice";

export const isMac = /Mac|iPhone|iPad/u.test(navigator.userAgent);

const inList: [Command[], string][] = [
  [["list.next", "list.previous"], "move"],
  [["list.open"], "open"],
  [["list.peek"], "peek"],
  [["list.select"], "select"],
  [["session.previous", "session.next"], "trace"],
  [["trace.find"], "find"],
  [["list.filter"], "filter"],
  [["list.facets"], "facets"],
  [["list.values"], "values"],
  [["list.live"], "live"],
  [["list.fresh"], "load new"],
  [["page.keys"], "keys"],
];

const inTrace: [Command[], string][] = [
  [["list.next", "list.previous"], "trace"],
  [["trace.previous", "trace.next"], "span"],
  [["trace.conversation"], "conversation"],
  [["trace.raw"], "raw"],
  [["trace.find"], "find"],
  [["trace.scores"], "scores"],
  [["list.values"], "values"],
  [["trace.siblingBefore", "trace.siblingAfter"], "in session"],
  [["trace.fold"], "fold"],
  [["trace.copy"], "copy link"],
  [["page.back"], "back"],
  [["page.keys"], "keys"],
];

/** The keys of this moment, and what the last one did. */
export function StatusBar() {
  const there = useCommands();
  const notice = useNotice();
  const hints = there.includes("trace.next") ? inTrace : inList;
  return (
    <footer className="status">
      <ul className="hints" aria-label="Keys">
        {hints
          .filter(([names]) => names.every((name) => there.includes(name)))
          .map(([names, says]) => (
            <li key={says}>
              {names.map((name) => (
                <kbd key={name}>{keyLabel(commands[name].keys[0], isMac)}</kbd>
              ))}
              {says}
            </li>
          ))}
      </ul>
      <p className="notice" role="status">
        {notice}
      </p>
    </footer>
  );
}
