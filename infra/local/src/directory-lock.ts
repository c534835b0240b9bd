import { readFileSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

import { MissingPrerequisite } from './prerequisites.ts';

interface Holder {
  /** The process that uses the servers. */
  readonly owner: string;
  /** The process that ends them, which may outlive the owner by seconds. */
  readonly supervisor: string;
}

/**
 * Takes the directory for this run, or says who has it. A lock whose processes are gone is taken over; one whose owner was
 * killed is waited for, because its supervisor is still stopping the servers.
 */
export async function lockDirectory(lockFile: string, supervisorPid: number, directory: string): Promise<void> {
  const holder: Holder = { owner: identityOf(process.pid) ?? '', supervisor: identityOf(supervisorPid) ?? '' };
  const patience = Date.now() + 30_000;
  for (;;) {
    try {
      return await writeFile(lockFile, JSON.stringify(holder), { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const current = await readHolder(lockFile);
    if (current && isAlive(current.owner)) {
      throw new MissingPrerequisite(
        `Another run of Bellhop (process ${pidOf(current.owner)}) uses ${directory}. Stop it first, or give this one another directory (for npm start: BELLHOP_DATA).`,
      );
    }
    if (current && isAlive(current.supervisor)) {
      if (Date.now() > patience) {
        throw new MissingPrerequisite(
          `The servers of an earlier run in ${directory} do not stop. End process ${pidOf(current.supervisor)} and start again.`,
        );
      }
      await delay(100);
      continue;
    }
    // Renamed before it is deleted: of two processes that find the same stale lock, one gets it.
    const aside = `${lockFile}.${process.pid}`;
    await rename(lockFile, aside)
      .then(() => rm(aside, { force: true }))
      .catch(() => {});
  }
}

async function readHolder(lockFile: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(lockFile, 'utf8')) as Holder;
  } catch {
    await delay(50); // being written or removed at this moment
    return readFile(lockFile, 'utf8')
      .then((text) => JSON.parse(text) as Holder)
      .catch(() => undefined);
  }
}

/** A process id alone is reused after a restart; with the time its process started it is not. */
function identityOf(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined;
  }
  return `${pid}@${startTimeOf(pid)}`;
}

function startTimeOf(pid: number): string {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ');
    return fields?.[0] === 'Z' ? 'ended' : (fields?.[19] ?? '');
  } catch {
    return ''; // no /proc on macOS: the process id has to do
  }
}

const pidOf = (identity: string): number => Number.parseInt(identity, 10);
const isAlive = (identity: string): boolean => identity !== '' && identityOf(pidOf(identity)) === identity;
