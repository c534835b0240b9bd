import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Checkout } from './program-form.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const run = promisify(execFile);

/** Names the commit of the previous release. */
export const PREVIOUS_RELEASE_FILE = 'infra/previous-release';

/** The previous release as git has it, or why it cannot be had and what to do. */
export type PreviousRelease = { readonly commit: string } | { readonly missing: string };

/**
 * The release that PREVIOUS_RELEASE_FILE names.
 * @throws Error when the file names no commit, or one that a whole history does not hold: then nothing would ever be tested
 */
export function previousRelease(folder = root): PreviousRelease {
  const commit = commitIn(readFileSync(join(folder, PREVIOUS_RELEASE_FILE), 'utf8'));
  const git = (...args: string[]) => spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
  const shallow = git('rev-parse', '--is-shallow-repository');
  if (shallow.error !== undefined)
    return { missing: 'git cannot be run, and the previous release comes out of it: install it' };
  if (shallow.status !== 0)
    return {
      missing: 'this folder is no git repository, and the previous release comes out of its history: clone it instead',
    };
  if (git('cat-file', '-e', `${commit}^{commit}`).status === 0) return { commit };
  if (shallow.stdout.trim() === 'true')
    return { missing: `the history ends before the previous release, ${commit}: run \`git fetch --unshallow\`` };
  throw new Error(
    `${PREVIOUS_RELEASE_FILE} names ${commit}, which the repository does not hold: name one that it holds`,
  );
}

/** @throws Error when the text names no commit, or several */
export function commitIn(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const [commit = ''] = lines;
  if (lines.length !== 1 || !/^[0-9a-f]{40}$/.test(commit))
    throw new Error(
      `${PREVIOUS_RELEASE_FILE} must hold one commit, all 40 digits of it, and comments that begin with #; it holds "${lines.join('", "')}"`,
    );
  return commit;
}

/** Takes a release out of git into an empty folder, and installs what its programs need, with its own package manager. */
export async function takeRelease(commit: string, folder: string): Promise<Checkout> {
  const archive = join(folder, 'release.tar');
  await run('git', ['archive', '--output', archive, commit], { cwd: root });
  await run('tar', ['-xf', archive, '-C', folder]);
  const { packageManager } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    packageManager: string;
  };
  // What scripts of packages make (Node, Postgres) is for development: services need none of it.
  const install = ['install', '--frozen-lockfile', '--prefer-offline', '--prod', '--ignore-scripts'];
  const { PATH = '', HOME = '' } = process.env;
  await run('npx', ['--yes', '--loglevel=error', packageManager, ...install], {
    cwd: folder,
    // Nothing of the npm that runs the tests; CI: asks nothing.
    env: { ...registrySettings(), PATH, HOME, CI: 'true' },
    maxBuffer: 64 * 1024 ** 2,
  });
  return { checkout: folder };
}

/** Where packages come from, and how to get there, when the environment says it. */
function registrySettings(): Record<string, string> {
  const isOne = (name: string): boolean =>
    /^npm_config_(registry|cache|cafile|userconfig|store_dir)$/i.test(name) || /^(https?|no)_proxy$/i.test(name);
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (isOne(name) && value !== undefined ? [[name, value]] : [])),
  );
}
