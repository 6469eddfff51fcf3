/** Imports orders while the service is busy. The arguments are the addresses of the service and of the token issuer. */
import assert from "node:assert/strict";
import { problem, signIn, success } from "./client.js";

const [url, issuer] = process.argv.slice(2);
const { api, headers: authorization } = await signIn(url, issuer, "staff");
const grace = { name: "Grace Hopper", email: `grace.${crypto.randomUUID()}@example.org` };
const { user_id } = success(await api.POST("/v1/users", { body: grace }));
const lines = [{ sku: "TEA-042", name: "Darjeeling", quantity: 2, unit_price: "9.99" }];

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
console.log("5 orders imported; 503 handled");
