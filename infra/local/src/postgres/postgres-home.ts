import { createHash } from 'node:crypto';
import { chown, lstat, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { DataDirectory } from '../data-directory.ts';
import { MissingPrerequisite } from '../prerequisites.ts';
import { isOpenToAll, type UnprivilegedUser } from './unprivileged-user.ts';

/**
 * The directory that holds the database: inside the data directory, unless we are root and Postgres's own user cannot get
 * there; then in /var/tmp, under a name that is the same for the same data directory.
 */
export async function postgresHome(data: DataDirectory, user: UnprivilegedUser | undefined): Promise<string> {
  if (!user || (await isOpenToAll(data.path))) return join(data.path, 'postgres');
  const key = createHash('sha256').update(data.path).digest('hex').slice(0, 12);
  return join('/var/tmp', `bellhop-data-${key}`);
}

/** Makes it, readable by nobody but the user that Postgres runs as. */
export async function makePostgresHome(home: string, user: UnprivilegedUser | undefined): Promise<void> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  if (!user) return;
  const { uid } = await lstat(home);
  if (uid !== 0 && uid !== user.uid) throw new MissingPrerequisite(`${home} belongs to somebody else: remove it.`);
  await chown(home, user.uid, user.gid);
}
