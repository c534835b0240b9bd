// Writes each test as one file into dist/, as a ConfigMap for the operator of k6 takes it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundle, testNames } from './bundle.ts';

const dist = resolve(import.meta.dirname, '..', 'dist');
mkdirSync(dist, { recursive: true });
for (const test of testNames) {
  const text = await bundle(test);
  writeFileSync(join(dist, `${test}.js`), text);
  console.log(`dist/${test}.js ${(text.length / 1_024).toFixed(1)} KiB`);
}
