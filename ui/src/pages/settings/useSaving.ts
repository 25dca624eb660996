import { useQueryClient, type QueryKey } from "@tanstack/react-query";
import { useState } from "react";
import { say } from "../../parts/notice";

/** Does something on the server, tells that it was done or why it was not, and reads anew what it changed. */
export function useSaving(...changes: QueryKey[]) {
  const client = useQueryClient();
  const [trouble, setTrouble] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async <T,>(does: () => Promise<T>, did: string): Promise<T | null> => {
    setTrouble(null);
    setBusy(true);
    try {
      const answer = await does();
      await Promise.all(changes.map((queryKey) => client.invalidateQueries({ queryKey })));
      say(did);
      return answer;
    } catch (cause) {
      setTrouble(cause instanceof Error ? cause : new Error(String(cause)));
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { save, trouble, busy };
}
