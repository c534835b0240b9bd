import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freshDatabase, testServers, until } from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatewayApi } from '../src/system/gateway-api.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
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

const environment = () => ({
  PATH: process.env['PATH'] ?? '',
  BELLHOP_DATA: data,
  KAFKA_BROKERS: testServers().kafkaBrokers.join(','),
  DATABASE_URL: database.url,
});

/** Runs one of our scripts to its end, on the servers of the tests. */
function run(script: string, args: readonly string[] = [], env: Record<string, string> = {}) {
  return promisify(execFile)(process.execPath, ['--conditions=source', join(root, script), ...args], {
    env: { ...environment(), ...env },
  });
}

/** What `npm start -- …` runs. */
const demo = (...args: string[]) => run('tests/src/demo/main.ts', args);

/** What the demo prints between two lines, the command a reader copies. */
const printed = (output: string, pattern: RegExp): string => pattern.exec(output)?.[1] ?? '';

describe('the demo', () => {
  it('plays its thirteen scenarios and ends with 0, and again on the data it has kept', async () => {
    for (const time of ['first', 'second']) {
      const { stdout, code } = await demo('--exit').then(
        ({ stdout }) => ({ stdout, code: 0 }),
        (error: { stdout: string; code: number }) => error,
      );
      expect(stdout, time).toContain('All 13 scenarios went as they should.');
      expect(stdout, time).not.toContain('✘');
      expect(code, time).toBe(0);
    }
  }, 180_000);

  it('stays up: its curl line, the examples of the README and the trace work as printed, until Ctrl-C', async () => {
    const child = spawn(process.execPath, ['--conditions=source', join(root, 'tests/src/demo/main.ts')], {
      env: environment(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const ended = once(child, 'close');
    try {
      await until(() => output.includes('Ctrl-C stops everything.'), { timeoutMs: 60_000, message: 'the prompt' });
      const curl = printed(output, /(curl -s [^]*?)\n\n/);
      const { stdout: answer } = await promisify(execFile)('sh', ['-c', curl]);
      const { messageID } = JSON.parse(answer) as { messageID: string };
      await until(() => (output.match(/rings: "Alice"/g) ?? []).length === 5, { message: 'five phones' });
      const trace = await until(async () => {
        const { stdout } = await run('tests/src/demo/trace.ts', [messageID]);
        return (stdout.match(/the vendor took it/g) ?? []).length === 5 && stdout;
      });
      expect(trace).toContain('accepted by the gateway, Kafka has it');

      const { stdout: token } = await run('tests/src/demo/token.ts', ['alice']);
      const env = { TOKEN: token.trim(), SERVER: printed(output, /WebSocket {2}(\S+)/) };
      const push = await run('tests/examples/first-push.ts', [], env);
      expect(push.stdout).toMatch(/connected \(login\)\nsent \S+\n/);
      await until(() => (output.match(/rings: "Alice"/g) ?? []).length === 10, { message: 'five phones again' });

      const calling = run('tests/examples/call-invite.ts', [], env);
      let said = '';
      calling.child.stdout?.on('data', (chunk: string) => (said += chunk));
      const callID = await until(() => printed(said, /^(\S+) rings for 30 s$/m) || undefined, { message: 'the call' });
      await until(() => (output.match(/rings: "Alice"/g) ?? []).length === 12, {
        message: 'the phones of userA and userB',
      });
      // Nobody answers. Instead of waiting until its time is over, alice's server ends it.
      const api = gatewayApi(printed(output, /HTTP {7}(\S+)/), printed(output, /API key {4}(\S+)/));
      await api('POST', `/v1/apps/demo/calls/${callID}/end`, { userID: 'alice' });
      expect((await calling).stdout).toContain(`${callID} has ended\n`);
      for (const userID of ['userA', 'userB'])
        expect(said).toMatch(new RegExp(`^${userID}: offline$[^]*^${userID}: cancelled$`, 'm'));
      await until(() => /huawei replaces: "Alice"/.test(output), { message: 'a missed call in place of what rang' });
    } finally {
      child.kill('SIGINT');
    }
    expect(await ended).toEqual([0, null]);
    expect(output).toContain('Stopped.');
  }, 120_000);

  it('names the examples that there are', async () => {
    await expect(run('bootstrap.mjs', ['example', 'nope'])).rejects.toMatchObject({
      code: 1,
      stderr: 'There is no example "nope" here: first-push, peer-message, group-message, call-invite.\n',
    });
  });

  it('is shown in the README as it is', () => {
    expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(
      readFileSync(join(root, 'tests/examples/first-push.ts'), 'utf8'),
    );
  });

  it('says what is wrong with an option, and ends with 2', async () => {
    await expect(demo('--http-port', 'many')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--http-port must be a port from 1 to 65535, not "many"') as string,
    });
  });
});
