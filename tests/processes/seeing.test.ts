import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ZIM, ZIMConversationType, ZIMMessageType } from '@bellhop/client';
import {
  allDashboards,
  labelsOfSeries,
  prometheusTools,
  queriesOf,
  allInstruments,
  seriesOf,
} from '@bellhop/observability';
import { createClient, groupService } from '@bellhop/grpc';
import { testNames, tryOnce } from '@bellhop/k6';
import { opening, Secret } from '@bellhop/runtime';
import { freshDatabase, testConfig, testServers, until } from '@bellhop/testkit';
import { SignJWT } from 'jose';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatewayApi } from '../src/system/gateway-api.ts';
import { offlineUsers, openDevices, type OfflineUser } from '../src/system/offline-users.ts';
import { createReadyApp } from '../src/system/prepare-app.ts';
import { startSystem } from '../src/system/start-system.ts';
import { runbookCommands } from '../src/seeing/runbook-commands.ts';
import { startPrometheus, type RuleState } from '../src/seeing/start-prometheus.ts';

const run = promisify(execFile);
const found = await prometheusTools();

/** Series that this system does not have: it has no TLS. The unit tests hold their names and labels. */
const notHere = new Set(['bellhop_certificate_expiry']);

const namesIn = (expr: string): string[] => [...expr.matchAll(/\bbellhop_[a-z0-9_]+/g)].map(([name]) => name);

function open() {
  return opening(async (add) => {
    const database = await add.add(freshDatabase(testServers().databaseUrl), (it) => it.drop());
    const logDirectory = await add.add(mkdtempSync(join(tmpdir(), 'bellhop-seeing-')), (it) =>
      rmSync(it, { recursive: true, force: true }),
    );
    const { kafkaBrokers, kafkaPrefix } = testConfig();
    const named = { METRICS_APPS: 'shop' };
    const system = await add.add(
      startSystem({
        kafkaBrokers,
        kafkaPrefix,
        databaseUrl: database.url,
        logDirectory,
        env: {
          gateway: named,
          'adapter-xiaomi': named,
          'adapter-huawei': named,
          'adapter-oppo': named,
          'adapter-vivo': named,
          'adapter-fcm': named,
        },
        onEnded: (name, { lastWords }) => endedUnasked.push(`${name}: ${lastWords}`),
      }),
      (it) => it.close(),
    );
    const targets = [...system.services.values()].map(({ managementUrl }) => new URL(managementUrl).host);
    const prometheus =
      found.kind === 'none' ? undefined : await add.add(startPrometheus(found.tools, targets), (it) => it.close());
    const app = await createReadyApp(system, 'shop');
    const devices = await add.add(openDevices(system.pushRouterAddress, system.keys.internalKey), (it) => it.close());
    const users = await offlineUsers({ app: 'shop', control: system.control, devices }, 'user', 20);
    const groups = await add.add(
      createClient(groupService, { address: system.grpcAddress, key: new Secret(app.apiKey), deadlineMs: 5_000 }),
      (it) => it.close(),
    );
    const admin = await add.add(new pg.Client({ connectionString: testServers().databaseUrl }), (it) => it.end());
    await admin.connect();
    return { database, kafkaBrokers, kafkaPrefix, logDirectory, system, prometheus, app, users, groups, admin };
  });
}

let running: Awaited<ReturnType<typeof open>>;
const endedUnasked: string[] = [];
let sent = 0;
let messageId = '';
/** What callers were told while the database was read-only. */
const requestIds: Record<string, string> = {};

const itSees = it.skipIf(found.kind === 'none');
const seen = found.kind === 'found' ? '' : ` (not tried: ${found.why})`;

/** Prometheus, in tests that are skipped without it. */
function prometheusOfRun() {
  if (running.prometheus === undefined) throw new Error('there is no Prometheus');
  return running.prometheus;
}

