import type { OfflineRecipients, VendorName } from '@bellhop/contracts';
import { effectiveLimits } from '@bellhop/contracts';
import { describe, expect, it } from 'vitest';
import { notifyIdOf, planPush, taskLimits } from './plan-push.ts';
import { userKey, type AppProfile, type BoundDevice } from './ports.ts';

const NOW = 1_764_000_000_000;

const device = (deviceId: string, over: Partial<BoundDevice> = {}): BoundDevice => ({
  app: 'demo',
  userId: 'bob',
  deviceId,
  pushId: `p-${deviceId}`,
  vendor: 'xiaomi',
  appType: 1,
  platform: 'android',
  environment: 'production',
  token: `token-${deviceId}`,
  ...over,
});
const event = (over: Partial<OfflineRecipients> = {}): OfflineRecipients => ({
  app: 'demo',
  messageId: 'm1',
  conversationId: 'peer/alice/bob',
  seq: 1,
  senderUserId: 'alice',
  toGroupId: '',
  pushConfig: {
    title: 'Alice',
    content: 'hello',
    payload: 'p',
    resourcesId: '',
    threadId: 't',
    enableBadge: false,
    badgeIncrement: 0,
    templateId: '',
    titleParameters: {},
    contentParameters: {},
    vendors: {},
    voIp: null,
  },
  call: null,
  acceptedAtMs: NOW - 20,
  storedAtMs: NOW - 10,
  decidedAtMs: NOW - 5,
  reason: 'OFFLINE_REASON_NO_CONNECTION',
  recipients: [{ userId: 'bob', deviceIds: [] }],
  ...over,
});
const profile = (over: Partial<AppProfile> = {}): AppProfile => ({
  app: 'demo',
  packageName: 'com.example.demo',
  limits: effectiveLimits({ pushTtlSeconds: 3_600 }),
  certificates: new Set(['xiaomi/1', 'huawei/1', 'fcm/1', 'xiaomi/2']),
  resources: new Map(),
  ...over,
});
const bound = (...devices: BoundDevice[]): Map<string, BoundDevice[]> => Map.groupBy(devices, userKey);
/** Each decision as `who: verdict`. */
const verdictsOf = ({ decisions }: ReturnType<typeof planPush>): string[] =>
  decisions.map(
    ({ userId, deviceId, verdict }) =>
      `${deviceId || `${userId} themself`}: ${String(verdict).replace('PUSH_VERDICT_', '')}`,
  );

describe('who is pushed, and why somebody is not', () => {
  it.each<[string, BoundDevice[], Partial<OfflineRecipients>, AppProfile | undefined, string[]]>([
    ['an offline device', [device('phone')], {}, profile(), ['phone: PUSHED']],
    ['nobody who has no device', [], {}, profile(), ['bob themself: NO_DEVICE']],
    [
      'the offline one of two devices',
      [device('phone'), device('tablet')],
      { recipients: [{ userId: 'bob', deviceIds: ['phone'] }] },
      profile(),
      ['phone: ONLINE', 'tablet: PUSHED'],
    ],
    [
      'the phone beside a connected browser that is not registered',
      [device('phone')],
      { recipients: [{ userId: 'bob', deviceIds: ['browser'] }] },
      profile(),
      ['browser: ONLINE', 'phone: PUSHED'],
    ],
    [
      'nobody who is connected everywhere',
      [],
      { recipients: [{ userId: 'bob', deviceIds: ['browser'] }] },
      profile(),
      ['browser: ONLINE'],
    ],
    [
      'only the device that did not acknowledge',
      [device('phone'), device('tablet')],
      { reason: 'OFFLINE_REASON_NO_ACK', recipients: [{ userId: 'bob', deviceIds: ['tablet'] }] },
      profile(),
      ['tablet: PUSHED'],
    ],
    [
      'no device that did not acknowledge and is not registered',
      [device('phone')],
      { reason: 'OFFLINE_REASON_NO_ACK', recipients: [{ userId: 'bob', deviceIds: ['browser'] }] },
      profile(),
      ['browser: NOT_REGISTERED'],
    ],
    [
      'everybody whose presence is not known',
      [device('phone')],
      { reason: 'OFFLINE_REASON_PRESENCE_UNKNOWN' },
      profile(),
      ['phone: PUSHED'],
    ],
    ['no device of the sender', [device('phone')], { senderUserId: 'bob' }, profile(), ['phone: OWN_DEVICE']],
    [
      "the receiver's device, and says why not the sender's",
      [device('phone'), device('alices', { userId: 'alice' })],
      {},
      profile(),
      ['alices: OWN_DEVICE', 'phone: PUSHED'],
    ],
    [
      "the sender's devices not again when somebody does not acknowledge",
      [device('phone'), device('alices', { userId: 'alice' })],
      { reason: 'OFFLINE_REASON_NO_ACK', recipients: [{ userId: 'bob', deviceIds: ['phone'] }] },
      profile(),
      ['phone: PUSHED'],
    ],
    ['no dead token', [device('phone', { token: null })], {}, profile(), ['phone: NO_TOKEN']],
    ['no vendor without certificate', [device('phone', { vendor: 'oppo' })], {}, profile(), ['phone: NO_CERTIFICATE']],
    [
      'no certificate set that is not there',
      [device('phone', { appType: 3 })],
      {},
      profile(),
      ['phone: NO_CERTIFICATE'],
    ],
    ['nothing of an app that is gone', [device('phone')], {}, undefined, ['phone: NO_CERTIFICATE']],
    [
      'nothing that is past its life',
      [device('phone')],
      { acceptedAtMs: NOW - 3_600_000 },
      profile(),
      ['phone: EXPIRED'],
    ],
    [
      'nothing whose resource is gone',
      [device('phone')],
      { pushConfig: { ...(event().pushConfig as object), resourcesId: 'loud' } as OfflineRecipients['pushConfig'] },
      profile(),
      ['phone: UNKNOWN_RESOURCE'],
    ],
  ])('%s', (_, devices, over, of, verdicts) => {
    const plan = planPush(event(over), bound(...devices), of, NOW);
    expect(verdictsOf(plan)).toEqual(verdicts);
    expect(plan.tasks.flatMap(({ task }) => task.targets ?? []).map(({ deviceId }) => deviceId)).toEqual(
      verdicts.filter((verdict) => verdict.endsWith(': PUSHED')).map((verdict) => verdict.split(':')[0]),
    );
  });
});

