/**
 * The sample shop, without a build or a library. It shows how a page signs in, calls the API, and copes when a call fails.
 * Read it from call(): every request goes through it.
 */

const PRODUCTS = [
  { sku: "TEA-SEN", name: "Sencha", text: "Green tea from Kagoshima, 100\u00a0g", cents: 990, icon: "leaf", tone: "green" },
  { sku: "TEA-DAR", name: "Darjeeling", text: "First flush, 100\u00a0g", cents: 1290, icon: "leaf", tone: "red" },
  { sku: "TEA-EAR", name: "Earl Grey", text: "With oil of bergamot, 100\u00a0g", cents: 850, icon: "leaf", tone: "blue" },
  { sku: "TEA-CHA", name: "Chamomile", text: "Whole flowers, 50\u00a0g", cents: 620, icon: "leaf", tone: "gold" },
  { sku: "TIN-001", name: "Tea tin", text: "Keeps 100\u00a0g fresh", cents: 1450, icon: "tin", tone: "blue" },
  { sku: "POT-001", name: "Teapot", text: "Stoneware, 0.9\u00a0litres", cents: 3450, icon: "pot", tone: "red" },
  { sku: "CUP-002", name: "Pair of cups", text: "Stoneware, 0.2\u00a0litres each", cents: 1800, icon: "cup", tone: "green" },
  { sku: "CUP-006", name: "Travel cup", text: "Steel, with a lid", cents: 2490, icon: "cup", tone: "gold" },
];
const SHIPPING = [
  { code: "PARCEL", label: "Parcel, 2 days", cents: 490 },
  { code: "EXPRESS", label: "Express, tomorrow", cents: 990 },
];
const COUNTRIES = { DE: "Germany", FR: "France", GB: "United Kingdom", JP: "Japan", US: "United States" };
const VAT_PERCENT = 7;
const STATUSES = ["pending", "paid", "shipped", "completed", "cancelled", "returned"];
const FINAL = ["cancelled", "returned"];
const CLIENT = "browser";
const STAFF_SCOPE = "orders:staff";
const PAGE_SIZE = 5;
const MAX_REPEATS = 8;
const SECONDS_UNREACHABLE = 4;
const POLL = { first: 1500, factor: 1.4, longest: 10000 };
const FINDINGS_INTERVAL = 15000;
const CAUSES = {
  KeyRangeThroughputExceeded: "a hot partition key",
  ProvisionedThroughputExceeded: "too little provisioned capacity",
  MaxOnDemandThroughputExceeded: "the table's on-demand maximum",
  AccountLimitExceeded: "the account's limit",
  IndexWriteProvisionedThroughputExceeded: "an index that throttles writes",
};

// ---- The page -------------------------------------------------------------------------------------------------------------------

const $ = (id) => document.getElementById(id);

/** Creates an element. Children are nodes or text, never HTML. Attributes that start with "on" are listeners. */
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return element;
}

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

const decimal = (cents) => `${cents < 0 ? "-" : ""}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, "0")}`;
const money = (amount, currency = "EUR") => new Intl.NumberFormat("en", { style: "currency", currency }).format(amount);
const clock = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });
const time = (text) => h("time", { datetime: text }, clock.format(new Date(text)));
const badge = (status) => h("span", { class: `badge ${status}` }, status);
const lineBreaks = (address) =>
  [address.name, address.company, ...address.lines, [address.postal_code, address.city].filter(Boolean).join(" "), address.region,
    COUNTRIES[address.country] ?? address.country].filter(Boolean).join("\n");

/** What survives a reload and the way to the issuer and back, but not the tab. */
const store = {
  get: (name) => JSON.parse(sessionStorage.getItem(name)),
  set: (name, value) => sessionStorage.setItem(name, JSON.stringify(value)),
  remove: (...names) => names.forEach((name) => sessionStorage.removeItem(name)),
};

/** Shows a message above the page, which screen readers announce. Returns the function that removes it. */
function notify(kind, text, ...more) {
  const message = h("div", { class: `message ${kind}` }, h("p", {}, text), more);
  $("notices").append(message);
  return () => message.remove();
}

/** Shows a message for a while, also on the next page. */
function confirmLater(kind, text) {
  const remove = notify(kind, text, h("button", { type: "button", class: "close", onclick: () => remove() }, "Close"));
  setTimeout(remove, 12000);
}

function removeOldMessages() {
  for (const button of document.querySelectorAll("#notices .close")) {
    if (button.classList.contains("old")) button.click();
    else button.classList.add("old");
  }
}

// ---- Signing in: OAuth 2 authorization code with PKCE ---------------------------------------------------------------------------

