import type { Benchmark } from '../benchmark.ts';
import type { Bench } from '../bench-system.ts';
import type { OfflineUser } from '../../system/offline-users.ts';
import { serviceNames } from '../../system/services.ts';
import { atRate, batchesOf, createSender, createVendorReader, otherErrorsOf, type VendorReader } from '../load.ts';
import { percentile, round } from '../statistics.ts';
import { sustainableRate } from './peer-offline.ts';

const USERS = 5_000;
const BATCH = 50;
const OVERLOAD_MS = 30_000;
const PROBES_BEFORE = 50;
const RECOVERY_MS = 20_000;
/** Normal again: not slower than this, or than twice what it was before. */
const NORMAL_MS = 120;

export const overload: Benchmark = {
  name: 'overload',
  about: 'twice of what the system takes for 30 s: what is refused and how, what is lost, how long it takes to recover',
  run: async (bench) => {
    const users = await bench.offlineUsers('user', USERS);
    const [probed = users[0]] = await bench.offlineUsers('probe', 5);
    if (probed === undefined) throw new TypeError('no user');
    const sustainable = await sustainableRate(bench, users);
    const before = percentile(await latencies(bench, probed, PROBES_BEFORE), 0.5);
    bench.progress(`offering ${Math.round(2 * sustainable)} messages per second for ${OVERLOAD_MS / 1_000} s`);

    const reader = await createVendorReader(bench);
    const sender = createSender(bench, 32);
    const next = batchesOf(users, BATCH);
    const peaks = new Map<string, number>();
    const sampling = setInterval(() => {
      const now = bench.usage();
      for (const name of serviceNames)
        peaks.set(name, Math.max(peaks.get(name) ?? 0, (now.get(name)?.rssBytes ?? 0) / 1_000_000));
    }, 1_000);
    // Senders that do not slow down, whatever they are told.
    await atRate({ callsPerSecond: (2 * sustainable) / BATCH, forMs: OVERLOAD_MS }, () => sender.send(next()));
    const endedAt = Date.now();
    const normalMs = Math.max(NORMAL_MS, 2 * before);
    const recoveredMs = await untilNormal(bench, reader, probed, endedAt, normalMs);
    const { lost } = await reader.until(sender.count.acceptedIds);
    clearInterval(sampling);
    await sender.close();
    const { count } = sender;
    return {
      figures: [
        { name: 'sustainable', value: round(sustainable), unit: '/s' },
        { name: 'offered', value: round(count.offered / (OVERLOAD_MS / 1_000)), unit: '/s' },
        { name: 'accepted', value: round(count.accepted / (OVERLOAD_MS / 1_000)), unit: '/s' },
        { name: 'shed as RESOURCE_EXHAUSTED with a hint', value: count.shed, unit: 'messages', target: { atLeast: 1 } },
        { name: 'mean hint', value: round(count.hintMs / Math.max(1, count.shed)), unit: 'ms' },
        {
          name: 'other errors',
          value: otherErrorsOf(count),
          unit: 'messages',
          target: { atMost: 0 },
        },
        { name: 'accepted and lost', value: lost, unit: 'messages', target: { atMost: 0 } },
        { name: 'back to normal latency after', value: recoveredMs, unit: 'ms', target: { atMost: 10_000 } },
        ...serviceNames.map((name) => ({
          name: `${name}: highest memory`,
          value: round(peaks.get(name) ?? 0),
          unit: 'MB',
        })),
      ],
      details: { latencyBeforeMs: before, normalMs, errors: Object.fromEntries(count.otherErrors) },
    };
  },
};

/** From call to vendor request, message after message. */
async function latencies(bench: Bench, user: OfflineUser, messages: number): Promise<number[]> {
  const reader = await createVendorReader(bench);
  const sender = createSender(bench, 1);
  const calledAt: number[] = [];
  for (let index = 0; index < messages; index += 1) {
    calledAt.push(Date.now());
    await sender.send([user]);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await reader.until(sender.count.acceptedIds);
  await sender.close();
  return [...sender.count.acceptedIds].map((id, index) => (reader.receivedAt.get(id) ?? 0) - (calledAt[index] ?? 0));
}

/** When, after the overload, messages are accepted again and reach the vendor as quickly as usual, five in a row. */
async function untilNormal(
  bench: Bench,
  reader: VendorReader,
  user: OfflineUser,
  fromMs: number,
  normalMs: number,
): Promise<number> {
  const sender = createSender(bench, 4);
  const sent: { readonly id: string; readonly atMs: number }[] = [];
  while (Date.now() - fromMs < RECOVERY_MS) {
    const before = sender.count.acceptedIds.size;
    const atMs = Date.now();
    await sender.send([user]);
    const [id] = [...sender.count.acceptedIds].slice(before);
    sent.push({ id: id ?? '', atMs });
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await reader.until(sender.count.acceptedIds);
  await sender.close();
  const isNormal = sent.map(
    ({ id, atMs }) => (reader.receivedAt.get(id) ?? Number.POSITIVE_INFINITY) - atMs <= normalMs,
  );
  // The last probe that was not normal ends the disturbance.
  const lastBad = isNormal.lastIndexOf(false);
  const first = sent[lastBad + 1];
  return first === undefined ? RECOVERY_MS : Math.max(0, first.atMs - fromMs);
}
