import { useCallback, useInsertionEffect, useRef } from "react";

/** A function that never changes and does what the newest one given does; for what is drawn only when it must be. */
export function useStable<A extends unknown[]>(does: (...args: A) => void): (...args: A) => void {
  const newest = useRef(does);
  useInsertionEffect(() => {
    newest.current = does;
  });
  return useCallback((...args: A) => newest.current(...args), []);
}
