// Says whether the contracts in proto/ break those of an earlier commit. Without an argument that is the last commit if proto/ has
// changed since, else the one before. Works offline: the earlier files come out of git.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const git = (...args) => spawnSync('git', args, { cwd: root, maxBuffer: 64 * 1024 * 1024 });
const hasChanged = git('status', '--porcelain', '--', 'proto').stdout?.toString().trim() !== '';
const against = process.argv[2] ?? (hasChanged ? 'HEAD' : 'HEAD~1');

const earlier = git('archive', '--format=tar', against, 'proto', 'buf.yaml');
if (earlier.status !== 0) {
  console.log(`${against} has no proto/ to compare with: nothing can be broken.`);
} else {
  const directory = mkdtempSync(join(tmpdir(), 'bellhop-proto-'));
  try {
    writeFileSync(join(directory, 'earlier.tar'), earlier.stdout);
    const buf = join(root, 'node_modules', '.bin', 'buf');
    const { status } = spawnSync(buf, ['breaking', '--against', join(directory, 'earlier.tar')], {
      cwd: root,
      stdio: 'inherit',
    });
    console.log(
      status === 0 ? `The contracts of ${against} still hold.` : `The lines above break the contracts of ${against}.`,
    );
    process.exitCode = status ?? 1;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
