import type { Call, CallChanged, CallUserState } from '@bellhop/contracts';
import { describe, expect, it } from 'vitest';
import { planCall, untoldEnds } from './plan-call.ts';
import type { UserPresence } from './ports.ts';

const NOW = 1_764_000_000_000;
const known = (...deviceIds: string[]): UserPresence => ({
  kind: 'known',
  devices: deviceIds.map((deviceId) => ({ deviceId, gatewayAddress: 'g:1' })),
});
const unknown: UserPresence = { kind: 'unknown' };

const user = (userId: string, state: string, inviterUserId = 'alice') => ({
  userId,
  state: `CALL_USER_STATE_${state}` as CallUserState,
  extendedData: '',
  deadlineAtMs: NOW + 30_000,
  changedAtMs: NOW,
  inviterUserId,
});
const call = (users: ReturnType<typeof user>[], isEnded = false): Call => ({
  callId: 'c1',
  callerUserId: 'alice',
  state: isEnded ? 'CALL_STATE_ENDED' : 'CALL_STATE_STARTED',
  extendedData: 'room',
  timeoutSeconds: 30,
  createdAtMs: NOW,
  endedAtMs: isEnded ? NOW : 0,
  version: 2,
  users: [user('alice', isEnded ? 'ENDED' : 'ACCEPTED', ''), ...users],
});
const event = (over: Partial<CallChanged>): CallChanged => ({
  app: 'demo',
  call: call([user('bob', 'INVITING')]),
  changedUserIds: ['bob'],
  ringingUserIds: [],
  silenced: [],
  actingUserId: 'alice',
  actingDeviceId: 'alice-phone',
  pushConfig: {
    title: 'Alice',
    content: 'calls',
    payload: '',
    resourcesId: '',
    threadId: '',
    enableBadge: false,
    badgeIncrement: 0,
    templateId: '',
    titleParameters: {},
    contentParameters: {},
    vendors: {},
    voIp: null,
  },
  atMs: NOW,
  ...over,
});
const cancelled = (confirmedDeviceIds: string[] = []) =>
  event({
    call: call([user('bob', 'CANCELLED')], true),
    changedUserIds: ['alice', 'bob'],
    silenced: [{ userId: 'bob', cause: 'SILENCE_CAUSE_CANCELLED', confirmedDeviceIds }],
  });
const plan = (of: CallChanged, presence: Record<string, UserPresence> = {}, rung: readonly string[] = []) =>
  planCall(of, { presenceOf: (userId) => presence[userId] ?? known(), isRung: (userId) => rung.includes(userId) });
const pushesOf = ({ pushes }: ReturnType<typeof plan>) =>
  pushes.map(({ call: of, reason, recipients }) => [of?.kind, reason, recipients]);

describe('somebody who is to be rung', () => {
  const rung = event({ ringingUserIds: ['bob'] });

  it('is rung by their connected devices, and the others by a push that lives as long as the invitation', () => {
    const made = plan(rung, { bob: known('tablet') }, ['bob']);
    expect(made.ringing).toMatchObject([{ userId: 'bob', devices: [{ deviceId: 'tablet' }] }]);
    expect(pushesOf(made)).toEqual([
      ['CALL_PUSH_KIND_RING', 'OFFLINE_REASON_NO_CONNECTION', [{ userId: 'bob', deviceIds: ['tablet'] }]],
    ]);
    expect(made.pushes[0]?.call).toMatchObject({ expiresAtMs: NOW + 30_000, callerUserId: 'alice' });
  });

  it('is told, when the ringing ends, since when it rang', () => {
    const end = plan({ ...cancelled(), atMs: NOW + 12_000 });
    expect(end.pushes[0]?.call).toMatchObject({ kind: 'CALL_PUSH_KIND_MISSED', rangAtMs: NOW });
  });

  it('is not, when the call is over by the time the event is read', () => {
    expect(plan(rung)).toMatchObject({ ringing: [], pushes: [] });
  });

  it('is pushed to on every device when presence does not know them', () => {
    expect(pushesOf(plan(rung, { bob: unknown }, ['bob']))).toEqual([
      ['CALL_PUSH_KIND_RING', 'OFFLINE_REASON_PRESENCE_UNKNOWN', [{ userId: 'bob' }]],
    ]);
  });
});

