import { commands, type Command } from "./commands";

/** What of a keyboard event matters. */
export interface Press {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** The name of a key press as the table writes it; nothing for a modifier alone or with Alt. */
export function stroke(press: Press): string | null {
  if (press.altKey || ["Shift", "Control", "Meta", "Alt", "Dead", "Process"].includes(press.key)) return null;
  const name = press.key === " " ? "Space" : press.key;
  if (press.ctrlKey || press.metaKey) return `Mod+${name.toLowerCase()}`;
  return press.shiftKey && name === "Space" ? "Shift+Space" : name;
}

const WAIT_MS = 900;

/** Turns key presses into commands, `g g` into one; knows nothing of the page. */
export class Matcher {
  private before: { stroke: string; at: number } | null = null;

  /** The commands that this press may mean, of those that are there now; the longest sequence wins. */
  press(pressed: string, at: number, there: (command: Command) => boolean): Command[] {
    const sequence = this.before && at - this.before.at < WAIT_MS ? `${this.before.stroke} ${pressed}` : null;
    this.before = null;
    const long = sequence ? find(sequence, there) : [];
    if (long.length > 0) return long;
    const short = find(pressed, there);
    if (short.length === 0) this.before = { stroke: pressed, at };
    return short;
  }
}

function find(keys: string, there: (command: Command) => boolean): Command[] {
  return (Object.keys(commands) as Command[]).filter((c) => (commands[c].keys as readonly string[]).includes(keys) && there(c));
}
