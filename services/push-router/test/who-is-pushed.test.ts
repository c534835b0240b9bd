import { followApps } from '@bellhop/kafka';
import { openDatabase } from '@bellhop/postgres';
import { until } from '@bellhop/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tables } from '../src/db/database.ts';
import { tokenSha256 } from '../src/db/device-store.ts';
import { startRouting, type Routing } from './routing-harness.ts';

let routing: Routing & { close(): Promise<void> };
const to = (userId: string) => [{ userId }];
const verdict = (userId: string, word: string): string => `phone-of-${userId}: ${word}`;
/** An hour that is now, and one that is not, by UTC. */
const clock = (ms: number): string => new Date(ms).toISOString().slice(11, 16);
const HOUR_MS = 3_600_000;

beforeAll(async () => {
  routing = await startRouting();
});
afterAll(async () => {
  await routing.close();
  expect(routing.context.fatal).toEqual([]);
});

describe('rules of an app', () => {
  it('are published with every default, and change piece by piece', async () => {
    const app = await routing.app({ pushRules: { pushesByDefault: true, texts: { de: { image: '[Bild]' } } } });
    const apps = await followApps(routing.kafka, { onFatal: routing.context.onFatal, service: 'test' });
    try {
      const rules = () => apps.get(app)?.pushRules;
      await until(() => rules()?.pushesByDefault);
      expect(rules()).toMatchObject({
        defaultLocale: 'en',
        callsForceThrough: true,
        background: 'BACKGROUND_POLICY_BOTH_WAYS',
      });
      await routing.admin.updateApp({
        app,
        pushRules: {
          callsForceThrough: false,
          texts: { 'de-AT': { video: '[Film]' }, de: {} },
          background: 'BACKGROUND_POLICY_PUSH',
        },
      });
      await until(() => rules()?.callsForceThrough === false);
      expect(rules()).toMatchObject({ pushesByDefault: true, background: 'BACKGROUND_POLICY_PUSH' });
      expect(Object.keys(rules()?.texts ?? {})).toEqual(['de-AT']);
      expect((await routing.admin.getApp({ app })).app?.pushRules).toMatchObject({ pushesByDefault: true });
    } finally {
      await apps.stop();
    }
  });

  it.each([
    [{ messageResourcesId: 'none' }, 'pushRules.messageResourcesID', 'save it first'],
    [{ callResourcesId: 'none' }, 'pushRules.callResourcesID', 'no resource none'],
    [{ texts: { 'not a locale': {} } }, 'pushRules.texts.not a locale', 'language tag'],
    [{ texts: { de: { image: '{who}' } } }, 'pushRules.texts.de.image', '{sender}, {group}, {text}, {count}'],
    [{ texts: { de: { image: ' ' } } }, 'pushRules.texts.de.image', 'must not be blank'],
    [{ texts: { de: { image: 'x'.repeat(257) } } }, 'pushRules.texts.de.image', 'at most 256 characters'],
    [{ defaultLocale: 'e' }, 'pushRules.defaultLocale', 'language tag'],
    [
      { texts: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`de-${index}`, { image: 'x' }])) },
      'pushRules.texts',
      'at most 50 locales',
    ],
  ])('are refused when they cannot work: %#', async (pushRules, field, message) => {
    const app = await routing.app();
    const refusal = { name: 'InvalidInput', field, message: expect.stringContaining(message) as string };
    await expect(routing.admin.updateApp({ app, pushRules })).rejects.toMatchObject(refusal);
    const another = { app: 'x', packageName: 'com.example.x' };
    await expect(routing.admin.createApp({ ...another, pushRules })).rejects.toMatchObject(refusal);
  });

  it('have so many resources to name and no more; those that are there can be changed', async () => {
    const app = await routing.app();
    const db = openDatabase<Tables>({ url: routing.database.url, poolSize: 1, log: routing.context.log });
    await sql`insert into push_router.resource (app, resources_id, vendors)
              select ${app}, 'r' || n, '{}' from generate_series(1, 499) n`.execute(db.kysely);
    await db.close();
    const save = (resourcesId: string) =>
      routing.admin.saveResource({ app, resource: { resourcesId, vendors: { xiaomi: { channelId: '1' } } } });
    const saved = await Promise.allSettled(['one', 'other'].map(save)); // room for one of them
    expect(saved.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(save('more')).rejects.toMatchObject({
      field: 'resourcesID',
      message: expect.stringContaining('500 resources') as string,
    });
    expect(await save('r7')).toMatchObject({ found: true });
    expect((await routing.admin.listResources({ app })).resources).toHaveLength(500);
  });

  it('hold a resource that they name', async () => {
    const app = await routing.app();
    await routing.admin.saveResource({ app, resource: { resourcesId: 'im', vendors: { xiaomi: { channelId: '1' } } } });
    await routing.admin.updateApp({ app, pushRules: { messageResourcesId: 'im' } });
    await expect(routing.admin.deleteResource({ app, resourcesId: 'im' })).rejects.toMatchObject({
      field: 'resourcesID',
    });
    await routing.register(app, 'ann');
    const messageId = await routing.offline(app, { recipients: to('ann') });
    await routing.verdictsOf(messageId);
    const [task] = await until(() => routing.tasksOf(messageId).length > 0 && routing.tasksOf(messageId));
    expect(task?.settings?.channelId).toBe('1');
    expect(routing.decisionsOf(messageId)[0]?.notes).toEqual(["resource im, the app's own for messages"]);
    await routing.admin.updateApp({ app, pushRules: { messageResourcesId: '' } });
    expect(await routing.admin.deleteResource({ app, resourcesId: 'im' })).toEqual({ deleted: true });
  });
});

