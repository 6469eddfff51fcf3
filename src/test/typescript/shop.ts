/**
 * Uses the sample shop as customers and staff do: with a mouse, with the keyboard alone, from another origin, while the database throttles
 * and without a network. Checks accessibility, and takes pictures. The arguments are the addresses of the service and of the token
 * issuer, the path of Chromium, and the folder of the pictures.
 */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { chromium, type BrowserContextOptions, type Locator, type Page } from "playwright-core";
import { signIn as token, success } from "./client.js";

const [url, issuer, executablePath, pictures] = process.argv.slice(2);
const SHOP = new URL("../../../../http/shop/", import.meta.url);
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
/** Those that local runs allow to call the API. */
const PORTS_OF_FRONTENDS = [5173, 4200, 3000];
const EXPECTED = /Failed to load resource/;
const WIDE = { width: 1280, height: 860 };
const PHONE = { width: 360, height: 740 };
const addresses = await (await fetch(`${url}/shop/config.json`)).json();
const throttleNothing = () => fetch(addresses.throttle, { method: "PUT", body: JSON.stringify({ share: 0 }) });
const complaints: string[] = [];
mkdirSync(pictures, { recursive: true });

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

/** Opens a window of its own, in which nothing may fail unseen, and no other machine may be called. */
async function open(options: BrowserContextOptions = {}) {
  const page = await (await browser.newContext({ viewport: WIDE, reducedMotion: "reduce", ...options })).newPage();
  page.setDefaultTimeout(20_000);
  // The policy of the shop would not allow it as a script element.
  await page.addInitScript({ path: AXE });
  page.on("pageerror", (error) => complaints.push(`${error}`));
  page.on("console", (message) => message.type() === "error" && !EXPECTED.test(message.text()) && complaints.push(message.text()));
  page.on("request", (request) => /^(data:|http:\/\/localhost:)/.test(request.url()) || complaints.push(`called ${request.url()}`));
  return page;
}

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name }).waitFor();
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const go = (page: Page, name: string) => page.getByRole("navigation", { name: "Shop" }).getByRole("link", { name }).click();
const badge = (page: Page, status: string) => page.locator("main .badge", { hasText: status }).first().waitFor();

async function fillIn(page: Page, user: string) {
  await page.getByLabel("Username").fill(user);
  await page.getByLabel("Password").fill(user);
  await page.getByLabel("Password").press("Enter");
}

async function signIn(page: Page, user: string) {
  await page.locator("#account").getByRole("button", { name: "Sign in" }).click();
  await fillIn(page, user);
  await button(page, "Sign out").waitFor();
}

/** Presses Tab until something has the focus. */
async function tabTo(page: Page, target: Locator) {
  await target.waitFor();
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  assert.fail(`${target} cannot be reached with Tab`);
}

/** Looks at a page in light, in dark and on a phone. */
async function look(page: Page, name: string) {
  for (const [suffix, colorScheme, viewport] of [["", "light", WIDE], ["-dark", "dark", WIDE], ["-phone", "light", PHONE]] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    await page.screenshot({ path: `${pictures}/${name}${suffix}.png`, fullPage: suffix === "-phone" });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(overflow, 0, `${name}${suffix} is wider than the window`);
    const rules = colorScheme === "dark" ? ["color-contrast"] : ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];
    const violations = await page.evaluate(`axe.run({ runOnly: ${JSON.stringify(rules)} }).then(({ violations }) =>
      violations.map(({ id, impact, nodes }) => [id, impact, nodes.map(({ html }) => html).join(" ")].join(": ")))`);
    assert.deepEqual(violations, [], `${name}${suffix}`);
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(WIDE);
}

async function customerOrders(page: Page) {
  await page.goto(`${url}/shop/`);
  await heading(page, "Tea, and what it takes");
  await look(page, "catalogue");
  await button(page, "Add Sencha to the basket").click();
  await button(page, "Add Teapot to the basket").click();
  await page.getByRole("link", { name: "Go to the basket" }).click();
  await heading(page, "Sign in");
  await page.locator("main").getByRole("button", { name: "Sign in" }).click();
  await fillIn(page, "grace");
  await page.getByRole("heading", { level: 1, name: /Your profile|Basket and checkout/ }).waitFor();
  if (await page.getByRole("heading", { name: "Your profile" }).isVisible()) {
    await page.getByLabel("Name").fill("Grace Hopper");
    await page.getByLabel("Email").fill("grace");
    await button(page, "Save").click();
    await page.locator("#email[aria-invalid=true]").waitFor();
    await page.getByLabel("Email").fill(`grace.${crypto.randomUUID()}@example.org`);
    await button(page, "Save").click();
  }
  await heading(page, "Basket and checkout");
  await page.getByText("€49.30").waitFor();
  await page.getByLabel("Express, tomorrow").check();
  await page.getByText("€54.30").waitFor();
  await page.getByLabel("Name").fill("");
  await page.getByLabel("City").fill("");
  await page.getByLabel("Street and number").fill("Arlington Row 1");
  await button(page, "Place the order").click();
  const name = page.locator("#name[aria-invalid=true]");
  await name.waitFor();
  assert.ok(await name.evaluate((input) => input === document.activeElement), "the first field with a problem has the focus");
  await look(page, "checkout-problems");
  await page.getByLabel("Name").fill("Grace Hopper");
  await page.getByLabel("City").fill("Arlington");
  await page.getByLabel("Country").selectOption("US");
  await page.screenshot({ path: `${pictures}/checkout.png` });

  // The answer gets lost. The second try, with the same key, finds the order.
  await page.route("**/v1/users/me/orders", async (route) => {
    await route.fetch();
    await route.abort();
  }, { times: 1 });
  await button(page, "Place the order").click();
  await button(page, "Try now").click();
  await heading(page, /^Order /);
  await page.getByText("had been placed already").waitFor();
  return { number: (await page.getByRole("heading", { level: 1 }).textContent())!.replace("Order ", ""), address: page.url() };
}