const session = {
  current() {
    const kept = store.get("session");
    return kept && kept.expires > Date.now() ? kept : null;
  },
  async signIn() {
    const verifier = base64url(crypto.getRandomValues(new Uint8Array(32)));
    const state = base64url(crypto.getRandomValues(new Uint8Array(16)));
    const challenge = base64url(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier)));
    store.set("sign-in", { verifier, state, from: location.hash });
    location.assign(`${config.issuer}/oauth2/authorize?${new URLSearchParams({
      response_type: "code", client_id: CLIENT, scope: "openid", redirect_uri: page(), state,
      code_challenge: challenge, code_challenge_method: "S256",
    })}`);
  },
  /** Exchanges the code that the issuer put into the address, if this page has asked for it. */
  async complete() {
    const answer = new URLSearchParams(location.search);
    if (!answer.has("state")) return;
    const asked = store.get("sign-in");
    store.remove("sign-in");
    history.replaceState(null, "", page() + (asked?.from ?? ""));
    if (!asked || answer.get("state") !== asked.state) throw new Error("This answer of the token issuer was not asked for. Sign in again.");
    if (!answer.has("code")) throw new Error(`The token issuer refused: ${answer.get("error_description") ?? answer.get("error")}`);
    const response = await fetch(`${config.issuer}/oauth2/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "authorization_code", client_id: CLIENT, redirect_uri: page(), code: answer.get("code"), code_verifier: asked.verifier,
      }),
    });
    const tokens = await response.json();
    if (!response.ok) throw new Error(`The token issuer refused: ${tokens.error}`);
    // Only to decide what to show. The service decides what is allowed.
    const claims = JSON.parse(atob(tokens.access_token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/")));
    store.set("session", {
      token: tokens.access_token, idToken: tokens.id_token, expires: Date.now() + tokens.expires_in * 1000,
      staff: String(claims.scope ?? "").split(" ").includes(STAFF_SCOPE),
    });
  },
  signOut() {
    const { idToken } = store.get("session") ?? {};
    store.remove("session", "profile", "draft", "attempt", "basket");
    location.assign(`${config.issuer}/connect/logout?${new URLSearchParams({
      id_token_hint: idToken, client_id: CLIENT, post_logout_redirect_uri: page(),
    })}`);
  },
};

const page = () => location.origin + location.pathname;
const base64url = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

// ---- Calling the API ------------------------------------------------------------------------------------------------------------

/** A response that is a problem document (RFC 9457). */
class Problem extends Error {
  constructor(status, problem, retryAfter) {
    super(problem.detail ?? problem.title);
    Object.assign(this, { status, code: problem.code, title: problem.title, errors: problem.errors ?? [], id: problem.request_id, retryAfter });
  }
}

/** No response at all. */
class Unreachable extends Error {
  constructor() {
    super(navigator.onLine ? "The shop cannot be reached." : "You are offline.");
    this.title = this.message;
  }
}

/** There is no token, or it is not accepted any more. */
class SignedOut extends Error {
  constructor() {
    super();
    this.ended = store.get("session") !== null;
  }
}

/**
 * Sends a request. If the answer is "not now", the request is repeated after the time that the answer names, if that is safe: reads
 * are, and a POST with an Idempotency-Key creates one order only.
 */
async function call(method, path, { body, headers = {}, safe = method === "GET", quiet = false, signal } = {}) {
  for (let repeats = 0; ; repeats++) {
    try {
      return await send(method, path, body, headers, signal);
    } catch (failure) {
      const seconds = failure instanceof Unreachable ? SECONDS_UNREACHABLE : failure.retryAfter;
      if (!safe || quiet || !seconds || repeats === MAX_REPEATS) throw failure;
      await pause(failure, seconds, signal);
    }
  }
}

async function send(method, path, body, headers, signal) {
  const token = session.current()?.token;
  if (!token) throw new SignedOut();
  const started = performance.now();
  let response;
  try {
    response = await fetch(config.api + path, {
      method, signal, cache: "no-store", body: body && JSON.stringify(body),
      headers: { Authorization: `Bearer ${token}`, ...(body && { "Content-Type": "application/json" }), ...headers },
    });
  } catch (failure) {
    if (signal?.aborted) throw failure;
    throw new Unreachable();
  }
  costs.add(method, path, response, performance.now() - started);
  const json = /json/.test(response.headers.get("Content-Type")) ? await response.json() : {};
  if (response.status === 401) {
    const failure = new SignedOut();
    store.remove("session");
    showAccount();
    throw failure;
  }
  if (!response.ok && response.status !== 304) {
    throw new Problem(response.status, { title: `The service answered ${response.status}.`, ...json }, Number(response.headers.get("Retry-After")));
  }
  return {
    data: json, status: response.status, etag: response.headers.get("ETag"), replayed: response.headers.has("Idempotent-Replayed"),
    next: /<([^>]+)>; *rel="next"/.exec(response.headers.get("Link"))?.[1],
  };
}

/** Waits and counts down, until it is time, somebody is impatient, or the browser is online again. */
function pause(failure, seconds, signal) {
  return new Promise((resolve, reject) => {
    const offline = !navigator.onLine;
    let left = seconds;
    const counter = h("span", { "aria-hidden": "true" });
    const show = () => counter.replaceChildren(offline ? "" : `${left} s`);
    const end = (action) => () => {
      clearInterval(timer);
      removeEventListener("online", now);
      remove();
      action();
    };
    const now = end(resolve);
    const why = failure.title.replace(/\.?$/, ".");
    const remove = notify(
      "warn",
      offline
        ? "You are offline. The shop continues as soon as you are back."
        : `${why} Trying again in ${seconds} ${seconds === 1 ? "second" : "seconds"}.`,
      counter,
      h("button", { type: "button", onclick: now }, "Try now"),
      h("button", { type: "button", onclick: end(() => reject(failure)) }, "Stop"));
    const timer = setInterval(() => {
      left--;
      if (left <= 0 && !offline) now();
      show();
    }, 1000);
    addEventListener("online", now);
    signal?.addEventListener("abort", end(() => reject(signal.reason)));
    show();
  });
}

// ---- Views ----------------------------------------------------------------------------------------------------------------------

const title = (text) => h("h1", { tabindex: "-1" }, text);
const card = (name, ...content) => h("div", { class: "card" }, h("h2", {}, name), content);
const stack = (...content) => h("div", { class: "stack" }, content);
const table = (heads, rows) => h("table", {}, h("thead", {}, h("tr", {}, heads)), h("tbody", {}, rows));
const head = (text, kind) => h("th", { class: kind }, text);
const number = (...content) => h("td", { class: "number" }, content);
const empty = (text, ...more) => h("div", { class: "card empty" }, h("p", {}, text), more);

function catalogue() {
  return [
    title("Tea, and what it takes"),
    h("ul", { class: "products" }, PRODUCTS.map((product) =>
      h("li", { class: `product ${product.tone}` },
        h("div", { class: "picture" }, icon(product.icon)),
        h("div", { class: "text" },
          h("h2", {}, product.name),
          h("p", { class: "quiet small" }, product.text),
          h("div", { class: "row apart" },
            h("strong", {}, money(decimal(product.cents))),
            h("button", { type: "button", "aria-label": `Add ${product.name} to the basket`, onclick: () => addToBasket(product) }, "Add")))))),
  ];
}

const basket = () => store.get("basket") ?? {};

function setQuantity(sku, quantity) {
  const { [sku]: before, ...others } = basket();
  store.set("basket", quantity > 0 ? { ...basket(), [sku]: quantity } : others);
  showNavigation();
}

function addToBasket(product) {
  setQuantity(product.sku, (basket()[product.sku] ?? 0) + 1);
  $("notices").replaceChildren();
  const remove = notify("good", `${product.name} is in the basket.`, h("a", { href: "#/checkout", onclick: () => remove() }, "Go to the basket"));
  setTimeout(remove, 8000);
}

const basketLines = () => PRODUCTS.filter(({ sku }) => basket()[sku]).map(({ sku, name, cents }) =>
  ({ sku, name, quantity: basket()[sku], unit_price: decimal(cents) }));

/** The order as the API takes it. Empty fields are left out, unless they are required: then the service says what is missing. */
function orderOf(values) {
  const shipping = SHIPPING.find(({ code }) => code === values.shipping) ?? SHIPPING[0];
  const gross = PRODUCTS.reduce((sum, { sku, cents }) => sum + cents * (basket()[sku] ?? 0), shipping.cents);
  const tax = Math.round((gross * VAT_PERCENT) / (100 + VAT_PERCENT));
  return {
    currency: "EUR",
    tax_included: true,
    lines: basketLines(),
    adjustments: [
      { type: "shipping", label: shipping.label, code: shipping.code, amount: decimal(shipping.cents) },
      { type: "tax", label: `VAT ${VAT_PERCENT} %`, amount: decimal(tax) },
    ],
    ...(values.name !== undefined && {
      shipping_address: {
        name: values.name,
        lines: [values.street, ...(values.street2 ? [values.street2] : [])],
        city: values.city,
        ...(values.postal_code && { postal_code: values.postal_code }),
        country: values.country,
      },
      ...(values.email && { contact: { email: values.email } }),
      ...(values.note && { note: values.note }),
    }),
  };
}

const ADDRESS_FIELDS = [
  { name: "name", label: "Name", pointer: "/shipping_address/name", autocomplete: "name", wide: true },
  { name: "street", label: "Street and number", pointer: "/shipping_address/lines/0", autocomplete: "address-line1", wide: true },
  { name: "street2", label: "Addition (optional)", pointer: "/shipping_address/lines/1", autocomplete: "address-line2", wide: true },
  { name: "postal_code", label: "Postal code (optional)", pointer: "/shipping_address/postal_code", autocomplete: "postal-code" },
  { name: "city", label: "City", pointer: "/shipping_address/city", autocomplete: "address-level2" },
  { name: "country", label: "Country", pointer: "/shipping_address/country", autocomplete: "country", options: COUNTRIES },
  { name: "email", label: "Email (optional)", pointer: "/contact/email", autocomplete: "email" },
  { name: "note", label: "Note (optional)", pointer: "/note", wide: true },
];

function field({ name, label, pointer, autocomplete, wide, options, type = "text", ...attributes }, value = "") {
  const input = options
    ? h("select", { id: name, name, autocomplete }, Object.entries(options).map(([key, text]) =>
      h("option", { value: key, selected: key === value }, text)))
    : h("input", { id: name, name, type, autocomplete, value, ...attributes });
  input.dataset.pointer = pointer ?? `/${name}`;
  return h("div", { class: wide ? "field wide" : "field" }, h("label", { for: name }, label), input);
}

/** Shows a problem document: its field errors at the fields, the rest on top of the form. Moves the focus there. */
function showProblem(form, failure) {
  form.querySelectorAll(".problem, .message.bad").forEach((old) => old.remove());
  form.querySelectorAll("[aria-invalid]").forEach((input) => ["aria-invalid", "aria-describedby"].forEach((name) => input.removeAttribute(name)));
  if (!failure) return;
  const rest = [];
  for (const { pointer, detail } of failure.errors ?? []) {
    const input = [...form.elements].find((each) => each.dataset.pointer === pointer);
    if (!input) rest.push(`${pointer} ${detail}`);
    // One rule at a time is enough to repair a field.
    if (!input || input.hasAttribute("aria-invalid")) continue;
    const id = `${input.id}-problem`;
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", id);
    const label = form.querySelector(`label[for="${input.id}"]`).textContent.replace(" (optional)", "");
    input.after(h("p", { class: "problem", id }, `${label} ${detail}.`));
  }
  const invalid = form.querySelector("[aria-invalid]");
  const message = problemMessage(failure, invalid || rest.length ? rest : [failure.message]);
  form.prepend(message);
  (invalid ?? message).focus();
}

const problemMessage = (failure, details) =>
  h("div", { class: "message bad", role: "alert", tabindex: "-1" },
    h("p", {}, h("strong", {}, failure.title ?? "That did not work")),
    details.map((detail) => h("p", {}, detail)),
    failure.id && h("p", { class: "small" }, `Request ${failure.id}`));

/** Runs what a form does, once at a time, and shows its problems. */
function submits(action) {
  return async (event) => {
    event.preventDefault();
    const form = event.currentTarget;
    const button = form.querySelector("button.main");
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    showProblem(form);
    try {
      await action(Object.fromEntries(new FormData(form)), form);
    } catch (failure) {
      if (failure instanceof SignedOut) return open();
      showProblem(form, failure);
    } finally {
      button.removeAttribute("aria-disabled");
    }
  };
}

const price = (order) => [
  ["Goods", order.subtotal],
  ...(Number(order.discount_total) ? [["Discount", `-${order.discount_total}`]] : []),
  ["Shipping", order.shipping_total],
  [order.tax_included ? "Tax, included" : "Tax", order.tax_total],
].map(([name, amount]) => h("div", {}, h("dt", {}, name), h("dd", {}, money(amount, order.currency))))
  .concat(h("div", { class: "total" }, h("dt", {}, "Total"), h("dd", {}, money(order.total, order.currency))));

async function checkout(_, signal) {
  if (!basketLines().length) return [title("Basket"), empty("The basket is empty.", h("a", { class: "button", href: "#/" }, "Look at the tea"))];
  needSession();
  const profile = await profileOf(signal);
  if (!profile) return newProfile("Before your first order, tell us who you are.");
  const kept = { name: profile.name, email: profile.email, country: "DE", shipping: SHIPPING[0].code, ...store.get("draft") };
  const totals = h("dl", { class: "totals", id: "totals", "aria-live": "polite" });
  const earlier = h("div", { class: "field wide" });
  const lines = basketLines().map((line, i) => {
    const id = `quantity-${i}`;
    const input = h("input", { class: "quantity", id, type: "number", min: "0", max: "1000000", value: line.quantity });
    const remove = () => { setQuantity(line.sku, 0); open(true); };
    input.dataset.pointer = `/lines/${i}/quantity`;
    input.addEventListener("change", () => {
      setQuantity(line.sku, Math.max(0, Math.trunc(Number(input.value)) || 0));
      if (!basket()[line.sku]) open(true);
      else preview();
    });
    return h("tr", {},
      h("td", {}, line.name),
      h("td", { class: "number wide-only" }, money(line.unit_price)),
      number(h("label", { class: "hidden-text", for: id }, `Quantity of ${line.name}`), input),
      number(h("button", { type: "button", "aria-label": `Remove ${line.name}`, onclick: remove }, "Remove")));
  });
  const shipping = SHIPPING.map(({ code, label, cents }) => h("label", { class: "choice" },
    h("input", { type: "radio", name: "shipping", value: code, checked: code === kept.shipping }),
    h("span", {}, label),
    h("span", {}, money(decimal(cents)))));
  const saveDraft = () => store.set("draft", Object.fromEntries(new FormData(form)));
  const form = h("form", { novalidate: true, onsubmit: submits(place), oninput: saveDraft },
    h("div", { class: "columns" },
      stack(
        card("Basket", table([head("Product"), head("Price", "number wide-only"), head("Quantity", "number"), h("td", {})], lines)),
        card("Address", h("div", { class: "fields" }, earlier, ADDRESS_FIELDS.map((each) => field(each, kept[each.name]))))),
      stack(
        h("fieldset", { class: "card", onchange: () => preview() }, h("legend", {}, "Shipping"), shipping),
        card("To pay", totals,
          store.get("attempt") && h("p", { class: "message warn" }, "The last try got no answer. Try again: it stays one order."),
          h("button", { class: "main", type: "submit" }, "Place the order")))));

  async function preview() {
    totals.setAttribute("aria-busy", "true");
    try {
      const body = orderOf({ shipping: new FormData(form).get("shipping") });
      const { data } = await call("POST", "/v1/users/me/orders/preview", { body, safe: true, signal });
      totals.replaceChildren(...price(data));
      showProblem(form);
    } catch (failure) {
      if (failure instanceof SignedOut) return open();
      if (!signal.aborted) showProblem(form, failure);
    } finally {
      totals.removeAttribute("aria-busy");
    }
  }
  totals.append(h("p", { class: "quiet" }, "Asking for the price…"));
  preview();
  offerAddresses(earlier, form, signal);
  return [title("Basket and checkout"), form];
}

/** Offers the addresses of earlier orders, if there are any. The form works without. */
async function offerAddresses(place, form, signal) {
  const answer = await call("GET", "/v1/users/me/orders?fields=shipping_address&limit=10", { signal, quiet: true }).catch(() => null);
  const addresses = (answer?.data.items ?? []).map((order) => order.shipping_address).filter(Boolean);
  const different = [...new Map(addresses.map((address) => [lineBreaks(address), address])).entries()];
  if (!different.length) return;
  const select = h("select", { id: "earlier" },
    h("option", { value: "" }, "—"),
    different.map(([text], i) => h("option", { value: i }, text.replaceAll("\n", ", "))));
  select.addEventListener("change", () => {
    if (!select.value) return;
    const [, { name, lines, postal_code = "", city, country }] = different[select.value];
    const values = { name, street: lines[0], street2: lines[1] ?? "", postal_code, city, country };
    Object.entries(values).forEach(([name, value]) => { form.elements[name].value = value; });
    form.dispatchEvent(new Event("input"));
  });
  place.append(h("label", { for: "earlier" }, "Address of an earlier order"), select);
}

/** Places the order once, however often this runs: the key stays the same until the service has said yes or no to this very order. */
async function place(values) {
  const body = orderOf(values);
  const kept = store.get("attempt");
  const attempt = kept && kept.body === JSON.stringify(body) ? kept : { key: crypto.randomUUID(), body: JSON.stringify(body) };
  store.set("attempt", attempt);
  try {
    const { data, replayed } = await call("POST", "/v1/users/me/orders", { body, headers: { "Idempotency-Key": attempt.key }, safe: true });
    store.remove("attempt", "basket", "draft");
    showNavigation();
    confirmLater("good", replayed ? `Order ${data.number} had been placed already.` : `Order ${data.number} is placed. Thank you!`);
    location.hash = `#/orders/${data.order_id}`;
  } catch (failure) {
    if (failure instanceof Problem && failure.status < 500 && failure.status !== 429) store.remove("attempt");
    throw failure;
  }
}

