import { mkdir, statfs } from 'node:fs/promises';
import { availableMemory } from 'node:process';

/** Something that a person must do before Bellhop can run; its message is the whole explanation, no stack needed. */
export class MissingPrerequisite extends Error {
  override readonly name = 'MissingPrerequisite';
}

const GIGABYTE = 1024 ** 3;
const DISK_NEEDED = 2 * GIGABYTE;
// Kafka's heap, its off-heap memory, and Postgres. `npm start` and `npm test` ask for more before they begin.
const MEMORY_NEEDED = 1 * GIGABYTE;

/** Refuses to start servers where they would fail half-way for want of disk or memory. */
export async function checkRoom(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  const disk = await statfs(directory);
  const diskFree = disk.bavail * disk.bsize;
  if (diskFree < DISK_NEEDED) {
    throw new MissingPrerequisite(
      `Bellhop needs 2 GB of free disk for Kafka and Postgres; ${directory} has ${inGigabytes(diskFree)}. Free some space.`,
    );
  }
  // On macOS "available" leaves out what the system would give back at once, so the figure says nothing there.
  if (process.platform === 'linux' && availableMemory() < MEMORY_NEEDED) {
    throw new MissingPrerequisite(
      `Bellhop needs 1 GB of free memory for Kafka and Postgres; ${inGigabytes(availableMemory())} is free. Close something.`,
    );
  }
}

const inGigabytes = (bytes: number): string => `${(bytes / GIGABYTE).toFixed(1)} GB`;
