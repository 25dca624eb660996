// Made-up traces of a support assistant and two other services, the same ones on every start.

const DAY = 86_400_000;

function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const SYSTEM = `You are the support assistant of Nordlicht Outdoor, a shop for tents, stoves and rain gear.

Rules:
- Answer in the language of the customer, in at most five sentences.
- Look an order up before you say anything about it. Never guess a delivery date.
- A refund needs the order number and the reason. Refunds above 200 EUR go to a person.
- Do not promise discounts.
- If the customer is angry, apologise once, then help.

Tools:
- get_order(id) reads an order with its parcels.
- refund(order_id, reason, amount) pays back.
- search_help(query) finds articles of the help centre.
- hand_over(summary) passes the conversation to a person.

Today's opening hours of the phone line are 9:00 to 17:00.`;

const TOPICS = [
  {
    ask: (n) => `Where is my order ${n}?`,
    tool: (n) => ["get_order", { id: n }, { id: n, status: "shipped", carrier: "DHL", left: "2026-11-16", items: [{ sku: "TNT-2P-GRN", name: "Fjell 2 tent", qty: 1, price: 289.0 }], address: { city: "Tromsø", country: "NO" } }],
    answer: (n) => `Your order **${n}** left our warehouse on Monday and is with DHL now. Parcels to Tromsø usually take three to four days, so it should arrive by Friday.\n\nYou can follow it with the link in the mail we sent you.`,
  },
  {
    ask: (n) => `I want my money back for ${n}, the zip broke on the first night!!`,
    tool: (n) => ["refund", { order_id: n, reason: "broken zip", amount: 129.9 }, { ok: true, refund: "rf_" + n, amount: 129.9, currency: "EUR", days: 5 }],
    answer: () => `I'm sorry that the zip gave way on your first night out. I have refunded **129.90 EUR** to the card you paid with; it takes up to five working days.\n\nPlease send the jacket back with the label in your mail, so that our workshop can see what went wrong.`,
  },
  {
    ask: () => "Which stove works at minus 20? I'm going to Svalbard in March and can't carry much",
    tool: () => ["search_help", { query: "stove cold weather winter liquid fuel", limit: 3 }, [{ id: "a-118", title: "Stoves in the cold", score: 0.91 }, { id: "a-042", title: "Gas mixtures explained", score: 0.77 }, { id: "a-201", title: "Flying with a stove", score: 0.64 }]],
    answer: () => `For **minus 20** a liquid-fuel stove is the safe choice: gas cartridges lose pressure below about minus 10.

## Two that fit

| stove | weight | fuel | works to |
|---|---:|---|---|
| Primus OmniLite | 341 g | petrol, kerosene, gas | -40 °C |
| Optimus Nova | 430 g | petrol, kerosene | -40 °C |

1. Take the \`OmniLite\` if every gram counts.
2. Take the Nova if you melt snow for more than two people.
   - It burns hotter.
   - It is easier to clean with gloves on.

> You may not fly with a stove that has held fuel, unless it has been *cleaned and aired*.

To work out how much fuel you need:

\`\`\`python
def fuel_ml(people: int, days: int, snow: bool) -> int:
    per_day = 150 if snow else 80
    return people * days * per_day
\`\`\`

See the article [Stoves in the cold](https://help.example.com/a-118) for more.`,
  },
  {
    ask: () => `Cancel it`,
    tool: (n) => ["get_order", { id: n }, { id: n, status: "packed", cancellable: false }],
    answer: (n) => `Order ${n} is already packed and cannot be cancelled any more. You can refuse the parcel at the door, or send it back within 30 days.`,
  },
  {
    ask: () => "Kann ich die Regenjacke auch im Laden in Hamburg zurückgeben?",
    tool: () => ["search_help", { query: "Rückgabe Filiale Hamburg", limit: 3 }, [{ id: "a-009", title: "Returns in our shops", score: 0.88 }]],
    answer: () => "Ja, gern. Bringen Sie die Jacke mit der Rechnung innerhalb von 30 Tagen in unsere Filiale in der Hamburger Schanzenstraße. Das Geld geht auf dem Weg zurück, auf dem Sie bezahlt haben.",
  },
  {
    ask: () => "do u sell bear spray",
    tool: () => ["search_help", { query: "bear spray" }, []],
    answer: () => "We do not sell bear spray, because we may not ship it by air. In Norway you can buy it at hunting shops; on Svalbard you rent a flare gun and a rifle in Longyearbyen instead.",
  },
  {
    ask: () => "テントの防水スプレーはどれがいいですか？",
    tool: () => ["search_help", { query: "waterproofing spray tent" }, [{ id: "a-077", title: "Caring for your tent", score: 0.83 }]],
    answer: () => "シリコンコーティングのテントには Nikwax Tent & Gear SolarProof をおすすめします。年に一度、よく乾かしてからお使いください。",
  },
  {
    ask: () => "What is the difference between the Fjell 2 and the Fjell 3, apart from the size?",
    tool: () => ["search_help", { query: "Fjell 2 Fjell 3 compare" }, [{ id: "p-fjell2", weight_g: 1980, poles: 2 }, { id: "p-fjell3", weight_g: 2640, poles: 3 }]],
    answer: () => "Apart from the room inside there are three differences:\n\n* **Poles**: the Fjell 3 has a third pole, so it stands better in wind from the side.\n* **Weight**: 1.98 kg against 2.64 kg.\n* **Vestibules**: the Fjell 3 has two, the Fjell 2 has one.\n\nBoth use the same fabric, so they keep out the same rain.",
  },
];

