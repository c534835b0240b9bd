import type { Benchmark } from '../benchmark.ts';
import { app, type Bench } from '../bench-system.ts';
import { gatewayApi } from '../../system/gateway-api.ts';
import { concurrently, type OfflineUser } from '../../system/offline-users.ts';
import { batchesOf, createSender, createVendorReader, otherErrorsOf } from '../load.ts';
import { round } from '../statistics.ts';
import { usageFromNow } from '../usage-over.ts';

const USERS = 5_000;
const SENDERS = 8;
const BATCH = 50;
const WARM_UP_MS = 8_000;
const MEASURED_MS = 20_000;
const PROBE_MS = 15_000;

export const peerOffline: Benchmark = {
  name: 'peer-offline',
  about: 'pushes per second from HTTP accept to vendor accept, as many as the system takes',
  run: async (bench) => {
    const users = await bench.offlineUsers('user', USERS);
    await warmUp(bench, users);
    return measure(bench, users);
  },
};

export const peerOfflineRules: Benchmark = {
  name: 'peer-offline-rules',
  about: 'the same with every rule of who is not pushed switched on for every user: compare the two in one hour',
  run: async (bench) => {
    const users = await bench.offlineUsers('user', USERS);
    await writeToEach(bench, users); // conversations have to be there before they can be muted
    await switchRulesOn(bench, users);
    await warmUp(bench, users);
    return measure(bench, users);
  },
};

function warmUp(bench: Bench, users: readonly OfflineUser[]): Promise<unknown> {
  bench.progress(`warming up for ${WARM_UP_MS / 1_000} s`);
  return sendAsFastAsTaken(bench, users, WARM_UP_MS);
}

/** One message at least to each user, all the way to the vendors. */
async function writeToEach(bench: Bench, users: readonly OfflineUser[]): Promise<void> {
  bench.progress('writing to each user once');
  const reader = await createVendorReader(bench);
  const sender = createSender(bench, SENDERS);
  for (let start = 0; start < users.length; start += BATCH) {
    let pauseMs: number;
    do {
      pauseMs = await sender.send(users.slice(start, start + BATCH));
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    } while (pauseMs > 0);
  }
  await reader.until(sender.count.acceptedIds);
  await sender.close();
}

/** Every rule has to be looked at for every push, and none keeps one back. */
async function switchRulesOn(bench: Bench, users: readonly OfflineUser[]): Promise<void> {
  bench.progress('switching every rule on');
  const { api, system } = bench;
  const operator = gatewayApi(system.httpUrl, system.keys.operatorKey);
  await operator('PATCH', `/v1/apps/${app}`, {
    limits: { userPushesPerMinute: 1_000, foldSeconds: 1 },
    pushRules: { pushesByDefault: true, background: 'bothWays' },
  });
  const inTwoHours = new Date(Date.now() + 2 * 3_600_000).toISOString().slice(11, 16);
  const inThreeHours = new Date(Date.now() + 3 * 3_600_000).toISOString().slice(11, 16);
  await concurrently(SENDERS, users, async ({ userId }) => {
    await api('PATCH', `/v1/apps/${app}/users/${userId}/settings`, {
      userName: userId,
      quietHours: { from: inTwoHours, to: inThreeHours, timeZone: 'UTC' },
      quietPlatforms: { onlinePlatforms: ['windows'], quietPlatforms: ['android', 'ios'] },
    });
    const conversation = encodeURIComponent(`peer/${['sender', userId].toSorted().join('/')}`);
    await api('PUT', `/v1/apps/${app}/users/${userId}/conversations/${conversation}/notification-status`, {
      notifyMode: 'none',
      muteUntil: Date.now() + 1_000,
    });
  });
}

async function measure(bench: Bench, users: readonly OfflineUser[]): ReturnType<Benchmark['run']> {
  bench.progress(`measuring for ${MEASURED_MS / 1_000} s`);
  const usage = usageFromNow(bench);
  const result = await sendAsFastAsTaken(bench, users, MEASURED_MS);
  const share = usage();
  const { count, lost, repeated, tookMs } = result;
  const perPush = Object.fromEntries(
    Object.entries(share).map(([name, { cpuMs }]) => [name, round((cpuMs * 1_000) / count.accepted)]),
  );
  return {
    figures: [
      {
        name: 'pushes per second, accept to vendor',
        value: round(count.accepted / (tookMs / 1_000)),
        unit: '/s',
        target: { atLeast: 1_500 },
      },
      { name: 'accepted', value: count.accepted, unit: 'messages', target: { atLeast: 1 } },
      {
        name: 'processor time per push, everything on this machine',
        value: round(Object.values(perPush).reduce((sum, one) => sum + one, 0)),
        unit: 'µs',
      },
      { name: 'lost', value: lost, unit: 'messages', target: { atMost: 0 } },
      { name: 'repeated', value: repeated, unit: 'pushes' },
      { name: 'shed with a retry hint', value: count.shed, unit: 'messages' },
      {
        name: 'other errors',
        value: otherErrorsOf(count),
        unit: 'messages',
        target: { atMost: 0 },
      },
    ],
    details: {
      aim: 3_000,
      processorMicrosecondsPerPush: perPush,
      usage: share,
      errors: Object.fromEntries(count.otherErrors),
    },
  };
}

/** Offers without end what the gateway takes, honouring its hints, until the time is over and all of it has reached the vendors. */
async function sendAsFastAsTaken(bench: Bench, users: readonly OfflineUser[], forMs: number) {
  const reader = await createVendorReader(bench);
  const sender = createSender(bench, SENDERS);
  const next = batchesOf(users, BATCH);
  const begun = Date.now();
  await Promise.all(
    Array.from({ length: SENDERS }, async () => {
      while (Date.now() - begun < forMs) {
        const pauseMs = await sender.send(next());
        if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }),
  );
  const { lost, repeated } = await reader.until(sender.count.acceptedIds);
  await sender.close();
  let last = begun;
  for (const id of sender.count.acceptedIds) last = Math.max(last, reader.receivedAt.get(id) ?? 0);
  return { count: sender.count, lost, repeated, tookMs: last - begun };
}

/** Messages per second that the system takes, found by offering it more, the second time on warm services. */
export async function sustainableRate(bench: Bench, users: readonly OfflineUser[]): Promise<number> {
  bench.progress(`finding what the system takes, twice ${PROBE_MS / 1_000} s`);
  await sendAsFastAsTaken(bench, users, PROBE_MS);
  const { count, tookMs } = await sendAsFastAsTaken(bench, users, PROBE_MS);
  return count.accepted / (tookMs / 1_000);
}
