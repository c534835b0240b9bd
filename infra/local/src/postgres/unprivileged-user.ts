import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

export interface UnprivilegedUser {
  readonly uid: number;
  readonly gid: number;
}

/** Postgres refuses to run as root. Where we are root it runs as `postgres`, or as `nobody`, which every system has. */
export async function unprivilegedUser(): Promise<UnprivilegedUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const [, , uid = '65534', gid = '65534'] =
    users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody') ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

/** Whether a user without rights of his own can get to this directory: home directories and mkdtemp's are closed. */
export async function isOpenToAll(directory: string): Promise<boolean> {
  for (let path = resolve(directory); ; path = dirname(path)) {
    if (((await stat(path)).mode & 0o001) === 0) return false;
    if (path === dirname(path)) return true;
  }
}
