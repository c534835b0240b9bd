// Every check that needs no server, one after the other; the first that fails ends it.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const bin = (name) => join(root, 'node_modules/.bin', name);
const node = process.execPath;

const checks = [
  ['generated types are current', node, ['scripts/gen.mjs', '--check']],
  ['proto lint', bin('buf'), ['lint']],
  ['types', bin('tsc'), ['-p', '.']],
  ['layering', bin('depcruise'), ['--config', '.dependency-cruiser.cjs', 'packages', 'services', 'infra']],
];

for (const [name, command, args] of checks) {
  const begun = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const took = `${((performance.now() - begun) / 1000).toFixed(1)} s`;
  if (status !== 0) {
    process.stdout.write(`${stdout ?? ''}${stderr ?? ''}`);
    console.log(`✗ ${name} (${took})`);
    process.exit(1);
  }
  console.log(`✓ ${name} (${took})`);
}
