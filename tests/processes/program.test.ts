import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { vendorNames } from '@bellhop/contracts';
import { opening } from '@bellhop/runtime';
import { freshDatabase, testConfig, testServers, until } from '@bellhop/testkit';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { offlineUsers, openDevices } from '../src/system/offline-users.ts';
import { createReadyApp } from '../src/system/prepare-app.ts';
import { startSystem } from '../src/system/start-system.ts';

// Typed: what Vitest's own give is `any`.
const containing = (text: string): unknown => expect.stringContaining(text);
const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);
const anyString: unknown = expect.any(String);
const anyNumber: unknown = expect.any(Number);

const root = join(import.meta.dirname, '../..');
const bundle = join(root, 'infra/cli/dist');

interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}
/** Runs the program as an image does, with these settings and no others. */
async function bellhop(env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Answer> {
  try {
    const options = { cwd: tmpdir(), env: { ...env }, timeout: 30_000 };
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      ['--enable-source-maps', join(bundle, 'bellhop.js'), ...args],
      options,
    );
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as Answer;
    if (typeof code !== 'number') throw error;
    return { code, stdout, stderr };
  }
}
const lines = <Row>({ stdout }: Answer): Row[] =>
  stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);

let running: Awaited<ReturnType<typeof open>>;

/** Every service as its command of the bundled program. */
function open() {
  return opening(async (open) => {
    await promisify(execFile)(process.execPath, [join(root, 'infra/docker/bundle.mjs')]);
    const folder = await open.add(mkdtempSync(join(tmpdir(), 'bellhop-program-')), (it) =>
      rmSync(it, { recursive: true, force: true }),
    );
    const database = await open.add(freshDatabase(testServers().databaseUrl), (it) => it.drop());
    const { kafkaBrokers, kafkaPrefix } = testConfig();
    const databaseSettings = { DATABASE_URL: database.url };
    const kafkaSettings = { KAFKA_BROKERS: kafkaBrokers.join(','), KAFKA_PREFIX: kafkaPrefix };
    const jobs = [
      await bellhop(databaseSettings, 'migrate'),
      await bellhop(databaseSettings, 'migrate', 'push-router'),
      await bellhop(kafkaSettings, 'topics', '--verify'),
      await bellhop(kafkaSettings, 'topics'),
      await bellhop(kafkaSettings, 'topics', '--verify'),
    ];
    const ended: string[] = [];
    const verify = { TOPICS: 'verify', MIGRATIONS: 'verify' };
    const system = await open.add(
      startSystem({
        kafkaBrokers,
        kafkaPrefix,
        databaseUrl: database.url,
        logDirectory: join(folder, 'logs'),
        form: 'bundled',
        env: { 'message-store': verify, 'push-router': verify, 'push-history': verify },
        onEnded: (name, { lastWords }) => ended.push(`${name}: ${lastWords}`),
      }),
      (it) => it.close(),
    );
    const app = await createReadyApp(system, 'shop');
    const devices = await open.add(openDevices(system.pushRouterAddress, system.keys.internalKey), (it) => it.close());
    const users = await offlineUsers({ app: 'shop', control: system.control, devices }, 'user', vendorNames.length);
    const operator = { BELLHOP_URL: system.httpUrl, OPERATOR_KEY: system.keys.operatorKey };
    return { folder, jobs, system, app, users, ended, operator, databaseSettings };
  });
}

beforeAll(async () => {
  running = await open();
});
afterAll(async () => {
  await running.close();
});

it('jobs make schemas and topics before any service runs, and say what they did', () => {
  const [migrated, again, missing, made, verified] = running.jobs;
  expect(migrated).toMatchObject({
    code: 0,
    stdout: matching(/message-store: migrated .+\npush-router: /),
  });
  expect(again).toMatchObject({ code: 0, stdout: 'push-router: nothing to migrate.\n' });
  expect(missing).toMatchObject({ code: 1, stderr: containing('is missing') });
  expect(made).toMatchObject({ code: 0, stdout: matching(/^All \d+ topics are there\.\n$/) });
  expect(verified).toMatchObject({ code: 0, stdout: containing('as they shall be') });
});

