import { randomUUID } from 'node:crypto';
import { callChanged, callChangedTopic, type CallChanged } from '@bellhop/contracts';
import { createProducer, ensureTopics, type Producer } from '@bellhop/kafka';
import { Unavailable } from '@bellhop/runtime';
import {
  collectEvents,
  freshDatabase,
  testConfig,
  testContext,
  testKafka,
  testServers,
  until,
  type CollectedEvents,
  type FreshDatabase,
} from '@bellhop/testkit';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callDesk, type CallDesk } from '../src/calls/call-desk.ts';
import { watchCallers } from '../src/calls/caller-watch.ts';
import { tidyCalls } from '../src/calls/tidy-calls.ts';
import { callStore, type CallStore } from '../src/db/call-store.ts';
import { openStoreDatabase, type StoreDatabase } from '../src/db/database.ts';
import type { CallCommand, CallRecord } from '../src/domain/call-machine.ts';
import type { UserPresence } from '../src/domain/ports.ts';
import type { MessageStore } from '../src/db/message-store.ts';
import { storeEvents } from '../src/events.ts';
import { callServiceHandlers } from '../src/rpc/call-service.ts';
import { syncServiceHandlers } from '../src/rpc/sync-service.ts';

const context = testContext();
const { log } = context;
const kafka = testKafka(testConfig());
let fresh: FreshDatabase;
let db: StoreDatabase;
let other: StoreDatabase;
let producer: Producer;
let told: CollectedEvents<CallChanged>;
let store: CallStore;
const events = storeEvents(log);
let nextCall = 0;

/** A desk as a replica has it. */
const deskOn = (database: StoreDatabase, over: { producer?: Producer; clock?: () => number } = {}): CallDesk =>
  callDesk({ calls: callStore(database), producer, events, log, clock: Date.now, ...over });
const newId = (): string => `call-${(nextCall += 1)}`;
const by = (userId: string, deviceId = `${userId}-phone`) => ({ userId, deviceId, extendedData: '' });
const calling = (over: { invitees?: string[]; timeoutSeconds?: number; deviceId?: string } = {}): CallCommand => ({
  kind: 'call',
  ...by('alice', over.deviceId ?? 'alice-phone'),
  invitees: over.invitees ?? ['bob'],
  timeoutSeconds: over.timeoutSeconds ?? 600,
  pushConfig: null,
});
const toldOf = (callId: string) =>
  told.events.filter(({ call }) => call?.callId === callId).map(({ call }) => Number(call?.version));
const stateOf = (call: CallRecord | undefined, userId: string) =>
  call?.members.find((member) => member.userId === userId)?.state;
/** What a handler may know of who asks. */
const asked = { bearer: undefined, peerAltNames: undefined, signal: new AbortController().signal };
const find = (callId: string) => store.find({ app: 'demo', callId });

beforeAll(async () => {
  fresh = await freshDatabase(testServers().databaseUrl);
  [db, other] = (await Promise.all([1, 2].map(() => openStoreDatabase({ url: fresh.url, poolSize: 4, log })))) as [
    StoreDatabase,
    StoreDatabase,
  ];
  await ensureTopics(kafka, [callChangedTopic]);
  producer = await createProducer(kafka);
  told = await collectEvents(kafka, { topics: [callChangedTopic], event: callChanged, onFatal: context.onFatal });
  store = callStore(db);
});

afterAll(async () => {
  await told.stop();
  expect(context.fatal).toEqual([]);
  await producer.close();
  await Promise.all([db.close(), other.close()]);
  await fresh.drop();
});

