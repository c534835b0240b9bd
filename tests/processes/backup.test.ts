import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ZIM, type ZIMMessage } from '@bellhop/client';
import { messageAcceptedTopic } from '@bellhop/contracts';
import { kafkaJs } from '@bellhop/kafka';
import { freePorts, startServers, type Servers } from '@bellhop/local-servers';
import { openDatabase, type Database } from '@bellhop/postgres';
import { opening, silentLogger } from '@bellhop/runtime';
import { until } from '@bellhop/testkit';
import { SignJWT } from 'jose';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  baseBackup,
  documentedCommand,
  documentedStatement,
  dump,
  SERVER_MAJOR,
  type BackupWay,
} from '../src/postgres/backup-ways.ts';
import { gatewayApi, type GatewayApi } from '../src/system/gateway-api.ts';
import { offlineUsers, openDevices, type OfflineUser } from '../src/system/offline-users.ts';
import { createReadyApp, untilKnown } from '../src/system/prepare-app.ts';
import { randomKeys, startSystem, startVendors, type Vendors } from '../src/system/start-system.ts';

/** What a system keeps when its servers are thrown away: keys, the vendors, the address of its gateway. */
interface Kept {
  readonly folder: string;
  readonly keys: ReturnType<typeof randomKeys>;
  readonly vendors: Vendors;
  readonly gatewayPorts: { readonly http: number; readonly grpc: number };
}

const embedded = { ...process.env, KAFKA_BROKERS: '', DATABASE_URL: '', BELLHOP_WITHOUT_DOCKER: '1' };
const pushConfig = (payload: string) => ({ title: 'Alice', content: payload, payload, resourcesID: 'chat' });

/** Runs work with something that is closed afterwards, whatever becomes of the work. */
async function using<T>(
  kept: Kept,
  servers: Servers,
  databaseUrl: string,
  work: (system: Awaited<ReturnType<typeof start>>) => Promise<T>,
): Promise<T> {
  const system = await start(kept, servers, databaseUrl);
  try {
    return await work(system);
  } finally {
    await system.close();
  }
}

function start({ folder, keys, vendors, gatewayPorts }: Kept, { kafkaBrokers }: Servers, databaseUrl: string) {
  return opening(async (add) => {
    const ended: string[] = [];
    const system = await add.add(
      startSystem({
        kafkaBrokers,
        databaseUrl,
        logDirectory: join(folder, 'logs'),
        keys,
        vendors,
        gatewayPorts,
        onEnded: (name, { lastWords }) => ended.push(`${name}: ${lastWords}`),
      }),
      (it) => it.close(),
    );
    const devices = await add.add(openDevices(system.pushRouterAddress, keys.internalKey), (it) => it.close());
    const db = await add.add(openDatabase({ url: databaseUrl, poolSize: 1, log: silentLogger() }), (it) => it.close());
    return { system, devices, db, ended };
  });
}