function needSession() {
  if (!session.current()) throw new SignedOut();
}

/** Returns the customer's profile, or nothing if there is none yet. */
async function profileOf(signal) {
  const kept = store.get("profile");
  if (kept) return kept;
  try {
    const { data } = await call("GET", "/v1/users/me", { signal });
    store.set("profile", data);
    return data;
  } catch (failure) {
    if (failure.code === "USER_NOT_FOUND") return null;
    throw failure;
  }
}

function newProfile(reason) {
  return [
    title("Your profile"),
    h("p", {}, reason),
    h("form", {
      class: "card", novalidate: true, onsubmit: submits(async ({ name, email }) => {
        try {
          await call("POST", "/v1/users", { body: { name, email } });
        } catch (failure) {
          if (failure.code !== "USER_EXISTS") throw failure;
        }
        await open();
      }),
    },
    h("div", { class: "fields" },
      field({ name: "name", label: "Name", autocomplete: "name", wide: true }),
      field({ name: "email", label: "Email", autocomplete: "email", wide: true })),
    h("button", { class: "main", type: "submit" }, "Save")),
  ];
}

const FIELDS = "fields=number,status,total,currency,created_at";

/** Pages follow the Link header; the way back is what was visited. */
async function pages(first, row, heads, none, signal) {
  const visited = [first];
  const holder = h("div", { class: "stack" });
  async function turn(focus) {
    holder.setAttribute("aria-busy", "true");
    const { data, next } = await call("GET", visited.at(-1), { signal });
    const go = (label, action, possible) => h("button", {
      type: "button", disabled: !possible, onclick: () => {
        action();
        turn(true).catch((failure) => holder.replaceChildren(...failed(failure)));
      },
    }, label);
    const caption = h("p", { class: "quiet small", tabindex: "-1", role: "status" }, `Page ${visited.length}`);
    holder.removeAttribute("aria-busy");
    holder.replaceChildren(...(!data.items.length && visited.length === 1
      ? [none()]
      : [h("div", { class: "card" }, table(heads, data.items.map(row))),
        h("div", { class: "row apart" },
          go("Newer", () => visited.pop(), visited.length > 1), caption, go("Older", () => visited.push(next), next))]));
    if (focus) caption.focus();
  }
  await turn(false);
  return holder;
}