describe('templates of an app', () => {
  const words = {
    en: { title: 'Order', content: '{what} is on its way' },
    de: { title: 'Bestellung', content: '{what} ist unterwegs' },
  };

  it('are published, change messages into the language of each device, and go', async () => {
    const app = await routing.app();
    const apps = await followApps(routing.kafka, { onFatal: routing.context.onFatal, service: 'test' });
    try {
      expect(
        await routing.admin.saveTemplate({
          app,
          template: { templateId: 'order', words, vendorTemplateIds: { xiaomi: 'P9' } },
        }),
      ).toEqual({ found: true });
      await until(() => apps.get(app)?.templateIds.has('order'));
      await routing.register(app, 'dieter', { locale: 'de-DE' });
      const messageId = await routing.offline(app, {
        recipients: to('dieter'),
        pushConfig: { title: 'T', content: 'C', templateId: 'order', contentParameters: { what: 'Tee' } },
      });
      const [task] = await until(() => routing.tasksOf(messageId).length > 0 && routing.tasksOf(messageId));
      expect(task).toMatchObject({ title: 'Bestellung', content: 'Tee ist unterwegs', templateId: 'P9' });
      expect((await routing.admin.listTemplates({ app })).templates).toMatchObject([{ templateId: 'order', words }]);
      expect(await routing.admin.deleteTemplate({ app, templateId: 'order' })).toEqual({ deleted: true });
      expect(await routing.admin.deleteTemplate({ app, templateId: 'order' })).toEqual({ deleted: false });
      await until(() => apps.get(app)?.templateIds.size === 0);
    } finally {
      await apps.stop();
    }
  });

  it.each([
    [{ templateId: 'a/b', words }, 'templateID'],
    [{ templateId: 'a' }, 'words'],
    [{ templateId: 'a', words: { '1': { title: 'T', content: 'C' } } }, 'words.1'],
    [{ templateId: 'a', words: { en: { title: '', content: 'C' } } }, 'words.en.title'],
    [{ templateId: 'a', words: { en: { title: 'T', content: 'x'.repeat(513) } } }, 'words.en.content'],
    [{ templateId: 'a', words: { en: { title: 'T\0', content: 'C' } } }, 'words.en.title'],
    [{ templateId: 'a', words, vendorTemplateIds: { fcm: 'x' } }, 'vendorTemplateIDs.fcm'],
    [{ templateId: 'a', words, vendorTemplateIds: { oppo: 'x\0' } }, 'vendorTemplateIDs.oppo'],
  ])('are refused when they say nothing that could be shown: %#', async (template, field) => {
    await expect(routing.admin.saveTemplate({ app: 'a', template })).rejects.toMatchObject({
      name: 'InvalidInput',
      field,
    });
  });
});

