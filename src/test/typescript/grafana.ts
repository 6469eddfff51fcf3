/** What Grafana accepts of a dashboard like ours, by its own types. */
import type {
  Dashboard as AnyDashboard,
  DataSourceRef,
  FieldConfig,
  GraphFieldConfig,
  Panel as AnyPanel,
  VizLegendOptions,
  VizTooltipOptions,
} from "@grafana/schema";

/** In JSON, a member of an enumeration is its value. */
type Json<T> = T extends string ? `${T}` : T extends object ? { [K in keyof T]: Json<T[K]> } : T;

interface Target {
  refId: string;
  datasource: DataSourceRef;
  expr: string;
  legendFormat: string;
}

type Panel = Omit<AnyPanel, "fieldConfig" | "options" | "targets"> & {
  fieldConfig: { defaults: Omit<FieldConfig, "custom"> & { custom: GraphFieldConfig }; overrides: [] };
  options: { legend: VizLegendOptions; tooltip: VizTooltipOptions };
  targets: Target[];
};

export type Dashboard = Json<Omit<AnyDashboard, "panels"> & { panels: Panel[] }>;
