// Serves dist/ with the server's content policy, and made-up answers of the API: node dev/server.mjs [PORT]
// EMPTY=1: no traces. OLD=1: nothing newer than a year. SLOW=ms: every answer waits. QUIET=1: nothing new arrives.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fixture } from "./fixture.mjs";

const port = Number(process.argv[2] ?? 4319);
const dist = new URL("../dist/", import.meta.url).pathname;
const start = Date.now();
const { traces, one } = fixture(start - (process.env.OLD ? 400 * 86_400_000 : 0), process.env.EMPTY ? 0 : 5000);
if (process.env.EMPTY) traces.length = 0;
else if (!process.env.QUIET && !process.env.OLD) setInterval(() => one(Date.now()), 7000);

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'";
const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2" };

function matches({ spans, summary }, params) {
  if (params.get("from") && summary.startTime < new Date(params.get("from")).toISOString()) return false;
  if (params.get("to") && summary.startTime >= new Date(params.get("to")).toISOString()) return false;
  const some = (test) => spans.some(test);
  const is = (key, ...fields) => {
    const value = params.get(key);
    return value === null || some((s) => fields.some((f) => s[f] === value));
  };
  const q = params.get("q")?.toLowerCase();
  return (
    is("model", "requestModel", "responseModel") && is("provider", "provider") && is("kind", "kind") && is("status", "status") &&
    is("name", "name") && is("service", "service") && is("environment", "environment") && is("session", "sessionId") &&
    is("user", "userId") && params.getAll("tag").every((t) => some((s) => s.tags.includes(t))) &&
    (!q || some((s) => JSON.stringify([s.input, s.output]).toLowerCase().includes(q)))
  );
}

function problem(status, title, detail) {
  return { status, body: { type: "about:blank", title, status, detail } };
}

function api(path, params) {
  const parts = path.split("/").filter(Boolean).slice(2);
  if (parts.length === 1) {
    return { body: { items: [{ name: "default", createdAt: "2026-11-01T00:00:00Z" }, { name: "staging", createdAt: "2026-11-02T00:00:00Z" }] } };
  }
  const [, project, what, id] = parts;
  if (!["default", "staging"].includes(project)) return problem(404, "No such project", `There is no project "${project}".`);
  const all = project === "default" ? traces : [];
  if (what === "traces" && id) {
    const found = all.find((t) => t.summary.traceId === id);
    return found
      ? { body: { traceId: id, summary: found.summary, spans: found.spans } }
      : problem(404, "No such trace", `There is no trace ${id} in project "${project}".`);
  }
  const status = params.get("status");
  if (status !== null && !["ok", "error", "unset"].includes(status)) {
    return problem(400, "Bad request", `status is "${status}"; expected one of ok, error, unset.`);
  }
  if (!params.get("from")) params.set("from", new Date((params.get("to") ? Date.parse(params.get("to")) : Date.now()) - 86_400_000).toISOString());
  const found = all.filter((t) => matches(t, params)).map((t) => t.summary);
  if (what === "traces") {
    const offset = found.findIndex((s) => s.traceId === params.get("cursor")) + 1;
    const limit = Number(params.get("limit") ?? 50);
    const items = found.slice(offset, offset + limit);
    return { body: { items, nextCursor: offset + limit < found.length ? items.at(-1).traceId : null } };
  }
  const from = Date.parse(params.get("from"));
  const to = params.get("to") ? Date.parse(params.get("to")) : Date.now();
  const width = [1, 5, 15, 60, 300, 900, 1800, 3600, 7200, 14400, 43200, 86400, 604800, 2592000].map((s) => s * 1000).find((w) => (to - from) / w <= Number(params.get("buckets") ?? 60) * 1.5) ?? 31536000000;
  const buckets = new Map();
  for (const s of found) {
    const at = Math.floor(Date.parse(s.startTime) / width) * width;
    const bucket = buckets.get(at) ?? { start: new Date(at).toISOString(), count: 0, errors: 0 };
    bucket.count++;
    if (s.status === "error") bucket.errors++;
    buckets.set(at, bucket);
  }
  const durations = found.map((s) => s.durationMs).sort((a, b) => a - b);
  const quantile = (p) => durations[Math.min(durations.length - 1, Math.floor(p * durations.length))] ?? null;
  const sum = (f) => (found.some((s) => s[f] !== null) ? found.reduce((a, s) => a + (s[f] ?? 0), 0) : null);
  return {
    body: {
      from: new Date(from).toISOString(), to: new Date(to).toISOString(), bucketSeconds: width / 1000, of: "traces", groups: [], moreGroups: false, count: found.length,
      errors: found.filter((s) => s.status === "error").length, p50Ms: quantile(0.5), p95Ms: quantile(0.95), p99Ms: quantile(0.99),
      inputTokens: sum("inputTokens"), outputTokens: sum("outputTokens"), costUsd: sum("costUsd"),
      buckets: [...buckets.values()].sort((a, b) => a.start.localeCompare(b.start)),
    },
  };
}

createServer(async (request, response) => {
  const url = new URL(request.url, "http://localhost");
  if (url.pathname.startsWith("/api/")) {
    if (process.env.SLOW) await new Promise((done) => setTimeout(done, Number(process.env.SLOW)));
    const { status = 200, body } = api(url.pathname, url.searchParams);
    response.writeHead(status, { "content-type": status === 200 ? "application/json" : "application/problem+json" });
    response.end(JSON.stringify(body));
    return;
  }
  const file = extname(url.pathname) ? normalize(url.pathname) : "/index.html";
  try {
    const body = await readFile(join(dist, file));
    response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream", "content-security-policy": policy });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
}).listen(port, () => process.stdout.write(`http://localhost:${port}\n`));
