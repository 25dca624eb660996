import { useEffect, useRef } from "react";
import { commands, keyLabel } from "../keys/commands";
import { useCommands, useKeys } from "../keys/useKeys";
import { Icon } from "../parts/Icon";
import { isMac } from "./StatusBar";

/** The keys of this page. */
export function KeysPanel({ onClose }: { onClose: () => void }) {
  const there = useCommands();
  const panel = useRef<HTMLElement>(null);
  useKeys({ "page.back": onClose });
  useEffect(() => panel.current?.focus(), []);
  const groups = [...new Set(there.map((name) => commands[name].group))].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return (
    <section className="keys-panel floating" role="dialog" aria-label="Keys" ref={panel} tabIndex={-1}>
      <header>
        <h2>Keys</h2>
        <button type="button" className="button quiet-button" aria-label="Close" onClick={onClose}>
          <Icon name="close" size={14} />
        </button>
      </header>
      <div className="keys-groups">
        {groups.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {(Object.keys(commands) as (keyof typeof commands)[])
                .filter((name) => commands[name].group === group && there.includes(name))
                .map((name) => (
                  <div key={name}>
                    <dt>
                      {commands[name].keys.map((key) => (
                        <kbd key={key}>{keyLabel(key, isMac)}</kbd>
                      ))}
                    </dt>
                    <dd>{commands[name].label}</dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </section>
  );
}

const order: string[] = ["Trace", "Session", "List", "Everywhere"];
