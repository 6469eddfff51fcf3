/** Writes the dashboards as TypeScript, so that the compiler compares them with Grafana's types. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";

const DASHBOARDS = "../../../infra/observe/dashboards";

const dashboards = readdirSync(DASHBOARDS).map((file) => readFileSync(`${DASHBOARDS}/${file}`, "utf8"));
mkdirSync("generated", { recursive: true });
writeFileSync(
  "generated/dashboards.ts",
  `import type { Dashboard } from "../grafana.js";\n\nexport const dashboards = [${dashboards}] satisfies Dashboard[];\n`,
);
