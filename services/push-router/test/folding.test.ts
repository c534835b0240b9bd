import { createHash } from 'node:crypto';
import { offlineRecipients, type CheckReadersRequestInput } from '@bellhop/contracts';
import { openDatabase } from '@bellhop/postgres';
import { Unavailable } from '@bellhop/runtime';
import { freshDatabase, testServers, until } from '@bellhop/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRouterDatabase, type Tables } from '../src/db/database.ts';
import { appStore } from '../src/db/app-store.ts';
import { counterStore } from '../src/db/counter-store.ts';
import { deviceStore } from '../src/db/device-store.ts';
import { foldKey, foldStore } from '../src/db/fold-store.ts';
import { userSettingsStore } from '../src/db/user-settings-store.ts';
import { arrived, noFold, type Fold } from '../src/domain/fold.ts';
import { forgetOver } from '../src/routing/fold-teller.ts';
import { tellFolds } from '../src/routing/tell-folds.ts';
import { startRouting, type Routing } from './routing-harness.ts';

let routing: Routing & { close(): Promise<void> };
let conversations = 0;
const FOLD_SECONDS = 2;

beforeAll(async () => {
  routing = await startRouting({ replicas: 2 });
});
afterAll(async () => {
  await routing.close();
  expect(routing.context.fatal).toEqual([]);
});

const tokenSha256 = (token: string): string => createHash('sha256').update(token).digest('hex');

/** A burst for one user: the ids of its messages. */
async function burst(
  userId: string,
  messages: number,
  { foldSeconds = FOLD_SECONDS, enableBadge = false, limits = {} } = {},
) {
  const app = await routing.app({ limits: { foldSeconds, ...limits } });
  await routing.register(app, userId);
  const number = (conversations += 1);
  const conversationId = `group/g${number}`;
  const ids: string[] = [];
  const send = async (over: Parameters<Routing['offline']>[1] = {}): Promise<string> => {
    const messageId = over.messageId ?? `f${number}-${ids.length + 1}`;
    ids.push(messageId);
    await routing.offline(app, {
      messageId,
      conversationId,
      toGroupId: conversationId.slice('group/'.length),
      recipients: [{ userId }],
      pushConfig: {
        title: 'Team',
        content: `Hi ${messageId}`,
        ...(enableBadge ? { enableBadge, badgeIncrement: 2 } : {}),
      },
      ...over,
    });
    return messageId;
  };
  for (let message = 0; message < messages; message += 1) await send();
  return { app, ids, send, conversationId };
}

const openDb = () => openDatabase<Tables>({ url: routing.database.url, poolSize: 2, log: routing.context.log });
/** What only time would bring about. */
const windowEnds = async (app: string): Promise<void> => {
  const database = openDb();
  await sql`update push_router.fold set window_ends_at = 0 where app = ${app}`.execute(database.kysely);
  await database.close();
};

/** What is known of a user in a conversation. */
const stored = async (app: string, conversationId: string, userId: string): Promise<Fold> => {
  const database = openDb();
  const key = { app, userId, conversationId };
  const found = await foldStore(database).read([key]);
  await database.close();
  return found.get(foldKey(key))?.fold ?? noFold;
};

const contentsOf = (messageId: string): string[] => routing.tasksOf(messageId).map(({ content }) => content);
const foldedInto = (messageId: string, content: string) =>
  until(() => contentsOf(messageId).includes(content), { message: `${content}, not ${contentsOf(messageId).join()}` });