describe('two replicas', () => {
  it('never let two answers hold that exclude each other', async () => {
    const desks = [deskOn(db), deskOn(other)] as const;
    const rivals: CallCommand[] = [
      { kind: 'accept', ...by('bob', 'phone') },
      { kind: 'accept', ...by('bob', 'tablet') },
      { kind: 'reject', ...by('bob', 'watch') },
      { kind: 'cancel', ...by('alice'), invitees: [] },
    ];
    const rounds = Array.from({ length: 100 }, async () => {
      const callId = newId();
      await desks[0].carryOut({ app: 'demo', callId, command: calling() });
      const answers = await Promise.all(
        rivals.map((command, index) => desks[index % 2 === 0 ? 0 : 1].carryOut({ app: 'demo', callId, command })),
      );
      const won = answers.flatMap(({ refusal }, index) => (refusal === undefined ? [index] : []));
      expect(won).toHaveLength(1);
      const state = stateOf(await find(callId), 'bob');
      expect(state).toBe(['accepted', 'accepted', 'rejected', 'cancelled'][won[0] ?? -1]);
      await until(() => toldOf(callId).length >= 2);
      expect(toldOf(callId)).toEqual([1, 2]);
    });
    await Promise.all(rounds);
    await Promise.all(desks.map((desk) => desk.close()));
  });

  it('make one call of one id, whoever is asked', async () => {
    const desks = [deskOn(db), deskOn(other)];
    const ids = Array.from({ length: 50 }, newId);
    const made = await Promise.all(
      ids.flatMap((callId) => desks.map((desk) => desk.carryOut({ app: 'demo', callId, command: calling() }))),
    );
    expect(made.filter(({ changes }) => changes.length > 0)).toHaveLength(ids.length);
    expect(made.every(({ refusal }) => refusal === undefined)).toBe(true);
    await Promise.all(desks.map((desk) => desk.close()));
  });

  it('keep what they answered, whatever comes in whatever order', async () => {
    const desks = [deskOn(db), deskOn(other)] as const;
    const user = fc.constantFrom('alice', 'bob', 'carl');
    const command = fc.oneof(
      fc
        .record({ kind: fc.constantFrom('accept', 'reject', 'quit', 'join', 'end'), user })
        .map(({ kind, user: who }) => ({ kind: kind as 'accept', ...by(who) })),
      fc.constant<CallCommand>({ kind: 'cancel', ...by('alice'), invitees: [] }),
      user.map((userId): CallCommand => ({ kind: 'confirm', userId, deviceId: 'phone' })),
    );
    const given = fc.array(fc.record({ command, replica: fc.constantFrom(0, 1) }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(given, async (steps) => {
        const callId = newId();
        await desks[0].carryOut({ app: 'demo', callId, command: calling({ invitees: ['bob', 'carl'] }) });
        const decisions = await Promise.all(
          steps.map(({ command: one, replica }) => desks[replica].carryOut({ app: 'demo', callId, command: one })),
        );
        const changes = decisions.flatMap((decision) => decision.changes);
        const versions = changes.map(({ call }) => call.version).sort((a, b) => a - b);
        expect(versions).toEqual(versions.map((_, index) => index + 2)); // each change once, none on top of an old state
        const kept = await find(callId);
        const last = changes.toSorted((a, b) => a.call.version - b.call.version).at(-1);
        expect(kept).toEqual(last?.call ?? kept);
      }),
      { numRuns: 50 },
    );
    await Promise.all(desks.map((desk) => desk.close()));
  });
});

describe('what has changed', () => {
  it('is told after Kafka was away, by whichever replica finds it', async () => {
    const away: Producer = {
      ...producer,
      publish: () => Promise.reject(new Unavailable('away')),
    };
    const desk = deskOn(db, { producer: away });
    const callId = newId();
    const decision = await desk.carryOut({ app: 'demo', callId, command: calling() });
    expect(decision.refusal).toBeUndefined();
    await desk.carryOut({ app: 'demo', callId, command: { kind: 'cancel', ...by('alice'), invitees: [] } });
    await desk.close();
    expect(toldOf(callId)).toEqual([]);
    const heir = deskOn(other);
    await until(() => toldOf(callId).length >= 2);
    expect(toldOf(callId)).toEqual([1, 2]);
    await heir.close();
  });

  it('is forgotten once it is told', async () => {
    const desk = deskOn(db);
    const callId = newId();
    await desk.carryOut({ app: 'demo', callId, command: calling() });
    await until(async () => {
      const rows = await db.prepared('left', 'select from message_store.call_event where call_id = $1', [callId]);
      return rows.length === 0;
    });
    await desk.close();
  });
});

describe('time', () => {
  it('ends what timed out while nothing ran, at once, and once among replicas', async () => {
    const stopped = deskOn(db, { clock: () => Date.now() - 5_000 });
    const ids = Array.from({ length: 200 }, newId);
    await Promise.all(
      ids.map((callId) => stopped.carryOut({ app: 'demo', callId, command: calling({ timeoutSeconds: 1 }) })),
    );
    await stopped.close();
    const begun = Date.now();
    const desks = [deskOn(db), deskOn(other)];
    await until(async () => {
      const found = await Promise.all(ids.map(find));
      return found.every((call) => call?.isEnded === true && stateOf(call, 'bob') === 'notReceived');
    });
    expect(Date.now() - begun).toBeLessThan(5_000);
    await until(() => ids.every((callId) => toldOf(callId).length >= 2));
    for (const callId of ids) expect([...new Set(toldOf(callId))]).toEqual([1, 2]); // one may be told twice
    await Promise.all(desks.map((desk) => desk.close()));
  });

  it('ends calls that nobody is there to end, and deletes old ones', async () => {
    const day = 86_400_000;
    const long = deskOn(db, { clock: () => Date.now() - 2 * day });
    const callId = newId();
    await long.carryOut({ app: 'demo', callId, command: calling() });
    await long.carryOut({ app: 'demo', callId, command: { kind: 'accept', ...by('bob') } });
    await long.close();
    const desk = deskOn(db);
    await tidyCalls({ calls: store, desk, nowMs: Date.now(), retentionDays: 30 });
    expect((await find(callId))?.isEnded).toBe(true);
    await tidyCalls({ calls: store, desk, nowMs: Date.now(), retentionDays: 1 });
    expect(await find(callId)).toBeUndefined();
    await desk.close();
  });
});

describe('a caller', () => {
  it('who is gone for longer than a reconnect takes ends their call; one of whom nothing is known does not', async () => {
    let now = Date.now();
    const presence = new Map<string, UserPresence>();
    const desk = deskOn(db);
    const watch = watchCallers({
      calls: { dependingOnCaller: (after, limit) => store.dependingOnCaller(after, limit) },
      presence: { of: () => Promise.resolve(presence) },
      desk,
      log,
      clock: () => now,
    });
    const [here, gone, unknown] = [newId(), newId(), newId()];
    const call = (callId: string, userId: string) =>
      desk.carryOut({ app: 'demo', callId, command: { ...calling(), ...by(userId) } });
    await Promise.all([call(here, 'here'), call(gone, 'gone'), call(unknown, 'unknown')]);
    presence.set('demo/here', { kind: 'known', devices: [{ deviceId: 'here-phone', gatewayAddress: '' }] });
    presence.set('demo/gone', { kind: 'known', devices: [{ deviceId: 'gone-tablet', gatewayAddress: '' }] });
    presence.set('demo/unknown', { kind: 'unknown' });
    await new Promise((resolve) => setTimeout(resolve, 1_200)); // a look
    expect((await find(gone))?.isEnded).toBe(false);
    now += 10_001;
    await until(async () => (await find(gone))?.isEnded);
    expect(stateOf(await find(gone), 'bob')).toBe('cancelled');
    expect((await find(here))?.isEnded).toBe(false);
    expect((await find(unknown))?.isEnded).toBe(false);
    await watch.close();
    await desk.close();
  });
});

it('lists a user’s calls, newest first, in pages, and those that ring now', async () => {
  const desk = deskOn(db);
  const ids = Array.from({ length: 5 }, newId);
  for (const callId of ids) await desk.carryOut({ app: 'demo', callId, command: calling({ invitees: ['zoe'] }) });
  await desk.carryOut({ app: 'demo', callId: ids[0] ?? '', command: { kind: 'reject', ...by('zoe') } });
  const first = await store.listOf({ app: 'demo', userId: 'zoe', before: undefined, limit: 3 });
  const last = first.at(-1) as CallRecord;
  const rest = await store.listOf({ app: 'demo', userId: 'zoe', before: last, limit: 3 });
  expect([...first, ...rest].map(({ callId }) => callId).sort()).toEqual([...ids].sort());
  const times = [...first, ...rest].map(({ createdAtMs }) => createdAtMs);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  const ringing = await store.ringing({ app: 'demo', userId: 'zoe', nowMs: Date.now(), limit: 10 });
  expect(ringing.map(({ callId }) => callId).sort()).toEqual(ids.slice(1).sort());
  expect(
    await store.areRinging(
      [ids[0] ?? '', ids[1] ?? '', 'none'].map((callId) => ({ app: 'demo', userId: 'zoe', callId })),
      Date.now(),
    ),
  ).toEqual([false, true, false]);
  await desk.close();
});

it('gives of calls in which much was said no more at once than a client can be sent', async () => {
  const desk = deskOn(db);
  const said = '\u0001'.repeat(2_048); // six characters each in JSON
  const crowd = Array.from({ length: 8 }, (_, index) => `chatty-${index}`);
  const ids = Array.from({ length: 12 }, () => randomUUID());
  for (const callId of ids) {
    const does = (command: CallCommand) => desk.carryOut({ app: 'demo', callId, command });
    await does({ ...calling({ invitees: ['zac', ...crowd] }), extendedData: said } as CallCommand);
    await Promise.all(crowd.map((userId) => does({ kind: 'accept', ...by(userId), extendedData: said })));
  }
  const sizeOf = (calls: unknown): number => Buffer.byteLength(JSON.stringify(calls));
  const handlers = callServiceHandlers({ calls: store, desk });
  const listed: string[] = [];
  for (let pageToken = '', pages = 0; pages === 0 || pageToken !== ''; pages += 1) {
    const page = await handlers.ListCalls({ app: 'demo', userId: 'zac', pageSize: 100, pageToken }, asked);
    expect(sizeOf(page.calls)).toBeLessThan(1_048_576);
    listed.push(...(page.calls ?? []).map(({ callId }) => callId ?? ''));
    pageToken = page.nextPageToken ?? '';
  }
  expect(listed.toSorted()).toEqual(ids.toSorted());
  const sync = syncServiceHandlers({
    messages: {} as MessageStore,
    groups: { permissions: () => Promise.resolve([]) },
    ...{ calls: store, desk, oldestAtMs: () => 0, clock: Date.now },
  });
  const { calls: ringing } = await sync.ListRinging({ app: 'demo', userId: 'zac' }, asked);
  expect(ringing?.length).toBeGreaterThan(1);
  expect(sizeOf(ringing)).toBeLessThan(1_048_576);
  await desk.close();
});

it('decides all other calls while one is locked by a replica that stands still', async () => {
  const desk = deskOn(db);
  const [locked, free] = [newId(), newId()];
  await desk.carryOut({ app: 'demo', callId: locked, command: calling() });
  await desk.carryOut({ app: 'demo', callId: free, command: calling() });
  await other.kysely.transaction().execute(async (transaction) => {
    await sql`select from message_store.call where call_id = ${locked} for update`.execute(transaction);
    const held = desk.carryOut({ app: 'demo', callId: locked, command: { kind: 'accept', ...by('bob') } });
    const rest = [1, 2, 3].map(() => desk.carryOut({ app: 'demo', callId: newId(), command: calling() }));
    const accepted = desk.carryOut({ app: 'demo', callId: free, command: { kind: 'accept', ...by('bob') } });
    await expect(held).rejects.toMatchObject({ retryable: true });
    expect((await accepted).refusal).toBeUndefined();
    await Promise.all(rest);
  });
  const after = await desk.carryOut({ app: 'demo', callId: locked, command: { kind: 'accept', ...by('bob') } });
  expect(after.refusal).toBeUndefined();
  await desk.close();
});
