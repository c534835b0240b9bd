import { Pool } from 'undici';
import type { OfflineUser } from '../../system/offline-users.ts';
import type { Benchmark, Figure } from '../benchmark.ts';
import { app, type Bench } from '../bench-system.ts';
import { atRate, batchesOf, createSender, createVendorReader, otherErrorsOf, type Sender } from '../load.ts';
import { spreadOf } from '../statistics.ts';
import { hopsOf } from './latency.ts';
import { averageHour } from '../yardstick/yardstick.ts';
import { usageFromNow } from '../usage-over.ts';

const USERS = 500;
const WARM_UP = 50;
const IDLE_CALLS = 200;
const PAUSE_MS = 150;
const RINGS_FOR_MS = 1_500;
// Rates of an average hour: a slower one gets as much less.
const BESIDE_PUSHES_PER_SECOND = 1_000;
const BATCH = 50;
const BESIDE_CALLS_PER_SECOND = 10;
const BESIDE_MS = 20_000;
const BACKLOG = 10_000;
const BACKLOG_CALLS = 50;
const SLOW_MS = 2_000;
const SETTLING_MS = 15_000;
const SLOW_VENDOR = 'xiaomi';
const HOP_SAMPLES = 100;
const BURST_PER_SECOND = 500;
const BURST_MS = 10_000;

export const calls: Benchmark = {
  name: 'calls',
  about: 'call invitations to offline phones: to the ring at the vendor, idle and beside messages, and to its recall',
  run: async (bench) => {
    const users = await bench.offlineUsers('called', USERS);
    const caller = createCaller(bench);
    const speed = bench.yardstick.roundsPerSecond / averageHour.roundsPerSecond;
    const messageRate = BESIDE_PUSHES_PER_SECOND * speed;
    const burstRate = BURST_PER_SECOND * speed;
    bench.progress(`${WARM_UP} calls to warm up, then ${IDLE_CALLS} measured, one at a time`);
    await oneAtATime(caller, users, WARM_UP);
    const idle = await measuredCalls(bench, () => oneAtATime(caller, users, IDLE_CALLS));

    bench.progress(`${BESIDE_CALLS_PER_SECOND} calls per second beside ${Math.round(messageRate)} messages per second`);
    const others = await bench.offlineUsers('written', USERS);
    const sender = createSender(bench, 8);
    const next = batchesOf(others, BATCH);
    let usage = usageFromNow(bench);
    const beside = await measuredCalls(bench, async () => {
      const messages = atRate({ callsPerSecond: messageRate / BATCH, forMs: BESIDE_MS }, () => sender.send(next()));
      const made = await atRateOf(caller, users, { perSecond: BESIDE_CALLS_PER_SECOND, forMs: BESIDE_MS });
      await messages;
      return made;
    });
    const besideUsage = usage();

    bench.progress(`calls behind ${BACKLOG} messages for a vendor that takes ${SLOW_MS} ms for each call`);
    const behind = await behindBacklog(bench, caller, sender, users, others);

    bench.progress(`${Math.round(burstRate)} calls per second`);
    usage = usageFromNow(bench);
    const burst = await measuredCalls(bench, () =>
      atRateOf(caller, users, { perSecond: burstRate, forMs: BURST_MS, isCancelled: false }),
    );
    await sender.close();
    await caller.close();
    return {
      figures: [
        ms('idle: call to vendor request, p50', idle.ringMs, 'p50', 35),
        ms('idle: call to vendor request, p99', idle.ringMs, 'p99', 150),
        ms('idle: call to answer, p50', idle.acceptMs, 'p50'),
        ms('idle: cancel to recall at the vendor, p50', idle.recallMs, 'p50'),
        ms('idle: cancel to recall at the vendor, p99', idle.recallMs, 'p99', 300),
        ms('beside messages: call to vendor request, p50', beside.ringMs, 'p50'),
        ms('beside messages: call to vendor request, p99', beside.ringMs, 'p99', 400),
        ms('beside messages: cancel to recall, p99', beside.recallMs, 'p99'),
        { name: 'messages accepted beside', value: sender.count.accepted, unit: 'messages', target: { atLeast: 1 } },
        ms(`behind ${BACKLOG} messages for a slow vendor: call to vendor request, p99`, behind, 'p99', 200),
        {
          name: 'calls per second, sustained',
          value: burst.ringMs.length / burst.seconds,
          unit: '/s',
          target: { atLeast: BURST_PER_SECOND * 0.95 },
        },
        ms('sustained: call to vendor request, p99', burst.ringMs, 'p99'),
        { name: 'cancelled before they rang, after 1.5 s', value: idle.lost + beside.lost, unit: 'calls' },
        count('lost rings', burst.lost),
        count('errors', caller.errors.length + otherErrorsOf(sender.count)),
      ],
      details: {
        hopsIdle: idle.hops,
        hopsBeside: beside.hops,
        idle: spreadOf(idle.ringMs),
        recallIdle: spreadOf(idle.recallMs),
        beside: spreadOf(beside.ringMs),
        burst: spreadOf(burst.ringMs),
        shedBeside: sender.count.shed,
        besideUsage,
        burstUsage: usage(),
        errors: [...new Set(caller.errors)].slice(0, 5),
      },
    };
  },
};

