import { ApiError } from "../../api/client";
import { sentence } from "../../prepare/format";

/** Why something was not done. */
export function Trouble({ error }: { error: Error | null }) {
  if (!error) return null;
  return (
    <p className="setting-fault" role="alert">
      <span className="sign fail">✕</span> {error instanceof ApiError ? `${error.title}. ${sentence(error.detail)}` : error.message} Nothing was changed.
    </p>
  );
}
