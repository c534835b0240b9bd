import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { lockDirectory } from './directory-lock.ts';

let directory: string;
let lock: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bellhop-lock-'));
  lock = join(directory, 'lock');
});
afterEach(() => rm(directory, { recursive: true, force: true }));

it('refuses a directory that a living process has', async () => {
  await lockDirectory(lock, process.pid, directory);
  await expect(lockDirectory(lock, process.pid, directory)).rejects.toThrow(
    `Another run of Bellhop (process ${process.pid}) uses ${directory}.`,
  );
});

it.each([
  ['of processes that are gone', { owner: '999999999@1', supervisor: '999999998@1' }],
  ['whose process id belongs to another process now', { owner: `${process.pid}@1`, supervisor: `${process.pid}@1` }],
])('takes over a lock %s', async (_, stale) => {
  await writeFile(lock, JSON.stringify(stale));
  await lockDirectory(lock, process.pid, directory);
  expect(await readFile(lock, 'utf8')).toContain(`"owner":"${process.pid}@`);
});

it('takes over a lock that was never written to its end', async () => {
  await writeFile(lock, '');
  await lockDirectory(lock, process.pid, directory);
  expect(await readFile(lock, 'utf8')).toContain(`"owner":"${process.pid}@`);
});

it('lets one of several that come at once have it', async () => {
  const attempts = await Promise.allSettled(
    Array.from({ length: 5 }, () => lockDirectory(lock, process.pid, directory)),
  );
  expect(attempts.filter((it) => it.status === 'fulfilled')).toHaveLength(1);
});
