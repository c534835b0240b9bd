import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { app } from './app.ts';
import { kafkaPostgres } from './kafka-postgres.ts';
import { overview } from './overview.ts';
import { service } from './service.ts';
import { vendor } from './vendor.ts';

/** Every dashboard by the name of its file in the chart. */
export function allDashboards(): ReadonlyMap<string, Dashboard> {
  return new Map(
    Object.entries({ overview, service, vendor, app, 'kafka-postgres': kafkaPostgres }).map(([name, make]) => [
      `${name}.json`,
      make().build(),
    ]),
  );
}

/** A query of a dashboard, with where it stands. */
export interface DashboardQuery {
  readonly panel: string;
  readonly expr: string;
}

/** All queries of all panels. */
export function queriesOf(file: string, { panels = [] }: Dashboard): DashboardQuery[] {
  const all = panels.flatMap((panel) =>
    panel.type === 'row' && 'panels' in panel ? [panel, ...panel.panels] : [panel],
  );
  return all.flatMap((panel) => {
    const targets = 'targets' in panel ? (panel.targets ?? []) : [];
    return targets.flatMap((target) => {
      const { expr } = target as { expr?: string };
      return expr === undefined ? [] : [{ panel: `${file}: ${panel.title ?? ''}`, expr }];
    });
  });
}
