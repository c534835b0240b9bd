import type { OfflineRecipients, PreviewKind, VendorName } from '@bellhop/contracts';
import { effectiveLimits, effectivePushRules, pushTask } from '@bellhop/contracts';
import { withoutControls } from '@bellhop/runtime';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Known, Standing } from './known.ts';
import { judge, planPush, usersToPush } from './plan-push.ts';
import { userKey, type AppProfile, type BoundDevice } from './ports.ts';
import { notifyIdOf, taskLimits } from './push-task.ts';
import type { UserSettings } from './user-settings.ts';

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
  locale: '',
  timeZone: '',
  token: `token-${deviceId}`,
  ...over,
});
/** A recipient, with those devices that are connected or did not acknowledge. */
const recipient = (userId: string, deviceIds: string[] = []): OfflineRecipients['recipients'][number] => ({
  userId,
  deviceIds,
  notifyMode: 'NOTIFY_MODE_ALL',
  mention: 'MENTION_UNSPECIFIED',
  backgroundDeviceIds: [],
  onlineDeviceIds: [],
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
  recipients: [recipient('bob')],
  preview: null,
  revokesMessageId: '',
  revokedPushConfig: null,
  ...over,
});
const profile = (over: Partial<AppProfile> = {}): AppProfile => ({
  app: 'demo',
  packageName: 'com.example.demo',
  limits: effectiveLimits({ pushTtlSeconds: 3_600 }),
  rules: effectivePushRules({}),
  hasUserSettings: false,
  certificates: new Set(['xiaomi/1', 'huawei/1', 'fcm/1', 'xiaomi/2']),
  resources: new Map(),
  templates: new Map(),
  ...over,
});
/** A push config that says nothing. */
const NO_CONFIG: NonNullable<OfflineRecipients['pushConfig']> = {
  ...{ title: '', content: '', payload: '', resourcesId: '', threadId: '', templateId: '', vendors: {}, voIp: null },
  ...{ enableBadge: false, badgeIncrement: 0, titleParameters: {}, contentParameters: {} },
};
/** Of an app with a resource for data pushes, and one for notifications. */
const withSilentResource = profile({
  resources: new Map([
    ['silent', { fcm: { pushKind: 'DATA' } as never }],
    ['loud', { fcm: { channelId: 'loud' } as never }],
  ]),
});
/** What is known: these devices, and more. */
const known = (devices: readonly BoundDevice[], profile: AppProfile | undefined, over: Partial<Known> = {}): Known => ({
  devices: { registered: Map.groupBy(devices, userKey), otherPlatforms: new Map() },
  settings: new Map(),
  profile,
  ...over,
});
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
      { recipients: [recipient('bob', ['phone'])] },
      profile(),
      ['phone: ONLINE', 'tablet: PUSHED'],
    ],
    [
      'the phone beside a connected browser that is not registered',
      [device('phone')],
      { recipients: [recipient('bob', ['browser'])] },
      profile(),
      ['browser: ONLINE', 'phone: PUSHED'],
    ],
    [
      'nobody who is connected everywhere',
      [],
      { recipients: [recipient('bob', ['browser'])] },
      profile(),
      ['browser: ONLINE'],
    ],
    [
      'only the device that did not acknowledge',
      [device('phone'), device('tablet')],
      { reason: 'OFFLINE_REASON_NO_ACK', recipients: [recipient('bob', ['tablet'])] },
      profile(),
      ['tablet: PUSHED'],
    ],
    [
      'no device that did not acknowledge and is not registered',
      [device('phone')],
      { reason: 'OFFLINE_REASON_NO_ACK', recipients: [recipient('bob', ['browser'])] },
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
      { reason: 'OFFLINE_REASON_NO_ACK', recipients: [recipient('bob', ['phone'])] },
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
    const plan = planPush(event(over), known(devices, of), NOW);
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
      known([device('a'), device('b', { vendor: 'huawei' }), device('c'), device('d', { appType: 2 })], profile()),
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
    const { tasks } = planPush(event(), known(devices, profile()), NOW);
    expect(taskLimits[vendor]).toBe(most);
    expect(tasks.map(({ task }) => task.targets?.length)).toEqual([most, 1]);
  });

  it.each(['x', 'é', '\u6f22', '\u{1f600}'])(
    'stay below what a broker takes in one record, however long the tokens are, and be they of %s',
    (character) => {
      for (const vendor of ['xiaomi', 'fcm'] as const) {
        const devices = Array.from({ length: 400 }, (_, index) =>
          device(`d${index}`.padEnd(64, 'd'), { vendor, userId: 'u'.repeat(64), token: character.repeat(4_096) }),
        );
        const plan = planPush(event({ recipients: [recipient('u'.repeat(64))] }), known(devices, profile()), NOW);
        expect(plan.tasks.flatMap(({ task }) => task.targets ?? [])).toHaveLength(400);
        for (const { task } of plan.tasks) expect(pushTask.encode(task).length).toBeLessThan(1_000_000);
      }
    },
  );

  it('carry what the phone shows, for as long as the app wants, and are the same after a replay', () => {
    const settings = { channelId: 'high' } as NonNullable<ReturnType<AppProfile['resources']['get']>>['xiaomi'];
    const config = { ...event().pushConfig, resourcesId: 'loud', enableBadge: true } as OfflineRecipients['pushConfig'];
    const make = (nowMs: number) =>
      planPush(
        event({ pushConfig: config }),
        known(
          [device('phone')],
          profile({ resources: new Map([['loud', settings === undefined ? {} : { xiaomi: settings }]]) }),
        ),
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
    const { tasks } = planPush(event({ pushConfig }), known([device('phone')], profile({ resources })), NOW);
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
  const { tasks } = planPush(event(), known(devices, profile()), NOW);
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
        rangAtMs: NOW,
        hasVideo: true,
      },
    });
  const devices = [device('a'), device('b', { userId: 'alice' })];
  const planned = (of: OfflineRecipients) => planPush(of, known(devices, profile()), NOW);
  const taskOf = (of: OfflineRecipients) => planned(of).tasks[0]?.task;

  it('that ended says so in the language of each phone', () => {
    const texts = { de: { missedCall: 'Anruf verpasst', answeredElsewhere: 'Woanders angenommen' } };
    const app = profile({ rules: effectivePushRules({ texts }) });
    const phones = [device('a', { locale: 'de-AT' }), device('c', { locale: 'fr' })];
    const contents = (kind: 'MISSED' | 'ANSWERED' | 'RING') =>
      planPush(call(kind), known(phones, app), NOW).tasks.map(({ task }) => task.content);
    expect(contents('MISSED')).toEqual(['Anruf verpasst', 'Missed call']);
    expect(contents('ANSWERED')).toEqual(['Woanders angenommen', 'Answered on another device']);
    expect(contents('RING')).toEqual(['hello']);
  });

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
    const again = { ...call('RING'), recipients: [recipient('alice')] };
    expect(planned(again).tasks[0]?.task.targets).toMatchObject([{ userId: 'alice' }]);
  });
});