describe('somebody whose ringing ends', () => {
  it('has the end pushed to every device but those that had the invitation and are connected still', () => {
    const devicesSpared = (presence: UserPresence) =>
      plan(cancelled(['tablet', 'phone']), { bob: presence }).pushes[0]?.recipients?.[0]?.deviceIds;
    expect(devicesSpared(known('tablet', 'watch'))).toEqual(['tablet']);
    expect(devicesSpared(known())).toEqual([]);
    expect(devicesSpared(unknown)).toEqual([]);
  });

  it('has it pushed to devices that the news did not reach', () => {
    const untold = [
      { userId: 'bob', deviceId: 'tablet' },
      { userId: 'alice', deviceId: 'alice-phone' },
    ];
    const [push] = untoldEnds(cancelled(['tablet']), untold, () => false);
    expect(push).toMatchObject({
      reason: 'OFFLINE_REASON_NO_ACK',
      recipients: [{ userId: 'bob', deviceIds: ['tablet'] }],
      call: { kind: 'CALL_PUSH_KIND_MISSED' },
    });
    expect(untoldEnds(cancelled(['tablet']), untold, (userId) => userId === 'bob')).toEqual([]); // invited again
  });

  it('is spared the end when they have been invited again', () => {
    expect(plan(cancelled(), {}, ['bob']).pushes).toEqual([]);
  });

  it('has it pushed in the name of who invited them when the words of the invitation are erased, by which nobody rings any more', () => {
    const { pushConfig } = event({});
    if (pushConfig === null) throw new Error('there is a push config');
    const erased = { pushConfig: { ...pushConfig, title: '', content: '' } };
    const [push] = plan({ ...cancelled(), ...erased }).pushes;
    expect(push).toMatchObject({ pushConfig: { title: 'alice' }, call: { kind: 'CALL_PUSH_KIND_MISSED' } });
    expect(plan(event({ ...erased, ringingUserIds: ['bob'] }), { bob: known() }, ['bob']).pushes).toEqual([]);
  });

  it('hears nothing on the device that answered', () => {
    const answered = event({
      call: call([user('bob', 'ACCEPTED')]),
      silenced: [{ userId: 'bob', cause: 'SILENCE_CAUSE_ANSWERED', confirmedDeviceIds: [] }],
      actingUserId: 'bob',
      actingDeviceId: 'phone',
    });
    const made = plan(answered, { bob: known('phone', 'tablet') });
    expect(made.pushes[0]?.recipients).toEqual([{ userId: 'bob', deviceIds: ['phone'] }]);
    expect(made.news.flatMap(({ devices }) => devices.map(({ deviceId }) => deviceId))).toEqual(['tablet']);
    expect(made.missed).toEqual([]);
  });
});

describe('a missed call', () => {
  it('stands in the conversation with whoever invited, and nowhere when that is oneself', () => {
    const missedBy = (inviter: string) =>
      plan(
        event({
          call: call([user('bob', 'TIMEOUT', inviter)], true),
          silenced: [{ userId: 'bob', cause: 'SILENCE_CAUSE_TIMEOUT', confirmedDeviceIds: [] }],
        }),
      ).missed;
    expect(missedBy('alice')).toMatchObject([
      { conversationId: 'peer/alice/bob', senderUserId: 'alice', toUserId: 'bob', missedCall: { callId: 'c1' } },
    ]);
    expect(missedBy('carl')).toMatchObject([{ conversationId: 'peer/bob/carl', senderUserId: 'carl' }]);
    expect(missedBy('bob')).toEqual([]);
    expect(missedBy('alice')[0]?.messageId).toBe(missedBy('alice')[0]?.messageId);
  });
});

describe('a device in the background', () => {
  const bob: UserPresence = {
    kind: 'known',
    devices: [
      { deviceId: 'phone', gatewayAddress: 'g:1', background: true },
      { deviceId: 'web', gatewayAddress: 'g:1' },
    ],
  };
  const presenceOf = (userId: string): UserPresence => (userId === 'bob' ? bob : known());

  it('rings over its connection and is named for the push', () => {
    const plan = planCall(event({ ringingUserIds: ['bob'] }), { presenceOf, isRung: () => true });
    expect(plan.ringing[0]?.devices).toHaveLength(2);
    expect(plan.pushes[0]?.recipients).toEqual([
      { userId: 'bob', deviceIds: ['phone', 'web'], backgroundDeviceIds: ['phone'] },
    ]);
  });

  it('stops ringing by a push, too, although it had the invitation', () => {
    const { pushes } = planCall(cancelled(['phone', 'web']), { presenceOf, isRung: () => false });
    expect(pushes.flatMap(({ recipients }) => recipients)).toEqual([{ userId: 'bob', deviceIds: ['web'] }]);
  });
});
