import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { chartsFolder, manifestsOf, render, type Manifest } from './render.ts';

/** A way to install a chart, by a values file in its ci folder. */
export interface Shape {
  readonly chart: string;
  readonly name: string;
  readonly values: string;
}

/** Every supported way to install the charts, and the values that docs/install.md gives. */
export const shapes: readonly Shape[] = [
  ...['bellhop', 'bellhop-data'].flatMap((chart) =>
    readdirSync(join(chartsFolder, chart, 'ci')).map((file) => ({
      chart,
      name: `${chart} ${file.replace('.yaml', '')}`,
      values: `${chart}/ci/${file}`,
    })),
  ),
  { chart: 'bellhop', name: 'bellhop strimzi', values: 'examples/strimzi.values.yaml' },
];

const texts = new Map<string, Promise<string>>();

/** What a shape makes; rendered once. */
export function textOf({ chart, values }: Shape): Promise<string> {
  const known = texts.get(values) ?? render({ chart, values: [values] });
  texts.set(values, known);
  return known;
}

const objects = new Map<string, Promise<Manifest[]>>();

/** The same as objects; read once. */
export function objectsOf(shape: Shape): Promise<Manifest[]> {
  const known = objects.get(shape.values) ?? textOf(shape).then(manifestsOf);
  objects.set(shape.values, known);
  return known;
}
