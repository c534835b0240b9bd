import { effectiveLimits, effectivePushRules, type PushConfig } from '@bellhop/contracts';
import { describe, expect, it } from 'vitest';
import {
  acceptedResult,
  collapseKeyIn,
  isDirect,
  outcomeOf,
  planDirect,
  targetsForUsers,
  usersOf,
  type AddressedDevice,
  type DirectContent,
  type DirectKnown,
  type DirectPush,
  type DirectTarget,
} from './direct-push.ts';
import { userKey, type AppProfile, type BoundDevice } from './ports.ts';
import { noSettings } from './user-settings.ts';

const NOON = Date.UTC(2026, 5, 1, 12);
const pushConfig = {
  ...{ title: 'Shop', content: 'We are open', payload: '', resourcesId: '', threadId: '', enableBadge: false },
  ...{ badgeIncrement: 0, templateId: '', titleParameters: {}, contentParameters: {}, vendors: {}, voIp: null },
} satisfies PushConfig;
const content: DirectContent = {
  ...{ pushConfig, ttlSeconds: 0, collapseKey: '', onlyOffline: false, ignoreUserRules: false },
};
const push = (targets: DirectTarget[], over: Partial<DirectContent> = {}): DirectPush => ({
  ...{ app: 'shop', id: 'p1', acceptedAtMs: NOON - 1_000, dueAtMs: NOON, targets },
  content: { ...content, ...over },
});
const device = (userId: string, name: string, over: Partial<BoundDevice> = {}): BoundDevice => ({
  ...{ app: 'shop', userId, deviceId: `${name}-${userId}`, pushId: `p_${name}_${userId}`, vendor: 'xiaomi' },
  ...{ appType: 1, platform: 'android', environment: '', locale: '', timeZone: '', token: `t-${name}-${userId}` },
  ...over,
});
const addressed = (one: BoundDevice, over: Partial<AddressedDevice> = {}): [string, AddressedDevice] => [
  one.pushId,
  { ...one, belongsTo: one.userId, ...over },
];
const profile: AppProfile = {
  ...{ app: 'shop', packageName: 'com.example.shop', hasUserSettings: true },
  limits: effectiveLimits({ foldSeconds: 60, pushTtlSeconds: 3_600 }),
  rules: effectivePushRules({}),
  certificates: new Set(['xiaomi/1', 'fcm/1']),
  resources: new Map(),
  templates: new Map(),
};
const known = (devices: readonly BoundDevice[], over: Partial<DirectKnown> = {}): DirectKnown => ({
  devices: {
    registered: Map.groupBy(devices, userKey),
    otherPlatforms: new Map(),
  },
  addressed: new Map(devices.map((one) => addressed(one))),
  settings: new Map(),
  profile,
  connected: new Map(),
  ...over,
});
const phone = device('ann', 'phone');
const tablet = device('ann', 'tablet');
const pushedTo = (...given: Parameters<typeof planDirect>): string[] =>
  planDirect(...given)
    .tasks.flatMap(({ task }) => (task.targets ?? []).map(({ deviceId }) => deviceId ?? ''))
    .toSorted();
const statesOf = (...given: Parameters<typeof planDirect>): string[] =>
  planDirect(...given).results.map(({ state, devices }) =>
    [state, ...devices.map(({ verdict }) => verdict)].join(' ').replaceAll(/PUSH_(TARGET_STATE|VERDICT)_/g, ''),
  );
const quietNow = new Map([
  [
    userKey({ app: 'shop', userId: 'ann' }),
    { ...noSettings, quietHours: { from: 0, to: 1_439, timeZone: 'UTC', days: [] } },
  ],
]);

it.each([
  ['direct/score', 'p1', 'score'],
  ['direct/p1', 'p1', undefined],
  ['peer/a/b', 'p1', undefined],
  ['', '', undefined],
])('the collapse key in the conversation %s of %s is %s', (conversationId, id, key) => {
  expect(collapseKeyIn(conversationId, id)).toBe(key);
});