function ms(name: string, values: readonly number[], at: 'p50' | 'p99', atMost?: number): Figure {
  return { name, value: spreadOf(values)[at], unit: 'ms', ...(atMost === undefined ? {} : { target: { atMost } }) };
}

function count(name: string, value: number): Figure {
  return { name, value, unit: 'calls', target: { atMost: 0 } };
}

/** A call that was made: its id at the vendors, and when what was asked, Unix ms. */
interface MadeCall {
  readonly callID: string;
  readonly payload: string;
  readonly askedAt: number;
  readonly acceptMs: number;
  readonly cancelledAt: number | undefined;
  readonly user: OfflineUser;
}

interface Caller {
  readonly errors: string[];
  /** Undefined when it was refused. */
  call(user: OfflineUser, over?: { isCancelled: boolean }): Promise<MadeCall | undefined>;
  close(): Promise<void>;
}

const now = (): number => performance.timeOrigin + performance.now();

/** Makes calls over HTTP, each in a request of its own, and takes them back while they ring. */
function createCaller(bench: Bench): Caller {
  const pool = new Pool(bench.system.httpUrl, { connections: 64, pipelining: 1 });
  const headers = { authorization: `Bearer ${bench.apiKey}`, 'content-type': 'application/json' };
  const run = Date.now().toString(36);
  const errors: string[] = [];
  let made = 0;
  const post = async (path: string, body: object): Promise<{ call?: { callID: string } }> => {
    const answer = await pool.request({ method: 'POST', path, headers, body: JSON.stringify(body) });
    const json = (await answer.body.json()) as { call?: { callID: string }; error?: { code: string } };
    if (json.call === undefined) errors.push(`${path}: ${json.error?.code ?? answer.statusCode}`);
    return json;
  };
  return {
    errors,
    call: async (user, { isCancelled } = { isCancelled: true }) => {
      const payload = `call-${run}-${(made += 1)}`;
      const askedAt = now();
      const { call } = await post(`/v1/apps/${app}/calls`, {
        callerUserID: 'caller',
        invitees: [user.userId],
        timeoutSeconds: 120,
        pushConfig: { title: 'Caller', content: 'is calling', payload, resourcesID: 'chat' },
      });
      const acceptMs = now() - askedAt;
      if (call === undefined) return undefined;
      if (!isCancelled) return { callID: call.callID, payload, askedAt, acceptMs, cancelledAt: undefined, user };
      await new Promise((resolve) => setTimeout(resolve, RINGS_FOR_MS));
      const cancelledAt = now();
      await post(`/v1/apps/${app}/calls/${call.callID}/cancel`, { userID: 'caller' });
      return { callID: call.callID, payload, askedAt, acceptMs, cancelledAt, user };
    },
    close: () => pool.close(),
  };
}

