/** Shops as a customer and ships as staff. The arguments are the addresses of the service and of the token issuer. */
import assert from "node:assert/strict";
import { problem, signIn, success, type Schemas } from "./client.js";

const [url, issuer] = process.argv.slice(2);
const { api: ada } = await signIn(url, issuer, "ada");
const { api: staff } = await signIn(url, issuer, "staff");
const path = { user_id: "me" };

const profile = await ada.POST("/v1/users", { body: { name: "Ada Lovelace", email: `ada.${crypto.randomUUID()}@example.org` } });
if (profile.error) problem(profile, 409, "USER_EXISTS");

// The page of the basket shows what the order will cost.
const basket: Schemas["CreateOrder"] = {
  currency: "EUR",
  tax_included: true,
  lines: [
    { sku: "TEA-042", name: "Darjeeling", quantity: 2, unit_price: "9.99", options: [{ name: "Size", value: "100 g" }] },
    { sku: "POT-007", name: "Teapot", quantity: 1, unit_price: "24.50", image_url: "https://shop.example.org/pot.jpg" },
  ],
  adjustments: [
    { type: "discount", label: "Welcome", code: "WELCOME-1", amount: "-4.48" },
    { type: "shipping", label: "Parcel, 2 days", amount: "4.90" },
  ],
  shipping_address: { name: "Ada Lovelace", lines: ["12 St James's Square"], city: "London", postal_code: "SW1Y 4JH", country: "GB" },
  contact: { email: "ada@example.org" },
  note: "Please leave it with the porter.",
};
const preview = success(await ada.POST("/v1/users/{user_id}/orders/preview", { params: { path }, body: basket }));
assert.deepEqual([preview.subtotal, preview.discount_total, preview.total], ["44.48", "4.48", "44.90"]);

// Buy places the order once, however often it is pressed.
const place = (key: string, body = basket) =>
  ada.POST("/v1/users/{user_id}/orders", { params: { path, header: { "Idempotency-Key": key } }, body });
const key = crypto.randomUUID();
const order = success(await place(key));
assert.equal(order.total, preview.total);
assert.equal(success(await place(key)).order_id, order.order_id);
problem(await place(key, { ...basket, currency: "USD" }), 422, "IDEMPOTENCY_KEY_REUSED");

// My orders lists what its page shows, and no more. There, people find an order by its number.
const list = async (query: { cursor?: string; number?: string; limit?: number }) =>
  ada.GET("/v1/users/{user_id}/orders", { params: { path, query: { fields: "number,status,total,created_at", ...query } } });
const first = success(await list({ limit: 1 }));
assert.deepEqual(first.items.map(({ number, lines }) => [number, lines]), [[order.number, undefined]]);
const found = success(await list({ number: order.number.toLowerCase().replaceAll("-", " ") }));
assert.equal(found.items[0].order_id, order.order_id);
problem(await list({ number: `${order.number}0` }), 400, "INVALID_PARAMETER");

// Staff notes the payment, and ships the order in two parcels: the tea first, then all that is left.
const change = (api: typeof staff, { order_id, user_id }: Schemas["Order"], version: string, body: Schemas["OrderPatch"]) =>
  api.PATCH("/v1/users/{user_id}/orders/{order_id}", { params: { path: { user_id, order_id }, header: { "If-Match": version } }, body });
const versionOf = ({ response }: { response: Response }) => response.headers.get("ETag")!;
const paid = await change(staff, order, '"1"', { status: "paid", payment: { reference: "pay-7F3K9Q2M", method: "card" } });
const tea = { carrier: "Parcel Post", tracking_number: "PP-1", tracking_url: "https://parcel.example/PP-1", lines: [{ line: 1, quantity: 2 }] };
const shipped = await change(staff, order, versionOf(paid), { status: "shipped", shipment: tea });
const all = await change(staff, order, versionOf(shipped), { shipment: { carrier: "Parcel Post", tracking_number: "PP-2" } });
const { order_id } = order;
const shown = success(await ada.GET("/v1/users/{user_id}/orders/{order_id}", { params: { path: { ...path, order_id } } }));
assert.equal(shown.version, success(all).version);
assert.deepEqual(shown.shipments.map(({ tracking_number, lines }) => [tracking_number, lines[0].line]), [["PP-1", 1], ["PP-2", 2]]);
assert.deepEqual(shown.timeline.map(({ status, by }) => `${status} by ${by}`), ["pending by customer", "paid by staff", "shipped by staff"]);

// The customer cancels another order, and cannot change the one that has left.
const other = success(await place(crypto.randomUUID()));
assert.equal(success(await change(ada, other, '"1"', { status: "cancelled", reason: "Ordered twice" })).status, "cancelled");
const late = await change(ada, order, '"1"', { status: "cancelled" });
problem(late, 412, "PRECONDITION_FAILED");
const tooLate = await change(ada, order, versionOf(late), { status: "cancelled" });
assert.deepEqual(problem(tooLate, 409, "ILLEGAL_TRANSITION").allowed, []);

// Pages follow one another until there is no cursor.
const numbers = new Set<string | undefined>();
for (let cursor: string | null | undefined; cursor !== null && numbers.size < 3; ) {
  const page = success(await list({ limit: 1, cursor }));
  page.items.forEach(({ number }) => numbers.add(number));
  cursor = page.next_cursor;
}
assert.ok(numbers.has(order.number) && numbers.has(other.number));
console.log(`${order.number} shipped, ${other.number} cancelled; 400, 409, 412 and 422 handled`);