async function orders(_, signal) {
  needSession();
  const list = await pages(
    `/v1/users/me/orders?${FIELDS}&limit=${PAGE_SIZE}`,
    (order) => h("tr", {},
      h("td", {}, h("a", { href: `#/orders/${order.order_id}` }, order.number)),
      h("td", { class: "wide-only" }, time(order.created_at)),
      h("td", {}, badge(order.status)),
      number(money(order.total, order.currency))),
    [head("Order"), head("Placed", "wide-only"), head("Status"), head("Total", "number")],
    () => empty("You have not ordered yet.", h("a", { class: "button", href: "#/" }, "Look at the tea")),
    signal).catch((failure) => {
    // A customer without a profile has no list either.
    if (failure.code !== "USER_NOT_FOUND") throw failure;
    return empty("You have not ordered yet.", h("a", { class: "button", href: "#/" }, "Look at the tea"));
  });
  return [title("My orders"), list];
}

async function staff({ status = "pending" }, signal) {
  needSession();
  const list = await pages(
    `/v1/orders?status=${status}&${FIELDS},user_id&limit=${PAGE_SIZE * 2}`,
    (order) => h("tr", {},
      h("td", {}, h("a", { href: `#/staff/orders/${order.user_id}/${order.order_id}` }, order.number)),
      h("td", { class: "wide-only" }, time(order.created_at)),
      h("td", { class: "wide-only" }, h("code", {}, order.user_id.slice(-8))),
      number(money(order.total, order.currency))),
    [head("Order"), head("Placed", "wide-only"), head("Customer", "wide-only"), head("Total", "number")],
    () => empty(`No order is ${status}.`),
    signal);
  return [
    h("div", { class: "row apart" }, title("Orders of all customers"), h("button", { type: "button", onclick: () => open(true) }, "Refresh")),
    h("nav", { "aria-label": "Status" }, h("ul", {}, STATUSES.map((each) =>
      h("li", {}, h("a", { href: `#/staff/${each}`, "aria-current": each === status && "page" }, each))))),
    list,
  ];
}

