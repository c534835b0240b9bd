// Says whether the contracts in proto/ break the released ones, which lie beside them as an image (proto/released.binpb): so it needs no
// history and no network. `--release` makes the contracts of now the released ones, unless they break those before.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const released = 'proto/released.binpb';
const buf = (...args) =>
  spawnSync(join(root, 'node_modules', '.bin', 'buf'), args, { cwd: root, stdio: 'inherit' }).status ?? 1;
const isRelease = process.argv.includes('--release');

if (existsSync(join(root, released))) {
  if (buf('breaking', '--against', released) === 0) console.log('The released contracts still hold.');
  else {
    console.error(
      'The lines above break contracts that others already use. Add beside what is there, or make a package of the next version (v2).',
    );
    process.exitCode = 1;
  }
} else if (!isRelease) {
  console.error(`${released} is missing. Take it from the last release.`);
  process.exitCode = 1;
}
if (isRelease && process.exitCode !== 1) {
  process.exitCode = buf('build', '--exclude-source-info', '--output', released);
  if (process.exitCode === 0) console.log(`${released} written: these contracts are the released ones now.`);
}
