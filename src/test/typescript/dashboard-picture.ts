/** Draws a dashboard of Grafana, simply: as a page of SVG, from its panels and from what their queries returned. */

export interface Target {
  expr: string;
  legendFormat: string;
}

export interface Panel {
  title: string;
  description: string;
  gridPos: { x: number; y: number; w: number; h: number };
  fieldConfig: { defaults: { unit: string; custom: { stacking: { mode: string } } } };
  targets: Target[];
}

export interface Dashboard {
  uid: string;
  title: string;
  panels: Panel[];
}

/** A line's name, and its points in time, in seconds, and value. */
export interface Line {
  name: string;
  points: (readonly [number, number])[];
}

interface Scale {
  x: (time: number) => string;
  y: (value: number) => string;
}

const COLUMNS = 24;
const WIDTH = 360;
const HEIGHT = 130;
const LEFT = 52;
const COLORS = ["#3274d9", "#56a64b", "#e0b400", "#e02f44", "#a352cc", "#ff780a", "#37872d", "#8f3bb8", "#1f60c4"];
const UNITS: Record<string, (value: string) => string> = {
  none: (value) => value,
  s: (value) => `${value} s`,
  reqps: (value) => `${value}/s`,
  currencyUSD: (value) => `$${value}`,
};

export function draw(dashboard: Dashboard, answers: Map<Target, Line[]>): string {
  const times = [...answers.values()].flat().flatMap(({ points }) => points.filter(([, value]) => value > 0).map(([time]) => time));
  const from = Math.min(...times);
  const to = Math.max(...times);
  const panels = dashboard.panels.map((panel) => {
    const { x, y, w, h } = panel.gridPos;
    const lines = panel.targets
      .flatMap((target) => answers.get(target) ?? [])
      .map(({ name, points }) => ({ name, points: points.filter(([time]) => time >= from) }));
    return `<section style="grid-area: ${y + 1} / ${x + 1} / span ${h} / span ${w}">
      <h2>${escaped(panel.title)}</h2><p>${escaped(panel.description)}</p>${graph(panel, lines, from, to)}${legend(lines)}</section>`;
  });
  return `<!doctype html><meta charset="utf-8"><title>${escaped(dashboard.title)}</title>
    <style>
      body { background: #f4f5f5; color: #24292e; font: 12px sans-serif; margin: 12px }
      main { display: grid; grid-template-columns: repeat(${COLUMNS}, 1fr); gap: 0 8px }
      section { background: white; border: 1px solid #dcdee0; border-radius: 3px; margin-bottom: 8px; padding: 8px; min-width: 0 }
      h1 { font-size: 18px; margin: 0 0 8px } h2 { font-size: 13px; margin: 0 } p { color: #6e7178; font-size: 10px; margin: 2px 0; height: 24px }
      svg { width: 100%; display: block } text { fill: #6e7178; font-size: 10px }
      span { margin-right: 10px; font-size: 10px; white-space: nowrap }
    </style>
    <h1>${escaped(dashboard.title)}</h1><main>${panels.join("")}</main>`;
}

function graph(panel: Panel, lines: Line[], from: number, to: number): string {
  const stacked = panel.fieldConfig.defaults.custom.stacking.mode === "normal";
  const below = new Map<number, number>();
  const areas = lines.map(({ points }) =>
    points.map(([time, value]) => {
      const bottom = stacked ? (below.get(time) ?? 0) : 0;
      below.set(time, bottom + value);
      return { time, bottom, top: bottom + value };
    }),
  );
  const top = round(Math.max(...areas.flat().map((point) => point.top))) || 1;
  const scale: Scale = {
    x: (time) => (LEFT + ((WIDTH - LEFT - 4) * (time - from)) / (to - from || 1)).toFixed(1),
    y: (value) => (HEIGHT - 16 - ((HEIGHT - 24) * value) / top).toFixed(1),
  };
  const axis = [0, top / 2, top].map(
    (value) => `<line x1="${LEFT}" x2="${WIDTH}" y1="${scale.y(value)}" y2="${scale.y(value)}" stroke="#e4e5e6"/>
      <text x="${LEFT - 4}" y="${scale.y(value)}" dy="3" text-anchor="end">${UNITS[panel.fieldConfig.defaults.unit]!(format(value))}</text>`,
  );
  const drawn = areas.map((points, index) => {
    const line = points.map(({ time, top }) => `${scale.x(time)},${scale.y(top)}`);
    const bottom = points.toReversed().map(({ time, bottom }) => `${scale.x(time)},${scale.y(bottom)}`);
    const area = stacked ? `<polygon points="${[...line, ...bottom].join(" ")}" fill="${color(index)}" opacity=".35"/>` : "";
    return `${area}<polyline points="${line.join(" ")}" fill="none" stroke="${color(index)}" stroke-width="1.5"/>`;
  });
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}">${axis.join("")}${drawn.join("")}
    <text x="${LEFT}" y="${HEIGHT - 2}">${clock(from)}</text><text x="${WIDTH}" y="${HEIGHT - 2}" text-anchor="end">${clock(to)}</text></svg>`;
}

function legend(lines: Line[]): string {
  return lines.map(({ name }, index) => `<span><b style="color: ${color(index)}">━</b> ${escaped(name)}</span>`).join(" ");
}

function color(index: number): string {
  return COLORS[index % COLORS.length]!;
}

/** Returns the next number that begins with 1, 2 or 5. */
function round(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value || 1));
  return value && power * [1, 2, 5, 10].find((factor) => factor * power >= value)!;
}

function format(value: number): string {
  return value === 0 || Math.abs(value) >= 0.001 ? `${Number(value.toPrecision(3))}` : value.toExponential(0);
}

function clock(time: number): string {
  return new Date(time * 1000).toISOString().slice(11, 19);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