describe('a certificate set', () => {
  it('is saved with a warning where nothing carries instant messages', async () => {
    const app = await routing.app();
    const save = (vendor: 'VENDOR_XIAOMI' | 'VENDOR_OPPO', credential: object) =>
      routing.admin.saveCertificateSet({ app, vendor, credentialJson: JSON.stringify(credential) });
    const oppo = { appKey: 'k', masterSecret: 's' };
    expect((await save('VENDOR_XIAOMI', { appSecret: 's' })).warnings).toEqual([
      expect.stringContaining('no private channel'),
    ]);
    expect((await save('VENDOR_OPPO', oppo)).warnings).toEqual([
      expect.stringContaining('no category and no private channel'),
    ]);
    expect((await save('VENDOR_OPPO', { ...oppo, category: 'ACCOUNT' })).warnings).toEqual([]);
    await routing.admin.saveResource({ app, resource: { resourcesId: 'im', vendors: { xiaomi: { channelId: '1' } } } });
    await routing.admin.updateApp({ app, pushRules: { messageResourcesId: 'im' } });
    expect((await save('VENDOR_XIAOMI', { appSecret: 's' })).warnings).toEqual([]);
  });

  it('asks for data only of vendors that have it', async () => {
    const app = await routing.app();
    const save = (vendors: object) =>
      routing.admin.saveResource({ app, resource: { resourcesId: 'silent', vendors: vendors as never } });
    await expect(save({ xiaomi: { pushKind: 'DATA' } })).rejects.toMatchObject({ field: 'vendors.xiaomi.pushKind' });
    expect(await save({ huawei: { pushKind: 'DATA' }, xiaomi: { pushKind: 'NOTIFICATION' } })).toEqual({ found: true });
  });
});

describe('settings of a user', () => {
  it('are kept piece by piece, and taken back', async () => {
    const app = await routing.app();
    const user = { app, userId: 'ann' };
    expect((await routing.settings.getUserSettings(user)).settings).toMatchObject({
      userName: '',
      quietHours: null,
      badge: 0,
    });
    await routing.settings.updateUserSettings({
      ...user,
      userName: 'Ann',
      quietHours: { from: '22:00', to: '07:30', timeZone: 'Europe/Berlin', days: [7, 1, 1] },
    });
    const { settings } = await routing.settings.updateUserSettings({
      ...user,
      quietPlatforms: { onlinePlatforms: ['Web'], quietPlatforms: ['iOS', 'android'] },
    });
    expect(settings).toEqual({
      userName: 'Ann',
      quietHours: { from: '22:00', to: '07:30', timeZone: 'Europe/Berlin', days: [1, 7] },
      quietPlatforms: { onlinePlatforms: ['web'], quietPlatforms: ['ios', 'android'] },
      badge: 0,
    });
    expect((await routing.settings.updateUserSettings(user)).settings).toEqual(settings); // nothing was said
    const left = await routing.settings.updateUserSettings({ ...user, quietHours: {}, quietPlatforms: {} });
    expect(left.settings).toMatchObject({ userName: 'Ann', quietHours: null, quietPlatforms: null });
    await routing.settings.setBadge({ ...user, badge: 4 });
    expect((await routing.settings.getUserSettings(user)).settings?.badge).toBe(4);
  });

  it.each([
    [{ userName: 'x'.repeat(65) }, 'userName'],
    [{ quietHours: { from: '24:00', to: '07:00' } }, 'quietHours.from'],
    [{ quietHours: { from: '22:00', to: '' } }, 'quietHours.to'],
    [{ quietHours: { from: '22:00', to: '22:00' } }, 'quietHours.to'],
    [{ quietHours: { from: '22:00', to: '07:00', timeZone: 'Berlin' } }, 'quietHours.timeZone'],
    [{ quietHours: { from: '22:00', to: '07:00', timeZone: '+01:00' } }, 'quietHours.timeZone'],
    [{ quietHours: { from: '22:00', to: '07:00', days: [0] } }, 'quietHours.days'],
    [{ quietPlatforms: { onlinePlatforms: ['web'] } }, 'quietPlatforms.quietPlatforms'],
    [{ quietPlatforms: { quietPlatforms: ['web'] } }, 'quietPlatforms.onlinePlatforms'],
    [
      { quietPlatforms: { onlinePlatforms: ['x'.repeat(17)], quietPlatforms: ['web'] } },
      'quietPlatforms.onlinePlatforms',
    ],
  ])('are refused when they say nothing that could be: %j', async (change, field) => {
    await expect(routing.settings.updateUserSettings({ app: 'a', userId: 'u', ...change })).rejects.toMatchObject({
      name: 'InvalidInput',
      field,
    });
  });

  it('refuse a badge that nobody could show', async () => {
    for (const badge of [-1, 10_000])
      await expect(routing.settings.setBadge({ app: 'a', userId: 'u', badge })).rejects.toMatchObject({
        field: 'badge',
      });
  });
});