describe('a burst', () => {
  it('is one push at once, and one counted notification under its id when the window ends', async () => {
    const { ids, send } = await burst('ann', 3, { enableBadge: true });
    const [first = '', second = '', third = ''] = ids;
    expect(await routing.verdictsOf(first)).toEqual(['phone-of-ann: PUSHED']);
    expect(await routing.verdictsOf(second)).toEqual(['phone-of-ann: FOLDED']);
    await foldedInto(third, `[3] Hi ${third}`);
    const [one] = routing.tasksOf(first);
    const [told] = routing.tasksOf(third);
    expect(told).toMatchObject({ notifyId: one?.notifyId, title: 'Team', badgeIncrement: 4 });
    expect(routing.tasksOf(second)).toEqual([]);
    expect(await routing.verdictsOf(third, 2)).toEqual(['phone-of-ann: FOLDED', 'phone-of-ann: PUSHED']);
    // What stands on the screen goes on being counted.
    const fourth = await send();
    await foldedInto(fourth, `[4] Hi ${fourth}`);
  });

  it('counts no message twice that comes again, before or after it was told of', async () => {
    const { ids, send } = await burst('ben', 3);
    const [first = '', second = '', third = ''] = ids;
    await send({ messageId: second });
    await send({ messageId: first });
    await foldedInto(third, `[3] Hi ${third}`);
    await send({ messageId: third });
    await send({ messageId: second });
    const verdicts = await routing.verdictsOf(second, 3);
    expect(verdicts).toEqual(Array(3).fill('phone-of-ben: FOLDED'));
    expect(await routing.verdictsOf(first, 2)).toEqual(Array(2).fill('phone-of-ben: PUSHED'));
    expect(new Set(routing.tasksOf(first).map(({ taskId }) => taskId)).size).toBe(1);
    expect(contentsOf(third)).toHaveLength(1);
  });

  it('does not ring for who read, left or muted meanwhile, or when its only message was revoked', async () => {
    const states = {
      reads: { hasRead: true },
      leaves: { hasLeft: true },
      mutes: { isMuted: true },
      gone: { isRevoked: true },
    };
    for (const [userId, state] of Object.entries(states)) routing.readers.set(userId, state);
    const bursts = await Promise.all(Object.keys(states).map((userId) => burst(userId, 2)));
    const last = await Promise.all(bursts.map(({ ids: [, second = ''] }) => routing.verdictsOf(second, 2)));
    expect(last.map(([, verdict]) => verdict)).toEqual([
      'phone-of-reads: READ',
      'phone-of-leaves: NOT_A_MEMBER',
      'phone-of-mutes: MUTED',
      'phone-of-gone: REVOKED',
    ]);
    expect(bursts.flatMap(({ ids: [, second = ''] }) => routing.tasksOf(second))).toEqual([]);
  });

  it('counts only what is new to who read what stood on the screen', async () => {
    routing.readers.set('half/', { hasRead: true });
    const { ids } = await burst('half', 3);
    await foldedInto(ids[2] ?? '', `[2] Hi ${ids[2]}`);
  });

  it('loses a held message that is revoked, with its words, and takes back a notification that stands for it alone', async () => {
    const { ids, send } = await burst('rev', 3);
    const [first = '', , third = ''] = ids;
    const recall = { pushConfig: null, revokesMessageId: third };
    expect(await routing.verdictsOf(await send(recall))).toEqual(['phone-of-rev: REVOKED']);
    await until(() => contentsOf(third).length > 0);
    expect(contentsOf(third)).toEqual(['[2] [Message]']);
    const { ids: alone, send: revoke } = await burst('rev2', 1);
    await routing.verdictsOf(alone[0] ?? '');
    const taken = await revoke({ pushConfig: null, revokesMessageId: alone[0] ?? '' });
    expect(await routing.verdictsOf(taken)).toEqual(['phone-of-rev2: PUSHED']);
    const [task] = await until(() => routing.tasksOf(taken).length > 0 && routing.tasksOf(taken));
    expect(task).toMatchObject({ takesBack: true, notifyId: routing.tasksOf(alone[0] ?? '')[0]?.notifyId });
    expect(contentsOf(first)).toHaveLength(1);
  });

  it('tells of what is held beside a revoked message, of which message-store says that it was revoked', async () => {
    const { app, ids, send } = await burst('beside', 3, { foldSeconds: 3_600 });
    const [, , third = ''] = ids;
    const revocation = await send({ pushConfig: null, revokesMessageId: third });
    expect(await routing.verdictsOf(revocation)).toEqual(['phone-of-beside: REVOKED']);
    routing.readers.set('beside/phone-of-beside', { isRevoked: true });
    await windowEnds(app);
    expect(await routing.verdictsOf(third, 2)).toEqual(['phone-of-beside: FOLDED', 'phone-of-beside: PUSHED']);
    await until(() => contentsOf(third).length > 0);
    expect(contentsOf(third)).toEqual(['[2] [Message]']);
  });

  it('is not taken away by the revocation of a message before it that is tried again', async () => {
    const { app, ids, send, conversationId } = await burst('tab', 1);
    const [first = ''] = ids;
    const { pushId, token } = await routing.register(app, 'tab');
    await routing.verdictsOf(first);
    const recall = await send({ pushConfig: null, revokesMessageId: first, seq: 1_000_000 });
    const [task] = await until(() => routing.tasksOf(recall).length > 0 && routing.tasksOf(recall));
    const target = { app, pushId, userId: 'tab', tokenSha256: tokenSha256(token), conversationId, seq: 1_000_000 };
    const states = async () => {
      const takesBack = { ...target, messageId: recall, ignoresUserRules: true };
      const { targets } = await routing.targets.checkTargets({
        vendor: 'VENDOR_XIAOMI',
        targets: [task?.notifyId ?? 0, 77, 0].map((takesBackNotifyId) => ({ ...takesBack, takesBackNotifyId })),
      });
      return targets.map(({ state }) => state.replace('TARGET_STATE_', ''));
    };
    expect(await states()).toEqual(['GOOD', 'GOOD', 'GOOD']);
    const next = await send({ acceptedAtMs: Date.now() + FOLD_SECONDS * 2_000, seq: 1_000_001 });
    expect(await routing.verdictsOf(next)).toEqual(['phone-of-tab: PUSHED']);
    // One that has a notification of its own, as a mention has, is taken away all the same; and the release before did not say what is taken away.
    expect(await states()).toEqual(['REPLACED', 'GOOD', 'GOOD']);
  });

  it('is told of by a notification that may leave though it has the id of a message that was revoked', async () => {
    const { app, ids, send, conversationId } = await burst('rov', 3);
    const third = ids[2] ?? '';
    const { pushId, token } = await routing.register(app, 'rov');
    const recall = { pushConfig: null, revokesMessageId: third };
    expect(await routing.verdictsOf(await send(recall))).toEqual(['phone-of-rov: REVOKED']);
    await foldedInto(third, '[2] [Message]');
    routing.readers.set('rov', { isRevoked: true });
    const target = { app, pushId, userId: 'rov', tokenSha256: tokenSha256(token), conversationId, seq: 3 };
    const { targets } = await routing.targets.checkTargets({
      vendor: 'VENDOR_XIAOMI',
      targets: [third, 'of-another-burst'].map((messageId) => ({ ...target, messageId })),
    });
    expect(targets.map(({ state }) => state)).toEqual(['TARGET_STATE_GOOD', 'TARGET_STATE_REVOKED']);
  });

  it('is taken back when its newest message is revoked after it was published and before that was marked', async () => {
    const { app, ids, send, conversationId } = await burst('mid', 2, { foldSeconds: 3_600 });
    const [first = '', second = ''] = ids;
    await routing.verdictsOf(second);
    const database = openDb();
    try {
      const folds = foldStore(database);
      const key = { app, userId: 'mid', conversationId };
      const recall = async (over: { readonly messageId: string }) => {
        const id = await send({ ...over, pushConfig: null, revokesMessageId: second });
        return (await routing.verdictsOf(id))[0];
      };
      await windowEnds(app);
      // Nobody looks at it any more but who claims it here, in between.
      await folds.postpone([key], Date.now() + 3_600_000);
      expect(await folds.read([key]).then((found) => found.get(foldKey(key))?.isBeingTold)).toBe(false);
      await sql`update push_router.fold set is_being_told = true where app = ${app}`.execute(database.kysely);
      expect(await recall({ messageId: 'mid-recall' })).toBe('phone-of-mid: PUSHED');
      const [taken] = await until(() => routing.tasksOf('mid-recall').length > 0 && routing.tasksOf('mid-recall'));
      expect(taken).toMatchObject({ takesBack: true, notifyId: routing.tasksOf(first)[0]?.notifyId });
    } finally {
      await database.close();
    }
  });

  it('says nothing of a message that was revoked in the words of a template either', async () => {
    const { app, send } = await burst('tpl', 0);
    const words = { en: { title: 'Note', content: 'Says {what}' } };
    await routing.admin.saveTemplate({ app, template: { templateId: 'note', words } });
    const pushConfig = { title: 'T', content: 'C', templateId: 'note', contentParameters: { what: 'secrets' } };
    for (let nth = 0; nth < 3; nth += 1) await send({ messageId: `tpl-${nth}`, pushConfig });
    expect(await routing.verdictsOf('tpl-2')).toEqual(['phone-of-tpl: FOLDED']);
    expect(contentsOf('tpl-0')).toEqual(['Says secrets']);
    expect(await routing.verdictsOf(await send({ pushConfig: null, revokesMessageId: 'tpl-2' }))).toEqual([
      'phone-of-tpl: REVOKED',
    ]);
    await until(() => contentsOf('tpl-2').length > 0);
    expect(contentsOf('tpl-2')).toEqual(['[2] [Message]']);
  });

  it('is not put in the place of its counted notification by a push that is tried again', async () => {
    const { app, ids, send, conversationId } = await burst('tim', 3);
    const [first = '', , third = ''] = ids;
    const { pushId, token } = await routing.register(app, 'tim');
    const stateOf = async (messageId: string): Promise<string | undefined> => {
      const target = { app, pushId, userId: 'tim', tokenSha256: tokenSha256(token), conversationId, seq: 1, messageId };
      const { targets } = await routing.targets.checkTargets({ targets: [target], vendor: 'VENDOR_XIAOMI' });
      return targets[0]?.state;
    };
    await routing.verdictsOf(third);
    expect(await stateOf(first)).toBe('TARGET_STATE_GOOD');
    await foldedInto(third, `[3] Hi ${third}`);
    await until(async () => (await stateOf(first)) === 'TARGET_STATE_TOLD');
    expect(await stateOf(third)).toBe('TARGET_STATE_GOOD'); // the counted one itself
    expect(await stateOf('')).toBe('TARGET_STATE_GOOD'); // asked by the release before
    expect(await stateOf('of-another-burst')).toBe('TARGET_STATE_GOOD');
    // Another burst begins on the screen.
    const next = await send({ acceptedAtMs: Date.now() + FOLD_SECONDS * 2_000 });
    expect(await routing.verdictsOf(next)).toEqual(['phone-of-tim: PUSHED']);
    expect(await stateOf(first)).toBe('TARGET_STATE_REPLACED');
    expect(await stateOf(third)).toBe('TARGET_STATE_REPLACED');
    expect(await stateOf(next)).toBe('TARGET_STATE_GOOD');
  });

  it('has not the place of an older one when its first message was over the cap', async () => {
    const { app, send, conversationId } = await burst('cap', 0, { limits: { userPushesPerMinute: 1 } });
    const { pushId, token } = await routing.register(app, 'cap');
    const minuteMs = Math.floor(Date.now() / 60_000) * 60_000;
    const first = await send({ acceptedAtMs: minuteMs });
    expect(await routing.verdictsOf(first)).toEqual(['phone-of-cap: PUSHED']);
    const next = await send({ acceptedAtMs: minuteMs + FOLD_SECONDS * 2_000 });
    expect(await routing.verdictsOf(next)).toEqual(['phone-of-cap: FREQUENCY_CAP']);
    const target = { app, pushId, userId: 'cap', tokenSha256: tokenSha256(token), conversationId, seq: 1 };
    const { targets } = await routing.targets.checkTargets({
      vendor: 'VENDOR_XIAOMI',
      targets: [{ ...target, messageId: first }],
    });
    expect(targets.map(({ state }) => state)).toEqual(['TARGET_STATE_GOOD']);
    // Revoked, the older one is taken back: nothing else stands there.
    const revocation = await send({ pushConfig: null, revokesMessageId: first });
    expect(await routing.verdictsOf(revocation)).toEqual(['phone-of-cap: PUSHED']);
    await until(() => routing.tasksOf(revocation).length > 0);
    expect(routing.tasksOf(revocation)).toMatchObject([{ takesBack: true }]);
  });

  const quietPlatforms = { onlinePlatforms: ['web'], quietPlatforms: ['android'] };

  it('is not told to a phone that is to be silent, as its owner sits at the desk by now', async () => {
    const { app, send } = await burst('desk', 0, { foldSeconds: 3_600 });
    await routing.devices.bindDevice({ app, deviceId: 'browser', userId: 'desk', platform: 'web' });
    await routing.settings.updateUserSettings({ app, userId: 'desk', quietPlatforms });
    const [first, second] = [await send(), await send()];
    expect(await routing.verdictsOf(first)).toEqual(['phone-of-desk: PUSHED']);
    await routing.verdictsOf(second);
    routing.connected.set('desk', [{ deviceId: 'browser', platform: 'web', connectedAtMs: Date.now() }]);
    await windowEnds(app);
    expect(await routing.verdictsOf(second, 2)).toEqual(['phone-of-desk: FOLDED', 'phone-of-desk: QUIET_PLATFORM']);
    expect(routing.tasksOf(second)).toEqual([]);
  });

  it('leaves words that were revoked on no phone that was silent when the others were told', async () => {
    const { app, send, conversationId } = await burst('two', 0, { foldSeconds: 3_600 });
    await routing.register(app, 'two', { deviceId: 'tablet-of-two', platform: 'ios' });
    await routing.devices.bindDevice({ app, deviceId: 'browser', userId: 'two', platform: 'web' });
    await routing.settings.updateUserSettings({ app, userId: 'two', quietPlatforms });
    const [first, second] = [await send(), await send()];
    await routing.verdictsOf(second, 2);
    routing.connected.set('two', [{ deviceId: 'browser', platform: 'web', connectedAtMs: Date.now() }]);
    await windowEnds(app);
    const told = await routing.verdictsOf(second, 4);
    expect(told.slice(2).sort()).toEqual(['phone-of-two: QUIET_PLATFORM', 'tablet-of-two: PUSHED']);
    const recall = async (revokesMessageId: string) => {
      const id = await send({ pushConfig: null, revokesMessageId });
      return (await routing.verdictsOf(id, 2)).sort();
    };
    await until(async () => (await stored(app, conversationId, 'two')).held.length === 0);
    expect(await recall(first)).toEqual(['phone-of-two: PUSHED', 'tablet-of-two: FOLDED']);
  });

  it('is taken back from who muted the conversation since, and nothing is from who was not pushed to', async () => {
    const { ids, send } = await burst('mum', 1);
    const [first = ''] = ids;
    await routing.verdictsOf(first);
    const recipients = [{ userId: 'mum', notifyMode: 'NOTIFY_MODE_NONE' as const }];
    const unseen = await send({ recipients });
    expect(await routing.verdictsOf(unseen)).toEqual(['phone-of-mum: MUTED']);
    const verdicts = [];
    for (const revokesMessageId of [first, unseen])
      verdicts.push(...(await routing.verdictsOf(await send({ pushConfig: null, revokesMessageId, recipients }))));
    expect(verdicts).toEqual(['phone-of-mum: PUSHED', 'phone-of-mum: MUTED']);
  });

  const targetsOf = (messageId: string): string[] =>
    routing.tasksOf(messageId).flatMap(({ targets }) => targets.map(({ deviceId }) => deviceId));

  it('is told to a phone that has the messages because its app was in the background, and is tried again there', async () => {
    const deviceId = 'phone-of-bg';
    const { app, send, conversationId } = await burst('bg', 0, { foldSeconds: 3_600 });
    const { pushId, token } = await routing.register(app, 'bg');
    routing.readers.set(`bg/${deviceId}`, { hasRead: true });
    const recipients = [{ userId: 'bg', deviceIds: [deviceId], backgroundDeviceIds: [deviceId] }];
    const [first, second] = [await send({ recipients }), await send({ recipients })];
    expect(await routing.verdictsOf(first)).toEqual([`${deviceId}: PUSHED`]);
    await routing.verdictsOf(second);
    await windowEnds(app);
    await foldedInto(second, `[2] Hi ${second}`);
    const [told] = routing.tasksOf(second);
    expect(told?.targets).toMatchObject([{ deviceId, inBackground: true }]);
    const target = { app, pushId, userId: 'bg', tokenSha256: tokenSha256(token), conversationId, messageId: second };
    const { targets } = await routing.targets.checkTargets({
      vendor: 'VENDOR_XIAOMI',
      targets: [true, false].map((inBackground) => ({ ...target, seq: 2, inBackground })),
    });
    expect(targets.map(({ state }) => state)).toEqual(['TARGET_STATE_GOOD', 'TARGET_STATE_READ']);
  });

  it('is not told to a phone that is connected in the foreground, until that does not acknowledge', async () => {
    const { app, send } = await burst('fore', 0, { foldSeconds: 3_600 });
    const deviceId = 'phone-of-fore';
    await routing.register(app, 'fore', { deviceId: 'tablet-of-fore' });
    routing.connected.set('fore', [{ deviceId, platform: 'android', connectedAtMs: Date.now() - 60_000 }]);
    const recipients = [{ userId: 'fore', deviceIds: [deviceId] }];
    const [first, second] = [await send({ recipients }), await send({ recipients })];
    await routing.verdictsOf(first, 2);
    await routing.verdictsOf(second, 2);
    await windowEnds(app);
    expect((await routing.verdictsOf(second, 4)).toSorted()).toEqual([
      `${deviceId}: ONLINE`, // when it came, and when it was told of
      `${deviceId}: ONLINE`,
      'tablet-of-fore: FOLDED',
      'tablet-of-fore: PUSHED',
    ]);
    expect(targetsOf(second)).toEqual(['tablet-of-fore']);
    await send({ messageId: second, recipients, reason: 'OFFLINE_REASON_NO_ACK' });
    await until(() => targetsOf(second).length > 1);
    expect(targetsOf(second)).toEqual(['tablet-of-fore', deviceId]);
    expect(contentsOf(second)).toEqual([`[2] Hi ${second}`, `[2] Hi ${second}`]);
  });

  it('is told, when its devices looked connected and were not, as soon as one of them did not acknowledge', async () => {
    const { app, send } = await burst('hang', 0, { foldSeconds: 3_600 });
    const deviceId = 'phone-of-hang';
    const first = await send();
    await routing.verdictsOf(first);
    routing.connected.set('hang', [{ deviceId, platform: 'android', connectedAtMs: Date.now() - 60_000 }]);
    const recipients = [{ userId: 'hang', deviceIds: [deviceId] }];
    const message = { seq: 1_000_000, acceptedAtMs: Date.now() };
    const second = await send(message); // it has connected since
    await routing.verdictsOf(second);
    await windowEnds(app);
    expect(await routing.verdictsOf(second, 2)).toEqual([`${deviceId}: FOLDED`, `${deviceId}: ONLINE`]);
    await send({ ...message, messageId: second, recipients, reason: 'OFFLINE_REASON_NO_ACK' });
    await foldedInto(second, `[2] Hi ${second}`);
  });

  it('is told to a phone that looks connected and did not acknowledge its newest message', async () => {
    const { app, send } = await burst('stuck', 0, { foldSeconds: 3_600 });
    const deviceId = 'phone-of-stuck';
    await routing.register(app, 'stuck', { deviceId: 'tablet-of-stuck' });
    await routing.verdictsOf(await send(), 2);
    routing.connected.set('stuck', [{ deviceId, platform: 'android', connectedAtMs: Date.now() - 60_000 }]);
    const recipients = [{ userId: 'stuck', deviceIds: [deviceId] }];
    const second = await send({ recipients });
    await send({ messageId: second, recipients, reason: 'OFFLINE_REASON_NO_ACK' });
    await routing.verdictsOf(second, 3);
    await windowEnds(app);
    await foldedInto(second, `[2] Hi ${second}`);
    expect(targetsOf(second).toSorted()).toEqual([deviceId, 'tablet-of-stuck']);
  });

  it('is told to a phone beside a browser that looks connected and did not acknowledge the newest message', async () => {
    const { app, send } = await burst('froz', 0, { foldSeconds: 3_600 });
    await routing.register(app, 'froz', { deviceId: 'iphone-of-froz', platform: 'ios' });
    await routing.devices.bindDevice({ app, deviceId: 'frozen', userId: 'froz', platform: 'web' });
    await routing.settings.updateUserSettings({ app, userId: 'froz', quietPlatforms });
    routing.connected.set('froz', [{ deviceId: 'frozen', platform: 'web', connectedAtMs: Date.now() - 60_000 }]);
    const recipients = [{ userId: 'froz', deviceIds: ['frozen'] }];
    const [first, second] = [await send({ recipients }), await send({ recipients })];
    expect((await routing.verdictsOf(first, 3)).toSorted()).toEqual([
      'frozen: ONLINE',
      'iphone-of-froz: PUSHED',
      'phone-of-froz: QUIET_PLATFORM',
    ]);
    await send({ messageId: second, recipients, reason: 'OFFLINE_REASON_NO_ACK' });
    expect(await routing.verdictsOf(second, 5)).toContain('phone-of-froz: FOLDED');
    await windowEnds(app);
    await foldedInto(second, `[2] Hi ${second}`);
    const told = routing.tasksOf(second).flatMap(({ targets }) => targets.map(({ deviceId }) => deviceId));
    expect(told.toSorted()).toEqual(['iphone-of-froz', 'phone-of-froz']);
  });

  it('holds no mention that notifies', async () => {
    const { send } = await burst('men', 1);
    const mention = await send({ recipients: [{ userId: 'men', mention: 'MENTION_NOTIFIED' }] });
    expect(await routing.verdictsOf(mention)).toEqual(['phone-of-men: PUSHED']);
  });

  it('waits while message-store is away, and is told of afterwards', async () => {
    routing.store.isDown = true;
    const { ids } = await burst('later', 2, { foldSeconds: 1 });
    await routing.verdictsOf(ids[1] ?? '');
    await new Promise((resolve) => setTimeout(resolve, 2_000)); // its window ends without an answer
    expect(routing.tasksOf(ids[1] ?? '')).toEqual([]);
    routing.store.isDown = false;
    await foldedInto(ids[1] ?? '', `[2] Hi ${ids[1]}`);
  });

  it('of many conversations is told of once each by two replicas', async () => {
    const bursts = await Promise.all(
      Array.from({ length: 20 }, (_, index) => burst(`many-${index}`, 3, { foldSeconds: 1 })),
    );
    for (const { ids } of bursts) await foldedInto(ids[2] ?? '', `[3] Hi ${ids[2]}`);
    expect(bursts.map(({ ids }) => contentsOf(ids[2] ?? '').length)).toEqual(Array(20).fill(1));
  });
});