describe('tasks', () => {
  it('are one for each vendor and certificate set', () => {
    const { tasks } = planPush(
      event(),
      bound(device('a'), device('b', { vendor: 'huawei' }), device('c'), device('d', { appType: 2 })),
      profile(),
      NOW,
    );
    expect(
      tasks.map(({ vendor, task }) => [vendor, task.appType, task.targets?.map(({ deviceId }) => deviceId)]),
    ).toEqual([
      ['xiaomi', 1, ['a', 'c']],
      ['huawei', 1, ['b']],
      ['xiaomi', 2, ['d']],
    ]);
  });

  it.each<[VendorName, number]>([
    ['xiaomi', 1_000],
    ['fcm', 100],
  ])('hold at most what %s takes', (vendor, most) => {
    const devices = Array.from({ length: most + 1 }, (_, index) => device(`d${index}`, { vendor }));
    const { tasks } = planPush(event(), bound(...devices), profile(), NOW);
    expect(taskLimits[vendor]).toBe(most);
    expect(tasks.map(({ task }) => task.targets?.length)).toEqual([most, 1]);
  });

  it('stay below what a broker takes in one record, however long the tokens are', () => {
    const devices = Array.from({ length: 400 }, (_, index) => device(`d${index}`, { token: 'x'.repeat(4_096) }));
    const { tasks } = planPush(event(), bound(...devices), profile(), NOW);
    expect(tasks.flatMap(({ task }) => task.targets ?? [])).toHaveLength(400);
    for (const { task } of tasks) expect(JSON.stringify(task).length).toBeLessThan(1_000_000);
  });

  it('carry what the phone shows, for as long as the app wants, and are the same after a replay', () => {
    const settings = { channelId: 'high' } as NonNullable<ReturnType<AppProfile['resources']['get']>>['xiaomi'];
    const config = { ...event().pushConfig, resourcesId: 'loud', enableBadge: true } as OfflineRecipients['pushConfig'];
    const make = (nowMs: number) =>
      planPush(
        event({ pushConfig: config }),
        bound(device('phone')),
        profile({ resources: new Map([['loud', settings === undefined ? {} : { xiaomi: settings }]]) }),
        nowMs,
      ).tasks[0]?.task;
    const task = make(NOW);
    expect(task).toMatchObject({
      title: 'Alice',
      content: 'hello',
      payload: 'p',
      threadId: 't',
      settings,
      badgeIncrement: 1, // switched on without a number
      packageName: 'com.example.demo',
      notifyId: notifyIdOf('m1'),
      expiresAtMs: NOW - 20 + 3_600_000,
      targets: [{ pushId: 'p-phone', token: 'token-phone', userId: 'bob', deviceId: 'phone' }],
    });
    expect(task).toMatchObject({ templateId: '', titleParameters: {}, contentParameters: {} });
    expect(task?.taskId).toMatch(/^[0-9a-f]{32}$/);
    expect(make(NOW + 1_000)).toEqual({ ...task, createdAtMs: NOW + 1_000 });
  });

  it.each([
    ["the resource's template for the vendor", { templateId: 'of-the-resource' }, 'of-the-resource'],
    ["the message's, where the resource has none", { templateId: '' }, 'of-the-message'],
    ["the message's, where the resource is older than templates", {}, 'of-the-message'],
  ])('name %s', (_, settings, templateId) => {
    const pushConfig = {
      ...event().pushConfig,
      resourcesId: 'chat',
      templateId: 'of-the-message',
      titleParameters: { name: 'Alice' },
      contentParameters: { text: 'hello' },
    } as OfflineRecipients['pushConfig'];
    const resources = new Map([['chat', { xiaomi: settings as never }]]);
    const { tasks } = planPush(event({ pushConfig }), bound(device('phone')), profile({ resources }), NOW);
    expect(tasks[0]?.task).toMatchObject({
      templateId,
      titleParameters: { name: 'Alice' },
      contentParameters: { text: 'hello' },
    });
  });
});