describe('a message', () => {
  it('is not pushed in quiet hours, to who muted the conversation, or beside a browser that silences phones', async () => {
    const app = await routing.app();
    for (const user of ['quiet', 'awake', 'muted', 'browsing']) await routing.register(app, user);
    await routing.devices.bindDevice({ app, deviceId: 'browser', userId: 'browsing', platform: 'web' });
    const now = Date.now();
    const hours = { from: clock(now - HOUR_MS), to: clock(now + HOUR_MS) };
    await routing.settings.updateUserSettings({ app, userId: 'quiet', quietHours: hours });
    await routing.settings.updateUserSettings({ app, userId: 'awake', quietHours: { from: hours.to, to: hours.from } });
    await routing.settings.updateUserSettings({
      app,
      userId: 'browsing',
      quietPlatforms: { onlinePlatforms: ['web'], quietPlatforms: ['android'] },
    });
    const messageId = await routing.offline(app, {
      recipients: [
        ...to('quiet'),
        ...to('awake'),
        { userId: 'muted', notifyMode: 'NOTIFY_MODE_NONE' },
        { userId: 'browsing', deviceIds: ['browser'] },
      ],
    });
    expect((await routing.verdictsOf(messageId, 5)).sort()).toEqual([
      'browser: ONLINE',
      verdict('awake', 'PUSHED'),
      verdict('browsing', 'QUIET_PLATFORM'),
      verdict('muted', 'MUTED'),
      verdict('quiet', 'QUIET_HOURS'),
    ]);
  });

  it('without push config has the name of its sender and the words of the app in the language of each device', async () => {
    const app = await routing.app({ pushRules: { pushesByDefault: true, texts: { de: { image: '[Bild]' } } } });
    await routing.devices.bindDevice({ app, deviceId: 'of-alice', userId: 'alice', userName: 'Alice A.' });
    await routing.register(app, 'ben', { locale: 'de-CH' });
    await routing.register(app, 'bob', { locale: 'fr' });
    const messageId = await routing.offline(app, {
      senderUserId: 'alice',
      pushConfig: null,
      preview: { kind: 'PREVIEW_KIND_IMAGE' },
      recipients: [...to('ben'), ...to('bob')],
    });
    await routing.verdictsOf(messageId, 2);
    const tasks = await until(() => routing.tasksOf(messageId).length > 1 && routing.tasksOf(messageId));
    expect(tasks.map(({ title, content, targets }) => [title, content, targets[0]?.userId]).sort()).toEqual([
      ['Alice A.', '[Bild]', 'ben'],
      ['Alice A.', '[Image]', 'bob'],
    ]);
  });

  it('is not pushed above the cap, and what comes again is counted once', async () => {
    const app = await routing.app({ limits: { userPushesPerMinute: 2 } });
    await routing.register(app, 'cap');
    const acceptedAtMs = Date.now();
    const send = (messageId: string) => routing.offline(app, { messageId, acceptedAtMs, recipients: to('cap') });
    for (const messageId of ['c1', 'c1', 'c2', 'c3', 'c1', 'c3']) await send(messageId);
    expect(await routing.verdictsOf('c1', 3)).toEqual(Array(3).fill(verdict('cap', 'PUSHED')));
    expect(await routing.verdictsOf('c2')).toEqual([verdict('cap', 'PUSHED')]);
    expect(await routing.verdictsOf('c3', 2)).toEqual(Array(2).fill(verdict('cap', 'FREQUENCY_CAP')));
  });

  it('raises the badge of each receiver once, from where the client set it', async () => {
    const app = await routing.app();
    await routing.register(app, 'few', { vendor: 'VENDOR_HUAWEI' });
    await routing.register(app, 'many', { vendor: 'VENDOR_HUAWEI' });
    await routing.settings.setBadge({ app, userId: 'many', badge: 5 });
    const send = (messageId: string) =>
      routing.offline(app, {
        messageId,
        recipients: [...to('few'), ...to('many')],
        pushConfig: {
          title: 'Alice',
          content: 'Hi',
          enableBadge: true,
          badgeIncrement: 2,
          vendors: { huawei: { badgeMode: 'SET' } },
        },
      });
    for (const messageId of ['b1', 'b1', 'b2', 'b1']) await send(messageId);
    await routing.verdictsOf('b1', 6);
    const badges = await until(() => {
      const found = routing.tasksOf('b2').map(({ targets, badge }) => `${targets[0]?.userId}: ${badge}`);
      return found.length === 2 && found.sort();
    });
    expect(badges).toEqual(['few: 4', 'many: 9']);
    await routing.settings.setBadge({ app, userId: 'many', badge: 0 });
    await send('b1');
    await routing.verdictsOf('b1', 8);
    expect((await routing.settings.getUserSettings({ app, userId: 'many' })).settings?.badge).toBe(0);
  });
});

