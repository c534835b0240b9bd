import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('shows the example of a call as it is', () => {
  const folder = join(import.meta.dirname, '..');
  expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain(
    readFileSync(join(folder, '../../tests/examples/call-invite.ts'), 'utf8'),
  );
});
