/** Calls a running service as a web shop does, and handles the problems that it meets. The argument is the service's address. */
import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { components, paths } from "./generated/openapi-typescript.js";

type Problem = components["schemas"]["Problem"];
type Status = components["schemas"]["KnownOrderStatus"];

const url = process.argv[2];
const api = createClient<paths>({ baseUrl: url });

function success<T>({ data, error }: { data?: T; error?: Problem }): T {
  if (error !== undefined || data === undefined) throw new Error(`${error?.code}: ${error?.detail}`);
  return data;
}

function problem({ error, response }: { error?: Problem; response: Response }, status: number, code: Problem["code"]): Problem {
  assert.equal(response.status, status);
  assert.equal(error?.code, code);
  return error;
}

const email = `ada.${crypto.randomUUID()}@example.org`;
const { user_id } = success(await api.POST("/v1/users", { body: { name: "Ada Lovelace", email } }));
const tea = { sku: "TEA-042", name: "Darjeeling, 100 g", quantity: 2, unit_price: "9.99" };
const place = (currency: string, key: string) =>
  api.POST("/v1/users/{user_id}/orders", {
    params: { path: { user_id }, header: { "Idempotency-Key": key } },
    body: { currency, lines: [tea] },
  });

const placed = await place("EUR", "first-order");
const { order_id, total } = success(placed);
assert.equal(total, "19.98");
assert.equal(success(await place("EUR", "first-order")).order_id, order_id);
problem(await place("USD", "first-order"), 422, "IDEMPOTENCY_KEY_REUSED");

const change = (status: Status, version: string) =>
  api.PATCH("/v1/users/{user_id}/orders/{order_id}", {
    params: { path: { user_id, order_id }, header: { "If-Match": version } },
    body: { status },
  });
const version = placed.response.headers.get("ETag")!;
assert.equal(success(await change("paid", version)).status, "paid");
const late = await change("cancelled", version);
problem(late, 412, "PRECONDITION_FAILED");
const early = problem(await change("completed", late.response.headers.get("ETag")!), 409, "ILLEGAL_TRANSITION");
assert.deepEqual(early.allowed, ["shipped", "cancelled"]);

for (const key of ["second-order", "third-order"]) success(await place("EUR", key));
const ids: string[] = [];
let cursor: string | undefined;
do {
  const page = success(await api.GET("/v1/users/{user_id}/orders", { params: { path: { user_id }, query: { limit: 2, cursor } } }));
  ids.push(...page.items.map((order) => order.order_id));
  cursor = page.next_cursor ?? undefined;
} while (cursor !== undefined);
assert.equal(new Set(ids).size, 3);

// As many imports as may run at once, which are kept waiting for their second line.
const line = JSON.stringify({ user_id, currency: "EUR", lines: [tea] }) + "\n";
const headers = { "Content-Type": "application/x-ndjson" };
const importLine = () => api.POST("/v1/orders/import", { body: line, bodySerializer: (body) => body, headers, parseAs: "text" });
const writers = [];
for (let i = 0; i < 4; i++) {
  const { readable, writable } = new TransformStream();
  const writer = writable.getWriter();
  void writer.write(new TextEncoder().encode(line));
  writers.push(writer);
  await fetch(`${url}/v1/orders/import`, { method: "POST", headers, body: readable, duplex: "half" } as RequestInit);
}
const busy = await importLine();
problem(busy, 503, "OVERLOADED");
await Promise.all(writers.map((writer) => writer.close()));
await new Promise((retry) => setTimeout(retry, 1000 * Number(busy.response.headers.get("Retry-After"))));
assert.equal(JSON.parse(success(await importLine())).result, "created");
console.log(`Order ${order_id}: placed, paid, found on ${Math.ceil(ids.length / 2)} pages; 409, 412, 422 and 503 handled`);
