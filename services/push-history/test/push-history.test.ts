import {
  deadLetterTopic,
  headers,
  messageAccepted,
  offlineRecipients,
  pushOutcomes,
  pushTask,
  pushTaskTopic,
  type NotificationReportInput,
  type PushAttemptInput,
  type PushDecisionInput,
} from '@bellhop/contracts';
import { createClient, traceService } from '@bellhop/grpc';
import {
  createProducer,
  ensureTopics,
  eventRecord,
  recordIn,
  type OutgoingRecord,
  type Producer,
} from '@bellhop/kafka';
import { Secret } from '@bellhop/runtime';
import {
  freshDatabase,
  internalKey,
  testConfig,
  testContext,
  testKafka,
  testServers,
  until,
  type FreshDatabase,
} from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPushHistory, type RunningPushHistory } from '../src/service.ts';

const common = testConfig();
const context = testContext();
const kafka = testKafka(common);
let database: FreshDatabase;
let history: RunningPushHistory;
let producer: Producer;

const traces = () => createClient(traceService, { address: history.grpcAddress, key: internalKey, deadlineMs: 10_000 });

beforeAll(async () => {
  database = await freshDatabase(testServers().databaseUrl);
  await ensureTopics(kafka, [pushTaskTopic('xiaomi')]);
  history = await startPushHistory(
    { common, database: { url: new Secret(database.url), poolSize: 4 }, grpcPort: 0, traceRetentionDays: 7 },
    context,
  );
  producer = await createProducer(kafka);
});

afterAll(async () => {
  await producer.close();
  await history.close();
  await database.drop();
  expect(context.fatal).toEqual([]);
});

const attempt = (over: PushAttemptInput): PushAttemptInput => ({
  app: 'demo',
  taskId: 't',
  vendor: 'VENDOR_XIAOMI',
  userId: 'tina',
  deviceId: 'traced',
  pushId: 'push-tina',
  attempt: 1,
  result: 'PUSH_RESULT_ACCEPTED',
  vendorCode: '0',
  vendorMessageId: 'scm1',
  atMs: Date.now(),
  tookMs: 12,
  ...over,
});
const decision = (over: PushDecisionInput): PushDecisionInput => ({
  app: 'demo',
  userId: 'tina',
  deviceId: 'traced',
  pushId: 'push-tina',
  vendor: 'VENDOR_XIAOMI',
  verdict: 'PUSH_VERDICT_PUSHED',
  offlineReason: 'no connection',
  acceptedAtMs: Date.now() - 3,
  storedAtMs: Date.now() - 2,
  decidedAtMs: Date.now() - 1,
  atMs: Date.now(),
  ...over,
});
/** The trace of a message, once it has so many entries. */
const traceOf = (messageId: string, entries: number) =>
  until(
    async () => {
      const found = await traces().getMessageTrace({ app: 'demo', messageId });
      return found.entries.length >= entries && found.entries;
    },
    { message: `${entries} entries of ${messageId}` },
  );