/** An order that follows its status: it asks again, less and less often, and not while nobody looks. */
async function order({ user = "me", id }, signal) {
  needSession();
  const path = `/v1/users/${user}/orders/${id}`;
  const holder = h("div", { class: "stack" });
  const live = h("span", { class: "quiet small live" }, "Live");
  const announcement = h("p", { class: "hidden-text", role: "status" });
  let current;
  let delay = POLL.first;
  let timer;

  function show(response) {
    const changed = current && response.data.status !== current.data.status;
    current = response;
    if (changed) announcement.replaceChildren(`The order is now ${response.data.status}.`);
    holder.replaceChildren(...orderParts(response.data, (status, label, inner) => changeDialog(path, () => current, status, label, inner, refresh)));
    live.hidden = FINAL.includes(response.data.status);
  }
  async function refresh() {
    show(await call("GET", path, { signal }));
    delay = POLL.first;
    plan();
  }
  function plan() {
    clearTimeout(timer);
    if (!signal.aborted && !document.hidden && !FINAL.includes(current.data.status)) timer = setTimeout(poll, delay);
  }
  async function poll() {
    delay = Math.min(POLL.longest, delay * POLL.factor);
    // What somebody is about to change stays as it was seen.
    if (!document.querySelector("dialog[open]")) {
      try {
        const response = await call("GET", path, { headers: { "If-None-Match": current.etag }, quiet: true, signal });
        if (response.status !== 304) {
          show(response);
          delay = POLL.first;
        }
      } catch (failure) {
        if (failure instanceof SignedOut) return open();
        if (failure.retryAfter) delay = Math.max(delay, failure.retryAfter * 1000);
      }
    }
    plan();
  }
  show(await call("GET", path, { signal }));
  const visible = () => { if (!document.hidden) { delay = POLL.first; poll(); } else clearTimeout(timer); };
  document.addEventListener("visibilitychange", visible);
  signal.addEventListener("abort", () => { clearTimeout(timer); document.removeEventListener("visibilitychange", visible); });
  plan();
  return [
    h("div", { class: "row" }, title(`Order ${current.data.number}`), live),
    announcement,
    holder,
    h("p", {}, h("a", { href: user === "me" ? "#/orders" : "#/staff" }, user === "me" ? "All my orders" : "All orders")),
  ];
}

