// `npm test`: every check, then every test on real servers.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

for (const script of ['check.mjs', 'vitest.mjs']) {
  const { status } = spawnSync(process.execPath, ['--conditions=source', join(import.meta.dirname, script)], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
