import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freshDatabase, testServers } from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('../src/demo/main.ts', import.meta.url));
let database: Awaited<ReturnType<typeof freshDatabase>>;
let data = '';

beforeAll(async () => {
  database = await freshDatabase(testServers().databaseUrl);
  data = mkdtempSync(join(tmpdir(), 'bellhop-demo-'));
});

afterAll(async () => {
  rmSync(data, { recursive: true, force: true });
  await database.drop();
});

/** What `npm start -- …` runs, on the servers of the tests. */
function demo(...args: string[]) {
  return promisify(execFile)(process.execPath, ['--conditions=source', script, ...args], {
    env: {
      PATH: process.env['PATH'] ?? '',
      BELLHOP_DATA: data,
      KAFKA_BROKERS: testServers().kafkaBrokers.join(','),
      DATABASE_URL: database.url,
    },
  });
}

describe('the demo', () => {
  it('plays its six scenarios and ends with 0, and again on the data it has kept', async () => {
    for (const run of ['first', 'second']) {
      const { stdout } = await demo('--exit');
      expect(stdout, run).toContain('All 6 scenarios went as they should.');
      expect(stdout, run).not.toContain('✘');
    }
  }, 120_000);

  it('says what is wrong with an option, and ends with 2', async () => {
    await expect(demo('--http-port', 'many')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--http-port must be a port from 1 to 65535, not "many"') as string,
    });
  });
});