/** A message-store that has nothing against any push. */
const checkReaders = ({ readers = [] }: CheckReadersRequestInput) => {
  const nothing = {
    hasLeft: false,
    hasRead: false,
    hasNewer: false,
    isSilenced: false,
    isMuted: false,
    isRevoked: false,
  };
  return Promise.resolve({ readers: readers.map(() => nothing) });
};

describe('replicas that handle one batch at the same moment', () => {
  it('raise badges, and count against the cap, once', async () => {
    const database = openDatabase<Tables>({ url: routing.database.url, poolSize: 6, log: routing.context.log });
    try {
      const counters = counterStore(database);
      for (let round = 0; round < 40; round += 1) {
        const users = Array.from({ length: 5 }, (_, index) => `at-once-${round}-${index}`);
        const ids = [`${round}-a`, `${round}-b`];
        const raises = users.flatMap((userId) => ids.map((id) => ({ app: 'x', userId, id, increment: 2 })));
        const pushes = raises.map((raise) => ({ ...raise, minute: round, cap: 1 }));
        // Each has the batch in an order of its own.
        const found = await Promise.all([raises, raises.toReversed(), raises].map((batch) => counters.raise(batch)));
        const over = await Promise.all([pushes, pushes].map((batch) => counters.admit(batch)));
        expect(found).toEqual(Array(3).fill(new Map(users.map((userId) => [`x/${userId}`, 4]))));
        const second = new Set(pushes.filter(({ id }) => id === ids[1]));
        expect(over).toEqual([second, second]);
      }
    } finally {
      await database.close();
    }
  });
});