it('every service runs from its command, and a push reaches a phone of every vendor', async () => {
  const { app, users, system, ended, operator } = running;
  const { results } = await app.api<{ results: { messageID: string }[] }>('POST', '/v1/apps/shop/messages/batch', {
    messages: users.map(({ userId }) => ({
      fromUserID: 'sender',
      toUserID: userId,
      text: 'hello',
      pushConfig: { title: 'Sender', content: 'hello', payload: '{}', resourcesID: 'chat' },
    })),
  });
  for (const { phoneId } of users)
    await until(async () => (await system.control.phone(phoneId)).notifications.length === 1);
  expect(ended).toEqual([]);
  // And the operator sees what became of it.
  const message = results[0]?.messageID ?? '';
  const entries = await until(async () => {
    const answer = await bellhop(operator, 'trace', 'shop', message, '--json');
    return answer.code === 0 && answer.stdout.includes('"attempt"') && lines<{ at: number; text: string }>(answer);
  });
  expect(entries.every(({ at, text }) => at > 0 && text !== '')).toBe(true);
  expect(await bellhop(operator, 'trace', 'shop', 'no-such-message')).toMatchObject({
    code: 1,
    stderr: containing('Nothing is known of message no-such-message'),
  });
});

it('errors name the lines of the sources', async () => {
  const settings = {
    KAFKA_BROKERS: '127.0.0.1:1',
    DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c',
    INTERNAL_KEY: 'x'.repeat(16),
  };
  const { code, stdout } = await bellhop(
    { ...settings, KEYRING: 'no-keyring-at-all', MESSAGE_STORE_ADDRESS: 'a:1' },
    'push-router',
  );
  expect(code).toBe(1);
  expect(stdout).toMatch(/services\/push-router\/src\/service\.ts:\d+/);
});

describe('bellhop', () => {
  it('lists its commands, for those who ask and for those who are mistaken', async () => {
    const asked = await bellhop({}, '--help');
    expect(asked.code).toBe(0);
    for (const name of ['gateway', 'message-store', 'presence', 'push-router', 'push-history', 'adapter', 'simulator'])
      expect(asked.stdout).toContain(`  ${name} `);
    const mistaken = await bellhop({}, 'gatewy');
    expect(mistaken).toMatchObject({ code: 2, stdout: '' });
    expect(mistaken.stderr).toMatch(/unknown command 'gatewy'[\s\S]*push-router/);
    expect((await bellhop({})).code).toBe(2);
    expect((await bellhop({}, 'apps', 'lst')).code).toBe(2);
    expect(await bellhop({}, 'adapter', 'apple')).toMatchObject({ code: 2, stderr: containing('huawei') });
    expect(await bellhop({}, 'migrate', 'gateway')).toMatchObject({
      code: 2,
      stderr: '"gateway" has no schema; these have: message-store, push-router, push-history.\n',
    });
  });

  it('gateway loads nothing of the other services', () => {
    const chunks = readFileSync(join(bundle, 'bellhop.js'), 'utf8').match(/import\("\.\/(main-[^"]+)"\)/g) ?? [];
    expect(chunks.length).toBe(7); // six services and the simulator, each loaded when it is asked for
  });

  it('holds the licences of what it is made of, and files that are read at run time', () => {
    const licences = readFileSync(join(bundle, 'LICENSES.txt'), 'utf8');
    for (const name of ['fastify', 'kafkajs', 'pg', '@grpc/grpc-js']) expect(licences).toContain(`\n${name} `);
    expect(existsSync(join(bundle, 'proto/bellhop/event/v1'))).toBe(true);
  });
});

describe('healthcheck', () => {
  it('ends with 0 when the service is ready, and says why when it is not', async () => {
    const { system } = running;
    const port = new URL(system.services.get('presence')?.managementUrl ?? '').port;
    expect((await bellhop({ MANAGEMENT_PORT: port }, 'healthcheck')).code).toBe(0);
    expect((await bellhop({}, 'healthcheck', `${system.simulator.controlUrl}/v1/stats`)).code).toBe(0);
    expect(await bellhop({ MANAGEMENT_PORT: '1' }, 'healthcheck')).toMatchObject({
      code: 1,
      stderr: containing('MANAGEMENT_PORT'),
    });
  });
});