async function staffShips(staff: Page, customer: Page, number: string) {
  await staff.goto(`${url}/shop/`);
  await signIn(staff, "staff");
  await go(staff, "Staff");
  await staff.getByRole("link", { name: number }).waitFor();
  await look(staff, "staff");
  await staff.getByRole("link", { name: number }).click();
  await button(staff, "Mark as paid").click();
  await staff.getByRole("dialog").getByRole("button", { name: "Mark as paid" }).click();
  await badge(customer, "paid");
  await button(staff, "Ship").click();
  const dialog = staff.getByRole("dialog");
  await dialog.getByLabel("Carrier").fill("");
  await dialog.getByRole("button", { name: "Ship" }).click();
  await staff.locator("#carrier[aria-invalid=true]").waitFor();
  await look(staff, "ship");
  await dialog.getByLabel("Carrier").fill("Parcel Post");
  await dialog.getByLabel("Tracking number").fill("PP-1");
  await dialog.getByRole("button", { name: "Ship" }).click();
  await badge(customer, "shipped");
  await customer.getByText("Parcel Post, PP-1").waitFor();
  assert.ok(!(await button(customer, "Cancel the order").isVisible()));
  await look(customer, "order");
}

async function history(page: Page) {
  await go(page, "My orders");
  await heading(page, "My orders");
  const numbers = () => page.locator("tbody a").allTextContents();
  const first = await numbers();
  assert.equal(first.length, 5);
  await button(page, "Older").click();
  await page.getByText("Page 2").waitFor();
  assert.ok(!(await numbers()).some((number) => first.includes(number)));
  await button(page, "Newer").click();
  await page.getByText("Page 1").waitFor();
  assert.deepEqual(await numbers(), first);
}

async function cancel(page: Page, [mine, changed]: string[], pay: (id: string) => Promise<void>) {
  await page.goto(`${url}/shop/#/orders/${mine}`);
  await button(page, "Cancel the order").click();
  await page.getByLabel("Reason").fill("<b>Ordered twice</b>");
  await page.getByRole("dialog").getByRole("button", { name: "Cancel the order" }).click();
  await badge(page, "cancelled");
  await page.getByText("<b>Ordered twice</b>").waitFor();

  await page.goto(`${url}/shop/#/orders/${changed}`);
  await button(page, "Cancel the order").click();
  await pay(changed);
  await page.getByRole("dialog").getByRole("button", { name: "Cancel the order" }).click();
  await page.getByText("it is now paid").waitFor();
  await look(page, "changed");
  await badge(page, "paid");
}

async function throttled(page: Page) {
  await go(page, "Tea");
  const share = page.getByLabel("Share of throttled calls");
  await share.press("End");
  await page.getByText("The database throttles 100 % of the calls.").waitFor();
  await go(page, "My orders");
  await page.getByText("Trying again in").waitFor();
  await Promise.all([page.screenshot({ path: `${pictures}/throttled.png` }), share.press("Home")]);
  await page.locator("tbody a").first().waitFor();
  await page.locator("#notices .warn").waitFor({ state: "detached" });
  await page.locator("#costs").getByText("503").first().waitFor();
  await page.locator("#findings [data-code=throttled-key-range] summary").click();
  await look(page, "findings");
  await page.locator("#findings [data-code=throttled-key-range] summary").click();
}

async function quota(page: Page) {
  const problem = { title: "Too many requests", detail: "Your read budget is used up." };
  const refusal = { status: 429, headers: { "Retry-After": "1" }, json: problem };
  await page.route("**/v1/users/me/orders?*", (route) => route.fulfill(refusal), { times: 1 });
  await go(page, "Tea");
  await go(page, "My orders");
  await page.getByText("Too many requests. Trying again in 1 second.").waitFor();
  await page.locator("tbody a").first().waitFor();
}

/** The picture of docs/images: an order, while some calls are throttled. */
async function picture(page: Page, address: string) {
  const share = page.getByLabel("Share of throttled calls");
  for (let step = 0; step < 3; step++) await share.press("ArrowRight");
  await page.getByText("The database throttles 30 % of the calls.").waitFor();
  await page.goto(address);
  await heading(page, /^Order /);
  await page.setViewportSize({ width: 1200, height: 800 });
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: `${pictures}/shop.png` });
  await page.setViewportSize(WIDE);
  await share.press("Home");
}