describe('a push without a message', () => {
  it.each<[string, DirectTarget[], string[], string[]]>([
    ['a user, on all devices', [{ userId: 'ann' }], ['phone-ann', 'tablet-ann'], ['PUSHED PUSHED PUSHED']],
    ['a PushID alone, on that device', [{ pushId: phone.pushId }], ['phone-ann'], ['PUSHED PUSHED']],
    [
      'both, each device once',
      [{ userId: 'ann' }, { pushId: phone.pushId }],
      ['phone-ann', 'tablet-ann'],
      ['PUSHED PUSHED PUSHED', 'PUSHED PUSHED'],
    ],
    [
      'what there is beside what there is not',
      [{ userId: 'nobody' }, { pushId: 'p_none' }, { pushId: tablet.pushId }],
      ['tablet-ann'],
      ['NO_DEVICE', 'UNKNOWN_PUSH_ID', 'PUSHED PUSHED'],
    ],
  ])('goes to %s', (_, targets, devices, states) => {
    const given = [push(targets), known([phone, tablet]), NOON] as const;
    expect(pushedTo(...given)).toEqual(devices);
    expect(statesOf(...given)).toEqual(states);
  });

  it('reaches nobody by a device on which nobody is logged in', () => {
    const of = known([], { addressed: new Map([addressed(phone, { userId: null })]) });
    const { tasks, decisions } = planDirect(push([{ pushId: phone.pushId }]), of, NOON);
    expect(tasks).toEqual([]);
    expect(decisions).toMatchObject([{ pushId: phone.pushId, verdict: 'PUSH_VERDICT_NOT_REGISTERED' }]);
    expect(statesOf(push([{ pushId: phone.pushId }]), of, NOON)).toEqual(['NOT_BOUND']);
  });

  it.each<[string, Partial<DirectContent>, Partial<DirectKnown>, string]>([
    ['spares a quiet hour', {}, { settings: quietNow }, 'NOT_PUSHED QUIET_HOURS'],
    ['comes through it when told to', { ignoreUserRules: true }, { settings: quietNow }, 'PUSHED PUSHED'],
    [
      'passes by what is connected',
      { onlyOffline: true },
      { connected: new Map([['shop/ann', [{ deviceId: 'phone-ann', platform: 'android', connectedAtMs: 0 }]]]) },
      'NOT_PUSHED ONLINE',
    ],
    ['lacks a certificate', {}, { profile: { ...profile, certificates: new Set() } }, 'NOT_PUSHED NO_CERTIFICATE'],
    ['lacks its app', {}, { profile: undefined }, 'NOT_PUSHED NO_CERTIFICATE'],
  ])('%s', (_, of, found, state) => {
    expect(statesOf(push([{ userId: 'ann' }], of), known([phone], found), NOON)).toEqual([state]);
  });

  it.each<[string, string, DirectTarget[], string[]]>([
    ['a user', 'web', [{ userId: 'ann' }], ['NOT_PUSHED QUIET_PLATFORM ONLINE']],
    ['a PushID of theirs', 'web', [{ pushId: phone.pushId }], ['NOT_PUSHED QUIET_PLATFORM']],
    ['a PushID beside a platform that silences nothing', 'windows', [{ pushId: phone.pushId }], ['PUSHED PUSHED']],
  ])(
    'for offline devices alone spares a phone whose owner sits at the desk: %s, %s',
    (_, platform, targets, states) => {
      const desk = device('ann', 'desk', { platform });
      const found = known([phone, desk], {
        settings: new Map([['shop/ann', { ...noSettings, onlinePlatforms: ['web'], quietPlatforms: ['android'] }]]),
        connected: new Map([['shop/ann', [{ deviceId: desk.deviceId, platform, connectedAtMs: 0 }]]]),
      });
      expect(statesOf(push(targets, { onlyOffline: true }), found, NOON)).toEqual(states);
    },
  );

  it('for offline devices alone spares a phone beside a browser that is not registered for push', () => {
    const found = known([phone], {
      devices: {
        registered: new Map([['shop/ann', [phone]]]),
        otherPlatforms: new Map([['shop/ann', new Map([['browser', 'web']])]]),
      },
      settings: new Map([['shop/ann', { ...noSettings, onlinePlatforms: ['web'], quietPlatforms: ['android'] }]]),
      connected: new Map([['shop/ann', [{ deviceId: 'browser', platform: 'web', connectedAtMs: 0 }]]]),
    });
    const given = [push([{ pushId: phone.pushId }], { onlyOffline: true }), found, NOON] as const;
    expect(statesOf(...given)).toEqual(['NOT_PUSHED QUIET_PLATFORM']);
    expect(planDirect(...given).decisions).toHaveLength(1); // nothing is said of what it is not for
  });

  it('is worth something for as long as it says, from when it is due; the app says it otherwise', () => {
    const expiryOf = (ttlSeconds: number) =>
      planDirect(push([{ userId: 'ann' }], { ttlSeconds }), known([phone]), NOON).tasks[0]?.task.expiresAtMs;
    expect(expiryOf(90)).toBe(NOON + 90_000);
    expect(expiryOf(0)).toBe(NOON + 3_600_000);
    expect(statesOf(push([{ userId: 'ann' }], { ttlSeconds: 90 }), known([phone]), NOON + 90_000)).toEqual([
      'NOT_PUSHED EXPIRED',
    ]);
  });

  it('takes the place of what has its collapse key, and says so to fcm', () => {
    const taskOf = (collapseKey: string, id = 'p1', vendor: BoundDevice['vendor'] = 'fcm') => {
      const of = { ...push([{ userId: 'ann' }], { collapseKey }), id };
      return planDirect(of, known([device('ann', 'phone', { vendor })]), NOON).tasks[0]?.task;
    };
    expect(taskOf('score')).toMatchObject({
      notifyId: taskOf('score', 'p2')?.notifyId,
      conversationId: 'direct/score',
      settings: { collapseKey: 'CONVERSATION' },
    });
    expect(taskOf('score', 'p1', 'xiaomi')?.settings).not.toHaveProperty('collapseKey');
    expect(taskOf('')?.notifyId).not.toBe(taskOf('', 'p2')?.notifyId);
    expect(isDirect(taskOf('')?.conversationId ?? '')).toBe(true);
    expect(isDirect('peer/direct/bob')).toBe(false);
  });

  it('makes the same tasks again, and tells the trace when it was accepted', () => {
    const given = [push([{ userId: 'ann' }]), known([phone, tablet]), NOON] as const;
    expect(planDirect(...given)).toEqual(planDirect(...given));
    expect(planDirect(...given).decisions).toMatchObject(
      [phone, tablet].map(() => ({ acceptedAtMs: NOON - 1_000, offlineReason: 'whether connected or not' })),
    );
  });

  it('keeps what was decided and not what it said; at acceptance only what is against it', () => {
    const { results } = planDirect(
      push([{ userId: 'ann' }]),
      known([phone, device('ann', 'tablet', { token: null })]),
      NOON,
    );
    expect(results.map(acceptedResult)).toMatchObject([
      { state: 'PUSH_TARGET_STATE_ACCEPTED', devices: [{ deviceId: 'tablet-ann', verdict: 'PUSH_VERDICT_NO_TOKEN' }] },
    ]);
    expect(JSON.stringify(results)).toContain('We are open');
    expect(JSON.stringify(results.map(outcomeOf))).not.toContain('We are open');
  });

  it('asks about the users that it names, and those who are logged in on its devices, each once', () => {
    const targets = [{ userId: 'ann' }, { pushId: phone.pushId }, { pushId: 'p_x' }, { pushId: 'p_none' }];
    const of = new Map([addressed(phone), addressed(device('xen', 'x', { pushId: 'p_x' }))]);
    expect(usersOf(push(targets), of)).toEqual(['ann', 'xen']);
    expect(usersOf(push([{ pushId: 'p_x', forUserId: 'ann' }]), of)).toEqual([]);
  });
});