async function tokenOf(userID: string, secret: string): Promise<string> {
  return new SignJWT({ app: 'shop' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(userID)
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(secret));
}

/** A client of the SDK that stays as it is whatever becomes of the server, and what it shows. */
async function client(userID: string, server: string, secret: string) {
  const zim = ZIM.create({
    appID: 'shop',
    server,
    deviceID: `${userID}-phone`,
    reconnect: { firstMs: 100, maxMs: 500 },
  });
  const shown: ZIMMessage[] = [];
  zim.on('messageReceived', (message) => shown.push(message));
  await zim.login(userID, await tokenOf(userID, secret));
  return { zim, shown, texts: () => shown.map(({ message }) => message) };
}

const send = (api: GatewayApi, to: { toUserID: string } | { toGroupID: string }, text: string) =>
  api('POST', '/v1/apps/shop/messages', {
    fromUserID: 'alice',
    ...to,
    text,
    localMessageID: text,
    pushConfig: pushConfig(text),
  });

/** Pushes whose payload begins so, as `payload to token`. */
async function pushes({ control }: Vendors, prefix = ''): Promise<string[]> {
  const { accepted } = await control.accepted({ limit: 50_000 });
  return accepted
    .flatMap(({ payload, token }) => (payload?.startsWith(prefix) === true ? `${payload} to ${token}` : []))
    .sort();
}

const toAll = (users: readonly OfflineUser[], payload: (user: OfflineUser) => string): string[] =>
  users.map((user) => `${payload(user)} to ${user.token}`).sort();

/** Numbers and texts of Alice's messages to a user. */
async function stored(db: Database<unknown>, userID: string): Promise<string[]> {
  const rows = await db.prepared<{ line: string }>(
    'stored',
    `select seq || ' ' || body as line from message_store.message where app = 'shop' and to_user_id = $1 order by seq`,
    [userID],
  );
  return rows.map(({ line }) => line);
}

async function execute(databaseUrl: string, statement: string): Promise<void> {
  const connection = new pg.Client({ connectionString: databaseUrl });
  await connection.connect();
  await connection.query(statement).finally(() => connection.end());
}

/** What `kafka-consumer-groups.sh --reset-offsets --to-datetime` does, with the group and topic of the documented command. */
async function goBackTo(timeMs: number, brokers: readonly string[]): Promise<void> {
  const command = documentedCommand('kafka-consumer-groups.sh');
  const [, groupId = '', topic = ''] =
    /--group (\S+) --topic (\S+) .*--reset-offsets --to-datetime /.exec(command.replaceAll(/\\\n/g, '')) ?? [];
  expect(topic).toBe(messageAcceptedTopic.name);
  const admin = new (kafkaJs().Kafka)({ brokers: [...brokers], logLevel: kafkaJs().logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    const { groups } = await admin.listGroups();
    expect(groups.map((group) => group.groupId)).toContain(groupId);
    await admin.setOffsets({ groupId, topic, partitions: await admin.fetchTopicOffsetsByTimestamp(topic, timeMs) });
  } finally {
    await admin.disconnect();
  }
}

const ways: readonly BackupWay[] = [dump(), baseBackup()];

describe.each(
  ways.map((way) => ({ way, name: way.missing === undefined ? way.name : `${way.name} (skipped: ${way.missing})` })),
)('a system that is restored from $name', ({ way }) => {
  it.skipIf(way.missing !== undefined)(
    'pushes, syncs, counts on and knows its keys beside an empty Kafka, and loses nothing beside one that was kept',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'bellhop-backup-'));
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
      const place = (name: string): string => {
        mkdirSync(join(folder, name));
        return join(folder, name);
      };
      const vendors = await startVendors({ logDirectory: join(folder, 'vendors') });
      onTestFinished(() => vendors.close());
      const [http = 0, grpc = 0] = await freePorts(2);
      const kept: Kept = { folder, keys: randomKeys(), vendors, gatewayPorts: { http, grpc } };
      const httpUrl = `http://127.0.0.1:${http}`;
      const operator = gatewayApi(httpUrl, kept.keys.operatorKey);
      let servers = await startServers({ env: embedded });
      onTestFinished(() => servers.stop());
      const lost = servers.databaseUrl;

      const before = await using(kept, servers, lost, async ({ system, devices, db }) => {
        const [version] = await db.prepared<{ major: number }>(
          'version',
          `select current_setting('server_version_num')::int / 10000 as major`,
          [],
        );
        expect(version?.major, 'SERVER_MAJOR').toBe(SERVER_MAJOR);
        const app = await createReadyApp(system, 'shop');
        const { apiKey: billingKey } = await operator<{ apiKey: string }>('POST', '/v1/apps/shop/keys', {
          name: 'billing',
        });
        const users = await offlineUsers({ app: 'shop', control: vendors.control, devices }, 'user', 5);
        const members = users.map(({ userId }) => userId);
        await app.api('POST', '/v1/apps/shop/groups', {
          groupID: 'team',
          ownerUserID: 'alice',
          memberUserIDs: members,
        });
        const bob = await client('bob', httpUrl, app.clientTokenSecret);
        onTestFinished(() => bob.zim.logout().catch(() => undefined));
        for (const text of ['bob 1', 'bob 2']) await send(app.api, { toUserID: 'bob' }, text);
        for (const text of ['carol 1', 'carol 2']) await send(app.api, { toUserID: 'carol' }, text);
        await send(app.api, { toGroupID: 'team' }, 'team 1');
        await until(
          async () =>
            bob.texts().length === 2 &&
            (await pushes(vendors, 'team 1')).length === 5 &&
            (await stored(db, 'carol')).length === 2,
        );

        await way.backUp(lost, place('first'));

        // What the backup does not know.
        for (const text of ['bob lost 3', 'bob lost 4']) await send(app.api, { toUserID: 'bob' }, text);
        await send(app.api, { toUserID: 'dave' }, 'dave lost 1');
        await until(() => bob.texts().length === 4);
        return { ...app, billingKey, users, bob };
      });
      const { api, apiKey, billingKey, users, bob } = before;
      const pushedBefore = await pushes(vendors);
      await servers.stop(); // and their data is gone

      const dataDir = place('second-servers');
      const again = await way.restore(join(folder, 'first'), dataDir, lost);
      servers = await startServers({ env: embedded, dataDir });
      const second = again.urlOf(servers.databaseUrl);
      again.fill(second);
      await execute(second, documentedStatement('push_router.app'));

      const backedUpAtMs = await using(kept, servers, second, async ({ db, devices, ended }) => {
        // Keys: the first one, a further one, and those of users.
        await untilKnown(httpUrl, 'shop', apiKey);
        await untilKnown(httpUrl, 'shop', billingKey);
        // Pushes to every vendor: certificates open, devices are known. Nothing from before is pushed again.
        for (const { userId } of users) await send(api, { toUserID: userId }, `${userId} again`);
        await send(gatewayApi(httpUrl, billingKey), { toGroupID: 'team' }, 'team again');
        const expected = [...toAll(users, ({ userId }) => `${userId} again`), ...toAll(users, () => 'team again')];
        await until(async () => (await pushes(vendors)).length >= pushedBefore.length + expected.length, {
          timeoutMs: 20_000,
        });
        expect(await pushes(vendors)).toEqual([...pushedBefore, ...expected].sort());
        // A device that is new since, as when a phone opens its app again.
        const [late] = await offlineUsers({ app: 'shop', control: vendors.control, devices }, 'late', 1);
        await send(api, { toUserID: late?.userId ?? '' }, 'late 1');
        await until(async () => (await pushes(vendors, 'late 1')).length === 1);

        // Who was connected all along comes back by itself, and gets what has numbers that lost messages had.
        await until(() => isOnline(api, 'bob'), { timeoutMs: 20_000, message: 'bob back' });
        for (const text of ['bob new 3', 'bob new 4']) await send(api, { toUserID: 'bob' }, text);
        await until(() => bob.texts().includes('bob new 4'), {
          message: 'messages with numbers that bob has seen before',
        });
        expect(bob.texts()).toEqual(['bob 1', 'bob 2', 'bob lost 3', 'bob lost 4', 'bob new 3', 'bob new 4']);
        expect(await stored(db, 'bob')).toEqual(['1 bob 1', '2 bob 2', '3 bob new 3', '4 bob new 4']);
        // Who was away gets what is kept, in order.
        await send(api, { toUserID: 'carol' }, 'carol 3');
        const carol = await client('carol', httpUrl, before.clientTokenSecret);
        await until(() => carol.shown.length === 3);
        expect(carol.shown.map(({ conversationSeq, message }) => `${conversationSeq} ${message}`)).toEqual([
          '1 carol 1',
          '2 carol 2',
          '3 carol 3',
        ]);
        await carol.zim.logout();

        const now = Date.now();
        await way.backUp(second, place('third'));
        for (const text of ['bob 5', 'bob 6']) await send(api, { toUserID: 'bob' }, text);
        await send(api, { toUserID: 'carol' }, 'carol 4');
        for (const { userId } of users) await send(api, { toUserID: userId }, `${userId} last`);
        await until(
          async () =>
            bob.texts().length === 8 &&
            (await stored(db, 'carol')).length === 4 &&
            (await pushes(vendors, 'user-')).length === 10,
        );
        expect(ended).toEqual([]);
        return now;
      });

      // The database is lost, Kafka is not.
      const thirdDir = place('third-servers');
      const once = await way.restore(join(folder, 'third'), thirdDir, second);
      const database = await startServers({
        env: { ...embedded, KAFKA_BROKERS: servers.kafkaBrokers.join() },
        dataDir: thirdDir,
      });
      onTestFinished(() => database.stop());
      const third = once.urlOf(database.databaseUrl);
      once.fill(third);
      await goBackTo(backedUpAtMs, servers.kafkaBrokers);
      await execute(third, documentedStatement('push_router.app'));
      await using(kept, servers, third, async ({ db, ended }) => {
        await until(async () => (await stored(db, 'bob')).length === 6 && (await stored(db, 'carol')).length === 4, {
          timeoutMs: 20_000,
          message: 'what Kafka still has',
        });
        await send(api, { toUserID: 'bob' }, 'bob 7');
        await send(api, { toUserID: 'carol' }, 'carol 5');
        await until(() => bob.texts().includes('bob 7'), { timeoutMs: 20_000 });
        expect(bob.texts().slice(4)).toEqual(['bob new 3', 'bob new 4', 'bob 5', 'bob 6', 'bob 7']);
        await until(async () => (await stored(db, 'carol')).length === 5);
        expect(await stored(db, 'bob')).toEqual([
          '1 bob 1',
          '2 bob 2',
          '3 bob new 3',
          '4 bob new 4',
          '5 bob 5',
          '6 bob 6',
          '7 bob 7',
        ]);
        const carol = await client('carol', httpUrl, before.clientTokenSecret);
        await until(() => carol.texts().includes('carol 5'));
        expect(carol.texts().slice(-2)).toEqual(['carol 4', 'carol 5']);
        await carol.zim.logout();
        expect(ended).toEqual([]);
      });
    },
    240_000,
  );
});

async function isOnline(api: GatewayApi, userID: string): Promise<boolean> {
  const { users } = await api<{ users: { state: string }[] }>('POST', '/v1/apps/shop/presence', { userIDs: [userID] });
  return users[0]?.state === 'online';
}
