import { describe, expect, it } from 'vitest';
import { offlineRecipients, type MessageAccepted } from '@bellhop/contracts';
import {
  asksPush,
  notified,
  offlineEvents,
  planDelivery,
  recipientsOf,
  unacknowledged,
  unpushedDecision,
} from './plan-delivery.ts';
import type { UserPresence } from './ports.ts';

const message: MessageAccepted = {
  messageId: 'm',
  app: 'demo',
  conversationId: 'group/g',
  senderUserId: 'alice',
  senderDeviceId: 'alice-phone',
  localId: '',
  target: 'toGroupId',
  toGroupId: 'g',
  content: 'text',
  text: 'hi',
  pushConfig: null,
  targetUserIds: [],
  mentions: null,
  acceptedAtMs: 1,
};
const { text: _, ...rest } = message;
const revocation = (by: string, author: string): MessageAccepted => ({
  ...rest,
  senderUserId: by,
  senderDeviceId: '',
  content: 'revocation',
  revocation: { messageId: 'm', seq: 1, senderUserId: author },
});
const missedCall: MessageAccepted = { ...rest, content: 'missedCall', missedCall: { callId: 'c' } };
const online = (...deviceIds: string[]): UserPresence => ({
  kind: 'known',
  devices: deviceIds.map((deviceId) => ({ deviceId, gatewayAddress: 'gateway' })),
});
const plan = (of: MessageAccepted, recipients: string[], present: Record<string, UserPresence> = {}) => {
  const { devices, offline } = planDelivery({
    message: of,
    recipients,
    presenceOf: (userId) => present[userId] ?? online(),
    pushesInsteadInBackground: false,
  });
  return {
    devices: devices.map(({ deviceId }) => deviceId),
    pushed: offline.flatMap((part) => part.recipients.map(({ userId, deviceIds }) => [part.reason, userId, deviceIds])),
  };
};

describe('whether a message makes pushes', () => {
  const config = { title: 't', content: 'c' } as MessageAccepted['pushConfig'];
  it.each<[string, MessageAccepted, { pushesByDefault?: boolean; hasRevokedPush?: boolean }, boolean]>([
    ['one with push config', { ...message, pushConfig: config }, {}, true],
    ['one without', message, {}, false],
    ['one without, of an app that pushes by default', message, { pushesByDefault: true }, true],
    ['a missed call', missedCall, { pushesByDefault: true }, false],
    ['a revocation of what was pushed', revocation('a', 'a'), { hasRevokedPush: true }, true],
    ['a revocation of what was not', revocation('a', 'a'), { pushesByDefault: true }, false],
    ['a revocation with a push of its own', { ...revocation('a', 'a'), pushConfig: config }, {}, true],
  ])('%s', (_which, given, over, expected) => {
    expect(asksPush(given, { pushesByDefault: false, hasRevokedPush: false, ...over })).toBe(expected);
  });
});

describe('a revocation', () => {
  it('by the author is delivered and pushed like any message', () => {
    const planned = plan(revocation('alice', 'alice'), ['bob', 'alice'], {
      alice: online('alice-phone'),
      bob: online('bob-phone'),
    });
    expect(planned).toEqual({
      devices: ['bob-phone', 'alice-phone'],
      pushed: [['OFFLINE_REASON_NO_CONNECTION', 'bob', ['bob-phone']]],
    });
  });

  it('by somebody else is shown to its author and never pushed to them, but to who revoked it', () => {
    const given = revocation('admin', 'alice');
    const present = { alice: online('alice-phone'), admin: online('admin-laptop') };
    expect(plan(given, ['alice', 'bob', 'admin'], present)).toEqual({
      devices: ['alice-phone', 'admin-laptop'],
      pushed: [
        ['OFFLINE_REASON_NO_CONNECTION', 'bob', []],
        ['OFFLINE_REASON_NO_CONNECTION', 'admin', ['admin-laptop']],
      ],
    });
    const silent = [
      { userId: 'alice', deviceId: 'alice-phone' },
      { userId: 'admin', deviceId: 'admin-laptop' },
    ];
    expect(unacknowledged(given, silent, silent)).toEqual([{ userId: 'admin', deviceIds: ['admin-laptop'] }]);
    const unknown = { kind: 'unknown' } as const;
    expect(plan(given, ['alice', 'admin'], { alice: unknown, admin: unknown }).pushed).toEqual([
      ['OFFLINE_REASON_PRESENCE_UNKNOWN', 'admin', undefined],
    ]);
  });
});

describe('who has a message', () => {
  const targeted = { ...message, targetUserIds: ['bob', 'stranger'] };
  const peer = { ...message, target: 'toUserId', toUserId: 'bob' } as const;
  it.each<[string, MessageAccepted, string[], string[]]>([
    ['all members', message, ['alice', 'bob', 'carol'], ['alice', 'bob', 'carol']],
    ['not who sent it and is no member any more', message, ['bob', 'carol'], ['bob', 'carol']],
    ['its targets that are members, and who sent it', targeted, ['alice', 'bob', 'carol'], ['alice', 'bob']],
    ['of targets without a member, who sent it', { ...message, targetUserIds: ['x'] }, ['alice', 'bob'], ['alice']],
    ['a peer, and who sent it', peer, [], ['bob', 'alice']],
    ['who writes to themselves, once', { ...peer, toUserId: 'alice' }, [], ['alice']],
  ])('%s', (_who, given, members, expected) => expect(recipientsOf(given, members)).toEqual(expected));

  it('its sender is told on their other devices, in the background too, and never pushed to', () => {
    const connected = online('alice-phone', 'alice-laptop');
    const inBackground: UserPresence = {
      kind: 'known',
      devices: (connected.kind === 'known' ? connected.devices : []).map((one) => ({ ...one, background: true })),
    };
    const { devices, untold, offline } = planDelivery({
      message,
      recipients: ['alice'],
      presenceOf: () => inBackground,
      pushesInsteadInBackground: true,
    });
    expect(devices.map(({ deviceId }) => deviceId)).toEqual(['alice-laptop']);
    expect({ untold, offline }).toEqual({ untold: [], offline: [] });
  });
});