it('a push that waited does not leave when a quiet hour has begun, the conversation was muted, the message revoked, or its owner is online elsewhere by now or by a rule that came since', async () => {
  const app = await routing.app();
  const users = ['now-quiet', 'now-muted', 'now-gone', 'as-before', 'now-at-desk', 'desk-frozen', 'now-ruled'];
  const phones = await Promise.all(users.map((user) => routing.register(app, user)));
  const now = Date.now();
  const quietHours = { from: clock(now - HOUR_MS), to: clock(now + HOUR_MS) };
  await routing.settings.updateUserSettings({ app, userId: 'now-quiet', quietHours });
  routing.readers.set('now-muted', { isMuted: true }).set('now-gone', { isRevoked: true });
  const quietPlatforms = { onlinePlatforms: ['web'], quietPlatforms: ['android'] };
  for (const userId of ['now-at-desk', 'desk-frozen', 'now-ruled'])
    await routing.settings.updateUserSettings({ app, userId, quietPlatforms });
  const decidedAtMs = Date.now() + 1_000;
  for (const [userId, connectedAtMs] of [
    ['now-at-desk', decidedAtMs + 1],
    ['desk-frozen', now - 20_000],
    ['now-ruled', now - 20_000],
  ] as const)
    routing.connected.set(userId, [{ deviceId: 'browser', platform: 'Web', connectedAtMs }]);
  const targets = users.map((userId, index) => ({
    app,
    userId,
    pushId: phones[index]?.pushId ?? '',
    tokenSha256: tokenSha256(phones[index]?.token ?? ''),
    conversationId: 'peer/a/b',
    seq: 1,
    decidedAtMs: userId === 'now-ruled' ? now - 10_000 : decidedAtMs,
  }));
  const { targets: found } = await routing.targets.checkTargets({ targets, vendor: 'VENDOR_XIAOMI' });
  expect(found.map(({ state }) => state.replace('TARGET_STATE_', ''))).toEqual([
    'QUIET_HOURS',
    'MUTED',
    'REVOKED',
    'GOOD',
    'QUIET_PLATFORM',
    'GOOD',
    'QUIET_PLATFORM',
  ]);
  expect(routing.presenceAsked).toEqual(['now-at-desk', 'desk-frozen', 'now-ruled']);
  const rings = targets.map((target) => ({ ...target, callId: 'c1' }));
  const { targets: ofCall } = await routing.targets.checkTargets({ targets: rings, vendor: 'VENDOR_XIAOMI' });
  expect([ofCall[0]?.state, ofCall[4]?.state]).toEqual(Array(2).fill('TARGET_STATE_GOOD')); // calls come through
});

