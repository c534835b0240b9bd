import { chmod, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where the servers keep their data during this run. */
export interface DataDirectory {
  readonly path: string;
  /** Removed when the run ends. */
  readonly isTemporary: boolean;
}

/** The named directory, made if need be, or a temporary one. */
export async function openDataDirectory(named: string | undefined): Promise<DataDirectory> {
  if (named !== undefined) {
    const path = resolve(named);
    await mkdir(path, { recursive: true });
    return { path, isTemporary: false };
  }
  const path = await mkdtemp(join(tmpdir(), 'bellhop-'));
  await chmod(path, 0o755); // Postgres may run as another user, who must get through to his directory inside
  return { path, isTemporary: true };
}
