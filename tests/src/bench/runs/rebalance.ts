import { vendorNames } from '@bellhop/contracts';
import type { InstanceName } from '../../system/services.ts';
import type { Benchmark } from '../benchmark.ts';
import { atRate, createSender, createVendorReader } from '../load.ts';
import { spreadOf } from '../statistics.ts';

const USERS = 100;
const RATE = 100;
const WARM_UP_MS = 5_000;
const CALM_MS = 10_000;
/** One deployment after the other; each replica leaves and comes back, two rebalances of each of its groups. */
const replaced: readonly InstanceName[] = ['message-store-2', 'push-router-2', 'adapter-fcm-2'];
const SLICE_MS = 500;

export const rebalance: Benchmark = {
  name: 'rebalance',
  about: `what a replica that leaves and comes back costs, at ${RATE} messages per second: from the call of the sender to the request at the vendor`,
  replicas: {
    'message-store': 2,
    'push-router': 2,
    ...Object.fromEntries(vendorNames.map((vendor) => [`adapter-${vendor}`, vendor === 'fcm' ? 2 : 1])),
  },
  run: async (bench) => {
    const users = await bench.offlineUsers('rebalance', USERS);
    const reader = await createVendorReader(bench);
    const sender = createSender(bench, 32);
    const calledAt: number[] = [];
    /** Offers messages until it is over; says which ones they were. */
    const offer = async (name: string, isOver: () => boolean): Promise<{ from: number; to: number; name: string }> => {
      const from = calledAt.length;
      while (!isOver()) {
        await atRate({ callsPerSecond: RATE, forMs: SLICE_MS }, () => {
          const user = users[calledAt.length % users.length];
          if (user === undefined) throw new TypeError('no user');
          calledAt.push(performance.timeOrigin + performance.now());
          return sender.send([user]);
        });
      }
      return { from, to: calledAt.length, name };
    };
    const after = (ms: number): (() => boolean) => {
      const end = performance.now() + ms;
      return () => performance.now() >= end;
    };
    bench.progress('both replicas at work');
    await offer('warm-up', after(WARM_UP_MS));
    const phases = [await offer('calm', after(CALM_MS))];
    for (const name of replaced) {
      bench.progress(`${name} leaves and comes back`);
      let isBack = false;
      const service = bench.system.services.get(name);
      const back = (async () => {
        await service?.stop();
        await service?.start();
        isBack = true;
      })();
      phases.push(await offer(name, () => isBack));
      await back;
    }
    const { lost, repeated } = await reader.until(sender.count.acceptedIds);
    await sender.close();
    // An id ends with the number of its call.
    const ids = new Map([...sender.count.acceptedIds].map((id) => [Number(id.split('-').at(-1)), id]));
    const figures = phases.flatMap(({ from, to, name }) => {
      const ms = calledAt
        .slice(from, to)
        .map(
          (called, index) => (reader.receivedAt.get(ids.get(from + index) ?? '') ?? Number.POSITIVE_INFINITY) - called,
        );
      const { p50, p99, max } = spreadOf(ms);
      return [
        { name: `${name}, p50`, value: p50, unit: 'ms' },
        { name: `${name}, p99`, value: p99, unit: 'ms' },
        { name: `${name}, max`, value: max, unit: 'ms' },
      ];
    });
    return {
      figures: [
        ...figures,
        { name: 'lost', value: lost, unit: 'messages', target: { atMost: 0 } },
        { name: 'repeated', value: repeated, unit: 'messages', target: { atMost: 0 } },
      ],
    };
  },
};