describe('a badge', () => {
  it('knows the messages that raised it last, and a whole batch however large, so that it is counted once when it comes again', async () => {
    const database = openDb();
    try {
      const counters = counterStore(database);
      const user = { app: 'x', userId: 'many' };
      const raise = (from: number, to: number) =>
        counters.raise(
          Array.from({ length: to - from + 1 }, (_, index) => ({ ...user, id: `m${from + index}`, increment: 1 })),
        );
      const badge = async (from: number, to: number) => (await raise(from, to)).get('x/many');
      expect(await badge(1, 1)).toBe(1);
      expect(await badge(2, 301)).toBe(301);
      expect(await badge(2, 301)).toBe(301);
      expect(await badge(302, 302)).toBe(302);
      const { rows } = await sql<{ known: number }>`select cardinality(counted) as known
        from push_router.user_badge where user_id = 'many'`.execute(database.kysely);
      expect(rows).toEqual([{ known: 100 }]);
      expect(await badge(203, 302)).toBe(302);
    } finally {
      await database.close();
    }
  });
});

describe('a badge, beside a notification that tells of messages', () => {
  it('is raised by one that is held and not counted yet, and by none twice', async () => {
    // Where no replica runs, to whom it would be due at once.
    const own = await freshDatabase(testServers().databaseUrl);
    const database = await openRouterDatabase({ url: own.url, poolSize: 2, log: routing.context.log });
    try {
      const [folds, counters] = [foldStore(database), counterStore(database)];
      const user = { app: 'x', userId: 'u' };
      const ids = Array.from({ length: 300 }, (_, index) => `m${index + 1}`);
      const fold = ids.reduce(
        (before, id, index) =>
          arrived(before, { id, seq: index + 1, acceptedAtMs: 1_000, foldMs: 1_000, increment: 1 }).fold,
        { ...noFold, windowEndsAtMs: 5_000 },
      );
      const newest = offlineRecipients.encode({ ...user, conversationId: 'c', recipients: [{ userId: 'u' }] });
      await folds.write([{ ...user, conversationId: 'c', fold, newest, version: 0 }]);
      // One by one, as they come. A replica has held the last one, and is about to count it.
      for (const id of ids.slice(0, -1)) await counters.raise([{ ...user, id, increment: 1 }]);
      const told = await tellFolds({
        devices: deviceStore(database),
        settings: userSettingsStore(database),
        profiles: appStore(database, Date.now).profiles,
        ...{ counters, folds },
        messages: { checkReaders },
        connected: () => Promise.resolve(new Map<string, never>()),
        producer: routing.producer,
        events: { routed: () => undefined },
        clock: () => 6_000,
      });
      expect(told).toBe(1);
      const again = ids.slice(-50).map((id) => ({ ...user, id, increment: 1 }));
      expect(await counters.raise(again)).toEqual(new Map([['x/u', 300]]));
    } finally {
      await database.close();
      await own.drop();
    }
  });
});

