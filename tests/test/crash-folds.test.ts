import { vendorNames, vendorToProto } from '@bellhop/contracts';
import { opening } from '@bellhop/runtime';
import { until } from '@bellhop/testkit';
import type { DisplayedNotification } from '@bellhop/vendor-simulator';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { concurrently, openDevices } from '../src/system/offline-users.ts';
import { createReadyApp } from '../src/system/prepare-app.ts';
import type { ServiceName } from '../src/system/services.ts';
import { startTestSystem } from '../src/system/start-test-system.ts';

/** Of each round. */
const USERS = 10;
/** Of a burst. Half of them come before the crash, half after it. */
const MESSAGES = 10;
const FOLD_SECONDS = 6;
const victims: readonly ServiceName[] = [
  'push-router',
  'message-store',
  'gateway',
  'push-history',
  'presence',
  'adapter-xiaomi',
];

/** A user with one phone who is offline. */
interface User {
  readonly round: string;
  readonly userId: string;
  phoneId: string;
}

let running: Awaited<ReturnType<typeof open>>;

function open() {
  return opening(async (add) => {
    const { system, endedUnasked } = await add.add(startTestSystem(), (it) => it.close());
    const { api } = await createReadyApp(system, 'folds', { foldSeconds: FOLD_SECONDS });
    const devices = await add.add(openDevices(system.pushRouterAddress, system.keys.internalKey), (it) => it.close());
    const users = [...victims, 'end'].flatMap((round) =>
      Array.from({ length: USERS }, (_, index): User => ({ round, userId: `${round}-${index}`, phoneId: '' })),
    );
    await concurrently(8, users, async (user, index) => {
      const vendor = vendorNames[index % vendorNames.length] ?? 'fcm';
      const { phoneId, token } = await system.control.createPhone({ vendor });
      const device = { app: 'folds', deviceId: user.userId, userId: user.userId };
      await devices.bindDevice(device);
      await devices.registerDevice({ ...device, vendor: vendorToProto(vendor), token });
      user.phoneId = phoneId;
    });
    const usersOf = (round: string) => users.filter((user) => user.round === round);
    return { system, endedUnasked, api, usersOf };
  });
}

beforeAll(async () => {
  running = await open();
});

afterAll(async () => {
  await running.close();
});

/** A call of the app's server, again until it is answered: whatever it asks for, it is asked for once. */
const persistently = <T>(call: () => Promise<T | undefined>, message: string): Promise<T> =>
  until(call, { timeoutMs: 60_000, message });

interface Sent {
  readonly conversation: string;
  readonly n: number;
}
/** When each message was accepted. */
const accepted = new Map<string, number>();
const idOf = ({ conversation, n }: Sent): string => `${conversation}/${n}`;

/** The n-th message of a burst, in the conversations of `round`: one with each user, and a group of all. */
async function send(round: string, n: number): Promise<void> {
  const group = `group-${round}`;
  const outgoing = [
    { toGroupID: group, conversation: group },
    ...running.usersOf(round).map(({ userId }) => ({ toUserID: userId, conversation: `peer-${userId}` })),
  ];
  let waiting = outgoing.map(({ conversation, ...to }) => ({
    fromUserID: `sender-${round}`,
    ...to,
    localMessageID: idOf({ conversation, n }),
    text: `message ${n}`,
    pushConfig: {
      title: conversation,
      content: `message ${n}`,
      payload: idOf({ conversation, n }),
      resourcesID: 'chat',
    },
  }));
  await persistently(async () => {
    const { results } = await running.api<{ results: { acceptedAt?: number; error?: object }[] }>(
      'POST',
      '/v1/apps/folds/messages/batch',
      { messages: waiting },
    );
    results.forEach(({ acceptedAt }, index) => {
      if (acceptedAt !== undefined) accepted.set(waiting[index]?.localMessageID ?? '', acceptedAt);
    });
    waiting = waiting.filter((_, index) => results[index]?.error !== undefined);
    return waiting.length === 0 || undefined;
  }, `acceptance of message ${n} of ${round}`);
}

const makeGroup = (round: string): Promise<unknown> =>
  persistently(
    () =>
      running.api('POST', '/v1/apps/folds/groups', {
        groupID: `group-${round}`,
        ownerUserID: `sender-${round}`,
        memberUserIDs: running.usersOf(round).map(({ userId }) => userId),
      }),
    `the group of ${round}`,
  );

/** A push without a message for all users, that is due in the middle of what happens. */
const schedule = (round: string, inMs: number): Promise<unknown> =>
  persistently(
    () =>
      running.api('POST', '/v1/apps/folds/pushes', {
        userIDs: running.usersOf(round).map(({ userId }) => userId),
        idempotencyKey: round,
        collapseKey: round,
        sendAt: Date.now() + inMs,
        pushConfig: { title: `schedule-${round}`, content: 'now', payload: round, resourcesID: 'chat' },
      }),
    `acceptance of the schedule of ${round}`,
  );