function orderParts(order, change) {
  return [
    h("div", { class: "row apart" },
      h("div", { class: "row" }, badge(order.status), h("span", { class: "quiet" }, "placed ", time(order.created_at))),
      h("div", { class: "row" }, actions(order, change))),
    h("div", { class: "columns" },
      stack(
        card("Goods",
          table([head("Product"), head("Quantity", "number"), head("Price", "number")], order.lines.map((line) =>
            h("tr", {}, h("td", {}, line.name), number(line.quantity), number(money(line.line_total, order.currency))))),
          h("dl", { class: "totals" }, price(order))),
        order.shipments.map((shipment, i) => card(order.shipments.length > 1 ? `Parcel ${i + 1}` : "Parcel",
          h("p", {}, shipment.carrier, shipment.tracking_number && ", ", shipment.tracking_url
            ? h("a", { href: shipment.tracking_url, rel: "noreferrer" }, shipment.tracking_number ?? "track it")
            : shipment.tracking_number),
          h("p", { class: "quiet small" },
            shipment.lines.map(({ line, quantity }) => `${quantity} × ${order.lines[line - 1].name}`).join(", "),
            ", sent ", time(shipment.shipped_at))))),
      stack(
        card("What happened", h("ol", { class: "timeline" }, order.timeline.map((step) => h("li", {},
          h("strong", {}, step.status), step.by && h("span", { class: "quiet" }, ` by ${step.by}`),
          h("div", { class: "quiet small" }, time(step.at)),
          step.reason && h("div", { class: "small" }, step.reason))))),
        order.shipping_address && card("Ship to",
          h("address", {}, lineBreaks(order.shipping_address)),
          order.note && h("p", { class: "quiet small" }, order.note)))),
  ];
}

/** Returns a button for each change that the service allows this caller. */
function actions(order, change) {
  const shipped = (number) => order.shipments.flatMap((shipment) => shipment.lines).filter(({ line }) => line === number)
    .reduce((sum, { quantity }) => sum + quantity, 0);
  const left = order.lines.map((line, i) => ({ name: line.name, number: i + 1, count: line.quantity - shipped(i + 1) }))
    .filter(({ count }) => count > 0);
  const payment = () => [
    field({ name: "reference", label: "Payment reference", pointer: "/payment/reference", wide: true }, `pay-${order.number}`),
    field({ name: "method", label: "Method (optional)", pointer: "/payment/method", wide: true }, "card"),
  ];
  const shipment = () => [
    field({ name: "carrier", label: "Carrier", pointer: "/shipment/carrier", wide: true }, "Parcel Post"),
    field({ name: "tracking_number", label: "Tracking number (optional)", pointer: "/shipment/tracking_number", wide: true }),
    left.map(({ name, number, count }) =>
      field({ name: `line-${number}`, label: `${name}, up to ${count}`, type: "number", min: "0", max: count, wide: true }, count)),
  ];
  const reason = () => field({ name: "reason", label: "Reason (optional)", pointer: "/reason", wide: true });
  const can = (status) => order.allowed_transitions.includes(status);
  return [
    can("paid") && change("paid", "Mark as paid", payment),
    can("shipped") && change("shipped", "Ship", shipment),
    order.status === "shipped" && session.current()?.staff && left.length > 0 && change("", "Ship the rest", shipment),
    can("completed") && change("completed", "Mark as completed", () => []),
    can("returned") && change("returned", "Mark as returned", () => []),
    can("cancelled") && change("cancelled", "Cancel the order", reason),
  ];
}

