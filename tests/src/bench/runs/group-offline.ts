import { vendorNames } from '@bellhop/contracts';
import type { Benchmark } from '../benchmark.ts';
import { app } from '../bench-system.ts';
import { createVendorReader } from '../load.ts';
import { round, spreadOf } from '../statistics.ts';

const MEMBERS = 2_000;
const WARM_UP = 5;
const ROUNDS = 20;
/** The owner sends, so one of the 2,000 is he. */
const OWNER = 'owner';

export const groupOffline: Benchmark = {
  name: 'group-offline',
  about: 'one message to 2,000 offline members over five vendors: until the last is handed over',
  run: async (bench) => {
    const members = await bench.offlineUsers('member', MEMBERS - 1);
    const vendorOf = new Map(members.map(({ token, vendor }) => [token, vendor]));
    await bench.api('POST', `/v1/apps/${app}/groups`, { groupID: 'all', ownerUserID: OWNER });
    for (let from = 0; from < members.length; from += 500) {
      await bench.api('POST', `/v1/apps/${app}/groups/all/members`, {
        inviterUserID: OWNER,
        userIDs: members.slice(from, from + 500).map(({ userId }) => userId),
      });
    }
    const reader = await createVendorReader(bench);
    const lastMs: number[] = [];
    const byVendor = new Map<string, number[]>(vendorNames.map((vendor) => [vendor, []]));
    let lost = 0;
    for (let index = 0; index < WARM_UP + ROUNDS; index += 1) {
      const payload = `round-${index}`;
      const after = (await bench.system.control.accepted({ limit: 1 })).last;
      const calledAt = Date.now();
      await bench.api('POST', `/v1/apps/${app}/messages`, {
        fromUserID: OWNER,
        toGroupID: 'all',
        text: 'to all',
        pushConfig: { title: 'All', content: 'a message to everybody', payload, resourcesID: 'chat' },
      });
      while ((reader.times.get(payload) ?? 0) < members.length && Date.now() - calledAt < 15_000) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        await reader.read();
      }
      if (index < WARM_UP) continue;
      const { accepted } = await bench.system.control.accepted({ after, limit: 2 * MEMBERS });
      const mine = accepted.filter((one) => one.payload === payload);
      lost += members.length - new Set(mine.map(({ token }) => token)).size;
      lastMs.push(Math.max(...mine.map(({ at }) => at)) - calledAt);
      for (const vendor of vendorNames) {
        const times = mine.filter(({ token }) => vendorOf.get(token) === vendor).map(({ at }) => at - calledAt);
        byVendor.get(vendor)?.push(Math.max(...times));
      }
    }
    const batching = vendorNames.filter((vendor) => vendor !== 'fcm');
    const { p50, max } = spreadOf(lastMs);
    return {
      figures: [
        {
          name: 'handed over by the vendors that batch, slowest round',
          value: round(Math.max(...batching.flatMap((vendor) => byVendor.get(vendor) ?? []))),
          unit: 'ms',
          target: { atMost: 1_000 },
        },
        { name: 'handed over by all five, p50 of rounds', value: p50, unit: 'ms' },
        { name: 'handed over by all five, slowest round', value: max, unit: 'ms' },
        { name: 'lost', value: lost, unit: 'pushes', target: { atMost: 0 } },
      ],
      details: { byVendor: Object.fromEntries([...byVendor].map(([vendor, values]) => [vendor, spreadOf(values)])) },
    };
  },
};
