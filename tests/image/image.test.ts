import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { opening } from '@bellhop/runtime';
import { freshDatabase, testConfig, testServers, until } from '@bellhop/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { offlineUsers, openDevices } from '../src/system/offline-users.ts';
import { createReadyApp } from '../src/system/prepare-app.ts';
import { CONTAINER_LABEL } from '../src/system/program-form.ts';
import { serviceNames } from '../src/system/services.ts';
import { startSystem } from '../src/system/start-system.ts';

const MOST_MEGABYTES = 180;
/** What Kubernetes gives a pod by default. */
const GRACE_MS = 30_000;

// Typed: what Vitest's own give is `any`.
const containing = (text: string): unknown => expect.stringContaining(text);
const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);
const anyString: unknown = expect.any(String);

const image = process.env['BELLHOP_IMAGE'] ?? '';

/** Runs docker; the exit code is part of the answer. */
async function docker(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  try {
    return { code: 0, ...(await promisify(execFile)('docker', args, { maxBuffer: 64 * 1024 * 1024 })) };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number | string; stdout: string; stderr: string };
    if (typeof code !== 'number') throw error;
    return { code, stdout, stderr };
  }
}
const confined = ['--rm', '--network', 'host', '--read-only', '--cap-drop', 'ALL'];
const bellhop = (...args: string[]) => docker('run', ...confined, image, ...args);
const containers = async () =>
  (await docker('ps', '--quiet', '--filter', `label=${CONTAINER_LABEL}`)).stdout.split('\n').filter(Boolean);
/** Runs a line of JavaScript in a container that runs already. */
const inside = (container: string, script: string) =>
  docker('exec', container, '/nodejs/bin/node', '--eval', `console.log(JSON.stringify(${script}))`);

let running: Awaited<ReturnType<typeof open>>;

/** Every service and the simulator in a container each, beside real servers. */
function open() {
  return opening(async (open) => {
    await open.add(undefined, async () => {
      const left = await containers();
      if (left.length > 0) await docker('rm', '--force', ...left);
    });
    const database = await open.add(freshDatabase(testServers().databaseUrl), (it) => it.drop());
    const { kafkaBrokers, kafkaPrefix } = testConfig();
    const ended: string[] = [];
    const system = await open.add(
      startSystem({
        kafkaBrokers,
        kafkaPrefix,
        databaseUrl: database.url,
        logDirectory: '.bellhop/image-logs',
        form: 'image',
        // The image runs in production's ways, where a plain key must be said to be wanted.
        env: Object.fromEntries(serviceNames.map((name) => [name, { INTERNAL_AUTH: 'key' }])),
        onEnded: (name, { lastWords }) => ended.push(`${name}: ${lastWords}`),
      }),
      (it) => it.close(),
    );
    const app = await createReadyApp(system, 'shop');
    const devices = await open.add(openDevices(system.pushRouterAddress, system.keys.internalKey), (it) => it.close());
    const users = await offlineUsers({ app: 'shop', control: system.control, devices }, 'user', 5);
    return { system, app, users, ended, kafkaBrokers, kafkaPrefix, databaseUrl: database.url };
  });
}

beforeAll(async () => {
  running = await open();
});
afterAll(async () => {
  await running.close();
});

it(`is at most ${MOST_MEGABYTES} MB, names a user without rights, and holds no shell and no package manager`, async () => {
  const [{ Size, Config }] = JSON.parse((await docker('image', 'inspect', image)).stdout) as [
    { Size: number; Config: { User: string; Labels: Record<string, string>; Env: string[] } },
  ];
  console.log(`${image}: ${(Size / 1e6).toFixed(1)} MB unpacked`);
  expect(Size).toBeLessThanOrEqual(MOST_MEGABYTES * 1e6);
  expect(Config.User).toBe('65532:65532');
  expect(Config.Labels).toMatchObject({
    'org.opencontainers.image.title': 'Bellhop',
    'org.opencontainers.image.version': anyString,
    'org.opencontainers.image.revision': anyString,
  });
  expect(Config.Env.join('\n')).not.toMatch(/registry|npm/i);
  const [container = ''] = await containers();
  const found = await inside(
    container,
    `['sh','bash','dash','busybox','npm','npx','pnpm','apt-get','dpkg'].filter((name) =>
       ['/bin','/usr/bin','/usr/local/bin','/nodejs/bin','/sbin','/usr/sbin'].some((folder) => require('fs').existsSync(folder + '/' + name)))`,
  );
  expect(JSON.parse(found.stdout)).toEqual([]);
});