it('of which nobody can tell keeps out no others: it is looked at again later', async () => {
  const database = openDb();
  try {
    const [broken, whole] = [
      await burst('broken', 3, { foldSeconds: 3_600 }),
      await burst('whole', 3, { foldSeconds: 3_600 }),
    ];
    for (const { ids } of [broken, whole]) await routing.verdictsOf(ids[2] ?? '');
    const clock = { aheadMs: 3_600_000 };
    let isMended = false;
    const folds = foldStore(database);
    const deps = {
      devices: deviceStore(database),
      settings: userSettingsStore(database),
      profiles: appStore(database, Date.now).profiles,
      counters: counterStore(database),
      folds,
      messages: {
        checkReaders: (request: CheckReadersRequestInput) =>
          !isMended && request.readers?.some(({ userId }) => userId === 'broken') === true
            ? Promise.reject(new TypeError('a bug'))
            : checkReaders(request),
      },
      connected: () => Promise.resolve(new Map<string, never>()),
      producer: routing.producer,
      events: { routed: () => undefined },
      clock: () => Date.now() + clock.aheadMs,
    };
    await expect(tellFolds(deps)).rejects.toThrow('a bug'); // for the log
    await foldedInto(whole.ids[2] ?? '', `[3] Hi ${whole.ids[2]}`);
    expect(await tellFolds(deps)).toBe(0);
    isMended = true;
    clock.aheadMs += 600_000;
    expect(await tellFolds(deps)).toBe(1);
    await foldedInto(broken.ids[2] ?? '', `[3] Hi ${broken.ids[2]}`);
  } finally {
    await database.close();
  }
});