describe('who does not want to be pushed to, or may not be', () => {
  const NIGHT: UserSettings = {
    userName: '',
    quietHours: { from: 0, to: 1_439, timeZone: 'UTC', days: [] }, // but for one minute of the day; NOW is not in it
    onlinePlatforms: [],
    quietPlatforms: [],
  };
  /** NOW is 16:00. */
  const FROM_NOW_ON = { from: 960, to: 1_000, timeZone: 'UTC', days: [] };
  const UNTIL_NOW = { from: 900, to: 960, timeZone: 'UTC', days: [] };
  const QUIET_PHONES: UserSettings = {
    ...NIGHT,
    quietHours: undefined,
    onlinePlatforms: ['web'],
    quietPlatforms: ['android'],
  };
  const said = (settings: UserSettings): Partial<Known> => ({ settings: new Map([['demo/bob', settings]]) });
  const onWeb: Partial<Known> = {
    devices: {
      registered: Map.groupBy([device('phone', { platform: 'Android' })], userKey),
      otherPlatforms: new Map([
        [
          'demo/bob',
          new Map([
            ['browser', 'Web'],
            ['laptop', 'web'],
          ]),
        ],
      ]),
    },
  };
  const to = (over: Partial<OfflineRecipients['recipients'][number]>): Partial<OfflineRecipients> => ({
    recipients: [{ ...recipient('bob'), ...over }],
  });
  /** What comes after the ack timeout: who did not acknowledge, and who is online beside them. */
  const silent = (
    deviceIds: string[],
    over: Partial<OfflineRecipients['recipients'][number]> = {},
  ): Partial<OfflineRecipients> => ({ reason: 'OFFLINE_REASON_NO_ACK', ...to({ deviceIds, ...over }) });
  const phoneBehind = { onlineDeviceIds: ['phone'], backgroundDeviceIds: ['phone'] };
  const MUTED = { notifyMode: 'NOTIFY_MODE_NONE' } as const;
  const ring = (kind: 'RING' | 'MISSED' = 'RING', rangAtMs = NOW): Partial<OfflineRecipients> => ({
    acceptedAtMs: NOW, // of the change that it tells of
    call: {
      kind: `CALL_PUSH_KIND_${kind}`,
      callId: 'c1',
      callerUserId: 'alice',
      extendedData: '',
      expiresAtMs: NOW + 30_000,
      pushExpiresAtMs: NOW + 30_000,
      rangAtMs,
      hasVideo: false,
    },
  });
  const obeying = profile({ rules: effectivePushRules({ callsForceThrough: false }) });
  const standing = (of: Standing) => new Map([['bob', of]]);
  const byDefault = profile({ rules: effectivePushRules({ pushesByDefault: true }) });
  const NO_STANDING = new Map<string, Standing>();

  it.each<
    [string, Partial<OfflineRecipients>, Partial<Known>, AppProfile, ReadonlyMap<string, Standing>, readonly string[]]
  >([
    ['nobody who muted the conversation', to(MUTED), {}, profile(), NO_STANDING, ['MUTED']],
    [
      'nobody who muted it for a mention',
      to({ ...MUTED, mention: 'MENTION_NAMED' }),
      {},
      profile(),
      NO_STANDING,
      ['MUTED'],
    ],
    [
      'who muted it, for a mention that notifies',
      to({ ...MUTED, mention: 'MENTION_NOTIFIED' }),
      {},
      profile(),
      NO_STANDING,
      ['PUSHED'],
    ],
    [
      'nobody who wants mentions alone',
      to({ notifyMode: 'NOTIFY_MODE_MENTIONS' }),
      {},
      profile(),
      NO_STANDING,
      ['MUTED'],
    ],
    [
      'who wants mentions alone, when they are mentioned',
      to({ notifyMode: 'NOTIFY_MODE_MENTIONS', mention: 'MENTION_NAMED' }),
      {},
      profile(),
      NO_STANDING,
      ['PUSHED'],
    ],
    ['nobody in their quiet hours', {}, said(NIGHT), profile(), NO_STANDING, ['QUIET_HOURS']],
    [
      'nobody in their quiet hours for a mention that notifies',
      to({ mention: 'MENTION_NOTIFIED' }),
      said(NIGHT),
      profile(),
      NO_STANDING,
      ['QUIET_HOURS'],
    ],
    [
      'no phone that a browser silences',
      to({ deviceIds: ['browser'] }),
      { ...onWeb, ...said(QUIET_PHONES) },
      profile(),
      NO_STANDING,
      ['QUIET_PLATFORM', 'ONLINE'],
    ],
    ['the phone when the browser is gone', {}, { ...onWeb, ...said(QUIET_PHONES) }, profile(), NO_STANDING, ['PUSHED']],
    [
      'the phone beside a browser when nothing silences it',
      to({ deviceIds: ['browser'] }),
      onWeb,
      profile(),
      NO_STANDING,
      ['PUSHED', 'ONLINE'],
    ],
    [
      'no phone that a browser silences at the end of a burst',
      to({ onlineDeviceIds: ['browser'] }),
      { ...onWeb, ...said(QUIET_PHONES) },
      profile(),
      NO_STANDING,
      ['QUIET_PLATFORM'],
    ],
    [
      'no phone that does not acknowledge beside a browser that does and silences it',
      silent(['phone'], { onlineDeviceIds: ['browser'] }),
      { ...onWeb, ...said(QUIET_PHONES) },
      profile(),
      NO_STANDING,
      ['QUIET_PLATFORM'],
    ],
    [
      'the phone that does not acknowledge when the browser does not either',
      silent(['phone', 'browser']),
      { ...onWeb, ...said(QUIET_PHONES) },
      profile(),
      NO_STANDING,
      ['PUSHED', 'NOT_REGISTERED'],
    ],
    [
      'the phone that was silent because of a browser that does not acknowledge',
      silent(['browser']),
      { ...onWeb, ...said(QUIET_PHONES) },
      profile(),
      NO_STANDING,
      ['PUSHED', 'NOT_REGISTERED'],
    ],
    [
      'no phone that another browser silences still',
      silent(['browser'], { onlineDeviceIds: ['laptop'] }),
      { ...onWeb, ...said(QUIET_PHONES) },
      profile(),
      NO_STANDING,
      ['NOT_REGISTERED'],
    ],
    ['no phone twice that no browser silences', silent(['browser']), onWeb, profile(), NO_STANDING, ['NOT_REGISTERED']],
    [
      'no phone that has the message',
      silent(['browser'], { onlineDeviceIds: ['phone'] }),
      { ...onWeb, ...said(QUIET_PHONES) },
      profile(),
      NO_STANDING,
      ['NOT_REGISTERED'],
    ],
    [
      'the phone in the background that was silent because of a browser that does not acknowledge',
      silent(['browser'], phoneBehind),
      { ...onWeb, ...said(QUIET_PHONES) },
      profile(),
      NO_STANDING,
      ['PUSHED', 'NOT_REGISTERED'],
    ],
    [
      'no phone in the background that is told over its connection',
      silent(['browser'], phoneBehind),
      { ...onWeb, ...said(QUIET_PHONES) },
      profile({ rules: effectivePushRules({ background: 'BACKGROUND_POLICY_CONNECTION' }) }),
      NO_STANDING,
      ['NOT_REGISTERED'],
    ],
    [
      'nobody whose quiet hours begin meanwhile',
      silent(['browser']),
      { ...onWeb, ...said({ ...QUIET_PHONES, quietHours: NIGHT.quietHours }) },
      profile(),
      NO_STANDING,
      ['QUIET_HOURS', 'NOT_REGISTERED'],
    ],
    [
      'nobody who muted the conversation, and says so once',
      silent(['browser'], MUTED),
      { ...onWeb, ...said(QUIET_PHONES) },
      profile(),
      NO_STANDING,
      ['NOT_REGISTERED'],
    ],
    [
      'the phone by a call of an app whose calls obey, when the browser does not ring',
      { ...ring(), ...silent(['browser']) },
      { ...onWeb, ...said(QUIET_PHONES) },
      obeying,
      NO_STANDING,
      ['PUSHED', 'NOT_REGISTERED'],
    ],
    [
      'no phone twice by a call that comes through',
      { ...ring(), ...silent(['browser']) },
      { ...onWeb, ...said(QUIET_PHONES) },
      profile(),
      NO_STANDING,
      ['NOT_REGISTERED'],
    ],
    [
      'no phone twice by the end of a call',
      { ...ring('MISSED'), ...silent(['browser']) },
      { ...onWeb, ...said(QUIET_PHONES) },
      obeying,
      NO_STANDING,
      ['NOT_REGISTERED'],
    ],
    [
      'no phone twice by a revocation',
      { pushConfig: null, revokesMessageId: 'm0', ...silent(['browser']) },
      { ...onWeb, ...said(QUIET_PHONES) },
      profile(),
      NO_STANDING,
      ['NOT_REGISTERED'],
    ],
    [
      'first of all why no push could be made',
      to(MUTED),
      { ...said(NIGHT) },
      profile({ certificates: new Set() }),
      NO_STANDING,
      ['NO_CERTIFICATE'],
    ],
    [
      'mute before quiet platforms and quiet hours',
      to({ ...MUTED, deviceIds: ['browser'] }),
      { ...onWeb, ...said({ ...QUIET_PHONES, quietHours: NIGHT.quietHours }) },
      profile(),
      standing({ verdict: 'PUSH_VERDICT_FOLDED' }),
      ['MUTED', 'ONLINE'],
    ],
    [
      'quiet platforms before quiet hours',
      to({ deviceIds: ['browser'] }),
      { ...onWeb, ...said({ ...QUIET_PHONES, quietHours: NIGHT.quietHours }) },
      profile(),
      standing({ verdict: 'PUSH_VERDICT_FOLDED' }),
      ['QUIET_PLATFORM', 'ONLINE'],
    ],
    [
      'quiet hours before counters',
      {},
      said(NIGHT),
      profile(),
      standing({ verdict: 'PUSH_VERDICT_FREQUENCY_CAP' }),
      ['QUIET_HOURS'],
    ],
    ['nobody whose burst is gathered', {}, {}, profile(), standing({ verdict: 'PUSH_VERDICT_FOLDED' }), ['FOLDED']],
    ['nobody above the cap', {}, {}, profile(), standing({ verdict: 'PUSH_VERDICT_FREQUENCY_CAP' }), ['FREQUENCY_CAP']],
    [
      'nothing that was revoked while it was held',
      {},
      {},
      profile(),
      standing({ verdict: 'PUSH_VERDICT_REVOKED' }),
      ['REVOKED'],
    ],
    [
      'a call through all of it',
      { ...ring(), ...to({ ...MUTED, deviceIds: ['browser'] }) },
      { ...onWeb, ...said({ ...QUIET_PHONES, quietHours: NIGHT.quietHours }) },
      profile(),
      NO_STANDING,
      ['PUSHED', 'ONLINE'],
    ],
    ['no call of an app whose calls obey: mute', { ...ring(), ...to(MUTED) }, {}, obeying, NO_STANDING, ['MUTED']],
    ['no call of an app whose calls obey: quiet hours', ring(), said(NIGHT), obeying, NO_STANDING, ['QUIET_HOURS']],
    [
      'no call of an app whose calls obey: quiet platforms',
      { ...ring(), ...to({ deviceIds: ['browser'] }) },
      { ...onWeb, ...said(QUIET_PHONES) },
      obeying,
      NO_STANDING,
      ['QUIET_PLATFORM', 'ONLINE'],
    ],
    [
      'the end of a call where it rang, though a browser has answered',
      { ...ring('MISSED'), ...to({ deviceIds: ['browser'] }) },
      { ...onWeb, ...said(QUIET_PHONES) },
      obeying,
      NO_STANDING,
      ['PUSHED', 'ONLINE'],
    ],
    [
      'the end of a call where it rang, though quiet hours have begun',
      ring('MISSED', NOW - 30_000),
      said({ ...NIGHT, quietHours: FROM_NOW_ON }),
      obeying,
      NO_STANDING,
      ['PUSHED'],
    ],
    [
      'no end of a call where it did not ring, though quiet hours are over',
      ring('MISSED', NOW - 30_000),
      said({ ...NIGHT, quietHours: UNTIL_NOW }),
      obeying,
      NO_STANDING,
      ['QUIET_HOURS'],
    ],
    ['nobody by an app that does not push by default', { pushConfig: null }, {}, profile(), NO_STANDING, ['NOT_ASKED']],
    ['by default where the app does', { pushConfig: null }, {}, byDefault, NO_STANDING, ['PUSHED']],
    [
      'the background, when the app wants both ways',
      to({ deviceIds: ['phone'], backgroundDeviceIds: ['phone'] }),
      {},
      profile(),
      NO_STANDING,
      ['PUSHED'],
    ],
    [
      'the background, when the app wants pushes',
      to({ deviceIds: ['phone'], backgroundDeviceIds: ['phone'] }),
      {},
      profile({ rules: effectivePushRules({ background: 'BACKGROUND_POLICY_PUSH' }) }),
      NO_STANDING,
      ['PUSHED'],
    ],
    [
      'no background, when the app wants the connection',
      to({ deviceIds: ['phone'], backgroundDeviceIds: ['phone'] }),
      {},
      profile({ rules: effectivePushRules({ background: 'BACKGROUND_POLICY_CONNECTION' }) }),
      NO_STANDING,
      ['ONLINE'],
    ],
    [
      'no background a second time when it does not acknowledge',
      { reason: 'OFFLINE_REASON_NO_ACK', ...to({ deviceIds: ['phone'], backgroundDeviceIds: ['phone'] }) },
      {},
      profile(),
      NO_STANDING,
      [],
    ],
    [
      'no revocation of what was a data push',
      { pushConfig: null, revokesMessageId: 'm0', revokedPushConfig: { ...NO_CONFIG, resourcesId: 'silent' } },
      {},
      withSilentResource,
      NO_STANDING,
      ['NO_DATA_PUSH'],
    ],
    [
      'a revocation of a notification, in an app whose own resource is silent',
      { pushConfig: null, revokesMessageId: 'm0', revokedPushConfig: { ...NO_CONFIG, resourcesId: 'loud' } },
      {},
      { ...withSilentResource, rules: effectivePushRules({ messageResourcesId: 'silent' }) },
      NO_STANDING,
      ['PUSHED'],
    ],
    [
      'no device beside a browser in the background that is told, when it wants to be silent then',
      to({ deviceIds: ['browser'], backgroundDeviceIds: ['browser'] }),
      { ...onWeb, ...said(QUIET_PHONES) },
      profile(),
      NO_STANDING,
      ['QUIET_PLATFORM', 'ONLINE'],
    ],
    [
      'the phone beside a browser in the background that is neither told nor pushed to',
      to({ deviceIds: ['browser'], backgroundDeviceIds: ['browser'] }),
      { ...onWeb, ...said(QUIET_PHONES) },
      profile({ rules: effectivePushRules({ background: 'BACKGROUND_POLICY_PUSH' }) }),
      NO_STANDING,
      ['PUSHED', 'NOT_REGISTERED'],
    ],
    [
      'a revocation of a mention that came through the mute',
      { pushConfig: null, revokesMessageId: 'm0', ...to({ ...MUTED, mention: 'MENTION_NOTIFIED' }) },
      {},
      profile(),
      NO_STANDING,
      ['PUSHED'],
    ],
    [
      'a revocation to who muted the conversation',
      { pushConfig: null, revokesMessageId: 'm0', ...to(MUTED) },
      {},
      profile(),
      NO_STANDING,
      ['MUTED'],
    ],
    [
      'a revocation of what stands on this device alone',
      { pushConfig: null, revokesMessageId: 'm0' },
      {},
      profile(),
      standing({ isShown: true, onlyOn: ['phone'] }),
      ['PUSHED'],
    ],
    [
      'no revocation of what stands on another device alone',
      { pushConfig: null, revokesMessageId: 'm0' },
      {},
      profile(),
      standing({ isShown: true, onlyOn: ['tablet'] }),
      ['FOLDED'],
    ],
    [
      'a revocation, quietly, in quiet hours',
      { pushConfig: null, revokesMessageId: 'm0' },
      said(NIGHT),
      profile(),
      NO_STANDING,
      ['PUSHED'],
    ],
  ])('%s', (_, over, of, app, standings, verdicts) => {
    const plan = planPush(event(over), known([device('phone')], app, of), NOW, standings);
    expect(plan.decisions.map(({ verdict }) => String(verdict).replace('PUSH_VERDICT_', '')).sort()).toEqual(
      [...verdicts].sort(),
    );
    expect(plan.tasks.length).toBe(verdicts.includes('PUSHED') ? 1 : 0);
    expect(usersToPush(judge(event(over), known([device('phone')], app, of), NOW)).length).toBe(
      verdicts.some((verdict) => ['PUSHED', 'FOLDED', 'FREQUENCY_CAP', 'REVOKED'].includes(verdict)) ? 1 : 0,
    );
  });
});

