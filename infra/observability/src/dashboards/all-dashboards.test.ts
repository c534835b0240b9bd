import { expect, it } from 'vitest';
import { namedIn } from '../expressions.ts';
import { labelsOfSeries } from '../metrics/all-instruments.ts';
import { allDashboards, queriesOf } from './all-dashboards.ts';

const known = labelsOfSeries();
const dashboards = [...allDashboards()];

/** Labels that the scrape adds. */
const ofTheScrape = ['instance'];

it('asks only for series and labels that services have', () => {
  const queries = dashboards.flatMap(([file, dashboard]) => queriesOf(file, dashboard));
  expect(queries.length).toBeGreaterThan(50);
  for (const { panel, expr } of queries) {
    const { series, selectedLabels, groupedLabels } = namedIn(expr);
    expect(
      [...series].filter((name) => !known.has(name)),
      panel,
    ).toEqual([]);
    for (const { series: name, label } of selectedLabels) expect([...(known.get(name) ?? [])], panel).toContain(label);
    const labels = new Set([...series].flatMap((name) => [...(known.get(name) ?? [])]));
    expect(
      [...groupedLabels].filter((label) => !labels.has(label) && !ofTheScrape.includes(label)),
      panel,
    ).toEqual([]);
  }
});

it('says of every panel what it shows', () => {
  for (const [file, { panels = [] }] of dashboards) {
    for (const panel of panels)
      if (panel.type !== 'row' && 'description' in panel)
        expect(panel.description, `${file}: ${panel.title}`).toBeTruthy();
  }
});

it('gives every dashboard an address of its own that stays', () => {
  expect(dashboards.map(([, { uid }]) => uid)).toEqual([
    'bellhop-overview',
    'bellhop-service',
    'bellhop-vendor',
    'bellhop-app',
    'bellhop-kafka-postgres',
  ]);
});