it('is known for as long as its messages may be revoked, and a day longer', async () => {
  const own = await freshDatabase(testServers().databaseUrl);
  const database = await openRouterDatabase({ url: own.url, poolSize: 1, log: routing.context.log });
  try {
    for (const [app, limits] of [
      ['default', '{}'],
      ['week', '{"revokeWithinSeconds":604800}'],
    ])
      await sql`insert into push_router.app (app, name, package_name, api_key_sha256, sealed_client_token_secret, limits, version)
                values (${app}, 'x', 'x', 'x', 'x', ${limits}::jsonb, 1)`.execute(database.kysely);
    const folds = foldStore(database);
    const counters = counterStore(database);
    const keys = ['default', 'week'].map((app) => ({ app, userId: 'u', conversationId: 'c' }));
    const windowEndsAtMs = 1_000 * 86_400_000;
    const fold = { ...noFold, windowEndsAtMs };
    await folds.write(keys.map((key) => ({ ...key, fold, newest: undefined, version: 0 })));
    const appsAfter = async (days: number) => {
      await forgetOver({ folds, counters }, windowEndsAtMs + days * 86_400_000 + 1);
      return [...(await folds.read(keys)).values()].map(({ app }) => app).toSorted();
    };
    expect(await appsAfter(0.9)).toEqual(['default', 'week']);
    expect(await appsAfter(1)).toEqual(['week']);
    expect(await appsAfter(7.9)).toEqual(['week']);
    expect(await appsAfter(8)).toEqual([]);
  } finally {
    await database.close();
    await own.drop();
  }
});