describe('dead letters of services', () => {
  const dead = (service: Parameters<typeof deadLetterTopic>[0], record: OutgoingRecord, more: object = {}) =>
    producer.publish([
      {
        ...record,
        topic: deadLetterTopic(service).name,
        headers: {
          ...record.headers,
          [headers.originalTopic]: record.topic,
          [headers.consumerGroup]: service,
          [headers.errorClass]: 'bug',
          [headers.errorCode]: 'TypeError',
          [headers.errorMessage]: 'half an emoji \ud83d and a \0',
          ...more,
        },
      },
    ]);
  const linesOf = (messageId: string) => traceOf(messageId, 1);

  it('show in the trace of the message that they belong to', async () => {
    const accepted = { app: 'demo', messageId: 'dead-1', conversationId: 'peer/a/b', text: 'x', acceptedAtMs: 5 };
    await dead('message-store', eventRecord(messageAccepted, accepted));
    const entries = await linesOf('dead-1');
    expect(entries.map(({ kind, pushId, vendorCode }) => [kind, pushId, vendorCode])).toEqual([
      ['accepted', '', ''],
      ['dead-letter', '', ''],
    ]);
    expect(entries[1]?.text).toMatch(
      /^could not be handled \(TypeError: half an emoji \ufffd and a \); what came from im\.message-accepted\.v1 is kept as dead letter message-store:0:\d+$/,
    );
  });

  it('show for every push of a task', async () => {
    const pushId = 'push-dee';
    const targets = [{ pushId, userId: 'dee', deviceId: 'dead-device', token: 't' }];
    const task = { app: 'demo', messageId: 'dead-2', taskId: 't', vendor: 'VENDOR_XIAOMI' as const, targets };
    await dead('vendor-adapters', recordIn(pushTaskTopic('xiaomi').name, pushTask, task));
    expect((await linesOf('dead-2'))[0]).toMatchObject({
      kind: 'dead-letter',
      pushId,
      userId: 'dee',
      vendor: 'VENDOR_XIAOMI',
    });
    const { entries } = await traces().getPushTrace({ app: 'demo', pushId });
    expect(entries[0]).toMatchObject({ kind: 'dead-letter', messageId: 'dead-2' });
  });

  it('show even when they cannot be read to their end', async () => {
    const record = eventRecord(offlineRecipients, { app: 'demo', messageId: 'dead-3', conversationId: 'c', seq: 1 });
    const value = Buffer.concat([record.value ?? Buffer.alloc(0), Buffer.from([0x62, 0x7f])]); // a chunk that ends too early
    await dead('push-router', { ...record, value });
    expect((await linesOf('dead-3'))[0]?.kind).toBe('dead-letter');
  });

  it('that this group wrote itself are passed over, and marks of what was sent back, too', async () => {
    const accepted = (messageId: string) =>
      eventRecord(messageAccepted, { app: 'demo', messageId, conversationId: 'c', text: 'x' });
    await dead('push-router', accepted('dead-4'), { [headers.consumerGroup]: 'push-history.dead-letters' });
    await dead('message-store', accepted('dead-5'), { [headers.sentBack]: '0:0' });
    await dead('message-store', accepted('dead-6'));
    await linesOf('dead-6');
    for (const messageId of ['dead-4', 'dead-5'])
      expect((await traces().getMessageTrace({ app: 'demo', messageId })).entries).toEqual([]);
  });
});

describe('outcomes', () => {
  it('are lines of the trace once, by message and by PushID', async () => {
    const records = [
      eventRecord(pushOutcomes, { decisions: [decision({ messageId: 'traced' })] }),
      eventRecord(pushOutcomes, { attempts: [attempt({ messageId: 'traced' })] }),
    ];
    await producer.publish([...records, ...records]);
    const entries = await traceOf('traced', 4);
    expect(entries.map(({ kind }) => kind)).toEqual(['accepted', 'stored', 'task', 'vendor-accepted']);
    const { entries: ofPush, nextPageToken } = await traces().getPushTrace({ app: 'demo', pushId: 'push-tina' });
    expect(ofPush[0]).toMatchObject({
      kind: 'vendor-accepted',
      vendorMessageId: 'scm1',
      text: 'attempt 1 at xiaomi: the vendor took it; took 12 ms',
    });
    expect(nextPageToken).toBe('');
    expect((await traces().getPushTrace({ app: 'other', pushId: 'push-tina' })).entries).toEqual([]);
    expect((await traces().getMessageTrace({ app: 'other', messageId: 'traced' })).entries).toEqual([]);
  });
});

it('keeps what was decided twice for one device in one moment: a ringing and its end', async () => {
  const atMs = Date.now();
  const both = ['ring', 'end'].map((taskId) => decision({ messageId: 'rung', pushId: 'push-rung', taskId, atMs }));
  await producer.publish([eventRecord(pushOutcomes, { decisions: both })]);
  const tasks = await until(async () => {
    const { entries } = await traces().getMessageTrace({ app: 'demo', messageId: 'rung' });
    const found = entries.filter(({ kind }) => kind === 'task');
    return found.length > 0 && found;
  });
  expect(tasks).toHaveLength(2);
});

it('keeps both lines of a device that was online and did not acknowledge, decided in one moment, each once', async () => {
  const common = { messageId: 'unacknowledged', pushId: 'push-unacknowledged', taskId: '', atMs: Date.now() };
  const online = decision({ ...common, verdict: 'PUSH_VERDICT_ONLINE' });
  const late = decision({ ...common, verdict: 'PUSH_VERDICT_NO_TOKEN', offlineReason: 'no acknowledgement' });
  await producer.publish([eventRecord(pushOutcomes, { decisions: [online, late, late, online] })]);
  const lines = (await traceOf('unacknowledged', 1))
    .filter(({ kind }) => kind === 'not-pushed')
    .map(({ text }) => text);
  expect(lines.toSorted()).toEqual([
    'not pushed (no acknowledgement): the device has no valid vendor token',
    'not pushed: the device is connected and gets the message over its connection',
  ]);
});