/** What a phone was told of a conversation: the messages that rang by themselves, and how many all notifications stand for. */
function toldOf(notifications: readonly DisplayedNotification[], conversation: string) {
  const firsts = new Set<string>();
  let total = 0;
  let current = 0;
  for (const { content, payload } of notifications.filter(({ title }) => title === conversation)) {
    const count = /^\[(\d+)\] /.exec(content)?.[1];
    if (count !== undefined) {
      current = Number(count); // it stands in the place of what the bar showed, and counts that, too
      continue;
    }
    if (firsts.has(payload ?? '')) continue; // once more after a crash, in its own place
    firsts.add(payload ?? '');
    total += current;
    current = 1;
  }
  return { firsts: firsts.size, total: total + current };
}

const notificationsOf = async ({ phoneId }: User): Promise<DisplayedNotification[]> =>
  (await running.system.control.phone(phoneId)).notifications;
/** What is accepted within one window rings once; should the gateway have been away for longer, what comes then is another burst. */
function burstsOf(conversation: string): unknown {
  const at = (n: number): number => accepted.get(idOf({ conversation, n })) ?? 0;
  return at(MESSAGES) - at(1) < FOLD_SECONDS * 1_000 ? 1 : expect.toSatisfy((firsts: number) => firsts >= 1);
}

it('every message is counted once, whichever service is killed while counts are gathered and schedules wait', async () => {
  const { system, usersOf } = running;
  for (const name of victims) {
    await makeGroup(name);
    await schedule(name, 2_500);
    for (let n = 1; n <= MESSAGES / 2; n += 1) await send(name, n);
    const victim = system.services.get(name);
    await victim?.crash();
    const restart = victim?.start();
    for (let n = MESSAGES / 2 + 1; n <= MESSAGES; n += 1) await send(name, n);
    await restart;
  }
  // And once more in the moment in which counted notifications leave.
  await makeGroup('end');
  for (let n = 1; n <= MESSAGES; n += 1) await send('end', n);
  await until(
    async () => {
      const { accepted: taken } = await system.control.accepted({ limit: 50_000 });
      return taken.filter(({ title }) => title?.startsWith('peer-end-')).length > USERS; // each rang once before
    },
    { timeoutMs: 30_000, message: 'counted notifications' },
  );
  await system.services.get('push-router')?.crash();
  await system.services.get('push-router')?.start();

  {
    const out: string[] = [];
    await new Promise((r) => setTimeout(r, 15_000));
    for (const round of [...victims, 'end']) for (const u of usersOf(round)) {
      const shown = await notificationsOf(u);
      for (const n of shown) out.push(`${u.userId} ${n.title} | ${n.content} | ${n.payload} | ${n.notifyId} | ${new Date(n.displayedAt).toISOString()}`);
      for (const it of [`group-${round}`, `peer-${u.userId}`]) out.push(`${u.userId} == ${it} ${JSON.stringify(toldOf(shown, it))}`);
    }
    for (const r of [...victims, 'end']) out.push(`${r} accepted ${Array.from({ length: MESSAGES }, (_, i) => new Date(accepted.get(idOf({ conversation: `group-${r}`, n: i + 1 })) ?? 0).toISOString().slice(14)).join(' ')}`);
    const { writeFileSync } = await import('node:fs');
    writeFileSync('/tmp/cf-debug.txt', out.join('\n'));
  }
  for (const round of [...victims, 'end']) {
    for (const user of usersOf(round)) {
      const conversations = [`group-${round}`, `peer-${user.userId}`];
      const told = (shown: readonly DisplayedNotification[]) =>
        conversations.map((it) => ({ it, ...toldOf(shown, it) }));
      const shown = await until(
        async () => {
          const found = await notificationsOf(user);
          return told(found).every(({ total }) => total >= MESSAGES) && found;
        },
        { timeoutMs: 2_000, message: `all counts of ${user.userId}` },
      ).catch(() => notificationsOf(user)); // what is missing is said below
      expect(told(shown)).toEqual(conversations.map((it) => ({ it, total: MESSAGES, firsts: burstsOf(it) })));
      const schedules = (await system.control.phone(user.phoneId)).bar.filter(({ title }) =>
        title.startsWith('schedule-'),
      );
      expect(schedules.map(({ title }) => title)).toEqual(round === 'end' ? [] : [`schedule-${round}`]);
    }
  }
  expect(running.endedUnasked).toEqual([]);
}, 180_000);
