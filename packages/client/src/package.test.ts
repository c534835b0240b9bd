import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

interface Manifest {
  readonly main?: string;
  readonly types?: string;
  readonly engines?: object;
  readonly exports: { readonly '.': { readonly types: string; readonly default: string } };
}

it('is found by bundlers that do not read `exports`, and installed whatever Node they run on', () => {
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as Manifest;
  const { types, default: main } = manifest.exports['.'];
  expect(manifest).toMatchObject({ main, types });
  expect(manifest).not.toHaveProperty('engines');
});
