import { ZIM, ZIMConversationType, ZIMMessageType, type ZIMMessage } from '@bellhop/client';
import { offlineRecipients } from '@bellhop/contracts';
import { followTopic } from '@bellhop/kafka';
import { openDatabase } from '@bellhop/postgres';
import { opening, silentLogger } from '@bellhop/runtime';
import { until } from '@bellhop/testkit';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OfflineUser } from '../src/system/offline-users.ts';
import type { ServiceName } from '../src/system/services.ts';
import { startTestSystem } from '../src/system/start-test-system.ts';

const MESSAGES = 2_000;
const BATCH = 50;
/** Who is killed, after how many accepted messages. */
const crashes: ReadonlyMap<number, ServiceName> = new Map([
  [400, 'message-store'],
  [900, 'push-router'],
  [1_400, 'adapter-xiaomi'],
  [1_700, 'push-history'],
]);

let running: Awaited<ReturnType<typeof open>>;

function open() {
  return opening(async (add) => {
    const started = await add.add(startTestSystem({ limits: { maxGroupMembers: 20_000 } }), (it) => it.close());
    const db = await add.add(openDatabase({ url: started.databaseUrl, poolSize: 1, log: silentLogger() }), (it) =>
      it.close(),
    );
    return { ...started, api: started.app.api, db };
  });
}

beforeAll(async () => {
  running = await open();
});

afterAll(async () => {
  await running.close();
});

/** Sends a batch until every message of it is accepted, as a careful sender does: again under the same local id. */
async function sendAll(users: readonly OfflineUser[], from: number): Promise<void> {
  let waiting = Array.from({ length: BATCH }, (_, index) => ({
    fromUserID: 'sender',
    toUserID: users[(from + index) % users.length]?.userId ?? '',
    localMessageID: `m-${from + index}`,
    text: `message ${from + index}`,
    pushConfig: { title: 'Sender', content: 'a message', payload: `m-${from + index}`, resourcesID: 'chat' },
  }));
  await until(
    async () => {
      const { results } = await running.api<{ results: { error?: object }[] }>('POST', '/v1/apps/shop/messages/batch', {
        messages: waiting,
      });
      waiting = waiting.filter((_, index) => results[index]?.error !== undefined);
      return waiting.length === 0;
    },
    { timeoutMs: 60_000, message: 'acceptance of a batch' },
  );
}

it('loses nothing when message-store, push-router and an adapter are killed in the middle of 2,000 messages', async () => {
  const { system, users, db } = running;
  const pushesAtCrash: number[] = [];
  const restarts: Promise<void>[] = [];
  for (let sent = 0; sent < MESSAGES; sent += BATCH) {
    await sendAll(users, sent);
    const victim = system.services.get(crashes.get(sent + BATCH) ?? 'gateway');
    if (victim === undefined || victim.name === 'gateway') continue;
    await victim.crash();
    pushesAtCrash.push((await system.control.accepted({ limit: 1 })).last);
    restarts.push(victim.start());
  }
  await Promise.all(restarts);

  const pushed = await until(
    async () => {
      const { accepted } = await system.control.accepted({ limit: 50_000 });
      const found = new Set(accepted.map(({ payload }) => payload));
      return found.size >= MESSAGES && found;
    },
    { timeoutMs: 100_000, message: 'every message at its vendor' },
  );
  expect(pushed.size).toBe(MESSAGES);
  const [stored] = await db.prepared(
    'stored',
    `
    select count(*) as rows, count(distinct message_id) as ids,
      (select count(*) from (
        select max(seq) - count(*) as gap from message_store.message group by conversation_id
      ) as conversation where gap <> 0) as gaps
    from message_store.message`,
    [],
  );
  expect(stored).toEqual({ rows: MESSAGES, ids: MESSAGES, gaps: 0 });
  // Each of them was hit while there was work left for it.
  expect(pushesAtCrash).toHaveLength(crashes.size);
  for (const pushes of pushesAtCrash) expect(pushes).toBeLessThan(MESSAGES);
  expect(running.endedUnasked).toEqual([]);
}, 180_000);

