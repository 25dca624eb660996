import { useEffect } from "react";
import { ApiError } from "../../api/client";
import { Failure } from "../../parts/States";
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
  return unknown ? <Connect project={project} /> : <Failure error={error} what={what} retry={retry} />;
}
