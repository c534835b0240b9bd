import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { afterAll, describe, expect, it } from 'vitest';

import { embeddedOnly, hasJava, processesOf } from './processes.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

describe.skipIf(!hasJava)('embedded servers whose process is killed', async () => {
  // The run makes its temporary directory below this one, which mkdtemp closes to others: as root that also covers the case
  // in which Postgres's own user cannot get there.
  const parent = await mkdtemp(join(tmpdir(), 'bellhop-killed-'));
  afterAll(() => rm(parent, { recursive: true, force: true }));

  it.each(['SIGKILL', 'SIGTERM'] as const)('end after %s and take their temporary data along', async (signal) => {
    const run = spawn(process.execPath, ['--conditions=source', main], {
      env: { ...embeddedOnly, TMPDIR: parent },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface(run.stdout), 'line')) as [string];
    expect(JSON.parse(line)).toEqual({
      kafkaBrokers: [expect.stringMatching(/^127\.0\.0\.1:\d+$/)],
      databaseUrl: expect.stringMatching(/^postgresql:/) as string,
    });
    const running = await processesOf(parent);
    expect(running.some((it) => it.includes('kafka.Kafka'))).toBe(true);
    const [, directory = ''] = /(\S*bellhop-killed-[^/\s]*\/bellhop-[^/\s]*)\/kafka/.exec(running.join('\n')) ?? [];
    expect(existsSync(directory)).toBe(true);

    run.kill(signal);
    await expect.poll(() => processesOf(parent), { timeout: 10_000 }).toEqual([]);
    await expect.poll(() => existsSync(directory), { timeout: 10_000 }).toBe(false);
  });
});
