import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, type FormEvent } from "react";
import { logIn } from "../api/access";
import { ApiError } from "../api/client";
import { forgetRestore, restoredOfLate } from "../parts/restored";
import { dayAndTime, exact, sentence } from "../prepare/format";

/** Where the server knows accounts and nobody is logged in. What was open comes back afterwards. */
export function LoginPage() {
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  const [restored] = useState(restoredOfLate);
  useEffect(() => {
    document.title = "Log in · Assay";
  }, []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setTrouble("");
    try {
      client.setQueryData(["me"], await logIn(name, password));
      forgetRestore();
      await client.resetQueries({ predicate: (query) => query.queryKey[0] !== "me" });
    } catch (error) {
      setTrouble(error instanceof ApiError ? sentence(error.detail || error.title) : "The page could not read the answer.");
      setPassword("");
    } finally {
      setBusy(false);
    }
  };
  return (
    <main className="login">
      <form onSubmit={(event) => void submit(event)}>
        <h1>Assay</h1>
        {restored && (
          <div className="login-why" role="status">
            <p>
              <span className="sign pass">✓</span> The backup of <b title={exact(restored.backupAt)}>{dayAndTime(new Date(restored.backupAt), new Date())}</b> is restored, with the accounts of then and no others. Log in with one of those, and its password of then.
            </p>
            <p className="quiet">
              Where nobody has one, <code>assay user add --role admin NAME</code> makes one in the server&apos;s data folder.
              {restored.replaced && (
                <>
                  {" "}
                  What was there before is kept as <code>{restored.replaced}</code>.
                </>
              )}
            </p>
          </div>
        )}
        <label>
          name
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- there is nothing else on the page */}
          <input value={name} autoComplete="username" autoFocus spellCheck={false} autoCapitalize="off" required onChange={(event) => setName(event.target.value)} />
        </label>
        <label>
          password
          <input type="password" value={password} autoComplete="current-password" required onChange={(event) => setPassword(event.target.value)} />
        </label>
        <button type="submit" className="button framed" disabled={busy}>
          Log in
        </button>
        <p className="login-says" role="alert">
          {trouble && (
            <>
              <span className="sign fail">✕</span> {trouble}
            </>
          )}
        </p>
      </form>
    </main>
  );
}