it('takes back from who muted the conversation since what is known to stand on their screen', () => {
  const revocation = event({
    pushConfig: null,
    revokesMessageId: 'm0',
    recipients: [{ ...recipient('bob'), notifyMode: 'NOTIFY_MODE_NONE' }],
  });
  const verdictsOf = (standing: Standing) =>
    planPush(revocation, known([device('phone')], profile()), NOW, new Map([['bob', standing]])).decisions.map(
      ({ verdict }) => verdict,
    );
  expect(verdictsOf({ isShown: true })).toEqual(['PUSH_VERDICT_PUSHED']);
  expect(verdictsOf({ isAlone: true })).toEqual(['PUSH_VERDICT_MUTED']);
  const inWords = { ...revocation, pushConfig: event({}).pushConfig };
  const of = new Map([['bob', { isShown: true }]]);
  const { decisions } = planPush(inWords, known([device('phone')], profile()), NOW, of);
  expect(decisions.map(({ verdict }) => verdict)).toEqual(['PUSH_VERDICT_MUTED']); // it would ring
});

describe('a revocation of a data push', () => {
  it.each(['huawei', 'fcm'] as const)('takes nothing away on %s', (vendor) => {
    const data = { ...NO_CONFIG, vendors: { fcm: { pushKind: 'DATA' } as never } };
    const over = { pushConfig: null, revokesMessageId: 'm0', revokedPushConfig: data };
    expect(verdictsOf(planPush(event(over), known([device('phone', { vendor })], profile()), NOW))).toEqual([
      'phone: NOT_ASKED',
    ]);
  });
});

