import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { allInstruments, seriesOf } from './all-instruments.ts';

const root = resolve(import.meta.dirname, '../../../..');
const sources = globSync('{packages,services}/*/src/**/*.ts', { cwd: root })
  .filter((path) => !path.endsWith('.test.ts'))
  .map((path) => ({ path, text: readFileSync(resolve(root, path), 'utf8') }));
const instruments = allInstruments().flatMap((chapter) => chapter.instruments);

it('knows every instrument that the sources name', () => {
  const named = sources.flatMap(({ text }) => [...text.matchAll(/'(bellhop_[a-z_]+)'/g)].map(([, name]) => name));
  expect(named.length).toBeGreaterThan(40);
  expect([...new Set(named)].sort()).toEqual([...new Set(instruments.map(({ name }) => name))].sort());
});

it('leaves no way to make an instrument but the one that asks for description, unit and labels', () => {
  const others = sources.filter(({ text }) =>
    /getMeter\(|createCounter|createHistogram|createGauge|createObservable/.test(text),
  );
  expect(others.map(({ path }) => path)).toEqual(['packages/runtime/src/instruments.ts']);
});

it('describes every instrument, with its unit', () => {
  for (const { name, description, unit } of instruments) {
    expect(description, name).not.toBe('');
    expect(unit, name).toMatch(/^(ms|s|By|1|\{[a-z]+\}(\/s)?)$/);
  }
});

it('has no label that grows with users', () => {
  const labels = new Set(instruments.flatMap((one) => one.labels));
  const few = [
    'app',
    'cause',
    'certificate',
    'class',
    'code',
    'door',
    'group',
    'kind',
    'loaded',
    'method',
    'mode',
    'outcome',
  ];
  few.push(
    'part',
    'partition',
    'quantile',
    'route',
    'rpc',
    'side',
    'stage',
    'state',
    'status',
    'topic',
    'type',
    'vendor',
    'verdict',
    'whose',
  );
  expect([...labels].filter((label) => !few.includes(label))).toEqual([]);
});

it('gives one description and one kind to a name that several services have', () => {
  for (const [name, same] of Map.groupBy(instruments, (one) => one.name))
    expect(new Set(same.map((one) => JSON.stringify(one))).size, name).toBe(1);
});

it('names series as Prometheus does', () => {
  expect(seriesOf({ name: 'bellhop_x', kind: 'counter' })).toEqual(['bellhop_x_total']);
});