describe('pages', () => {
  // Many lines of one moment, as a message to a large group has them.
  const LINES = 12_000;
  const at = Date.now();
  const lines = Array.from({ length: LINES }, (_, index) =>
    decision({
      messageId: 'large',
      pushId: `push-${index}`,
      userId: `user-${index}`,
      acceptedAtMs: at - 3, // of the message, so the same in every line
      storedAtMs: at - 2,
      atMs: at + Math.floor(index / 5_000),
    }),
  );

  it('hold every line of a message once, from its acceptance on, in order', async () => {
    for (let from = 0; from < LINES; from += 200)
      await producer.publish([eventRecord(pushOutcomes, { decisions: lines.slice(from, from + 200) })]);
    const pages: { kind: string; atMs: number; pushId: string }[][] = [];
    const all = await until(
      async () => {
        pages.length = 0;
        for (let pageToken = ''; ;) {
          const page = await traces().getMessageTrace({ app: 'demo', messageId: 'large', limit: 5_000, pageToken });
          pages.push(page.entries);
          pageToken = page.nextPageToken;
          if (pageToken === '') break;
        }
        return pages.flat().length >= LINES + 2 && pages.flat();
      },
      { message: 'all lines' },
    );
    expect(pages.map(({ length }) => length)).toEqual([5_002, 5_000, 2_000]);
    expect(all.slice(0, 3).map(({ kind }) => kind)).toEqual(['accepted', 'stored', 'task']);
    expect(new Set(all.slice(2).map(({ pushId }) => pushId)).size).toBe(LINES);
    expect(all.map(({ atMs }) => atMs)).toEqual(all.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
  });

  it('go back in time for a PushID', async () => {
    const attempts = Array.from({ length: 25 }, (_, index) =>
      attempt({ messageId: `paged-${index}`, pushId: 'push-paged', atMs: at + Math.floor(index / 2) }),
    );
    await producer.publish([eventRecord(pushOutcomes, { attempts })]);
    await traceOf('paged-24', 1);
    const seen: string[] = [];
    for (let pageToken = ''; ;) {
      const page = await traces().getPushTrace({
        app: 'demo',
        pushId: 'push-paged',
        pageSize: 10,
        limit: 1,
        pageToken,
      });
      seen.push(...page.entries.map(({ messageId }) => messageId));
      pageToken = page.nextPageToken;
      if (pageToken === '') break;
    }
    expect(seen.toSorted()).toEqual(attempts.map(({ messageId = '' }) => messageId).toSorted());
    expect(seen[0]).toBe('paged-24');
  });

  it.each([
    ['a token of somebody else', { pageToken: 'x' }, 'pageToken'],
    ['a page that is too large', { limit: 5_001 }, 'limit'],
    ['a page that is too large', { pageSize: 5_001 }, 'pageSize'],
  ])('are refused for %s', async (_title, over, field) => {
    await expect(traces().getMessageTrace({ app: 'demo', messageId: 'large', ...over })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      field,
    });
  });
});

describe('what a device says of a notification', () => {
  const report = (over: NotificationReportInput): NotificationReportInput => ({
    app: 'demo',
    messageId: 'm-reported',
    userId: 'tina',
    deviceId: 'traced',
    pushId: 'push-tina',
    kind: 'NOTIFICATION_REPORT_KIND_CLICKED',
    atMs: Date.now(),
    ...over,
  });

  it('is in the trace beside a push to that device, once, however late the push is traced', async () => {
    const messageId = 'm-reported';
    const atMs = Date.now();
    await producer.publish([
      eventRecord(pushOutcomes, {
        reports: [
          report({ atMs: atMs + 2 }),
          report({ atMs: atMs + 3 }), // told again: its answer was lost
          report({ atMs: atMs + 1, kind: 'NOTIFICATION_REPORT_KIND_ARRIVED' }),
          report({ atMs: atMs + 1, pushId: 'push-of-mallory', deviceId: 'mallory', userId: 'mallory' }),
        ],
      }),
    ]);
    const lines = async () => {
      const { entries } = await traces().getMessageTrace({ app: 'demo', messageId });
      return entries.map(({ kind, pushId }) => [kind, pushId]);
    };
    await producer.publish([
      eventRecord(pushOutcomes, { decisions: [decision({ messageId, verdict: 'PUSH_VERDICT_PUSHED', atMs })] }),
    ]);
    await until(async () => (await lines()).some(([kind]) => kind === 'clicked'));
    expect((await lines()).filter(([kind]) => kind !== 'accepted' && kind !== 'stored')).toEqual([
      ['task', 'push-tina'],
      ['arrived', 'push-tina'],
      ['clicked', 'push-tina'],
    ]);
    const { entries } = await traces().getPushTrace({ app: 'demo', pushId: 'push-of-mallory' });
    expect(entries).toEqual([]);
  });
});