/** A button that opens a dialog, which changes the order that was shown, and no newer one: If-Match. */
function changeDialog(path, current, status, label, fields, refresh) {
  function ask() {
    const seen = current();
    const dialog = h("dialog", { "aria-labelledby": "dialog-title", onclose: () => dialog.remove() },
      h("form", { novalidate: true, onsubmit: submits(async (values) => {
        try {
          // Safe to repeat: of the version that was seen, there is one change only.
          await call("PATCH", path, { headers: { "If-Match": seen.etag }, body: patchOf(status, values), safe: true });
          dialog.close();
          await refresh();
        } catch (failure) {
          if (failure.status !== 412 && failure.status !== 409) throw failure;
          dialog.close();
          await refresh();
          notifyChanged(failure, status, current().data);
        }
        $("main").querySelector("h1").focus();
      }) },
      h("h2", { id: "dialog-title" }, `${label}: ${seen.data.number}`),
      h("div", { class: "fields" }, fields()),
      h("div", { class: "row" },
        h("button", { type: "button", onclick: () => dialog.close() }, "Back"),
        h("button", { class: "main", type: "submit" }, label))));
    document.body.append(dialog);
    dialog.showModal();
  }
  return h("button", { type: "button", class: status === "cancelled" && "danger", onclick: ask }, label);
}

function notifyChanged(failure, wanted, order) {
  // An earlier try, whose answer was lost, or somebody else did the same.
  if (order.status === wanted) return;
  confirmLater("warn", failure.status === 412
    ? `Nothing was changed, because the order has changed in the meantime: it is now ${order.status}. Look at it and decide again.`
    : `Nothing was changed: ${failure.message}`);
}

function patchOf(status, values) {
  const { reason, reference, method, carrier, tracking_number } = values;
  const lines = Object.entries(values).filter(([name, quantity]) => name.startsWith("line-") && Number(quantity) > 0)
    .map(([name, quantity]) => ({ line: Number(name.slice("line-".length)), quantity: Number(quantity) }));
  return {
    ...(status && { status }),
    ...(reason && { reason }),
    ...(reference !== undefined && { payment: { reference, ...(method && { method }) } }),
    ...(carrier !== undefined && { shipment: { carrier, ...(tracking_number && { tracking_number }), lines } }),
  };
}

// ---- Routes ---------------------------------------------------------------------------------------------------------------------

