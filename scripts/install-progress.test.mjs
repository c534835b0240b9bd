import { expect, test } from 'vitest';
import { reasonsIn, stateIn } from './install-progress.mjs';

test('reads from the package manager how far it is, and takes the newest of several lines', () => {
  const first = 'Progress: resolved 473, reused 400, downloaded 3, added 20\n';
  expect(stateIn(first)).toBe('20 of 473 packages');
  expect(stateIn(`${first}Progress: resolved 473, reused 470, downloaded 3, added 473, done\n`)).toBe(
    '473 packages, setting them up',
  );
  expect(stateIn('Progress: resolved 1, reused 0, downloaded 0, added 0\n')).toBeUndefined();
  expect(stateIn('Packages: +473\n')).toBeUndefined();
});

test('finds the lines that say why an installation failed', () => {
  const refused = 'npm error FetchError: request to http://r/pnpm failed, reason: connect ECONNREFUSED';
  expect(reasonsIn(`Scope: all\nnpm error code ECONNREFUSED\nnpm error {\n${refused}\nnpm error }\n`)).toEqual([
    'npm error code ECONNREFUSED',
    refused,
  ]);
  expect(reasonsIn('Scope: all\n ERR_PNPM_OUTDATED_LOCKFILE  it is old\n')).toEqual([
    'ERR_PNPM_OUTDATED_LOCKFILE  it is old',
  ]);
  expect(reasonsIn('something\n\nelse\n')).toEqual(['something', 'else']);
});