describe('recipients', () => {
  it('are as they were when nobody has set anything and nobody is mentioned', () => {
    const recipients = [{ userId: 'bob' }];
    expect(notified(message, recipients, new Map(), 0)).toBe(recipients);
  });

  it('have what they want to be notified of now, and how they are mentioned', () => {
    const settings = new Map([
      ['bob', { mode: 'NOTIFY_MODE_NONE' as const, muteUntilMs: 10 }],
      ['carol', { mode: 'NOTIFY_MODE_NONE' as const, muteUntilMs: 9 }],
    ]);
    const given = { ...message, mentions: { userIds: ['bob'], all: false, notify: true } };
    expect(notified(given, [{ userId: 'bob' }, { userId: 'carol' }], settings, 9)).toEqual([
      { userId: 'bob', notifyMode: 'NOTIFY_MODE_NONE', mention: 'MENTION_NOTIFIED' },
      { userId: 'carol', notifyMode: 'NOTIFY_MODE_ALL', mention: 'MENTION_UNSPECIFIED' },
    ]);
  });
});

describe('why nobody is pushed', () => {
  const facts = { recipients: 1, asksPush: true, isConflict: false, isRevoked: false, storedAtMs: 5 };
  it.each([
    [{ isConflict: true, asksPush: false }, 'PUSH_VERDICT_LOCAL_ID_CONFLICT'],
    [{ asksPush: false }, 'PUSH_VERDICT_NOT_ASKED'],
    [{ isRevoked: true }, 'PUSH_VERDICT_REVOKED'],
    [{ recipients: 0 }, 'PUSH_VERDICT_NO_RECIPIENTS'],
    [{}, undefined],
  ])('%j: %s', (over, verdict) => {
    expect(unpushedDecision(message, { ...facts, ...over })?.verdict).toBe(verdict);
  });
});

describe('a device in the background', () => {
  const bob: UserPresence = {
    kind: 'known',
    devices: [
      { deviceId: 'phone', gatewayAddress: 'g', background: true },
      { deviceId: 'web', gatewayAddress: 'g' },
    ],
  };
  it.each([
    [false, ['phone', 'web']],
    [true, ['web']],
  ])('is named for the push; told over its connection unless the app wants pushes instead (%s)', (instead, told) => {
    const { devices, untold, offline } = planDelivery({
      message,
      recipients: ['bob'],
      presenceOf: (userId) => (userId === 'bob' ? bob : online()),
      pushesInsteadInBackground: instead,
    });
    expect(devices.map(({ deviceId }) => deviceId)).toEqual(told);
    expect(untold.map(({ deviceId }) => deviceId)).toEqual(instead ? ['phone'] : []);
    expect(offline[0]?.recipients).toEqual([
      { userId: 'bob', deviceIds: ['phone', 'web'], backgroundDeviceIds: ['phone'] },
    ]);
  });

  it('is named again when it does not acknowledge: it was pushed to', () => {
    const phone = { userId: 'bob', deviceId: 'phone', background: true };
    expect(unacknowledged(message, [phone], [phone])).toEqual([
      { userId: 'bob', deviceIds: ['phone'], backgroundDeviceIds: ['phone'] },
    ]);
  });
});

it('who did not acknowledge is told of with the devices of theirs that are online beside, and nobody else is', () => {
  const of = (userId: string, deviceId: string, background = false) => ({ userId, deviceId, background });
  const connected = [of('bob', 'web'), of('bob', 'phone'), of('bob', 'tablet', true), of('carol', 'phone')];
  expect(unacknowledged(message, [of('bob', 'web')], connected)).toEqual([
    { userId: 'bob', deviceIds: ['web'], onlineDeviceIds: ['phone', 'tablet'], backgroundDeviceIds: ['tablet'] },
  ]);
  expect(unacknowledged(message, [], connected)).toEqual([]);
});

describe('the events of a message', () => {
  const eventsFor = (recipients: Parameters<typeof offlineEvents>[0]['recipients']) =>
    offlineEvents({
      ...{ message, recipients, preview: {} },
      ...{ seq: 1, storedAtMs: 1, decidedAtMs: 1, reason: 'OFFLINE_REASON_NO_CONNECTION' },
    });
  const idOf = (index: number): string => String(index).padStart(64, 'x');

  it('have 1,000 recipients each', () => {
    const recipients = Array.from({ length: 2_500 }, (_, index) => ({ userId: idOf(index), deviceIds: ['d'] }));
    expect(eventsFor(recipients).map((one) => one.recipients?.length)).toEqual([1_000, 1_000, 500]);
    expect(eventsFor([])).toEqual([]);
  });

  it('are none that a broker refuses, however many devices the recipients have and whatever they are called', () => {
    const recipients = Array.from({ length: 1_500 }, (_, index) => {
      const deviceIds = Array.from({ length: 10 }, (__, device) => idOf(device));
      return { userId: idOf(index), deviceIds, backgroundDeviceIds: deviceIds };
    });
    const events = eventsFor(recipients);
    expect(events.flatMap((one) => one.recipients)).toEqual(recipients);
    for (const event of events) expect(offlineRecipients.encode(event).length).toBeLessThan(768 * 1024);
  });
});