it('gives devices that want another request at the vendor a task of their own', () => {
  const devices = [
    device('phone', { vendor: 'fcm' }),
    device('iphone', { vendor: 'fcm', platform: 'iOS' }),
    device('browser', { vendor: 'fcm', platform: 'web' }),
    device('tablet', { vendor: 'fcm', platform: 'harmony' }),
    device('test', { vendor: 'fcm', environment: 'sandbox' }),
  ];
  const { tasks } = planPush(event(), bound(...devices), profile(), NOW);
  expect(
    tasks.map(({ task }) => [task.platform, task.environment, task.targets?.map(({ deviceId }) => deviceId)]),
  ).toEqual([
    ['android', 'production', ['phone', 'tablet']],
    ['ios', 'production', ['iphone']],
    ['web', 'production', ['browser']],
    ['android', 'sandbox', ['test']],
  ]);
});

describe('a call', () => {
  const call = (kind: 'RING' | 'MISSED' | 'ANSWERED', expiresAtMs = NOW + 30_000) =>
    event({
      messageId: 'c1',
      conversationId: 'call/c1',
      seq: 0,
      pushConfig: { ...(event().pushConfig as NonNullable<OfflineRecipients['pushConfig']>), enableBadge: true },
      call: {
        kind: `CALL_PUSH_KIND_${kind}`,
        callId: 'c1',
        callerUserId: 'alice',
        extendedData: 'room 7',
        expiresAtMs,
        pushExpiresAtMs: expiresAtMs,
        hasVideo: true,
      },
    });
  const devices = bound(device('a'), device('b', { userId: 'alice' }));
  const planned = (of: OfflineRecipients) => planPush(of, devices, profile(), NOW);
  const taskOf = (of: OfflineRecipients) => planned(of).tasks[0]?.task;

  it('rings no longer than its invitation, and says what the app needs to answer', () => {
    expect(taskOf(call('RING'))).toMatchObject({
      expiresAtMs: NOW + 30_000,
      content: 'hello',
      badgeIncrement: 1,
      call: { kind: 'CALL_PUSH_KIND_RING', callId: 'c1', callerUserId: 'alice', extendedData: 'room 7' },
    });
  });

  it('that is over by the time it is looked at rings nowhere', () => {
    expect(planned(call('RING', NOW)).tasks).toEqual([]);
    expect(verdictsOf(planned(call('RING', NOW)))).toContain('a: EXPIRED');
  });

  it.each([
    ['MISSED', 'Missed call', 'the call was missed'],
    ['ANSWERED', 'Answered on another device', 'the call was answered on another device'],
  ] as const)(
    'that ended (%s) replaces what rang, by the same notify id and as a task of its own',
    (kind, text, why) => {
      const ring = taskOf(call('RING'));
      const end = planned(call(kind));
      expect(end.tasks[0]?.task).toMatchObject({ title: 'Alice', content: text, badgeIncrement: 0 });
      expect(end.tasks[0]?.task.notifyId).toBe(ring?.notifyId);
      expect(end.tasks[0]?.task.conversationId).toBe(ring?.conversationId);
      expect(end.tasks[0]?.task.taskId).not.toBe(ring?.taskId);
      expect(end.decisions.map(({ offlineReason }) => offlineReason)).toEqual([why]);
    },
  );

  it('rings its caller when somebody else invites them again', () => {
    const again = { ...call('RING'), recipients: [{ userId: 'alice', deviceIds: [] }] };
    expect(planned(again).tasks[0]?.task.targets).toMatchObject([{ userId: 'alice' }]);
  });
});
