import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { addUser, changePassword, changeUser, listUsers, removeUser, type Me, type Role } from "../../api/access";
import { Safe } from "../../parts/Safe";
import { Failure, Waiting } from "../../parts/States";
import { exact } from "../../prepare/format";
import { Trouble } from "./Trouble";
import { Twice } from "./Twice";
import { useSaving } from "./useSaving";

const roles: { id: Role; says: string }[] = [
  { id: "viewer", says: "reads" },
  { id: "reviewer", says: "and writes down what was seen" },
  { id: "editor", says: "and changes what projects do" },
  { id: "admin", says: "and decides who may do what" },
];

/** The accounts of this server. With the first one everything needs a log-in or a key. */
export function AccountSettings({ me }: { me: Me }) {
  const { data, error, refetch } = useQuery({ queryKey: ["users"], queryFn: ({ signal }) => listUsers(signal) });
  const { save, trouble, busy } = useSaving(["users"], ["me"]);
  const first = data?.items.length === 0;
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (await save(() => addUser({ name: name.trim(), role: first ? "admin" : role, password }), `Account ${name.trim()} made`)) {
      setName("");
      setPassword("");
    }
  };
  if (error && !data) return <Failure error={error} what="The accounts could not be read." retry={() => void refetch()} />;
  if (!data) return <Waiting label="Reading the accounts" rows={4} height={44} />;
  return (
    <>
      <h2>Accounts</h2>
      <p className="quiet lead">
        {first
          ? "Nobody has an account, so nothing is locked, and only this machine is answered. With the first account, an administrator's, everything needs a log-in or a key, from the next request on."
          : "Roles build on each other: viewers read, reviewers also write down what they saw, editors also change what projects do, administrators also decide who may do what."}
      </p>
      <ul className="setting-list">
        {data.items.map((user) => (
          <li key={user.name}>
            <div className="setting-what">
              <b>
                <Safe text={user.name} />
              </b>
              <span className="quiet" title={exact(user.createdAt)}>
                {user.name === me.name ? "you" : ""}
              </span>
            </div>
            <select aria-label={`Role of ${user.name}`} value={user.role} onChange={(event) => void save(() => changeUser(user.name, { role: event.target.value as Role }), `${user.name} is ${event.target.value} now`)}>
              {roles.map((r) => (
                <option key={r.id}>{r.id}</option>
              ))}
            </select>
            <Twice label="Remove" sure="Remove for good?" onDo={() => void save(() => removeUser(user.name), `${user.name} is removed`)} />
          </li>
        ))}
      </ul>
      <h3>{first ? "The first account" : "A new account"}</h3>
      <form className="setting-form" onSubmit={(event) => void add(event)}>
        <label>
          name
          <input value={name} autoComplete="off" spellCheck={false} pattern="[A-Za-z0-9._@+\-]{1,64}" required onChange={(event) => setName(event.target.value)} />
        </label>
        <label>
          password, 12 characters or more
          <input type="password" value={password} autoComplete="new-password" minLength={12} required onChange={(event) => setPassword(event.target.value)} />
        </label>
        {!first && (
          <label>
            role
            <select value={role} onChange={(event) => setRole(event.target.value as Role)}>
              {roles.map((r) => (
                <option key={r.id} value={r.id}>
                  {r.id}: {r.says}
                </option>
              ))}
            </select>
          </label>
        )}
        <button type="submit" className="button framed" disabled={busy}>
          {first ? "Make it, and lock the server" : "Make an account"}
        </button>
      </form>
      <Trouble error={trouble} />
    </>
  );
}

/** One's own password. */
export function OwnSettings({ me }: { me: Me }) {
  const { save, trouble, busy } = useSaving();
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if ((await save(async () => (await changePassword(current, password), true), "The password is changed; all other log-ins ended")) !== null) {
      setCurrent("");
      setPassword("");
    }
  };
  return (
    <>
      <h2>
        <Safe text={me.name ?? "You"} />
      </h2>
      <p className="quiet lead">{me.role}</p>
      <h3>Password</h3>
      <form className="setting-form" onSubmit={(event) => void submit(event)}>
        <label>
          password now
          <input type="password" value={current} autoComplete="current-password" required onChange={(event) => setCurrent(event.target.value)} />
        </label>
        <label>
          new password, 12 characters or more
          <input type="password" value={password} autoComplete="new-password" minLength={12} required onChange={(event) => setPassword(event.target.value)} />
        </label>
        <button type="submit" className="button framed" disabled={busy}>
          Change
        </button>
      </form>
      <Trouble error={trouble} />
    </>
  );
}