it('every service answers /readyz with 200, and its own health check says so, too', async () => {
  const { services } = running.system;
  expect([...services.keys()].toSorted()).toEqual([...serviceNames].toSorted());
  for (const { managementUrl } of services.values()) expect((await fetch(`${managementUrl}/readyz`)).status).toBe(200);
  const checks = await Promise.all(
    (await containers()).map(async (container) => {
      const { stdout } = await docker('inspect', '--format', '{{json .Config.Cmd}}', container);
      const check = await docker('exec', container, '/nodejs/bin/node', '/app/bellhop.js', 'healthcheck');
      return { command: (JSON.parse(stdout) as string[])[0] ?? '', code: check.code };
    }),
  );
  // The simulator has no management port: nothing answers there.
  expect(checks.filter(({ code }) => code !== 0).map(({ command }) => command)).toEqual(['simulator']);
});

it('every container runs as a user without rights who can write nowhere', async () => {
  const found = await containers();
  expect(found).toHaveLength(serviceNames.length + 1);
  for (const container of found) {
    const { stdout } = await inside(
      container,
      `(() => { const fs = require('fs'); const status = fs.readFileSync('/proc/1/status', 'utf8');
         const write = (path) => { try { fs.writeFileSync(path, ''); return 'written'; } catch (error) { return error.code; } };
         return { uid: /Uid:\\s+(\\d+)/.exec(status)[1], capabilities: /CapEff:\\s+(\\w+)/.exec(status)[1],
                  writes: ['/app/x', '/tmp/x', '/x'].map(write) }; })()`,
    );
    expect(JSON.parse(stdout)).toEqual({
      uid: '65532',
      capabilities: '0000000000000000',
      writes: ['EROFS', 'EROFS', 'EROFS'],
    });
  }
});

it('the bill of materials (`npm run sbom`) names every package that the image holds, in its version', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'bellhop-sbom-')), 'sbom.json');
  await promisify(execFile)(process.execPath, [join(import.meta.dirname, '../../scripts/sbom.mjs'), file]);
  const { components } = JSON.parse(readFileSync(file, 'utf8')) as { components: { purl: string }[] };
  rmSync(dirname(file), { recursive: true });
  const named = new Set(components.map(({ purl }) => decodeURIComponent(purl)));
  const [container = ''] = await containers();
  const { stdout } = await inside(container, `require('fs').readFileSync('/app/LICENSES.txt', 'utf8')`);
  const held = (JSON.parse(stdout) as string)
    .split(`\n\n${'-'.repeat(80)}\n\n`)
    .map((chapter) => /^(\S+) (\S+) \(/.exec(chapter)?.slice(1).join('@') ?? chapter);
  expect(held.length).toBeGreaterThan(50);
  expect(held.filter((name) => !named.has(`pkg:npm/${name}`))).toEqual([]);
});

it('a message reaches a phone of every vendor', async () => {
  const { app, users, system, ended } = running;
  await app.api('POST', '/v1/apps/shop/messages/batch', {
    messages: users.map(({ userId }) => ({
      fromUserID: 'sender',
      toUserID: userId,
      text: 'hello',
      pushConfig: { title: 'Sender', content: 'hello', payload: `image-${userId}`, resourcesID: 'chat' },
    })),
  });
  for (const { phoneId } of users)
    await until(async () => (await system.control.phone(phoneId)).notifications.length === 1);
  expect(ended).toEqual([]);
});

it('the commands of a job do their work: migrate, topics', async () => {
  const { kafkaBrokers, kafkaPrefix, databaseUrl } = running;
  const job = (env: Record<string, string>, ...args: string[]) =>
    docker('run', ...confined, ...Object.entries(env).flatMap((it) => ['--env', it.join('=')]), image, ...args);
  const migrated = await job({ DATABASE_URL: databaseUrl }, 'migrate');
  expect(migrated).toMatchObject({ code: 0, stdout: containing('message-store: nothing to migrate.') });
  const kafka = { KAFKA_BROKERS: kafkaBrokers.join(','), KAFKA_PREFIX: kafkaPrefix };
  expect(await job(kafka, 'topics', '--verify')).toMatchObject({ code: 0, stdout: matching(/^All \d+/) });
});

it('tells what is wrong with a command line or a setting, and ends with 2 or 1', async () => {
  expect(await bellhop('--help')).toMatchObject({ code: 0, stdout: containing('push-router') });
  expect(await bellhop('gatewy')).toMatchObject({ code: 2, stderr: containing('Did you mean gateway?') });
  expect(await bellhop('gateway')).toMatchObject({
    code: 1,
    stderr: containing('KAFKA_BROKERS is not set'),
  });
});

it('SIGTERM ends every service in order, with 0, within the grace of a pod', async () => {
  const endings = await Promise.all(
    [...running.system.services.values()].map(async (service) => {
      const begun = performance.now();
      const ending = await service.stop();
      return { name: service.name, code: ending?.code, ms: Math.round(performance.now() - begun) };
    }),
  );
  console.log(endings.map(({ name, ms }) => `${name} ${ms} ms`).join(', '));
  expect(endings.filter(({ code }) => code !== 0)).toEqual([]);
  expect(endings.filter(({ ms }) => ms > GRACE_MS)).toEqual([]);
});