describe('a push for a PushID', () => {
  const { pushId } = phone;

  it.each<[string, DirectTarget, Partial<AddressedDevice>, DirectTarget]>([
    ['whoever is logged in there', { pushId }, {}, { pushId, forUserId: 'ann' }],
    ['whoever has logged out there', { pushId }, { userId: null }, { pushId, forUserId: 'ann' }],
    ['nobody in particular when nobody is known', { pushId }, { userId: null, belongsTo: null }, { pushId }],
    ['nobody in particular when it is not known', { pushId: 'p_none' }, {}, { pushId: 'p_none' }],
    ['a user who is named, whatever devices', { userId: 'bob' }, {}, { userId: 'bob' }],
  ])('is accepted for %s', (_, target, over, kept) => {
    expect(targetsForUsers([target], new Map([addressed(phone, over)]))).toEqual([kept]);
  });

  const forAnn = { pushId, forUserId: 'ann' };
  const ben = { ...phone, userId: 'ben' };
  it.each<[string, DirectTarget[], string | null, string[], string[], string[]]>([
    ['it is still hers, or again', [forAnn], 'ann', ['ann'], ['PUSHED PUSHED'], ['ann PUSHED']],
    ['nobody is logged in', [forAnn], null, [], ['NOT_BOUND'], [' NOT_REGISTERED']],
    ['another user is', [forAnn], 'ben', [], ['NOT_PUSHED NO_DEVICE'], ['ann NO_DEVICE']],
    ['another user is, of nobody in particular', [{ pushId }], 'ben', ['ben'], ['PUSHED PUSHED'], ['ben PUSHED']],
    [
      'another user is, for whom it is, too',
      [{ userId: 'ben' }, forAnn],
      'ben',
      ['ben'],
      ['PUSHED PUSHED', 'NOT_PUSHED NO_DEVICE'],
      ['ben PUSHED', 'ann NO_DEVICE'],
    ],
  ])('when it leaves and %s', (_, targets, userId, users, states, decided) => {
    const of = known(userId === 'ben' ? [ben] : [phone], { addressed: new Map([addressed(phone, { userId })]) });
    const { tasks, decisions } = planDirect(push(targets), of, NOON);
    expect(tasks.flatMap(({ task }) => (task.targets ?? []).map((one) => one.userId))).toEqual(users);
    expect(statesOf(push(targets), of, NOON)).toEqual(states);
    expect(decisions.map((one) => `${one.userId ?? ''} ${String(one.verdict).replace('PUSH_VERDICT_', '')}`)).toEqual(
      decided,
    );
    expect(decisions).toMatchObject(decided.map(() => ({ deviceId: 'phone-ann' })));
    // One PushID never has two lines of one moment: the trace would keep one of them.
    expect(decisions.filter((one) => one.pushId === pushId)).toHaveLength(1);
  });
});