const ROUTES = [
  [/^#\/checkout$/, checkout],
  [/^#\/orders$/, orders],
  [/^#\/orders\/(?<id>[\w-]+)$/, order],
  [/^#\/staff$/, staff],
  [/^#\/staff\/(?<status>[a-z]+)$/, staff],
  [/^#\/staff\/orders\/(?<user>[\w-]+)\/(?<id>[\w-]+)$/, order],
  [/^/, catalogue],
];

let visit = new AbortController();

/** Shows the view of the address. After a click, readers continue at the new content. */
async function open(moveFocus) {
  visit.abort(new DOMException("left", "AbortError"));
  visit = new AbortController();
  const { signal } = visit;
  const [pattern, view] = ROUTES.find(([each]) => each.test(location.hash));
  const loading = setTimeout(() => $("main").replaceChildren(
    h("h1", { class: "hidden-text" }, "Loading…"), h("div", { class: "loading", "aria-hidden": "true" }, h("span"), h("span"), h("span"))), 120);
  showNavigation();
  let content;
  try {
    content = await view(pattern.exec(location.hash).groups ?? {}, signal);
  } catch (failure) {
    content = failed(failure);
  } finally {
    clearTimeout(loading);
  }
  if (signal.aborted) return;
  $("main").replaceChildren(...[content].flat());
  const heading = $("main").querySelector("h1");
  document.title = heading ? `${heading.textContent} · Leaf & Pot` : "Leaf & Pot";
  if (moveFocus) heading?.focus();
}

function failed(failure) {
  if (failure instanceof SignedOut) {
    return [
      title(failure.ended ? "Your session has ended" : "Sign in"),
      empty(failure.ended
        ? "Sign in again to continue where you were."
        : "The local issuer knows ada, grace and staff. Their passwords are their names.",
        h("button", { class: "main", type: "button", onclick: () => session.signIn() }, "Sign in")),
    ];
  }
  return [
    title("That did not work"),
    problemMessage(failure, [failure.message].filter((detail) => detail !== failure.title)),
    h("button", { type: "button", onclick: () => open(true) }, "Try again"),
  ];
}

function showNavigation() {
  const pieces = Object.values(basket()).reduce((sum, quantity) => sum + quantity, 0);
  const links = [
    ["#/", "Tea"],
    ["#/checkout", "Basket"],
    ["#/orders", "My orders"],
    ...(session.current()?.staff ? [["#/staff", "Staff"]] : []),
  ];
  const here = location.hash || "#/";
  $("navigation").replaceChildren(h("ul", {}, links.map(([href, label]) =>
    h("li", {}, h("a", { href, "aria-current": (href === "#/" ? here === href : here.startsWith(href)) && "page" },
      label, href === "#/checkout" && pieces > 0 && h("span", { class: "count" }, pieces, h("span", { class: "hidden-text" }, " pieces")))))));
}

function showAccount() {
  $("account").replaceChildren(session.current()
    ? h("button", { type: "button", onclick: () => session.signOut() }, "Sign out")
    : h("button", { type: "button", onclick: () => session.signIn() }, "Sign in"));
}

// ---- Behind the counter: what the calls cost, what the service finds, and the throttle switch --------------------------------------

const costs = {
  calls: [],
  add(method, path, response, millis) {
    const timing = response.headers.get("Server-Timing") ?? "";
    const used = (name) => new RegExp(`${name};desc="([^"]+)"`).exec(timing)?.[1];
    const place = path.replace(/^\/v1\/(users\/[^/]+\/(?=orders))?|\?.*/g, "").replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "…");
    this.calls.unshift({
      name: `${method} ${place}`, status: response.status, millis,
      calls: used("calls"), throttled: used("throttled"), read: used("read"), write: used("write"),
    });
    this.calls.length = Math.min(this.calls.length, 8);
    this.show();
    if (Number(used("throttled"))) find();
  },
  show() {
    const heads = { ms: "Milliseconds", DB: "Calls to DynamoDB, and throttled attempts", R: "Read units", W: "Write units" };
    $("costs").replaceChildren(this.calls.length
      ? table(
        [h("td", {}), head("Call"), Object.entries(heads).map(([short, long]) => head(h("abbr", { title: long }, short), "number"))],
        this.calls.map(({ name, status, millis, calls, throttled, read, write }) => h("tr", {},
          h("td", { class: status >= 400 ? "problem" : "quiet" }, status),
          h("td", { class: "path", title: name }, name),
          number(Math.round(millis)),
          number(calls ?? "–", Number(throttled) > 0 && ` +${throttled}`),
          number(read ?? "–"),
          number(write ?? "–"))))
      : h("p", { class: "quiet" }, "No call yet."));
  },
};

/** Shows what the service's expert has found. */
async function find() {
  if (document.hidden) return;
  let shown;
  try {
    const { findings } = await (await fetch(`${config.operators}/table`)).json();
    const isOpen = (code) => $("findings").querySelector(`[data-code="${CSS.escape(code)}"]`)?.open;
    shown = findings.length
      ? findings.map(({ code, severity, title, seen, action }) => h("details", { "data-code": code, open: isOpen(code) },
        h("summary", {}, badge(severity.toLowerCase()), " ", title),
        h("p", {}, seen), h("p", {}, action), h("p", { class: "quiet small" }, code)))
      : [h("p", { class: "quiet" }, "Nothing to do.")];
  } catch {
    shown = [h("p", { class: "quiet" }, "Not available.")];
  }
  $("findings").replaceChildren(...shown);
}

function part(name, open, ...content) {
  return h("details", { open }, h("summary", {}, name), h("div", {}, content));
}

function showPanel() {
  const wide = matchMedia("(min-width: 68rem)").matches;
  const share = h("input", { id: "share", type: "range", min: "0", max: "100", step: "10", value: "0" });
  const shown = h("output", { for: "share" }, "0 %");
  const cause = h("select", { id: "cause" }, Object.entries(CAUSES).map(([reason, text]) => h("option", { value: reason }, text)));
  const state = h("p", { id: "throttle-state", class: "quiet", role: "status" });
  const fieldset = h("fieldset", {},
    h("legend", { class: "hidden-text" }, "Throttle switch"),
    h("div", { class: "row apart" }, h("label", { for: "share" }, "Share of throttled calls"), shown), share,
    h("div", { class: "field" }, h("label", { for: "cause" }, "Because of"), cause));

  let turns = 0;
  let before = Promise.resolve();
  async function turn(setting) {
    const mine = ++turns;
    try {
      const request = setting && { method: "PUT", headers: { "Content-Type": "application/json" }, body: JSON.stringify(setting) };
      const answer = before.then(() => fetch(config.throttle, request));
      before = answer.catch(() => {});
      const now = await (await answer).json();
      // Somebody still moves the slider.
      if (mine !== turns) return;
      share.value = Math.round(now.share * 100);
      shown.replaceChildren(`${share.value} %`);
      if (now.reason in CAUSES) cause.value = now.reason;
      state.replaceChildren(now.share > 0 ? `The database throttles ${share.value} % of the calls.` : "The database throttles nothing.");
      fieldset.disabled = false;
    } catch {
      state.replaceChildren("The switch is not available.");
      fieldset.disabled = true;
    }
  }
  share.addEventListener("input", () => shown.replaceChildren(`${share.value} %`));
  fieldset.addEventListener("change", () => turn({ share: share.value / 100, reason: cause.value }));

  $("panel").replaceChildren(
    part("Throttle switch", wide, state, fieldset),
    part("What the service finds", wide, h("div", { id: "findings" }, h("p", { class: "quiet" }, "Asking…"))),
    part("What the last calls cost", wide, h("div", { id: "costs" })));
  costs.show();
  turn();
  find();
  setInterval(find, FINDINGS_INTERVAL);
}

// ---- Start ----------------------------------------------------------------------------------------------------------------------

const config = await fetch("config.json").then((response) => response.json()).catch(() => {
  $("main").replaceChildren(h("p", { class: "message bad", role: "alert" }, "The shop cannot be reached. Load the page again."));
  throw new Unreachable();
});

$("skip").addEventListener("click", () => {
  const target = $("main").querySelector("h1") ?? $("main");
  target.setAttribute("tabindex", "-1");
  target.focus();
});
addEventListener("hashchange", (event) => {
  removeOldMessages();
  open(event);
});
let offline = null;
const connection = () => {
  offline?.();
  offline = navigator.onLine ? null : notify("warn", "You are offline. What you see may be old.");
};
addEventListener("online", connection);
addEventListener("offline", connection);
connection();
showPanel();
try {
  await session.complete();
} catch (failure) {
  confirmLater("bad", failure instanceof TypeError ? "The token issuer cannot be reached." : failure.message);
}
showAccount();
await open();
