import { createContext, useContext, useState } from "react";

/** What was opened, by name, for parts that go when they are scrolled away and shall come back as they were. */
export const Opened = createContext<Map<string, boolean>>(new Map());

/** Whether something is open; remembers it under a name. */
export function useOpen(name: string): [boolean, (open: boolean) => void] {
  const opened = useContext(Opened);
  const [open, setOpen] = useState(() => opened.get(name) ?? false);
  return [
    open,
    (next) => {
      opened.set(name, next);
      setOpen(next);
    },
  ];
}