const MODELS = [
  ["gpt-5-mini", "gpt-5-mini-2025-08-07", "openai", 0.25e-6, 2e-6],
  ["gpt-5-mini", "gpt-5-mini-2025-08-07", "openai", 0.25e-6, 2e-6],
  ["gpt-5", "gpt-5-2025-08-07", "openai", 1.25e-6, 10e-6],
  ["claude-sonnet-4-5", "claude-sonnet-4-5-20250929", "anthropic", 3e-6, 15e-6],
];

const text = (role, content) => ({ role, parts: [{ type: "text", content }] });
const oneLine = (s) => s.replace(/\s+/g, " ").trim().slice(0, 240);

export function fixture(now, count = 5000, big = 10_000) {
  const rnd = random(20261123);
  const pick = (list) => list[Math.floor(rnd() * list.length)];
  const hex = (n) => Array.from({ length: n }, () => Math.floor(rnd() * 16).toString(16)).join("");
  const iso = (t) => new Date(t).toISOString();
  const traces = [];

  const blank = (over) => ({
    spanId: hex(16), parentSpanId: null, name: "", kind: "other", operation: null, provider: null, requestModel: null,
    responseModel: null, responseId: null, startTime: iso(now), endTime: iso(now), status: "ok", errorType: null,
    errorMessage: null, input: [], output: [], systemInstructions: [], tools: [],
    usage: { inputTokens: null, outputTokens: null, cacheReadTokens: null, cacheWriteTokens: null, reasoningTokens: null },
    finishReasons: [], sessionId: null, userId: null, tags: [], metadata: {}, promptName: null, promptVersion: null,
    service: null, environment: null, client: { name: "opentelemetry.instrumentation.openai_v2", version: "2.3b0", dialect: "otel" },
    costUsd: null, scores: [], attributes: { "server.address": "api.openai.com", "telemetry.sdk.language": "python" }, ...over,
  });

  function add(spans, root, extra = {}) {
    const llms = spans.filter((s) => s.kind === "llm");
    const sum = (f) => (llms.some((s) => f(s) !== null) ? llms.reduce((a, s) => a + (f(s) ?? 0), 0) : null);
    const start = Math.min(...spans.slice(0, 50).map((s) => Date.parse(s.startTime)));
    const end = spans.reduce((a, s) => Math.max(a, Date.parse(s.endTime)), 0);
    const traceId = extra.traceId ?? hex(32);
    const scores = spans.flatMap((s) => s.scores);
    for (const score of scores) score.traceId = traceId;
    const ask = root.input.at(-1) ?? llms[0]?.input.findLast((m) => m.role === "user");
    const answer = root.output.at(-1) ?? llms.at(-1)?.output.at(-1);
    const preview = (m) => oneLine((m?.parts ?? []).map((p) => p.content ?? (p.name ? `${p.name}(${JSON.stringify(p.arguments)})` : "")).join(" "));
    traces.push({
      spans,
      summary: {
        traceId, name: root.name, startTime: iso(start), durationMs: end - start, spanCount: spans.length,
        errorCount: spans.filter((s) => s.status === "error").length, status: root.status,
        models: [...new Set(llms.map((s) => s.responseModel ?? s.requestModel).filter(Boolean))],
        inputTokens: sum((s) => s.usage.inputTokens), outputTokens: sum((s) => s.usage.outputTokens), costUsd: sum((s) => s.costUsd),
        sessionId: root.sessionId, userId: root.userId, environment: root.environment, service: root.service, tags: root.tags,
        inputPreview: preview(ask), outputPreview: root.status === "error" ? "" : preview(answer), scores,
      },
    });
    return traceId;
  }

  function llm(at, ms, model, input, output, over = {}) {
    const chars = JSON.stringify(input).length;
    const inTok = Math.round(chars / 4), outTok = Math.round(JSON.stringify(output).length / 4);
    const known = model[2] !== "anthropic";
    return blank({
      name: `chat ${model[0]}`, kind: "llm", operation: "chat", provider: model[2], requestModel: model[0], responseModel: model[1],
      responseId: "chatcmpl-" + hex(12), startTime: iso(at), endTime: iso(at + ms), input, output,
      usage: { inputTokens: inTok, outputTokens: outTok, cacheReadTokens: inTok > 400 ? Math.floor(inTok * 0.6) : 0, cacheWriteTokens: null, reasoningTokens: model[0].startsWith("gpt-5") ? Math.floor(outTok * 0.4) : null },
      finishReasons: ["stop"], costUsd: known ? inTok * model[3] + outTok * model[4] : null, promptName: "support/answer", promptVersion: "14", ...over,
    });
  }

  const TOOLS = ["get_order", "refund", "search_help", "hand_over"].map((name) => ({
    type: "function", function: { name, description: `Calls ${name}.`, parameters: { type: "object", properties: { id: { type: "integer", description: "The order." } }, required: ["id"] } },
  }));

  for (let i = 0; i < count; i++) {
    const ago = 30 * DAY * Math.pow(rnd(), 1.7);
    let at = now - 20_000 - ago;
    const hour = new Date(at).getUTCHours();
    if ((hour < 5 || hour > 21) && rnd() < 0.75) at -= 8 * 3_600_000;
    at = Math.floor(at);
    const topic = pick(TOPICS);
    const model = pick(MODELS);
    const n = 4000 + Math.floor(rnd() * 5000);
    const session = "s-" + (1 + Math.floor(rnd() * count / 3));
    const shared = { sessionId: session, userId: "u-" + (100 + Math.floor(rnd() * 400)), service: "support-bot", environment: rnd() < 0.85 ? "production" : "development", tags: rnd() < 0.2 ? ["vip"] : rnd() < 0.1 ? ["vip", "retry"] : [] };
    const kind = rnd();
    const system = [{ type: "text", content: SYSTEM }];
    if (kind < 0.12) {
      const prompt = `Classify the mood of this message as calm, worried or angry. Answer as JSON.\n\n${topic.ask(n)}`;
      const span = llm(at, 180 + rnd() * 500, MODELS[0], [text("user", prompt)], [text("assistant", JSON.stringify({ mood: pick(["calm", "worried", "angry"]), confidence: Math.round(rnd() * 100) / 100, because: ["punctuation", "wording"] }))], { ...shared, service: "mood-tagger", promptName: "mood/classify", promptVersion: "3", systemInstructions: [] });
      add([span], span);
      continue;
    }
    const fails = rnd() < 0.04;
    const [tool, args, result] = topic.tool(n);
    const asks = [text("user", topic.ask(n))];
    if (topic.ask(n) === "Cancel it") asks.unshift(text("user", `I ordered the wrong size, ${n}`), text("assistant", `Shall I cancel order ${n} for you?`));
    const t1 = 300 + rnd() * 900, t2 = 20 + rnd() * 240, t3 = 500 + rnd() * (model[0] === "gpt-5" ? 6000 : 1800);
    const call = { type: "tool_call", id: "call_" + hex(8), name: tool, arguments: args };
    const thought = { type: "reasoning", content: "The customer wants to know about an order. I need to look it up first; the rules say never to guess." };
    const first = llm(at + 4, t1, model, asks, [{ role: "assistant", parts: rnd() < 0.4 ? [thought, call] : [call] }], { ...shared, systemInstructions: system, tools: TOOLS, finishReasons: ["tool_call"] });
    const toolSpan = blank({ ...shared, name: `execute_tool ${tool}`, kind: tool === "search_help" ? "retrieval" : "tool", operation: "execute_tool", startTime: iso(at + t1 + 8), endTime: iso(at + t1 + t2), input: [text("user", JSON.stringify(args))], output: [text("tool", JSON.stringify(result))] });
    const history = [...asks, { role: "assistant", parts: [call] }, { role: "tool", parts: [{ type: "tool_call_response", id: call.id, response: result }] }];
    const second = llm(at + t1 + t2 + 12, t3, model, history, [text("assistant", topic.answer(n))], { ...shared, systemInstructions: system, tools: TOOLS });
    if (fails) {
      second.status = "error";
      second.output = [];
      second.responseModel = null;
      second.finishReasons = [];
      second.usage = { inputTokens: null, outputTokens: null, cacheReadTokens: null, cacheWriteTokens: null, reasoningTokens: null };
      second.costUsd = null;
      second.errorType = pick(["RateLimitError", "APITimeoutError", "BadRequestError"]);
      second.errorMessage = second.errorType === "RateLimitError" ? "Error code: 429 - Rate limit reached for gpt-5-mini in organization org-7f on tokens per min (TPM): Limit 200000, Used 198734, Requested 2210. Please try again in 283ms." : second.errorType === "APITimeoutError" ? "Request timed out after 60 s." : "Error code: 400 - This model's maximum context length is 128000 tokens, however you requested 131402 tokens.";
    }
    const total = t1 + t2 + t3 + 20;
    const root = blank({ ...shared, name: "invoke_agent support", kind: "agent", operation: "invoke_agent", startTime: iso(at), endTime: iso(at + total), status: fails ? "error" : "ok", errorType: fails ? second.errorType : null, errorMessage: fails ? second.errorMessage : null, input: asks, output: fails ? [] : second.output, metadata: { release: "2026.46.1", experiment: "short-answers", locale: pick(["nb-NO", "de-DE", "en-GB", "ja-JP"]) } });
    for (const s of [first, toolSpan, second]) s.parentSpanId = root.spanId;
    const score = (over) => ({ id: hex(16), comment: null, evaluator: null, evaluatorVersion: null, traceId: null, spanId: null, sessionId: null, time: iso(at + total + 60_000), ...over });
    if (rnd() < 0.18) root.scores.push(score({ name: "helpful", value: rnd() < 0.7, source: "user", comment: rnd() < 0.3 ? "Exactly what I needed, thanks." : null }));
    if (rnd() < 0.25) root.scores.push(score({ name: "grounded", value: Math.round(rnd() * 100) / 100, source: "judge", evaluator: "grounded-judge", evaluatorVersion: "4", spanId: second.spanId }));
    if (rnd() < 0.1) root.scores.push(score({ name: "tone", value: pick(["warm", "flat", "sharp"]), source: "human", evaluator: "mia", comment: "Apologised twice." }));
    add([root, first, toolSpan, second], root);
  }

  const at = now - 5 * 60_000;
  const shared = { service: "research-agent", environment: "development", sessionId: "s-long", userId: "u-7" };
  const root = blank({ ...shared, name: "research the market for winter stoves", kind: "agent", operation: "invoke_agent", startTime: iso(at), endTime: iso(at + 240_000), input: [text("user", "Write a report on winter stoves, read everything you find.")], output: [text("assistant", "# Winter stoves\n\n" + "A long report follows. ".repeat(30) + "\n\n" + Array.from({ length: 60 }, (_, i) => `## Chapter ${i + 1}\n\n${"The stove burned well in wind and snow, and its pump kept pressure through the night. ".repeat(6)}`).join("\n\n"))] });
  const spans = [root];
  let parent = root;
  for (let i = 1; i < big; i++) {
    const t = at + (240_000 * i) / big;
    if (i % 200 === 1) {
      parent = blank({ ...shared, name: `step ${Math.ceil(i / 200)}`, kind: "chain", parentSpanId: root.spanId, startTime: iso(t), endTime: iso(t + (240_000 * 199) / big) });
      spans.push(parent);
    } else if (i % 4 === 0) {
      spans.push({ ...llm(t, 40 + rnd() * 600, MODELS[i % 4], [text("user", `Summarise page ${i}.`)], [text("assistant", `Page ${i} says that kerosene is cheap.`)]), ...shared, parentSpanId: parent.spanId, status: i % 997 === 0 ? "error" : "ok" });
    } else {
      spans.push(blank({ ...shared, name: i % 3 ? `fetch page ${i}` : `embed page ${i}`, kind: i % 3 ? "tool" : "embedding", parentSpanId: parent.spanId, startTime: iso(t), endTime: iso(t + 10 + rnd() * 200), input: [text("user", JSON.stringify({ url: `https://stoves.example.com/${i}` }))] }));
    }
  }
  add(spans, root, { traceId: "b".repeat(32) });

  const turns = [];
  for (let i = 0; i < 300; i++) {
    turns.push(text("user", `Question ${i}: what about the weather at camp ${i}? ${"Tell me more. ".repeat(i % 7)}`));
    const id = "call_" + i;
    if (i % 3 === 0) {
      turns.push({ role: "assistant", parts: [{ type: "tool_call", id, name: "weather", arguments: { camp: i } }] });
      turns.push({ role: "tool", parts: [{ type: "tool_call_response", id, response: { camp: i, hours: Array.from({ length: 12 }, (_, h) => ({ hour: h, celsius: -h, wind: h * 2 })) } }] });
    }
    turns.push(text("assistant", `## Camp ${i}\n\nIt is **cold**.\n\n- Wind from the north\n- Snow\n\n${"The night will be clear and long. ".repeat(20)}`));
  }
  const talk = llm(now - 90_000, 4_000, MODELS[0], turns.slice(0, -1), turns.slice(-1), { ...shared, service: "support-bot", systemInstructions: [{ type: "text", content: SYSTEM }] });
  add([talk], talk, { traceId: "d".repeat(32) });

  const odd = llm(now - 60_000, 812, MODELS[0], [
    text("user", "What does this say? \u202Egnp.exe\u202C \u0007 and \u200B hidden \u{E0041}\u{E0042} <script>alert(1)</script>"),
    { role: "user", parts: [{ type: "image", mime_type: "image/png", uri: "https://pictures.example.com/stove.png" }, { type: "text", content: "And this picture?" }] },
  ], [text("assistant", "It **looks** like a [link](javascript:alert(1)) and an ![image](https://evil.example.com/p.png), but it is text. <b>Not bold.</b>")], { ...shared, service: "support-bot", environment: "production" });
  add([odd], odd, { traceId: "c".repeat(32) });

  traces.sort((a, b) => b.summary.startTime.localeCompare(a.summary.startTime));
  return { traces, one: (t) => { // one more trace, for data that keeps arriving
    const topic = pick(TOPICS); const n = 4000 + Math.floor(rnd() * 5000);
    const span = llm(t, 300 + rnd() * 900, MODELS[0], [text("user", topic.ask(n))], [text("assistant", topic.answer(n))], { service: "support-bot", environment: "production", systemInstructions: [{ type: "text", content: SYSTEM }] });
    add([span], span);
    traces.sort((a, b) => b.summary.startTime.localeCompare(a.summary.startTime));
  } };
}
