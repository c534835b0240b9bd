import type { MessageServiceDefinition, StoredMessage, SyncServiceDefinition } from '@bellhop/contracts';
import { adminService, createClient, messageService, syncService, type Client } from '@bellhop/grpc';
import { InvalidInput, Secret } from '@bellhop/runtime';
import { internalKey, testContext, until } from '@bellhop/testkit';
import fc from 'fast-check';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { operatorKey, startPipeline, type Pipeline } from '../src/start-pipeline.ts';
import { simulatorCertificates } from '../src/system/prepare-app.ts';

/** What a caller may write: mostly what is asked for, sometimes anything at all. */
type Message = Record<string, unknown>;
/** What a door answers. */
interface Answer {
  readonly messageID?: string;
  readonly code?: string;
  readonly field?: string;
}

const APP = 'demo';
const SENDER = 'alice';
/** Of 5 to 12 messages each, per door. */
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 12);
const context = testContext();
let pipeline: Pipeline;
let apiKey: string;
let socket: WebSocket;
let messages: Client<MessageServiceDefinition>;
let stored: Client<SyncServiceDefinition>;

const frames = new Map<number, (answer: Answer) => void>();
let nextFrame = 1;
const ask = (type: string, body: object): Promise<Answer> =>
  new Promise((resolve) => {
    const id = nextFrame++;
    frames.set(id, resolve);
    socket.send(JSON.stringify({ v: 1, id, type, body }));
  });

