import { randomUUID } from 'node:crypto';
import {
  offlineRecipients,
  pushTask,
  urgentOfflineRecipientTopic,
  urgentTaskTopic,
  type CallPushKind,
  type PushTask,
} from '@bellhop/contracts';
import { createClient, userDeviceService } from '@bellhop/grpc';
import { ensureTopics, recordIn } from '@bellhop/kafka';
import { openDatabase } from '@bellhop/postgres';
import { collectEvents } from '@bellhop/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { tokenSha256 } from '../src/db/device-store.ts';
import { startRouting, type Routing } from './routing-harness.ts';

let routing: Routing & { close(): Promise<void> };
let urgent: Awaited<ReturnType<typeof collectEvents<PushTask>>>;

beforeAll(async () => {
  routing = await startRouting();
  const topics = [urgentTaskTopic('xiaomi')];
  await ensureTopics(routing.kafka, topics);
  urgent = await collectEvents(routing.kafka, { topics, event: pushTask, onFatal: routing.context.onFatal });
});
afterAll(async () => {
  await urgent.stop();
  await routing.close();
  expect(routing.context.fatal).toEqual([]);
});

/** What message-store would say of a call that has rung for a minute. */
async function call(
  app: string,
  userId: string,
  kind: CallPushKind = 'CALL_PUSH_KIND_ANSWERED',
  { rangMsAgo = 60_000, endedMsAgo = 0 } = {},
) {
  const callId = randomUUID();
  const now = Date.now();
  const event = {
    ...{ app, messageId: callId, conversationId: `call/${callId}`, senderUserId: 'caller' },
    ...{ acceptedAtMs: now, storedAtMs: now, decidedAtMs: now - endedMsAgo },
    reason: 'OFFLINE_REASON_NO_CONNECTION' as const,
    recipients: [{ userId }],
    pushConfig: { title: 'Caller', content: 'calls you' },
    call: {
      ...{ kind, callId, callerUserId: 'caller', rangAtMs: now - rangMsAgo },
      ...{ expiresAtMs: now + 60_000, pushExpiresAtMs: now + 600_000 },
    },
  };
  await routing.producer.publish([recordIn(urgentOfflineRecipientTopic.name, offlineRecipients, event)]);
  return callId;
}
const single = () => routing.app({ deviceMode: 'DEVICE_MODE_SINGLE' });
/** A phone that rings when its user logs in on a tablet, where only one device may be logged in. */
const kicked = async (app: string, userId: string) => {
  const phone = await routing.register(app, userId);
  await routing.devices.bindDevice({ app, deviceId: `tablet-of-${userId}`, userId, platform: 'android' });
  return phone;
};

it('is told of the end of its ringing, though a newer login has ended its own', async () => {
  const app = await single();
  const { pushId, token } = await kicked(app, 'sam');
  const callId = await call(app, 'sam');
  expect(await routing.verdictsOf(callId)).toEqual(['phone-of-sam: PUSHED']);
  const task = urgent.events.find(({ messageId }) => messageId === callId);
  expect(task).toMatchObject({ title: 'Caller', content: 'Answered on another device', targets: [{ pushId, token }] });
  const target = { app, pushId, userId: 'sam', tokenSha256: tokenSha256(token), callId, decidedAtMs: Date.now() };
  const check = async (endsRinging: boolean) =>
    (await routing.targets.checkTargets({ vendor: 'VENDOR_XIAOMI', targets: [{ ...target, endsRinging }] })).targets[0]
      ?.state;
  expect([await check(true), await check(false)]).toEqual(['TARGET_STATE_GOOD', 'TARGET_STATE_NOT_BOUND']);
});

it('is told of it where the app has ended the login', async () => {
  const app = await routing.app();
  await routing.register(app, 'tia');
  const devices = createClient(userDeviceService, routing.at);
  onTestFinished(() => devices.close());
  await devices.endUserDevices({ app, userId: 'tia' });
  expect(await routing.verdictsOf(await call(app, 'tia', 'CALL_PUSH_KIND_MISSED'))).toEqual(['phone-of-tia: PUSHED']);
});

it('is told of nothing else: no ring, no message, nothing of a call that came later', async () => {
  const app = await single();
  await kicked(app, 'uma');
  const message = await routing.offline(app, { recipients: [{ userId: 'uma' }] });
  const calls = [
    await call(app, 'uma', 'CALL_PUSH_KIND_RING'),
    await call(app, 'uma', undefined, { rangMsAgo: -1_000 }),
  ];
  for (const id of [message, ...calls]) expect(await routing.verdictsOf(id)).toEqual(['uma: NO_DEVICE']);
});

it('is told of nothing when its user has logged out, push was unregistered, or somebody else is there', async () => {
  const app = await single();
  const out = await routing.register(app, 'vic');
  await routing.devices.unbindDevice({ app, deviceId: out.deviceId, userId: 'vic' });
  const off = await routing.register(app, 'wes');
  await routing.devices.unregisterDevice({ app, deviceId: off.deviceId, userId: 'wes' });
  await routing.devices.bindDevice({ app, deviceId: 'tablet-of-wes', userId: 'wes', platform: 'android' });
  await routing.register(app, 'xia');
  const { deviceSecret = '' } = await routing.devices.bindDevice({ app, deviceId: 'phone-of-xia', userId: 'xia' });
  await routing.devices.bindDevice({ app, deviceId: 'tablet-of-xia', userId: 'xia', platform: 'android' });
  await routing.devices.bindDevice({ app, deviceId: 'phone-of-xia', userId: 'yan', deviceSecret });
  for (const userId of ['vic', 'wes', 'xia'])
    expect(await routing.verdictsOf(await call(app, userId))).toEqual([`${userId}: NO_DEVICE`]);
});

it('is told of nothing when its login was ended after the ringing was over: it may be anywhere by then', async () => {
  const app = await single();
  const { pushId, token } = await kicked(app, 'zoe');
  const decidedAtMs = Date.now() - 20_000;
  expect(await routing.verdictsOf(await call(app, 'zoe', 'CALL_PUSH_KIND_MISSED', { endedMsAgo: 20_000 }))).toEqual([
    'zoe: NO_DEVICE',
  ]);
  const target = { app, pushId, userId: 'zoe', tokenSha256: tokenSha256(token), callId: 'c', decidedAtMs };
  const asked = { vendor: 'VENDOR_XIAOMI' as const, targets: [{ ...target, endsRinging: true }] };
  expect((await routing.targets.checkTargets(asked)).targets[0]?.state).toBe('TARGET_STATE_NOT_BOUND');
});

it('is told of nothing when its user logs out there after others have ended the login', async () => {
  const app = await single();
  const { deviceId } = await kicked(app, 'abe');
  await routing.devices.unbindDevice({ app, deviceId, userId: 'abe' });
  expect(await routing.verdictsOf(await call(app, 'abe'))).toEqual(['abe: NO_DEVICE']);
});

it('is told of nothing where the login was too old to be rung when it was ended', async () => {
  const app = await single();
  const { deviceId } = await routing.register(app, 'ben');
  const db = openDatabase({ url: routing.database.url, poolSize: 1, log: routing.context.log });
  onTestFinished(() => db.close());
  await sql`update push_router.device set bound_at = now() - interval '271 days' where app = ${app} and device_id = ${deviceId}`.execute(
    db.kysely,
  );
  await routing.devices.bindDevice({ app, deviceId: 'tablet-of-ben', userId: 'ben', platform: 'android' });
  expect(await routing.verdictsOf(await call(app, 'ben'))).toEqual(['ben: NO_DEVICE']);
});