it('what is looked at again has the badge of now, and is not called overtaken where a later message may not have rung', async () => {
  const pushConfig = { title: 'T', content: 'C', enableBadge: true, badgeIncrement: 3 };
  const found = async (limits: Parameters<Routing['app']>[0] = {}, vendors = {}) => {
    const app = await routing.app(limits);
    await routing.admin.saveResource({ app, resource: { resourcesId: 'some', vendors } });
    const { pushId, token } = await routing.register(app, 'counted');
    routing.readers.set('counted', { hasNewer: true });
    await routing.verdictsOf(await routing.offline(app, { recipients: to('counted'), pushConfig }));
    const target = {
      app,
      pushId,
      userId: 'counted',
      tokenSha256: tokenSha256(token),
      conversationId: 'peer/a/b',
      seq: 1,
    };
    const { targets } = await routing.targets.checkTargets({
      vendor: 'VENDOR_XIAOMI',
      targets: [true, false].map((wantsBadge) => ({ ...target, wantsBadge })),
    });
    return targets.map(({ badge, hasNewer }) => [badge, hasNewer]);
  };
  const both = (hasNewer: boolean) => [3, undefined].map((badge) => [badge, hasNewer]);
  expect(await found()).toEqual(both(true));
  expect(await found({ limits: { foldSeconds: 60 } })).toEqual(both(false));
  expect(await found({ limits: { userPushesPerMinute: 5 } })).toEqual(both(false));
  expect(await found({}, { fcm: { pushKind: 'NOTIFICATION' } })).toEqual(both(true));
  expect(await found({}, { fcm: { pushKind: 'DATA' } })).toEqual(both(false));
});

it('a user who changes their name alone has no new rule: what was connected when a push was decided is no witness for that', async () => {
  const app = await routing.app();
  const { pushId, token } = await routing.register(app, 'renamed');
  const rule = { quietPlatforms: { onlinePlatforms: ['web'], quietPlatforms: ['android'] } };
  await routing.settings.updateUserSettings({ app, userId: 'renamed', ...rule });
  // By the clock of Postgres, as settings are: a push that was decided after the rule was set.
  const decidedAtMs = Date.now() + 1;
  await until(() => Date.now() > decidedAtMs);
  routing.connected.set('renamed', [{ deviceId: 'frozen', platform: 'web', connectedAtMs: decidedAtMs - 60_000 }]);
  const target = {
    app,
    pushId,
    userId: 'renamed',
    tokenSha256: tokenSha256(token),
    conversationId: 'peer/a/b',
    seq: 1,
  };
  const stateNow = async () => {
    const { targets } = await routing.targets.checkTargets({
      vendor: 'VENDOR_XIAOMI',
      targets: [{ ...target, decidedAtMs }],
    });
    return targets[0]?.state;
  };
  await routing.devices.bindDevice({ app, deviceId: 'frozen', userId: 'renamed', platform: 'web', userName: 'R.' });
  expect(await stateNow()).toBe('TARGET_STATE_GOOD');
  await routing.settings.updateUserSettings({ app, userId: 'renamed', userName: 'Ren' });
  expect(await stateNow()).toBe('TARGET_STATE_GOOD');
  await routing.settings.updateUserSettings({ app, userId: 'renamed', ...rule });
  expect(await stateNow()).toBe('TARGET_STATE_QUIET_PLATFORM');
});