const doors: Record<string, (message: Message) => Promise<Answer>> = {
  HTTP: async (message) => {
    const response = await fetch(`${pipeline.gateway.httpUrl}/v1/apps/${APP}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ fromUserID: SENDER, ...message }),
    });
    const { error, ...accepted } = (await response.json()) as Answer & { error?: Answer };
    return error ?? accepted;
  },
  WebSocket: (message) => ask('send', message),
  gRPC: async ({ toUserID, localMessageID, pushConfig, ...content }) => {
    const { payload, title, content: line } = (pushConfig ?? {}) as Record<string, string>;
    const message = {
      fromUserId: SENDER,
      toUserId: toUserID as string,
      ...(localMessageID === undefined ? {} : { localId: localMessageID as string }),
      ...(content as { text?: string }),
      ...(pushConfig === undefined ? {} : { pushConfig: { title, content: line, payload } as object }),
    };
    try {
      const { accepted, refused } = await messages.sendMessage({ app: APP, message });
      return accepted == null ? { ...refused } : { messageID: accepted.messageId };
    } catch (error) {
      if (error instanceof InvalidInput) return { code: error.code, field: error.field ?? '' };
      throw error;
    }
  },
};

const oddities = [
  '\0',
  'a\ud83d',
  '\udc00',
  '\ufffd',
  '\ufeff',
  '\u202e',
  '\r\n',
  '\u0007',
  '\ud83d\ude00',
  "'; --",
  '{{',
  '%00',
];
/** Texts of all Unicode and of what is not even that. */
const text = (maxLength: number) =>
  fc.oneof(
    fc.string({ unit: 'binary', maxLength }),
    fc.string({ unit: 'grapheme', maxLength }),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength }).map((units) => String.fromCharCode(...units)),
    fc
      .array(fc.constantFrom(...oddities), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join('x').slice(0, maxLength)),
  );
const good = { weight: 6, arbitrary: fc.integer({ min: 0, max: 200 }) };
const int32 = fc.oneof(good, fc.constantFrom(-1, 201, 2 ** 31 - 1, -(2 ** 31)));
const number = fc.oneof(good, int32, fc.constantFrom(1.5, 2 ** 31, -(2 ** 63), Number.MAX_SAFE_INTEGER, 1e308));
const payload = fc.oneof(text(120), fc.json({ maxDepth: 4 }));
/** `type` as the door carries it. */
const messageWith = (type: fc.Arbitrary<number>): fc.Arbitrary<Message> =>
  fc
    .tuple(
      fc.oneof(
        fc.record({ text: text(300) }),
        fc.record({ custom: fc.record({ type, data: fc.oneof(text(200), fc.json()) }) }),
      ),
      fc.record(
        {
          localMessageID: text(64),
          pushConfig: fc.record(
            { title: text(64), content: text(512), payload },
            { requiredKeys: ['title', 'content'] },
          ),
        },
        { requiredKeys: [] },
      ),
    )
    .map(([what, more]) => ({ ...what, ...more }));
/** The same with one field that anybody may have written, nested as deep as they like. */
const spoilt: fc.Arbitrary<Message> = fc
  .tuple(
    messageWith(number),
    fc.constantFrom('text', 'custom', 'pushConfig', 'localMessageID', 'targetUserIDs', 'other'),
    fc.jsonValue(),
  )
  .map(([whole, field, value]) => ({ ...whole, [field]: value }));
const json = fc.oneof(messageWith(number), spoilt);

const mended = (given: unknown): unknown => (typeof given === 'string' ? given.toWellFormed() : given);

beforeAll(async () => {
  pipeline = await startPipeline(context);
  const client = { address: pipeline.gateway.grpcAddress, deadlineMs: 5_000 };
  const operator = createClient(adminService, { ...client, key: operatorKey });
  const app = await operator.createApp({
    app: APP,
    name: 'Demo',
    packageName: 'com.example.bellhop',
    limits: { messagesPerSecond: 1_000 },
  });
  const { fcm } = await simulatorCertificates(pipeline.control, pipeline.simulator.urls);
  await operator.saveCertificateSet({ app: APP, vendor: 'VENDOR_FCM', credentialJson: JSON.stringify(fcm) });
  operator.close();
  ({ apiKey } = app);
  messages = createClient(messageService, { ...client, key: new Secret(apiKey) });
  stored = createClient(syncService, { address: pipeline.storeAddress, key: internalKey, deadlineMs: 5_000 });
  const probe = { fromUserId: SENDER, toUserId: 'nobody', text: 'x' };
  await until(() => messages.sendMessage({ app: APP, message: probe }).then(() => true));
  socket = new WebSocket(`${pipeline.gateway.httpUrl.replace('http', 'ws')}/v1/ws`);
  socket.on('message', (data: Buffer) => {
    const { replyTo, body } = JSON.parse(data.toString()) as { replyTo?: number; body: Answer };
    frames.get(replyTo ?? 0)?.(body);
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const token = await new SignJWT({ app: APP })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(SENDER)
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(app.clientTokenSecret));
  expect(await ask('login', { app: APP, token, deviceID: 'alice-phone', platform: 'android' })).toHaveProperty(
    'userID',
  );
});

afterAll(async () => {
  socket.close();
  messages.close();
  stored.close();
  await pipeline.close();
  expect(context.fatal).toEqual([]);
});

let users = 0;

/** Sends to somebody new with one phone, and holds every answer against what is stored, traced and on the phone. */
async function holds(door: string, given: readonly Message[]): Promise<void> {
  users += 1;
  const user = `bob-${String(users)}`;
  const phone = await pipeline.phoneFor(user, 'fcm');
  const send = doors[door] as (message: Message) => Promise<Answer>;
  const answers = await Promise.all(given.map((one) => send({ ...one, toUserID: user })));

  const accepted = new Map<string, Message>();
  for (const [index, answer] of answers.entries()) {
    const one = given[index] as Message;
    if (answer.messageID === undefined)
      expect([answer.code, Boolean(answer.field), one]).toEqual([expect.any(String), true, one]);
    else accepted.set(answer.messageID, one);
  }

  const found = await until(async () => {
    const { messages: all } = await stored.sync({ app: APP, userId: user, deviceId: `${user}-fcm`, pageSize: 200 });
    return all.length >= accepted.size && new Map(all.map((one) => [one.messageId, one]));
  });
  expect([...found.keys()].sort()).toEqual([...accepted.keys()].sort());
  const payloads: unknown[] = [];
  for (const [messageId, one] of accepted) {
    expect(kept(found.get(messageId))).toEqual({
      text: mended(one['text']),
      custom: one['custom'] && { ...one['custom'], data: mended((one['custom'] as { data: unknown }).data) },
      localMessageID: one['localMessageID'] ?? '',
    });
    const wanted = one['pushConfig'] == null ? 'not-pushed' : 'vendor-accepted';
    await until(
      async () => {
        const { entries } = await pipeline.traces.getMessageTrace({ app: APP, messageId });
        return entries.some(({ kind, userId }) => kind === wanted && (userId === user || wanted === 'not-pushed'));
      },
      { message: `${wanted} in the trace of ${JSON.stringify(one)}` },
    );
    if (one['pushConfig'] != null) payloads.push(mended((one['pushConfig'] as { payload?: string }).payload ?? ''));
  }
  const notifications = await pipeline.control.notificationsAfter(phone.phoneId, 0, payloads.length > 0 ? 15_000 : 0);
  expect(notifications.map((shown) => shown.payload ?? '').sort()).toEqual(payloads.sort());
}

const kept = (one: StoredMessage | undefined) => ({
  text: one?.text ?? undefined,
  custom: one?.custom ?? undefined,
  localMessageID: one?.localId,
});

describe.each([
  ['HTTP', json],
  ['WebSocket', json],
  ['gRPC', messageWith(int32)],
])('what is accepted by %s', (door, messageOf) => {
  it('is stored as it was accepted, pushed, and found in the trace; what is refused names a field', async () => {
    const some = fc.array(messageOf, { minLength: 5, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(some, (given) => holds(door, given)),
      { numRuns: RUNS, endOnFailure: true }, // to shrink takes longer than a test may, with waits in it
    );
  });
});
