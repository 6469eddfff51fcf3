/**
 * Signs a customer in on the page of Swagger UI and calls the API there. The arguments are the address of the service and the path of
 * Chromium.
 */
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const [url, executablePath] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  const page = await browser.newPage();
  await page.goto(url);
  await page.locator(".btn.authorize").first().click();
  const login = page.locator(".auth-container", { hasText: "authorizationCode with PKCE" });
  const popup = page.waitForEvent("popup");
  await login.getByText("Authorize", { exact: true }).click();
  const issuer = await popup;
  await issuer.getByLabel("Username").fill("grace");
  await issuer.getByLabel("Password").fill("grace");
  await Promise.all([issuer.waitForEvent("close"), issuer.getByRole("button", { name: "Sign in" }).click()]);
  await login.getByText("Logout", { exact: true }).waitFor();
  await page.locator(".close-modal").click();

  const operation = page.locator("#operations-Orders-listUserOrders");
  await operation.locator(".opblock-summary-control").click();
  await operation.getByPlaceholder("user_id").fill("me");
  const response = page.waitForResponse((response) => response.url().includes("/v1/users/me/orders"));
  await operation.getByRole("button", { name: "Execute" }).click();
  assert.equal((await response).status(), 200);
  console.log("grace signed in and listed her orders");
} finally {
  await browser.close();
}