it('goes on where it was when message-store is killed while a message is on its way to 20,000 members', async () => {
  const { system, users, api, kafka } = running;
  // By their ids members without phones stand between those with one.
  const members = users.flatMap(({ userId }) => [
    userId,
    ...Array.from({ length: 20_000 / users.length - 2 }, (_, index) => `${userId}-${index}`),
  ]);
  await api('POST', '/v1/apps/shop/groups', { groupID: 'huge', name: 'Huge', ownerUserID: 'owner' });
  for (let from = 0; from < members.length; from += 2_000)
    await api('POST', '/v1/apps/shop/groups/huge/members', { userIDs: members.slice(from, from + 2_000) });

  const handled: string[] = [];
  const follower = await followTopic(
    { ...kafka, clientId: 'test', log: silentLogger() },
    offlineRecipients,
    (event) => {
      if (event?.toGroupId === 'huge') handled.push(...event.recipients.map(({ userId }) => userId));
    },
    { onFatal: console.error, purpose: 'test.offline' },
  );
  await api('POST', '/v1/apps/shop/messages', {
    fromUserID: 'owner',
    toGroupID: 'huge',
    text: 'hello',
    pushConfig: { title: 'Huge', content: 'hello', payload: 'to all' },
  });
  await until(() => handled.length >= members.length / 3, { timeoutMs: 30_000, message: 'a third of the members' });
  await system.services.get('message-store')?.crash();
  expect(handled.length).toBeLessThan(members.length);
  await system.services.get('message-store')?.start();
  await until(() => new Set(handled).size === members.length, { timeoutMs: 60_000, message: 'every member' });
  await follower.stop();
  // A page or two were handled and not saved yet.
  expect(handled.length - members.length).toBeLessThanOrEqual(2_000);
}, 120_000);

/** A client of the SDK that is logged in, and what it shows. */
async function client(userID: string) {
  const { system, app } = running;
  const zim = ZIM.create({
    appID: 'shop',
    server: system.httpUrl,
    deviceID: userID,
    reconnect: { firstMs: 100, maxMs: 500 },
    sendTimeoutMs: 60_000,
  });
  const received: ZIMMessage[] = [];
  zim.on('messageReceived', (message) => received.push(message));
  const token = await new SignJWT({ app: 'shop' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(userID)
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(app.clientTokenSecret));
  await zim.login(userID, token);
  return { zim, received };
}

it('shows a connected client every message once when presence is killed, then the gateway', async () => {
  const { system } = running;
  const [carol, dave] = await Promise.all([client('carol'), client('dave')]);
  const sending: Promise<unknown>[] = [];
  /** Sends, and goes on sending while the work lasts. */
  const during = async (work: Promise<void>): Promise<void> => {
    let isOver = false;
    const over = work.finally(() => (isOver = true));
    do {
      const message = { type: ZIMMessageType.Text, message: `message ${sending.length}` };
      sending.push(carol.zim.sendMessage(message, 'dave', ZIMConversationType.Peer));
      await new Promise((resolve) => setTimeout(resolve, 120)); // a client may send 10 per second
    } while (!isOver);
    return over;
  };
  const restart = async (name: ServiceName): Promise<void> => {
    await system.services.get(name)?.crash();
    await system.services.get(name)?.start();
  };
  await during(restart('presence'));
  const hasAll = () => new Set(dave.received.map(({ message }) => message)).size === sending.length;
  await until(hasAll, { timeoutMs: 20_000, message: 'what passed by while presence was away' });
  await during(restart('gateway'));
  await Promise.all(sending);
  await until(hasAll, { timeoutMs: 20_000, message: 'what was sent while the gateway was away' });
  expect(dave.received).toHaveLength(sending.length);
  expect(running.endedUnasked).toEqual([]);
  await Promise.all([carol.zim.logout(), dave.zim.logout()]);
}, 90_000);
