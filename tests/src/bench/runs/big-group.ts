import type { Benchmark } from '../benchmark.ts';
import { app, type Bench } from '../bench-system.ts';
import { atRate, createSender, createVendorReader, otherErrorsOf, type VendorReader } from '../load.ts';
import { round, spreadOf, type Spread } from '../statistics.ts';
import { usageFromNow } from '../usage-over.ts';
import type { OfflineUser } from '../../system/offline-users.ts';

const MEMBERS = 100_000;
/** Members with a phone, in as many parts: ids of one part stand together, with members who have none between them. */
const PARTS = 100;
const PHONES_PER_PART = 300;
const PER_CALL = 2_000;
const OWNER = 'owner';
const PEERS = 500;
const PEER_RATE = 200;
const WARM_UP_MS = 10_000;
const QUIET_MS = 20_000;
/** Peer messages flow for so long with the group's message; everything must be at the vendors by then. */
const BUSY_MS = 40_000;
const ROUNDS = 2;
const SAMPLE_MS = 500;
/** Longer than the pause before a second retry. */
const SILENCE_MS = 45_000;
const watched = ['message-store', 'push-router'] as const;

export const bigGroup: Benchmark = {
  name: 'big-group',
  about: `one message to ${MEMBERS.toLocaleString('en')} members, ${(PARTS * PHONES_PER_PART).toLocaleString('en')} of them with a phone, while ${PEER_RATE} peer messages per second flow`,
  run: async (bench) => {
    const phones = await makeGroup(bench);
    const peers = await bench.offlineUsers('peer', PEERS);
    bench.progress('warming up');
    await peerTimes(bench, peers, WARM_UP_MS);
    bench.progress('peer messages alone');
    const quiet = spreadOf((await peerTimes(bench, peers, QUIET_MS)).map(({ ms }) => ms));
    const rounds: Round[] = [];
    for (let index = 0; index < ROUNDS; index += 1) {
      bench.progress(`with the group's message, ${index + 1} of ${ROUNDS}`);
      rounds.push(await roundWithGroup(bench, { peers, phones, payload: `to-all-${index}` }));
    }
    const slowest = rounds.reduce((one, other) => (other.busy.p99 > one.busy.p99 ? other : one));
    return {
      figures: [
        { name: 'peer messages alone, p50', value: quiet.p50, unit: 'ms' },
        { name: 'peer messages alone, p99', value: quiet.p99, unit: 'ms' },
        { name: 'beside the group’s message, p50, slower round', value: slowest.busy.p50, unit: 'ms' },
        { name: 'beside the group’s message, p99, slower round', value: slowest.busy.p99, unit: 'ms' },
        {
          name: 'p99 beside it to p99 alone',
          value: round(slowest.busy.p99 / quiet.p99),
          unit: '×',
          target: { atMost: 2 },
        },
        {
          name: 'until all phones were at the vendors, slower round',
          value: round(Math.max(...rounds.map(({ allMs }) => allMs)) / 1_000),
          unit: 's',
        },
        {
          name: 'lost',
          value: rounds.reduce((sum, { lost }) => sum + lost, 0),
          unit: 'pushes',
          target: { atMost: 0 },
        },
        { name: 'repeated', value: rounds.reduce((sum, { repeated }) => sum + repeated, 0), unit: 'pushes' },
        ...watched.map((name) => ({
          name: `${name}: highest memory`,
          value: round(Math.max(...rounds.map(({ memory }) => memory[name] ?? 0))),
          unit: 'MB',
        })),
      ],
      details: { quiet, rounds },
    };
  },
};

interface Round {
  /** Peer messages that were called while the group's was on its way. */
  readonly busy: Spread;
  readonly byVendor: Readonly<Record<string, Spread>>;
  readonly allMs: number;
  readonly lost: number;
  readonly repeated: number;
  readonly memory: Readonly<Record<string, number>>;
  readonly memoryBefore: Readonly<Record<string, number>>;
  readonly usage: unknown;
}