describe('what operators see of a running system', () => {
  beforeAll(async () => {
    running = await open();
    await goodDay();
    // What goes wrong is seen by how it rises, from when it had not happened yet.
    if (running.prometheus !== undefined)
      await until(async () => (await prometheusOfRun().up()) === running.system.services.size, {
        timeoutMs: 30_000,
        message: 'a first look at every service',
      });
    await badDay();
  });

  afterAll(() => running?.close());

  // Contract smoke, no load: k6 itself is not run here.
  it.each(testNames)("takes each scenario of k6's test %s once, by one virtual user", async (test) => {
    const { system, app } = running;
    const { passes, failed } = await tryOnce(test, {
      BELLHOP_HTTP: system.httpUrl,
      BELLHOP_GRPC: system.grpcAddress,
      APP: app.app,
      API_KEY: app.apiKey,
      CLIENT_TOKEN_SECRET: app.clientTokenSecret,
      SIMULATOR: system.simulator.controlUrl,
    });
    expect(failed).toEqual([]);
    expect(passes).toBeGreaterThan(0);
  });

  it('has every series of every process in the table, with text, unit and no other labels', async () => {
    const known = labelsOfSeries();
    const units = new Map(
      allInstruments().flatMap(({ instruments }) =>
        instruments.map((one) => [one.kind === 'counter' ? seriesOf(one)[0] : one.name, one.unit]),
      ),
    );
    for (const { name: service, managementUrl } of running.system.services.values()) {
      const text = await (await fetch(`${managementUrl}/metrics`)).text();
      const lines = text.split('\n').filter((line) => line.startsWith('bellhop_'));
      expect(lines.length, service).toBeGreaterThan(10);
      for (const line of lines) {
        const [, series = '', labels = ''] = /^(\w+)\{(.*)\} /.exec(line) ?? [];
        expect([...known.keys()], service).toContain(series);
        const given = [...labels.matchAll(/(\w+)="/g)].map(([, label]) => label);
        expect([...(known.get(series) ?? [])].sort(), series).toEqual(given.sort());
      }
      for (const [, name = '', unit] of text.matchAll(/^# UNIT (bellhop_\w+) (.*)$/gm))
        expect(units.get(name), name).toBe(unit);
      expect(text).not.toContain('description missing');
    }
  });

  it('names no user, device, token or message in any label', async () => {
    const values = new Set<string>();
    for (const { managementUrl } of running.system.services.values()) {
      const text = await (await fetch(`${managementUrl}/metrics`)).text();
      for (const [, value = ''] of text.matchAll(/="([^"]*)"/g)) values.add(value);
    }
    const secret = running.users.flatMap(({ userId, token }) => [userId, token]);
    expect(secret.filter((one) => values.has(one))).toEqual([]);
    expect([...values]).not.toContain(messageId);
  });

  itSees(`answers every query of every dashboard with figures${seen}`, async () => {
    const queries = [...allDashboards()].flatMap(([file, dashboard]) => queriesOf(file, dashboard));
    let left = queries.filter(({ expr }) => !namesIn(expr).some((name) => notHere.has(name)));
    expect(queries.length - left.length).toBe(1);
    await until(
      async () => {
        const answers = await Promise.all(
          left.map(async (query) => {
            const samples = await prometheusOfRun().query(withChoices(query.expr));
            return { query, hasFigure: samples.some(({ value: [, figure] }) => Number.isFinite(Number(figure))) };
          }),
        );
        left = answers.filter(({ hasFigure }) => !hasFigure).map(({ query }) => query);
        return left.length === 0;
      },
      { timeoutMs: 15_000 },
    ).catch(() => undefined); // what is left says more
    expect(left).toEqual([]);
  });

  itSees(`evaluates every rule without an error, and sees what went wrong${seen}`, async () => {
    const wrong = [
      'BellhopCredentialRefused',
      'BellhopDatabaseReadOnly',
      'BellhopQuotaUsedUp',
      'BellhopContentRefused',
    ];
    let left: readonly string[] = wrong;
    let rules: RuleState[] = [];
    await until(
      async () => {
        rules = await prometheusOfRun().rules();
        const active = rules.flatMap(({ state = 'inactive', name }) => (state === 'inactive' ? [] : [name]));
        left = left.filter((name) => !active.includes(name));
        return left.length === 0 && rules.every(({ health }) => health === 'ok');
      },
      { timeoutMs: 15_000 },
    ).catch(() => undefined); // what is left says more
    expect(left).toEqual([]);
    expect(rules.filter(({ health }) => health !== 'ok')).toEqual([]);
    expect(rules.length).toBeGreaterThan(40);
    const series = new Set(namesIn(JSON.stringify(rules)));
    expect(series.size).toBeGreaterThan(20);
    for (const name of series) {
      if (notHere.has(name)) continue;
      expect(await prometheusOfRun().query(`count({__name__="${name}"})`), name).toHaveLength(1);
    }
  });

  it('leads from the error that a caller got, at each door, to the line that says why', () => {
    const lines = readdirSync(running.logDirectory).flatMap((name) =>
      readFileSync(join(running.logDirectory, name), 'utf8').split('\n'),
    );
    for (const door of ['http', 'grpc', 'websocket']) {
      const ofRequest = lines.filter((line) => line.includes(`"requestId":"${requestIds[door]}"`));
      const owner = door === 'websocket' ? 'push-router' : 'message-store';
      expect(ofRequest.map(serviceOf), door).toEqual(expect.arrayContaining(['gateway', owner]));
      expect(ofRequest.join('\n'), door).toContain('read-only');
    }
  });

  itSees(`runs the commands of the runbooks that need no cluster${seen}`, async () => {
    const commands = runbookCommands();
    const lines = [...new Set(commands.flatMap(({ kind, line }) => (kind === 'run' ? [line] : [])))];
    expect(lines.length).toBeGreaterThan(40);
    const missing = await absent(['psql', 'curl']);
    const tools = found.kind === 'found' ? dirname(found.tools.promtool) : '';
    const { system, app, database, kafkaBrokers, kafkaPrefix } = running;
    const env = {
      ...process.env,
      PATH: `${tools}${delimiter}${process.env['PATH'] ?? ''}`,
      PROMETHEUS: prometheusOfRun().url,
      BELLHOP_URL: system.httpUrl,
      OPERATOR_KEY: system.keys.operatorKey,
      MANAGEMENT_URL: system.services.get('gateway')?.managementUrl ?? '',
      DATABASE_URL: database.url,
      KAFKA_BROKERS: kafkaBrokers.join(','),
      KAFKA_PREFIX: kafkaPrefix,
      APP: app.app,
      MESSAGE_ID: messageId,
    };
    const cwd = resolve(import.meta.dirname, '../..');
    const queue = lines.filter((line) => !missing.some((tool) => line.startsWith(tool)));
    const failures: string[] = [];
    const worker = async (): Promise<void> => {
      for (let line = queue.pop(); line !== undefined; line = queue.pop()) {
        const { stderr = '' } = await run('sh', ['-ec', line], { env, cwd, timeout: 30_000 }).catch(
          (error: unknown) => ({ stderr: `failed: ${String(error)}` }),
        );
        if (/failed|error/i.test(stderr)) failures.push(`${line}\n${stderr}`);
      }
    };
    await Promise.all(Array.from({ length: 4 }, worker));
    expect(failures).toEqual([]);
  });

  it('has every process still running after all that', () => {
    expect(endedUnasked).toEqual([]);
  });
});

it('names in the kubectl commands of runbooks only components that the chart has', () => {
  const commands = runbookCommands().filter(({ kind }) => kind !== 'run');
  expect(commands.every(({ kind, line }) => kind === 'kubectl' && line.startsWith('kubectl '))).toBe(true);
  const named = commands.flatMap(({ line }) =>
    [...line.matchAll(/component=([\w-]+)|deploy\/bellhop-([\w-]+)/g)].map(([, label, deploy]) => label ?? deploy),
  );
  const components = ['gateway', 'message-store', 'presence', 'push-router', 'push-history'];
  const adapters = ['xiaomi', 'huawei', 'oppo', 'vivo', 'fcm'].map((vendor) => `adapter-${vendor}`);
  expect(named.filter((name) => ![...components, ...adapters].includes(name ?? ''))).toEqual([]);
});

/** A dashboard's query as Grafana would ask it, for any choice of its reader. */
function withChoices(expr: string): string {
  return expr
    .replaceAll('$__rate_interval', '30s')
    .replaceAll('="$service"', '=~".+"')
    .replaceAll('="$vendor"', '=~".+"')
    .replaceAll('="vendor-adapters.$vendor"', '=~"vendor-adapters.+"')
    .replaceAll('="$app"', '="shop"');
}

function serviceOf(line: string): string {
  return (JSON.parse(line) as { service: string }).service;
}

async function absent(tools: readonly string[]): Promise<string[]> {
  const there = await Promise.all(
    tools.map((tool) =>
      run('sh', ['-c', `command -v ${tool}`]).then(
        () => true,
        () => false,
      ),
    ),
  );
  return tools.filter((_, index) => there[index] === false);
}

/** Messages to users who are offline, one to each. */
async function push(users: readonly OfflineUser[], text = 'hello'): Promise<void> {
  const { results } = await running.app.api<{ results: { messageID: string }[] }>(
    'POST',
    '/v1/apps/shop/messages/batch',
    {
      messages: users.map(({ userId }) => ({
        fromUserID: 'sender',
        toUserID: userId,
        localMessageID: `m-${sent++}`,
        text,
        pushConfig: { title: 'Sender', content: text, resourcesID: 'chat' },
      })),
    },
  );
  messageId = results[0]?.messageID ?? '';
}

async function tokenFor(user: string): Promise<string> {
  return new SignJWT({ app: 'shop' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(user)
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(running.app.clientTokenSecret));
}

/** Messages and calls, to people who are connected and to others. */
async function goodDay(): Promise<void> {
  const { system, users } = running;
  const clients = await Promise.all(
    ['alice', 'bob'].map(async (user) => {
      const zim = ZIM.create({ appID: 'shop', server: system.httpUrl, deviceID: user });
      await zim.login(user, await tokenFor(user));
      return zim;
    }),
  );
  const [alice] = clients;
  await alice?.sendMessage({ type: ZIMMessageType.Text, message: 'hi' }, 'bob', ZIMConversationType.Peer);
  const call = await alice?.callInvite([users[0]?.userId ?? ''], { timeout: 30 });
  for (let round = 0; round < 5; round += 1) await push(users);
  await alice?.callCancel([users[0]?.userId ?? ''], call?.callID ?? '');
  await Promise.all(clients.map((zim) => zim.logout()));
  // What is wrong with a request is the caller's, and counted apart.
  await expect(running.app.api('POST', '/v1/apps/shop/messages', { fromUserID: 'a', text: 'x' })).rejects.toThrow();
  await expect(gatewayApi(system.httpUrl, 'no key')('GET', '/v1/apps/shop')).rejects.toThrow();
}

/** Vendors that fail in every way, and a database that cannot be written to. */
async function badDay(): Promise<void> {
  const { system, users, database, admin } = running;
  const of = (vendor: OfflineUser['vendor']) => users.filter((user) => user.vendor === vendor);
  const faults = [
    { vendor: 'xiaomi', kind: 'status', path: 'send', status: 503, times: 2 },
    { vendor: 'huawei', kind: 'vendor-code', path: 'send', code: '80300011', times: 4 },
    { vendor: 'oppo', kind: 'invalid-tokens', path: 'send', times: 2 },
    { vendor: 'vivo', kind: 'vendor-code', path: 'send', code: '10070', times: 2 },
    { vendor: 'fcm', kind: 'vendor-code', path: 'send', code: 'INVALID_ARGUMENT', times: 4 },
  ] as const;
  for (const fault of faults) await system.control.addFault(fault);
  for (const { vendor } of faults) await push(of(vendor), 'into trouble');
  await until(async () => (await system.control.faults()).every(({ hits }) => hits > 0), {
    message: 'every fault met',
  });
  // Of a fault that may be met twice one may be left, because a dead token is not pushed to again: it would be met by whoever comes next.
  await system.control.clearFaults();

  const name = pg.escapeIdentifier(new URL(database.url).pathname.slice(1));
  await admin.query(`alter database ${name} set default_transaction_read_only = on`);
  await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
    new URL(database.url).pathname.slice(1),
  ]);
  try {
    await push(users, 'while nothing can be written');
    requestIds['http'] = await until(httpFailure, { message: 'an HTTP error with a request id' });
    requestIds['grpc'] = await until(grpcFailure, { message: 'a gRPC error with a request id' });
    requestIds['websocket'] = await until(frameFailure, { message: 'an error frame with a request id' });
  } finally {
    await admin.query(`alter database ${name} reset default_transaction_read_only`);
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
      new URL(database.url).pathname.slice(1),
    ]);
  }
}

const newGroup = () => `g-${sent++}`;

async function httpFailure(): Promise<string | undefined> {
  const response = await fetch(`${running.system.httpUrl}/v1/apps/shop/groups`, {
    method: 'POST',
    headers: { authorization: `Bearer ${running.app.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ groupID: newGroup(), ownerUserID: 'alice' }),
  });
  const { error } = (await response.json()) as { error?: { requestId?: string } };
  if (error?.requestId !== undefined) expect(response.headers.get('x-request-id')).toBe(error.requestId);
  return error?.requestId;
}

async function grpcFailure(): Promise<string | undefined> {
  const refusal: unknown = await running.groups
    .createGroup({ app: 'shop', groupId: newGroup(), ownerUserId: 'alice' })
    .then(
      () => undefined,
      (error: unknown) => error,
    );
  const { cause } = refusal as { cause?: { metadata?: { get(key: string): unknown[] } } };
  return cause?.metadata?.get('request-id')[0] as string | undefined;
}

/** With a socket of its own: the SDK keeps what is only for operators to itself. */
async function frameFailure(): Promise<string | undefined> {
  const socket = new WebSocket(`${running.system.httpUrl.replace('http', 'ws')}/v1/ws`);
  const frames: { replyTo?: number; body: { requestId?: string } }[] = [];
  socket.onmessage = ({ data }) => void frames.push(JSON.parse(String(data)) as (typeof frames)[number]);
  try {
    await until(() => socket.readyState === WebSocket.OPEN, { message: 'a connection' });
    const login = { app: 'shop', token: await tokenFor('carol'), deviceID: 'carol', platform: 'web' };
    socket.send(JSON.stringify({ v: 1, id: 1, type: 'login', body: login }));
    const answer = await until(() => frames.find(({ replyTo }) => replyTo === 1), { message: 'an answer to a login' });
    return answer.body.requestId;
  } finally {
    socket.close();
  }
}