async function oneAtATime(caller: Caller, users: readonly OfflineUser[], calls: number): Promise<MadeCall[]> {
  const made: Promise<MadeCall | undefined>[] = [];
  for (let index = 0; index < calls; index += 1) {
    made.push(caller.call(users[index % users.length] as OfflineUser));
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * (0.5 + Math.random())));
  }
  return (await Promise.all(made)).filter((one) => one !== undefined);
}

async function atRateOf(
  caller: Caller,
  users: readonly OfflineUser[],
  { perSecond, forMs, isCancelled = true }: { perSecond: number; forMs: number; isCancelled?: boolean },
): Promise<MadeCall[]> {
  const made: MadeCall[] = [];
  await atRate({ callsPerSecond: perSecond, forMs }, async ({ index }) => {
    const one = await caller.call(users[index % users.length] as OfflineUser, { isCancelled });
    if (one !== undefined) made.push(one);
  });
  return made;
}

/** How long after they were asked for calls reach a vendor for which 10,000 messages wait, ms. */
async function behindBacklog(
  bench: Bench,
  caller: Caller,
  sender: Sender,
  users: readonly OfflineUser[],
  others: readonly OfflineUser[],
): Promise<number[]> {
  const { control } = bench.system;
  const ofVendor = (all: readonly OfflineUser[]) => all.filter(({ vendor }) => vendor === SLOW_VENDOR);
  await control.addFault({ vendor: SLOW_VENDOR, path: 'send', kind: 'latency', latencyMs: SLOW_MS });
  const next = batchesOf(ofVendor(others), BATCH);
  const before = sender.count.accepted;
  while (sender.count.accepted - before < BACKLOG) {
    const pauseMs = await sender.send(next());
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  await new Promise((resolve) => setTimeout(resolve, SETTLING_MS)); // they are queued for the vendor, and nowhere else
  const made: MadeCall[] = [];
  for (let index = 0; index < BACKLOG_CALLS; index += 1) {
    const one = await caller.call(ofVendor(users)[index % ofVendor(users).length] as OfflineUser, {
      isCancelled: false,
    });
    if (one !== undefined) made.push(one);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  // The vendor answers late: it is the arrival of the request that counts.
  const requests = await control.requests({ vendor: SLOW_VENDOR, limit: 500 });
  await control.clearFaults(SLOW_VENDOR);
  return made.flatMap(({ payload, askedAt }) =>
    since(askedAt, requests.find(({ body }) => body.includes(payload))?.at),
  );
}

const SILENCE_MS = 5_000;

/** Lets calls be made, and reads at the vendors what became of them. */
async function measuredCalls(bench: Bench, make: () => Promise<MadeCall[]>) {
  const reader = await createVendorReader(bench);
  const made = await make();
  const { lost } = await reader.until(new Set(made.map(({ payload }) => payload)), SILENCE_MS);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await reader.read();
  const ringsAt = made.flatMap(({ payload }) => reader.receivedAt.get(payload) ?? []);
  return {
    lost,
    hops: await hopsOf(
      bench,
      made.slice(-HOP_SAMPLES).map(({ callID }) => callID),
    ),
    seconds: (Math.max(...ringsAt) - Math.min(...made.map(({ askedAt }) => askedAt))) / 1_000,
    acceptMs: made.map(({ acceptMs }) => acceptMs),
    ringMs: made.flatMap(({ payload, askedAt }) => since(askedAt, reader.receivedAt.get(payload))),
    // What takes its place is the second one with its payload, where the vendor has no recall.
    recallMs: made.flatMap(({ payload, cancelledAt }) =>
      cancelledAt === undefined ? [] : since(cancelledAt, reader.receivedAgainAt.get(payload)),
    ),
  };
}

/** The vendor's clock counts whole milliseconds. */
function since(from: number, to: number | undefined): number[] {
  return to === undefined ? [] : [Math.max(0, to - from)];
}
