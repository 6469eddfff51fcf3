/** Shops at a running service with a token of staff. The arguments are the addresses of the service and of the token issuer. It handles the problems that a client meets. */
import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { components, paths } from "./generated/openapi-typescript.js";

type Problem = components["schemas"]["Problem"];
type Result<T> = { data?: T; error?: Problem; response: Response };

const [url, issuer] = process.argv.slice(2);
const grant = { grant_type: "client_credentials", client_id: "staff", client_secret: "staff" };
const { access_token } = await (await fetch(`${issuer}/oauth2/token`, { method: "POST", body: new URLSearchParams(grant) })).json();
const authorization = { Authorization: `Bearer ${access_token}` };
const api = createClient<paths>({ baseUrl: url, headers: authorization });

function success<T>({ data, error }: Result<T>): T {
  if (data === undefined) throw new Error(`${error?.code}: ${error?.detail}`);
  return data;
}

function problem({ error, response }: Result<unknown>, status: number, code: Problem["code"]): Problem {
  assert.deepEqual([response.status, error?.code], [status, code]);
  return error!;
}

const ada = { name: "Ada Lovelace", email: `ada.${crypto.randomUUID()}@example.org` };
const { user_id } = success(await api.POST("/v1/users", { body: ada }));
const lines = [{ sku: "TEA-042", name: "Darjeeling, 100 g", quantity: 2, unit_price: "9.99" }];
const place = (currency: string, key: string) =>
  api.POST("/v1/users/{user_id}/orders", {
    params: { path: { user_id }, header: { "Idempotency-Key": key } },
    body: { currency, lines },
  });
const placed = await place("EUR", "first-order");
const { order_id, total } = success(placed);
assert.equal(total, "19.98");
problem(await place("USD", "first-order"), 422, "IDEMPOTENCY_KEY_REUSED");

const change = (status: components["schemas"]["KnownOrderStatus"], version: string | null) =>
  api.PATCH("/v1/users/{user_id}/orders/{order_id}", {
    params: { path: { user_id, order_id }, header: { "If-Match": version ?? "*" } },
    body: { status },
  });
success(await change("paid", placed.response.headers.get("ETag")));
const late = await change("cancelled", placed.response.headers.get("ETag"));
problem(late, 412, "PRECONDITION_FAILED");
const early = problem(await change("completed", late.response.headers.get("ETag")), 409, "ILLEGAL_TRANSITION");
assert.deepEqual(early.allowed, ["shipped", "cancelled"]);

for (const key of ["second-order", "third-order"]) success(await place("EUR", key));
const ids: string[] = [];
for (let cursor: string | null | undefined; cursor !== null; ) {
  const query = { limit: 2, cursor };
  const page = success(await api.GET("/v1/users/{user_id}/orders", { params: { path: { user_id }, query } }));
  ids.push(...page.items.map((order) => order.order_id));
  cursor = page.next_cursor;
}
assert.equal(new Set(ids).size, 3);

// As many imports as may run at once, each kept waiting for its second line.
const headers = { "Content-Type": "application/x-ndjson" };
const line = `${JSON.stringify({ user_id, currency: "EUR", lines })}\n`;
const importLine = () => api.POST("/v1/orders/import", { headers, body: line, bodySerializer: (body) => body, parseAs: "text" });
const uploads = [1, 2, 3, 4].map(() => new TransformStream<Uint8Array>());
const writers = uploads.map(({ writable }) => writable.getWriter());
writers.forEach((writer) => void writer.write(new TextEncoder().encode(line)));
const upload = { method: "POST", headers: { ...headers, ...authorization }, duplex: "half" };
await Promise.all(uploads.map(({ readable }) => fetch(`${url}/v1/orders/import`, { ...upload, body: readable })));
const busy = await importLine();
problem(busy, 503, "OVERLOADED");
await Promise.all(writers.map((writer) => writer.close()));
await new Promise((retry) => setTimeout(retry, 1000 * Number(busy.response.headers.get("Retry-After"))));
assert.equal(JSON.parse(success(await importLine())).result, "created");
console.log(`${ids.length} orders placed, one paid; 409, 412, 422 and 503 handled`);
