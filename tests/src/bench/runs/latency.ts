import type { TraceEntryJson } from '../../demo/trace-lines.ts';
import type { Benchmark } from '../benchmark.ts';
import { app, type Bench } from '../bench-system.ts';
import { createSender, createVendorReader } from '../load.ts';
import { spreadOf, type Spread } from '../statistics.ts';
import { usageFromNow } from '../usage-over.ts';

const USERS = 100;
const WARM_UP = 200;
const MESSAGES = 1_000;
const PAUSE_MS = 20;
const HOP_SAMPLES = 300;

export const latency: Benchmark = {
  name: 'latency',
  about: 'one message at a time: from the call of the sender to the request at the vendor',
  run: async (bench) => {
    const users = await bench.offlineUsers('latency', USERS);
    const reader = await createVendorReader(bench);
    const sender = createSender(bench, 1);
    const calledAt: number[] = [];
    const acceptMs: number[] = [];
    bench.progress(`${WARM_UP} messages to warm up, then ${MESSAGES} measured`);
    let usage = usageFromNow(bench);
    for (let index = 0; index < WARM_UP + MESSAGES; index += 1) {
      if (index === WARM_UP) usage = usageFromNow(bench);
      const user = users[index % users.length];
      if (user === undefined) throw new TypeError('no user');
      const begun = performance.now();
      calledAt.push(performance.timeOrigin + begun);
      await sender.send([user]);
      acceptMs.push(performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * (0.5 + Math.random())));
    }
    const share = usage();
    const { lost } = await reader.until(sender.count.acceptedIds);
    await sender.close();
    const ids = [...sender.count.acceptedIds];
    const vendorMs = new Map<string, number[]>();
    const all = ids.slice(WARM_UP).map((id, index) => {
      const ms = (reader.receivedAt.get(id) ?? Number.POSITIVE_INFINITY) - (calledAt[WARM_UP + index] ?? 0);
      const { vendor } = users[(WARM_UP + index) % users.length] ?? {};
      vendorMs.set(vendor ?? '', [...(vendorMs.get(vendor ?? '') ?? []), ms]);
      return Math.max(0, ms); // the vendor's clock counts whole milliseconds
    });
    const { p50, p99, max } = spreadOf(all);
    return {
      figures: [
        { name: 'call to vendor request, p50', value: p50, unit: 'ms', target: { atMost: 30 } },
        { name: 'call to vendor request, p99', value: p99, unit: 'ms', target: { atMost: 40 } },
        { name: 'call to vendor request, max', value: max, unit: 'ms' },
        { name: 'call to accept, p50', value: spreadOf(acceptMs.slice(WARM_UP)).p50, unit: 'ms' },
        { name: 'lost', value: lost, unit: 'messages', target: { atMost: 0 } },
      ],
      details: {
        hops: await hopsOf(bench, sender.messageIds.slice(-HOP_SAMPLES)),
        byVendor: Object.fromEntries([...vendorMs].map(([vendor, values]) => [vendor, spreadOf(values)])),
        usage: share,
      },
    };
  },
};

/** How long each hop took, from the traces of the messages, which count whole milliseconds. */
export async function hopsOf(bench: Bench, messageIds: readonly string[]): Promise<Record<string, Spread>> {
  await new Promise((resolve) => setTimeout(resolve, 2_000)); // the trace is written beside the way of a message
  const hops = { 'accepted → stored': [], 'stored → task': [], 'task → answered by the vendor': [] } as Record<
    string,
    number[]
  >;
  for (const messageId of messageIds) {
    const { entries } = await bench.api<{ entries: TraceEntryJson[] }>(
      'GET',
      `/v1/apps/${app}/messages/${messageId}/trace`,
    );
    const at = (kind: string): number | undefined => entries.find((entry) => entry.kind === kind)?.at;
    const [accepted, stored, task, answered] = [at('accepted'), at('stored'), at('task'), at('vendor-accepted')];
    if (accepted === undefined || stored === undefined || task === undefined || answered === undefined) continue;
    hops['accepted → stored']?.push(stored - accepted);
    hops['stored → task']?.push(task - stored);
    hops['task → answered by the vendor']?.push(answered - task);
  }
  return Object.fromEntries(Object.entries(hops).map(([name, values]) => [name, spreadOf(values)]));
}