describe('operating', () => {
  it('makes, lists, shows and changes apps', async () => {
    const { operator } = running;
    const made = await bellhop(operator, 'apps', 'create', 'cli', '--package', 'com.example.cli', '--json');
    expect(lines(made)).toEqual([{ app: 'cli', apiKey: anyString, clientTokenSecret: anyString }]);
    const limits = ['--limit', 'messagesPerSecond=20', 'maxTextBytes=100'];
    expect((await bellhop(operator, 'apps', 'update', 'cli', '--name', 'From a terminal', ...limits)).code).toBe(0);
    const [shown] = lines(await bellhop(operator, 'apps', 'show', 'cli', '--json'));
    expect(shown).toMatchObject({ name: 'From a terminal', limits: { messagesPerSecond: 20, maxTextBytes: 100 } });
    const listed = await bellhop(operator, 'apps', 'list');
    expect(listed.stdout).toMatch(/^APP +PACKAGE +DEVICES +CREATED +NAME\ncli +com\.example\.cli .*\nshop /);
    expect(await bellhop(operator, 'apps', 'create', 'cli', '--package', 'com.example.cli')).toMatchObject({
      code: 1,
      stderr: matching(/^APP_EXISTS: /),
    });
    expect(await bellhop(operator, 'apps', 'update', 'cli')).toMatchObject({ code: 2 });
    expect(await bellhop(operator, 'apps', 'update', 'cli', '--limit', 'x')).toMatchObject({ code: 2 });
  });

  it('issues, lists, replaces and revokes the keys of an app', async () => {
    const { operator } = running;
    const worksFor = async (key: string): Promise<boolean> =>
      (await bellhop({ BELLHOP_URL: operator.BELLHOP_URL, API_KEY: key }, 'devices', 'shop', 'nobody')).code === 0;
    const [issued] = lines<{ keyID: string; apiKey: string }>(
      await bellhop(operator, 'keys', 'issue', 'shop', 'billing', '--json'),
    );
    const rotated = await bellhop(operator, 'keys', 'rotate', 'shop', issued?.keyID ?? '', '--json');
    const [successor] = lines<{ keyID: string; apiKey: string }>(rotated);
    expect(rotated.stderr).toContain(`bellhop keys revoke shop ${issued?.keyID}`);
    await until(async () => (await worksFor(issued?.apiKey ?? '')) && (await worksFor(successor?.apiKey ?? '')));
    expect((await bellhop(operator, 'keys', 'revoke', 'shop', issued?.keyID ?? '')).code).toBe(0);
    await until(async () => !(await worksFor(issued?.apiKey ?? '')));
    expect(await worksFor(successor?.apiKey ?? '')).toBe(true);
    const listed = lines<{ keyID: string; name: string }>(await bellhop(operator, 'keys', 'list', 'shop', '--json'));
    expect(listed.filter(({ name }) => name === 'billing').map(({ keyID }) => keyID)).toEqual([successor?.keyID]);
    expect(await bellhop(operator, 'keys', 'rotate', 'shop', 'no-such-key')).toMatchObject({ code: 1 });
  });

  it('replaces the client-token secret of an app with an overlap', async () => {
    const { operator } = running;
    const secret = (...args: string[]) => bellhop(operator, 'apps', 'secret', ...args);
    const rotated = await secret('rotate', 'shop', '--overlap', '2h', '--json');
    expect(lines(rotated)).toEqual([{ clientTokenSecret: anyString, formerValidUntil: anyNumber }]);
    expect(rotated.stderr).toContain('bellhop apps secret revoke-former shop');
    const listed = lines<{ issuedAt: number; validUntil?: number }>(await secret('list', 'shop', '--json'));
    expect(listed.map(({ validUntil }) => validUntil !== undefined)).toEqual([false, true]);
    expect((await secret('list', 'shop')).stdout).toMatch(/^ISSUED +VALID-UNTIL\n/);
    expect(await secret('rotate', 'shop')).toMatchObject({
      code: 1,
      stderr: matching(/^INVALID_ARGUMENT: two client-token secrets of shop are valid already/),
    });
    expect((await secret('revoke-former', 'shop')).code).toBe(0);
    expect((await secret('revoke-former', 'shop')).code).toBe(1);
    expect((await secret('rotate', 'shop', '--overlap', '0')).stderr).toContain('No other secret is valid any more');
    expect(await secret('rotate', 'shop', '--overlap', 'soon')).toMatchObject({ code: 2, stderr: containing('30m') });
  });

  it('deletes a user, once and again', async () => {
    const { operator, users } = running;
    const user = users[1]?.userId ?? '';
    const first = await bellhop(operator, 'users', 'delete', 'shop', user, '--json');
    expect(lines(first)).toMatchObject([{ done: true, erased: { devices: 1 } }]);
    const again = await bellhop(operator, 'users', 'delete', 'shop', user);
    expect(again).toMatchObject({ code: 0, stderr: containing(`Nothing is left of ${user}`) });
    expect(again.stdout).toMatch(/^devices +0$/m);
    expect(await bellhop(operator, 'users', 'delete', 'shop', 'no such user')).toMatchObject({
      code: 1,
      stderr: matching(/^INVALID_ARGUMENT: /),
    });
  });

  it('prints the rights that a service needs at Kafka', async () => {
    const printed = await bellhop({ KAFKA_PREFIX: 'ours.' }, 'acl', 'presence', '--user', 'User:CN=NAME');
    expect(printed.stdout).toContain("--allow-principal 'User:CN=presence' --operation Read");
    expect(printed.stdout).toContain("--topic 'ours.presence.session.v1'");
    expect(lines(await bellhop({}, 'acl', '--json')).length).toBeGreaterThan(100);
    expect((await bellhop({}, 'acl', 'nobody')).code).toBe(2);
  });

  it('saves certificates from a file, lists and deletes them, and never shows what they hold', async () => {
    const { operator, folder } = running;
    const file = join(folder, 'xiaomi.json');
    writeFileSync(file, '{ "appSecret": "not-to-be-seen" }');
    const saved = await bellhop(operator, 'certificates', 'save', 'shop', 'xiaomi', file, '--app-type', '2', '--json');
    const warning = expect.stringContaining('no private channel') as unknown;
    expect(lines(saved)).toEqual([{ vendor: 'xiaomi', appType: 2, version: 1, warnings: [warning] }]);
    const listed = await bellhop(operator, 'certificates', 'list', 'shop', '--json');
    expect(lines(listed)).toContainEqual({ vendor: 'xiaomi', appType: 2, version: 1, savedAt: anyNumber });
    expect(saved.stdout + listed.stdout).not.toContain('not-to-be-seen');
    expect((await bellhop(operator, 'certificates', 'delete', 'shop', 'xiaomi', '--app-type', '2')).code).toBe(0);
    writeFileSync(file, 'not-to-be-seen');
    const refused = await bellhop(operator, 'certificates', 'save', 'shop', 'xiaomi', file);
    expect(refused).toMatchObject({ code: 2, stderr: containing('is no JSON') });
    expect(refused.stderr).not.toContain('not-to-be-seen');
  });

  it('has a vendor asked whether it accepts a credential', async () => {
    const { operator, folder } = running;
    const [tested] = lines(await bellhop(operator, 'certificates', 'test', 'shop', 'fcm', '--json'));
    expect(tested).toMatchObject({ result: 'accepted', text: 'the vendor accepts the credential' });
    const file = join(folder, 'vivo.json');
    const wrong = { appId: '1', appKey: 'k', appSecret: 'not-to-be-seen', endpoint: 'http://127.0.0.1:1' };
    writeFileSync(file, JSON.stringify(wrong));
    await bellhop(operator, 'certificates', 'save', 'shop', 'vivo', file, '--app-type', '7');
    const unreached = await bellhop(operator, 'certificates', 'test', 'shop', 'vivo', '--app-type', '7');
    expect(unreached).toMatchObject({ code: 1, stderr: matching(/^vivo could not be asked: .+\(refused\)/) });
    expect(unreached.stdout + unreached.stderr).not.toContain('not-to-be-seen');
    expect(await bellhop(operator, 'certificates', 'test', 'shop', 'vivo', '--app-type', '8')).toMatchObject({
      code: 1,
    });
    await bellhop(operator, 'certificates', 'delete', 'shop', 'vivo', '--app-type', '7');
  });

  it("lists a user's devices, with the key of the app", async () => {
    const { operator, app, users } = running;
    const user = users[0]?.userId ?? '';
    const settings = { BELLHOP_URL: operator.BELLHOP_URL, API_KEY: app.apiKey };
    const [device] = lines(await bellhop(settings, 'devices', 'shop', user, '--json'));
    expect(device).toMatchObject({ deviceID: user, vendor: users[0]?.vendor, hasToken: true });
    expect((await bellhop(settings, 'devices', 'shop', user)).stdout).toMatch(/^DEVICE +VENDOR/);
  });

  it('pushes without a message, now, later, or only to see what would be', async () => {
    const { operator, app, users } = running;
    const settings = { BELLHOP_URL: operator.BELLHOP_URL, API_KEY: app.apiKey };
    const user = users[2]?.userId ?? '';
    const what = ['--user', user, 'nobody', '--title', 'Shop', '--content', 'We are open'];
    const dry = await bellhop(settings, 'push', 'send', 'shop', ...what, '--dry-run');
    expect(dry.stdout).toMatch(new RegExp(`^${user} +pushed +${user} \\(${users[2]?.vendor}\\): pushed$`, 'm'));
    expect(dry).toMatchObject({ code: 0, stderr: containing('Nothing was sent') });
    const at = new Date(Date.now() + 3_600_000).toISOString();
    const later = await bellhop(settings, 'push', 'send', 'shop', ...what, '--at', at, '--json');
    expect(lines(later)).toMatchObject([
      { userID: user, state: 'accepted' },
      { userID: 'nobody', state: 'noDevice' },
    ]);
    const [, id = ''] = /It is ([0-9a-f-]{36})/.exec(later.stderr) ?? [];
    expect((await bellhop(settings, 'push', 'list', 'shop')).stdout).toMatch(
      new RegExp(`^${id} +${at} +2 +Shop$`, 'm'),
    );
    expect((await bellhop(settings, 'push', 'cancel', 'shop', id)).code).toBe(0);
    expect(await bellhop(settings, 'push', 'show', 'shop', id)).toMatchObject({ stderr: containing('cancelled') });
    expect(await bellhop(settings, 'push', 'send', 'shop', ...what, '--at', 'noon')).toMatchObject({
      code: 2,
      stderr: containing('--at is noon'),
    });
  });

  it('names the setting that is wrong, and the way out', async () => {
    const { operator, folder } = running;
    const key = join(folder, 'operator-key');
    writeFileSync(key, `${operator.OPERATOR_KEY}\n`);
    const fromFile = { BELLHOP_URL: operator.BELLHOP_URL, OPERATOR_KEY_FILE: key };
    expect((await bellhop(fromFile, 'apps', 'list')).code).toBe(0);
    expect(await bellhop({}, 'apps', 'list')).toMatchObject({
      code: 1,
      stderr: matching(/BELLHOP_URL is not set[\s\S]*OPERATOR_KEY is not set/),
    });
    expect(await bellhop({ ...operator, BELLHOP_URL: 'http://127.0.0.1:1' }, 'apps', 'list')).toMatchObject({
      code: 1,
      stderr: containing('BELLHOP_URL: http://127.0.0.1:1 does not answer'),
    });
    expect(await bellhop({ ...operator, OPERATOR_KEY: 'some-other-key-of-length' }, 'apps', 'list')).toMatchObject({
      code: 1,
      stderr: matching(/^UNAUTHENTICATED: .* Is OPERATOR_KEY the right one/),
    });
  });

  it('seals with a new key what an old one has sealed, and names what it cannot open', async () => {
    const { system, databaseSettings } = running;
    const old = system.keys.keyring;
    const fresh = `k2:${Buffer.alloc(32, 7).toString('base64')}`;
    const sealedBy = async (): Promise<string[]> => {
      const client = new pg.Client(databaseSettings.DATABASE_URL);
      await client.connect();
      const { rows } = await client.query<{ sealed: string }>(
        `select sealed from push_router.certificate_set union all select sealed_client_token_secret from push_router.app`,
      );
      await client.end();
      return [...new Set(rows.map(({ sealed }) => sealed.split('.')[0] ?? ''))];
    };
    const without = await bellhop({ ...databaseSettings, KEYRING: fresh }, 'keyring', 'rewrap');
    expect(without).toMatchObject({ code: 1, stderr: containing('KEYRING lacks the key') });
    expect(without.stderr).toContain('certificate/shop/fcm/1');
    expect(await sealedBy()).toEqual(['k1']);
    const both = { ...databaseSettings, KEYRING: `${fresh},${old}` };
    expect(lines(await bellhop(both, 'keyring', 'rewrap', '--json'))).toMatchObject([
      { notOpened: [], asTheyShallBe: 0 },
    ]);
    expect(await sealedBy()).toEqual(['k2']);
    expect((await bellhop({ ...databaseSettings, KEYRING: fresh }, 'keyring', 'rewrap')).stdout).toMatch(
      /^0 sealed anew/,
    );
  });
});