it('is told of when its window is longer than what pushes of the app live, and lives from then', async () => {
  const database = openDb();
  try {
    const foldSeconds = 3_600;
    const { app, ids } = await burst('long', 3, { foldSeconds });
    await routing.admin.updateApp({ app, limits: { pushTtlSeconds: 60 } });
    const [first = '', , third = ''] = ids;
    await routing.verdictsOf(third);
    await tellFolds({
      devices: deviceStore(database),
      settings: userSettingsStore(database),
      profiles: appStore(database, Date.now).profiles,
      counters: counterStore(database),
      folds: foldStore(database),
      messages: { checkReaders },
      connected: () => Promise.resolve(new Map<string, never>()),
      producer: routing.producer,
      events: { routed: () => undefined },
      clock: () => Date.now() + foldSeconds * 1_000,
    });
    await foldedInto(third, `[3] Hi ${third}`);
    const windowEndsAtMs = (routing.tasksOf(first)[0]?.acceptedAtMs ?? 0) + foldSeconds * 1_000;
    expect(routing.tasksOf(third)[0]?.expiresAtMs).toBe(windowEndsAtMs + 60_000);
  } finally {
    await database.close();
  }
});

describe('a replica that dies', () => {
  /** What it tells of bursts with. */
  const anHourLater = (database: ReturnType<typeof openDb>) => ({
    devices: deviceStore(database),
    settings: userSettingsStore(database),
    profiles: appStore(database, Date.now).profiles,
    counters: counterStore(database),
    messages: { checkReaders },
    connected: () => Promise.resolve(new Map<string, never>()),
    producer: routing.producer,
    events: { routed: () => undefined },
    clock: () => Date.now() + 3_600_000,
  });

  it('after it told of a burst and before it marked that: the repeat has the same task', async () => {
    const database = openDb();
    try {
      const { ids } = await burst('dies', 3, { foldSeconds: 3_600 });
      await routing.verdictsOf(ids[2] ?? '');
      const folds = foldStore(database);
      const dying = anHourLater(database);
      const killed = { ...folds, write: () => Promise.reject(new Unavailable('killed')) };
      await expect(tellFolds({ ...dying, folds: killed })).rejects.toThrow('killed');
      expect(await tellFolds({ ...dying, folds })).toBeGreaterThan(0); // other bursts of this file may be due by that clock, too
      await until(() => routing.tasksOf(ids[2] ?? '').length === 2);
      const tasks = routing.tasksOf(ids[2] ?? '');
      expect(new Set(tasks.map(({ taskId }) => taskId)).size).toBe(1);
      expect(tasks.map(({ content }) => content)).toEqual(Array(2).fill(`[3] Hi ${ids[2]}`));
      expect(await tellFolds({ ...dying, folds })).toBe(0);
    } finally {
      await database.close();
    }
  });

  it('or cannot say that it told of a burst: what has left is taken back when its newest message is revoked', async () => {
    const database = openDb();
    try {
      const { ids, send } = await burst('half', 3, { foldSeconds: 3_600 });
      const [first = '', , third = ''] = ids;
      await routing.verdictsOf(third);
      const folds = { ...foldStore(database), write: () => Promise.reject(new Unavailable('away')) };
      await expect(tellFolds({ ...anHourLater(database), folds })).rejects.toThrow('away');
      await foldedInto(third, `[3] Hi ${third}`);
      const recall = await send({ pushConfig: null, revokesMessageId: third });
      expect(await routing.verdictsOf(recall)).toEqual(['phone-of-half: PUSHED']);
      const [taken] = await until(() => routing.tasksOf(recall).length > 0 && routing.tasksOf(recall));
      expect(taken).toMatchObject({ takesBack: true, notifyId: routing.tasksOf(first)[0]?.notifyId });
    } finally {
      await database.close();
    }
  });

  it('leaves what it took to others, and two who change one conversation never overwrite each other', async () => {
    // Where no replica runs, to whom it would be due at once.
    const own = await freshDatabase(testServers().databaseUrl);
    const database = await openRouterDatabase({ url: own.url, poolSize: 2, log: routing.context.log });
    try {
      const folds = foldStore(database);
      const key = { app: 'x', userId: 'u', conversationId: 'c' };
      const { fold } = arrived(
        { ...noFold, windowEndsAtMs: 5_000 },
        { id: 'a', seq: 1, acceptedAtMs: 1_000, foldMs: 1_000, increment: 0 },
      );
      const stored = { ...key, fold, newest: Buffer.from('event'), version: 0 };
      const other = { ...stored, userId: 'v' };
      expect(await folds.write([stored])).toEqual(new Set());
      expect(await folds.write([stored, other])).toEqual(new Set([foldKey(key)])); // who has not read it
      expect((await folds.read([other])).size).toBe(1);
      const read = (await folds.read([key])).get(foldKey(key));
      expect(read).toMatchObject({ fold, version: 1 });
      expect(await folds.write([{ ...stored, version: 1 }])).toEqual(new Set());
      await folds.write([{ ...other, version: 1, fold: noFold, newest: undefined }]);
      const due = { nowMs: 6_000, forMs: 30_000, most: 10 };
      const isBeingTold = async () => (await folds.read([key])).get(foldKey(key))?.isBeingTold;
      expect(await isBeingTold()).toBe(false);
      expect((await folds.claimDue(due)).map(({ userId }) => userId)).toEqual(['u']);
      expect(await isBeingTold()).toBe(true);
      expect(await folds.claimDue(due)).toEqual([]);
      expect((await folds.claimDue({ ...due, nowMs: 36_000 })).map(({ userId }) => userId)).toEqual(['u']);
      await folds.postpone([key], 50_000, true);
      expect(await isBeingTold()).toBe(true); // nobody tells of it any more, and its notification may have left
      await folds.postpone([key], 50_000);
      expect(await isBeingTold()).toBe(false); // nobody tells of it, though nobody else takes it
      expect(await folds.claimDue({ ...due, nowMs: 49_999 })).toEqual([]);
      await folds.write([{ ...stored, fold: noFold, newest: undefined, version: 2 }]);
      await folds.forgetIdle(1);
      expect(await folds.read([key, other])).toEqual(new Map());
    } finally {
      await database.close();
      await own.drop();
    }
  });
});