async function offline(page: Page) {
  await page.context().setOffline(true);
  await page.getByText("You are offline. What you see may be old.").waitFor();
  await go(page, "Tea");
  await go(page, "My orders");
  await page.getByText("The shop continues as soon as you are back.").waitFor();
  await page.screenshot({ path: `${pictures}/offline.png` });
  await page.context().setOffline(false);
  await page.locator("tbody a").first().waitFor();
}

async function expired(page: Page) {
  await page.evaluate(() => sessionStorage.setItem("session", JSON.stringify({ ...JSON.parse(sessionStorage.getItem("session")!), expires: 0 })));
  await go(page, "Tea");
  await go(page, "My orders");
  await heading(page, "Your session has ended");
  // The issuer still knows who this is.
  await page.locator("main").getByRole("button", { name: "Sign in" }).click();
  await heading(page, "My orders");
  await button(page, "Sign out").click();
  await page.locator("#account").getByRole("button", { name: "Sign in" }).click();
  await page.getByLabel("Username").waitFor();
}

/** From a frontend's own server, with nothing but the keyboard. */
async function otherOriginByKeyboard(page: Page) {
  const types: Record<string, string> = { html: "text/html", css: "text/css", js: "text/javascript" };
  const server = createServer((request, response) => {
    const path = new URL(request.url!, "http://localhost").pathname.slice(1) || "index.html";
    response.setHeader("Content-Type", types[path.split(".").at(-1)!] ?? "application/json");
    response.end(path === "config.json" ? JSON.stringify({ ...addresses, api: url }) : readFileSync(new URL(path, SHOP)));
  });
  let port: number | undefined;
  for (const each of PORTS_OF_FRONTENDS) {
    port ??= await new Promise<number | undefined>((done) => server.once("error", () => done(undefined)).listen(each, "localhost", () => done(each)));
  }
  assert.ok(port, "no port that local runs allow is free");
  try {
    await page.goto(`http://localhost:${port}/`);
    await tabTo(page, button(page, "Add Chamomile to the basket"));
    await page.keyboard.press("Enter");
    await tabTo(page, page.locator("#navigation").getByRole("link", { name: "Basket" }));
    await page.keyboard.press("Enter");
    await tabTo(page, page.locator("main").getByRole("button", { name: "Sign in" }));
    await page.keyboard.press("Enter");
    await page.locator("#username:focus").waitFor();
    await page.keyboard.type("ada");
    await page.keyboard.press("Tab");
    await page.keyboard.type("ada");
    await page.keyboard.press("Enter");
    await heading(page, "Basket and checkout");
    for (const [label, text] of [["Name", "Ada Lovelace"], ["Street and number", "12 St James's Square"], ["City", "London"]]) {
      await tabTo(page, page.getByLabel(label));
      await page.keyboard.press("ControlOrMeta+A");
      await page.keyboard.type(text);
    }
    await tabTo(page, button(page, "Place the order"));
    await page.keyboard.press("Enter");
    await heading(page, /^Order /);
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H1", "the focus is at the new page");
    await tabTo(page, button(page, "Cancel the order"));
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    const paid = page.locator("#costs tr", { hasText: /201POST orders\d/ });
    assert.match((await paid.textContent())!, /\d+\.0$/, "what placing the order cost");
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

async function customerAndStaff(customer: Page) {
  const order = await customerOrders(customer);
  await staffShips(await open(), customer, order.number);
  const { api: grace } = await token(url, issuer, "grace");
  const { api: staff } = await token(url, issuer, "staff");
  const ids: string[] = [];
  for (let i = 0; i < 6; i++) {
    const body = { currency: "EUR", lines: [{ sku: "TEA-SEN", name: "Sencha", quantity: i + 1, unit_price: "9.90" }] };
    ids.push(success(await grace.POST("/v1/users/{user_id}/orders", { params: { path: { user_id: "me" } }, body })).order_id);
  }
  await history(customer);
  await cancel(customer, ids, async (order_id) => {
    success(await staff.PATCH("/v1/orders/{order_id}", { params: { path: { order_id }, header: { "If-Match": '"1"' } }, body: { status: "paid" } }));
  });
  await quota(customer);
  return order;
}

try {
  const { api: ada } = await token(url, issuer, "ada");
  await ada.POST("/v1/users", { body: { name: "Ada Lovelace", email: `ada.${crypto.randomUUID()}@example.org` } });
  const customer = await open();
  const [{ number, address }] = await Promise.all([customerAndStaff(customer), otherOriginByKeyboard(await open())]);
  await throttled(customer);
  await picture(customer, address);
  await offline(customer);
  await expired(customer);
  assert.deepEqual(complaints, []);
  console.log(`${number} ordered, paid and shipped; cancelled, throttled, offline and by keyboard too. Pictures: ${pictures}`);
} catch (failure) {
  const pages = browser.contexts().flatMap((context) => context.pages());
  await Promise.all(pages.map((page, i) => page.screenshot({ path: `${pictures}/failed-${i + 1}.png` })));
  throw failure;
} finally {
  await throttleNothing();
  await browser.close();
}
