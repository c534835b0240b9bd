// `npm run test:image`: builds the image with a real Docker daemon and runs every service from it (tests/image).
// Needs a daemon, or root and `dockerd` on the PATH. Base images are pulled; BASES=debian makes stand-ins (infra/docker/debian-bases.sh).
// BELLHOP_IMAGE=name:tag tries an image that is there already.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'infra', 'docker');
const given = process.env.BELLHOP_IMAGE ?? '';
const image = given === '' ? 'bellhop:test' : given;
const test = [process.execPath, '--conditions=source', join(import.meta.dirname, 'vitest.mjs'), '--project', 'image'];
const build = given === '' ? '"$1/build-local.sh" "$2" && ' : '';
const script = `${build}shift 2 && "$@"`;
const { status } = spawnSync(
  join(folder, 'with-docker.sh'),
  ['sh', '-eu', '-c', script, 'test-image', folder, image, ...test, ...process.argv.slice(2)],
  { stdio: 'inherit', env: { ...process.env, BELLHOP_IMAGE: image } },
);
process.exitCode = status ?? 1;
