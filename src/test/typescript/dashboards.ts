/**
 * Sends each query of Grafana's dashboards to Prometheus, draws what they return, and fails if one returns nothing. The arguments are
 * the address of Prometheus, the directory for the pictures, and the path of Chromium, without which none are drawn.
 */
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { type Dashboard, type Line, type Target, draw } from "./dashboard-picture.js";

const DASHBOARDS = "../../../infra/observe/dashboards";
const MINUTES = 5;
const STEP_SECONDS = 1;
/** Panels that show nothing but zeros as long as all is well. */
const QUIET = ["Errors", "Alarms"];
/** What Grafana would insert; Prometheus asks the service more often than this. */
const VARIABLES = { $__rate_interval: "10s" };
const PATIENCE_MILLIS = 15_000;

interface Answer {
  status: string;
  error?: string;
  data: { result: { metric: Record<string, string>; values: [number, string][] }[] };
}

const [prometheus, pictures, executablePath] = process.argv.slice(2);
assert(prometheus && pictures);
mkdirSync(pictures, { recursive: true });
const empty: string[] = [];
const browser = executablePath ? await chromium.launch({ executablePath, args: ["--no-sandbox"] }) : undefined;
try {
  for (const file of readdirSync(DASHBOARDS)) {
    const dashboard: Dashboard = JSON.parse(readFileSync(`${DASHBOARDS}/${file}`, "utf8"));
    const answers = new Map<Target, Line[]>();
    for (const panel of dashboard.panels) {
      for (const target of panel.targets) {
        answers.set(target, await answer(target));
      }
      const lines = panel.targets.flatMap((target) => answers.get(target)!);
      if (!QUIET.includes(panel.title) && !lines.some(({ points }) => points.some(([, value]) => value > 0))) {
        empty.push(`The panel "${panel.title}" shows nothing but zeros`);
      }
    }
    console.log(`${dashboard.title}: ${answers.size} queries`);
    if (browser) {
      const page = await browser.newPage({ viewport: { width: 1200, height: 100 } });
      await page.setContent(draw(dashboard, answers));
      await page.screenshot({ path: `${pictures}/${dashboard.uid}.png`, fullPage: true });
    }
  }
} finally {
  await browser?.close();
}
assert.deepEqual(empty, []);

/** Prometheus may not have asked the service often enough yet. */
async function answer(target: Target): Promise<Line[]> {
  for (const start = Date.now(); Date.now() - start < PATIENCE_MILLIS; await new Promise((resolve) => setTimeout(resolve, 500))) {
    const lines = await ask(target);
    if (lines.length > 0) {
      return lines;
    }
  }
  empty.push(`This query returns nothing: ${target.expr}`);
  return [];
}

async function ask(target: Target): Promise<Line[]> {
  const end = Math.floor(Date.now() / 1000);
  const query = Object.entries(VARIABLES).reduce((text, [name, value]) => text.replaceAll(name, value), target.expr);
  assert(!/\$[a-z_{]/i.test(query), `The query contains an unknown variable: ${query}`);
  const response = await fetch(`${prometheus}/api/v1/query_range`, {
    method: "POST",
    body: new URLSearchParams({ query, start: `${end - MINUTES * 60}`, end: `${end}`, step: `${STEP_SECONDS}` }),
  });
  const answer = (await response.json()) as Answer;
  assert.equal(answer.status, "success", `${answer.error}: ${query}`);
  return answer.data.result
    .map(({ metric, values }) => ({
      name: legend(target, metric),
      points: values.map(([time, value]) => [time, Number(value)] as const).filter(([, value]) => Number.isFinite(value)),
    }))
    .filter(({ points }) => points.length > 0);
}

function legend(target: Target, labels: Record<string, string>): string {
  const name = target.legendFormat.replaceAll(/\{\{(\w+)\}\}/g, (_, label) => labels[label] ?? "").trim();
  assert(name, `A line has no legend: ${target.legendFormat} of ${JSON.stringify(labels)}`);
  return name;
}