describe('a device in the background', () => {
  const background = { deviceIds: ['phone'], backgroundDeviceIds: ['phone'] };
  it.each([
    ['is told apart when it is pushed to', { ...recipient('bob'), ...background }, true],
    ['that is so no longer is like others', recipient('bob'), false],
  ])('%s', (_, given, inBackground) => {
    const { tasks } = planPush(event({ recipients: [given] }), known([device('phone')], profile()), NOW);
    expect(tasks.map(({ task }) => pushTask.decode(pushTask.encode(task)).targets)).toMatchObject([
      [{ deviceId: 'phone', inBackground }],
    ]);
  });
});

describe('what stands on the screen', () => {
  const preview = (kind: PreviewKind, text = '', groupName = ''): Partial<OfflineRecipients> => ({
    pushConfig: null,
    preview: { kind, text, groupName },
  });
  const german = {
    groupText: '{sender} schreibt: {text}',
    image: '[Bild]',
    folded: '{count} Nachrichten, zuletzt: {text}',
  };
  const app = profile({
    rules: effectivePushRules({
      pushesByDefault: true,
      texts: { de: german, 'zh-CN': { custom: '[消息]' } },
      defaultLocale: 'zh-CN',
    }),
    limits: effectiveLimits({ foldSeconds: 60 }),
  });
  const settings = new Map([
    ['demo/alice', { userName: 'Alice A.', quietHours: undefined, onlinePlatforms: [], quietPlatforms: [] }],
  ]);
  const group = { toGroupId: 'g1', conversationId: 'group/g1' };

  it.each<[string, Partial<OfflineRecipients>, string, string, string]>([
    ['a text', preview('PREVIEW_KIND_TEXT', 'hi {count}'), 'en', 'Alice A.', 'hi {count}'],
    [
      'a text of a group',
      { ...preview('PREVIEW_KIND_TEXT', 'hi', 'Team'), ...group },
      'de-AT',
      'Team',
      'Alice A. schreibt: hi',
    ],
    ['of a group without name', { ...preview('PREVIEW_KIND_TEXT', 'hi'), ...group }, 'fr', 'g1', 'Alice A.: hi'],
    ['a picture', preview('PREVIEW_KIND_IMAGE'), 'DE_de', 'Alice A.', '[Bild]'],
    ['a file', preview('PREVIEW_KIND_FILE', 'a.pdf'), 'de', 'Alice A.', '[File] a.pdf'],
    [
      'what is combined',
      preview('PREVIEW_KIND_COMBINED', 'Alice and Bob'),
      'en',
      'Alice A.',
      '[Chat history] Alice and Bob',
    ],
    ['of a kind that is not known here', preview('PREVIEW_KIND_UNSPECIFIED'), '', 'Alice A.', '[消息]'],
    ['a blank text', preview('PREVIEW_KIND_TEXT', ' '), 'de', 'Alice A.', '[消息]'],
    ['without preview', { pushConfig: null }, 'nl', 'Alice A.', '[消息]'],
    ['in their own words', {}, 'de', 'Alice', 'hello'],
  ])('%s', (_, over, locale, title, content) => {
    const { tasks, decisions } = planPush(
      event(over),
      known([device('phone', { locale, vendor: 'huawei' })], app, { settings }),
      NOW,
    );
    expect(tasks[0]?.task).toMatchObject({ title, content });
    expect(decisions[0]?.notes ?? []).toEqual(over.pushConfig === null ? ['the default push of the app'] : []);
  });

  it('names a sender by their id who has no name', () => {
    const { tasks } = planPush(event(preview('PREVIEW_KIND_TEXT', 'hi')), known([device('phone')], app), NOW);
    expect(tasks[0]?.task).toMatchObject({ title: 'alice', content: 'hi' });
  });

  const anyText = fc.string({
    unit: fc.oneof(
      fc.constantFrom(' ', '\n', '\u0007', '\u00a0', '{text}', '{count}', '$&'),
      fc.string({ unit: 'grapheme' }),
    ),
    maxLength: 4,
  });

  it('is never blank and never looked through for placeholders again, whatever users call themselves, groups and messages', () => {
    const isBlank = (text = '') => withoutControls(text, { lines: true }).trim() === '';
    fc.assert(
      fc.property(anyText, anyText, anyText, fc.boolean(), (userName, groupName, text, isGroup) => {
        const alice = { userName, quietHours: undefined, onlinePlatforms: [], quietPlatforms: [] };
        const over = { ...preview('PREVIEW_KIND_TEXT', text, groupName), ...(isGroup ? group : {}) };
        const { tasks } = planPush(
          event(over),
          known([device('phone', { locale: 'en' })], app, { settings: new Map([['demo/alice', alice]]) }),
          NOW,
          new Map([['bob', { count: 3 }]]),
        );
        const { title, content } = tasks[0]?.task ?? {};
        const sender = isBlank(userName) ? 'alice' : userName;
        const said = isBlank(text) ? '[消息]' : text;
        expect(title).toBe(isGroup ? (isBlank(groupName) ? 'g1' : groupName) : sender);
        expect(content).toBe(`[3] ${isGroup ? `${sender}: ` : ''}${said}`);
      }),
    );
  });

  it('is made once for each language, and devices of one language share a task', () => {
    const devices = [device('a', { locale: 'de' }), device('b', { locale: 'en' }), device('c', { locale: 'de' })];
    const { tasks } = planPush(event(preview('PREVIEW_KIND_IMAGE')), known(devices, app), NOW);
    expect(tasks.map(({ task }) => [task.content, task.targets?.map(({ deviceId }) => deviceId)])).toEqual([
      ['[Bild]', ['a', 'c']],
      ['[Image]', ['b']],
    ]);
  });

  it('tells of several messages in the words of the newest, under the notify id of the conversation', () => {
    const one = planPush(event(), known([device('phone', { locale: 'de' })], app), NOW).tasks[0]?.task;
    const folded = (count: number) =>
      planPush(
        event({ messageId: 'm9' }),
        known([device('phone', { locale: 'de' })], app),
        NOW,
        new Map([['bob', { count }]]),
      ).tasks[0]?.task;
    expect(folded(3)).toMatchObject({
      title: 'Alice',
      content: '3 Nachrichten, zuletzt: hello',
      notifyId: one?.notifyId,
    });
    expect(folded(1)?.content).toBe('hello');
    expect(new Set([folded(2)?.taskId, folded(3)?.taskId, folded(3)?.taskId]).size).toBe(2);
  });

  it('keeps a mention that notifies beside what is gathered', () => {
    const mention = event({ recipients: [{ ...recipient('bob'), mention: 'MENTION_NOTIFIED' }] });
    expect(planPush(mention, known([device('phone')], app), NOW).tasks[0]?.task.notifyId).toBe(notifyIdOf('m1'));
  });

  it('uses the resource that the app names for messages, or for calls, when the sender names none', () => {
    const resources = new Map([
      ['im', { xiaomi: { channelId: 'im' } as never }],
      ['loud', { xiaomi: { channelId: 'loud' } as never }],
    ]);
    const rules = effectivePushRules({ messageResourcesId: 'im', callResourcesId: 'gone' });
    const plan = (over: Partial<OfflineRecipients>) =>
      planPush(event(over), known([device('phone')], profile({ resources, rules })), NOW);
    expect(plan({}).tasks[0]?.task.settings?.channelId).toBe('im');
    expect(plan({}).decisions[0]?.notes).toEqual(["resource im, the app's own for messages"]);
    const named = { ...event().pushConfig, resourcesId: 'loud' } as OfflineRecipients['pushConfig'];
    expect(plan({ pushConfig: named }).tasks[0]?.task.settings?.channelId).toBe('loud');
    expect(plan({ pushConfig: named }).decisions[0]?.notes).toBeUndefined();
  });

  it('is what a template of the app says in the language of each device, on every vendor', () => {
    const templates = new Map([
      [
        'welcome',
        {
          words: {
            en: { title: 'Hi {name}', content: '{text} from {who}' },
            de: { title: 'Hallo {name}', content: '{text}' },
          },
          vendorTemplateIds: { xiaomi: 'P1' },
        },
      ],
    ]);
    const plan = (templateId: string, devices: readonly BoundDevice[]) =>
      planPush(
        event({
          pushConfig: {
            ...event().pushConfig,
            templateId,
            titleParameters: { name: '{name}' },
            contentParameters: { text: 'News' },
          } as OfflineRecipients['pushConfig'],
        }),
        known(devices, profile({ templates })),
        NOW,
      ).tasks.map(({ vendor, task }) => [vendor, task.title, task.content, task.templateId]);
    const devices = [
      device('a', { locale: 'de-AT' }),
      device('b', { locale: 'fr', vendor: 'huawei' }),
      device('c', { vendor: 'fcm' }),
    ];
    expect(plan('welcome', devices)).toEqual([
      ['xiaomi', 'Hallo {name}', 'News', 'P1'],
      ['huawei', 'Hi {name}', 'News from ', ''],
      ['fcm', 'Hi {name}', 'News from ', ''],
    ]);
    // Deleted meanwhile: the message's own words.
    expect(plan('gone', [device('a')])).toEqual([['xiaomi', 'Alice', 'hello', '']]);
  });

  it('says of a push that its vendor counts as marketing why it will starve', () => {
    const notesOf = (vendor: VendorName, category = '') => {
      const vendors = category === '' ? {} : { [vendor]: { category } };
      const pushConfig = { ...event().pushConfig, vendors } as OfflineRecipients['pushConfig'];
      const all = profile({ certificates: new Set(['xiaomi/1', 'huawei/1', 'oppo/1', 'vivo/1', 'fcm/1']) });
      return planPush(event({ pushConfig }), known([device('phone', { vendor })], all), NOW).decisions[0]?.notes ?? [];
    };
    expect(notesOf('xiaomi')).toEqual([expect.stringContaining('no private channel')]);
    expect(notesOf('huawei', 'NONE')).toEqual([expect.stringContaining('category NONE is marketing')]);
    expect(notesOf('oppo', 'NEWS')).toEqual([expect.stringContaining('category NEWS is content and marketing')]);
    expect(notesOf('vivo', 'SOCIAL')).toEqual([expect.stringContaining('category SOCIAL is operational')]);
    for (const vendor of ['huawei', 'oppo', 'vivo', 'fcm'] as const) expect(notesOf(vendor)).toEqual([]);
  });

  it('is nothing where data was asked for: on vendors that have it, and on others only if their settings allow a notification', () => {
    const vendors = ['xiaomi', 'huawei', 'oppo', 'fcm'] as const;
    const resource = { huawei: { pushKind: 'DATA' }, oppo: { pushKind: 'NOTIFICATION', category: 'IM' } };
    const resources = new Map([['silent', resource as never]]);
    const certificates = new Set(vendors.map((vendor) => `${vendor}/1`));
    const pushConfig = { ...event().pushConfig, resourcesId: 'silent' } as OfflineRecipients['pushConfig'];
    const { tasks, decisions } = planPush(
      event({ pushConfig }),
      known(
        vendors.map((vendor) => device(vendor, { vendor })),
        profile({ resources, certificates }),
      ),
      NOW,
    );
    expect(tasks.map(({ vendor, task }) => [vendor, task.settings?.pushKind])).toEqual([
      ['huawei', 'DATA'],
      ['oppo', 'NOTIFICATION'],
      ['fcm', 'DATA'],
    ]);
    expect(decisions.map(({ deviceId, verdict, notes }) => [deviceId, verdict, notes])).toEqual([
      ['xiaomi', 'PUSH_VERDICT_NO_DATA_PUSH', undefined],
      ['huawei', 'PUSH_VERDICT_PUSHED', undefined],
      ['oppo', 'PUSH_VERDICT_PUSHED', ['a notification, as oppo has no push without one and the settings allow it']],
      ['fcm', 'PUSH_VERDICT_PUSHED', undefined],
    ]);
  });

  it('is taken back, or replaced without noise, when the message is revoked', () => {
    const of = (over: Partial<OfflineRecipients>) =>
      planPush(event({ messageId: 'm2', revokesMessageId: 'm1', ...over }), known([device('phone')], profile()), NOW)
        .tasks[0]?.task;
    expect(of({ pushConfig: null })).toMatchObject({
      takesBack: true,
      ignoresUserRules: true,
      notifyId: notifyIdOf('m1'),
      title: 'alice',
      content: '[Message recalled]',
      badgeIncrement: 0,
    });
    expect(of({})).toMatchObject({
      takesBack: false,
      ignoresUserRules: false,
      notifyId: notifyIdOf('m1'),
      content: 'hello',
    });
  });

  it('has, where Android adds up what stands there, the number of all that a counted notification stands for', () => {
    const enabled = { ...event().pushConfig, enableBadge: true, badgeIncrement: 2 } as OfflineRecipients['pushConfig'];
    const devices = [device('pixel', { vendor: 'fcm' }), device('hw', { vendor: 'huawei' })];
    const counted = new Map([['bob', { count: 5, countBefore: 2, badgeIncrement: 6 }]]);
    const { tasks } = planPush(event({ pushConfig: enabled }), known(devices, profile()), NOW, counted);
    expect(tasks.map(({ vendor, task }) => [vendor, task.badgeIncrement])).toEqual([
      ['fcm', 10],
      ['huawei', 6],
    ]);
  });

  it('that shows a number is of one user, whatever stands on the badges of others: a replay makes the same tasks', () => {
    const enabled = { ...event().pushConfig, enableBadge: true, badgeIncrement: 1 } as OfflineRecipients['pushConfig'];
    const of = (userId: string) => device(`iphone-${userId}`, { userId, vendor: 'fcm', platform: 'ios' });
    const users = ['bob', 'carl'];
    const group = event({
      pushConfig: enabled,
      recipients: users.map((userId) => ({ ...event().recipients[0]!, userId })),
    });
    const tasksOf = (...badges: number[]) =>
      planPush(
        group,
        known(users.map(of), profile()),
        NOW,
        new Map(users.map((userId, index) => [userId, { badge: badges[index] ?? 0 }])),
      ).tasks.map(({ task }) => [task.taskId, task.targets?.map(({ userId }) => userId)]);
    expect(tasksOf(1, 1).map(([, to]) => to)).toEqual([['bob'], ['carl']]);
    expect(tasksOf(2, 1)).toEqual(tasksOf(1, 1));
  });

  it('has the number of the badge for vendors that want it, and for others only by how much it rises', () => {
    const enabled = { ...event().pushConfig, enableBadge: true, badgeIncrement: 2 } as OfflineRecipients['pushConfig'];
    const set = { huawei: { badgeMode: 'SET' } as never };
    const devices = [
      device('mi'),
      device('iphone', { vendor: 'fcm', platform: 'ios' }),
      device('hw', { vendor: 'huawei' }),
    ];
    const { tasks } = planPush(
      event({ pushConfig: { ...enabled, vendors: set } as OfflineRecipients['pushConfig'] }),
      known(devices, profile()),
      NOW,
      new Map([['bob', { badge: 7 }]]),
    );
    expect(tasks.map(({ vendor, task }) => [vendor, task.badgeIncrement, task.badge])).toEqual([
      ['xiaomi', 2, 0],
      ['fcm', 2, 7],
      ['huawei', 2, 7],
    ]);
  });
});
