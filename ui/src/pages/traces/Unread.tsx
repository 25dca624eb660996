import { useEffect } from "react";
import { ApiError } from "../../api/client";
import { Failure, Message } from "../../parts/States";
import { Connect } from "./Connect";

const LOOK_MS = 4000;

/** Why a page has nothing to show: nothing was ever sent to its project, or the server did not answer. */
export function Unread({ project, error, what, retry }: { project: string; error: Error; what: string; retry: () => void }) {
  const unknown = error instanceof ApiError && error.status === 404;
  useEffect(() => {
    if (!unknown) return;
    const timer = setInterval(retry, LOOK_MS);
    return () => clearInterval(timer);
  }, [unknown, retry]);
  // The line says at its place what is wrong; asking it again would not help.
  if (error instanceof ApiError && error.position !== null) {
    return (
      <Message title="The filter cannot be read, so nothing was asked.">
        <p>Mend the line above, where it is marked.</p>
      </Message>
    );
  }
  return unknown ? <Connect project={project} /> : <Failure error={error} what={what} retry={retry} />;
}