/** Resolves with how many members have a phone. */
async function makeGroup(bench: Bench): Promise<number> {
  const members: string[] = [];
  let phones = 0;
  for (let part = 0; part < PARTS; part += 1) {
    const users = await bench.offlineUsers(`part-${String(part).padStart(3, '0')}`, PHONES_PER_PART);
    phones += users.length;
    members.push(...users.map(({ userId }) => userId));
    for (let index = 0; members.length < ((part + 1) * (MEMBERS - 1)) / PARTS; index += 1)
      members.push(`${users[index % users.length]?.userId ?? ''}-${index}`);
    if (part % 20 === 19) bench.progress(`${phones} phones registered`);
  }
  await bench.api('POST', `/v1/apps/${app}/groups`, { groupID: 'big', name: 'Big', ownerUserID: OWNER });
  const begun = Date.now();
  for (let from = 0; from < members.length; from += PER_CALL)
    await bench.api('POST', `/v1/apps/${app}/groups/big/members`, { userIDs: members.slice(from, from + PER_CALL) });
  bench.progress(`${members.length} members added in ${round((Date.now() - begun) / 1_000)} s`);
  return phones;
}

/** Sends peer messages at the rate; gives when each was called, and how long it took to its vendor. */
async function peerTimes(
  bench: Bench,
  peers: readonly OfflineUser[],
  forMs: number,
  reader?: VendorReader,
): Promise<{ calledAt: number; ms: number; vendor: string }[]> {
  const vendors = reader ?? (await createVendorReader(bench));
  const sender = createSender(bench, 16);
  const calledAt: number[] = [];
  await atRate({ callsPerSecond: PEER_RATE, forMs }, ({ index }) => {
    calledAt.push(performance.timeOrigin + performance.now());
    return sender.send([peers[index % peers.length] as OfflineUser]);
  });
  const { acceptedIds } = sender.count;
  const { lost } = await vendors.until(acceptedIds, SILENCE_MS);
  await sender.close();
  const { shed } = sender.count;
  if (lost > 0 || otherErrorsOf(sender.count) > 0 || shed > 0)
    throw new Error(
      `of the peer messages ${lost} were lost, ${shed} shed, and refused: ${JSON.stringify([...sender.count.otherErrors])}`,
    );
  return [...acceptedIds].map((id) => {
    const index = Number(id.split('-').at(-1));
    const called = calledAt[index] ?? 0;
    const { vendor = '' } = peers[index % peers.length] ?? {};
    return { vendor, calledAt: called, ms: Math.max(0, (vendors.receivedAt.get(id) ?? 0) - called) };
  });
}

async function roundWithGroup(
  bench: Bench,
  { peers, phones, payload }: { peers: readonly OfflineUser[]; phones: number; payload: string },
): Promise<Round> {
  const reader = await createVendorReader(bench);
  const memoryBefore = memoryOf(bench);
  const memory = { ...memoryBefore };
  const sampling = setInterval(() => {
    for (const [name, megabytes] of Object.entries(memoryOf(bench)))
      memory[name] = Math.max(memory[name] ?? 0, megabytes);
  }, SAMPLE_MS);
  const usage = usageFromNow(bench);
  const flowing = peerTimes(bench, peers, BUSY_MS, reader);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const after = (await bench.system.control.accepted({ limit: 1 })).last;
  const sentAt = Date.now();
  await bench.api('POST', `/v1/apps/${app}/messages`, {
    fromUserID: OWNER,
    toGroupID: 'big',
    text: 'to all',
    pushConfig: { title: 'Big', content: 'a message to everybody', payload, resourcesID: 'chat' },
  });
  const times = await flowing;
  clearInterval(sampling);
  const share = usage();
  const mine: { token: string; at: number }[] = [];
  for (let from = after; ;) {
    const { accepted } = await bench.system.control.accepted({ after: from, limit: 20_000 });
    mine.push(...accepted.filter((one) => one.payload === payload));
    if (accepted.length < 20_000) break;
    from = accepted.at(-1)?.n ?? from;
  }
  const lastAt = mine.reduce((last, { at }) => Math.max(last, at), sentAt);
  const reached = new Set(mine.map(({ token }) => token)).size;
  const beside = times.filter(({ calledAt }) => calledAt >= sentAt && calledAt <= lastAt);
  return {
    busy: spreadOf(beside.map(({ ms }) => ms)),
    byVendor: Object.fromEntries(
      [...Map.groupBy(beside, ({ vendor }) => vendor)].map(([vendor, of]) => [
        vendor,
        spreadOf(of.map(({ ms }) => ms)),
      ]),
    ),
    allMs: lastAt - sentAt,
    lost: phones - reached,
    repeated: mine.length - reached,
    memory,
    memoryBefore,
    usage: share,
  };
}

function memoryOf(bench: Bench): Record<string, number> {
  const usage = bench.usage();
  return Object.fromEntries(watched.map((name) => [name, (usage.get(name)?.rssBytes ?? 0) / 1_000_000]));
}
