import type { PushRequestInput, PushResponse } from '@bellhop/contracts';
import { createClient, userDataService } from '@bellhop/grpc';
import { openDatabase, type Database } from '@bellhop/postgres';
import { until } from '@bellhop/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tables } from '../src/db/database.ts';
import { tokenSha256 } from '../src/db/device-store.ts';
import { directPushStore } from '../src/db/direct-push-store.ts';
import { replacedPushes } from '../src/db/replaced-pushes.ts';
import type { TargetResult } from '../src/domain/target-results.ts';
import { forgetFinished } from '../src/direct-pushes/push-sender.ts';
import { startRouting, type Routing } from './routing-harness.ts';

let routing: Routing & { close(): Promise<void> };
let db: Database<Tables>;
const DAY_MS = 24 * 3_600_000;

beforeAll(async () => {
  routing = await startRouting({ replicas: 2 });
  db = openDatabase<Tables>({ url: routing.database.url, poolSize: 1, log: routing.context.log });
});
afterAll(async () => {
  await db.close();
  await routing.close();
  expect(routing.context.fatal).toEqual([]);
});

const pushConfig = { title: 'Parcel', content: 'It is at your door', payload: '{"parcel":7}' };
const push = (given: PushRequestInput): Promise<PushResponse> => routing.pushes.push({ pushConfig, ...given });
const sent = (id: string) =>
  until(
    async () =>
      (await routing.pushes.getPush({ app: appOf.get(id) ?? '', directPushId: id })).push?.state ===
      'DIRECT_PUSH_STATE_SENT',
  );
const appOf = new Map<string, string>();
const accepted = async (given: PushRequestInput): Promise<PushResponse & { id: string }> => {
  const answer = await push(given);
  appOf.set(answer.directPushId, given.app ?? '');
  return { ...answer, id: answer.directPushId };
};
const states = ({ targets }: Pick<PushResponse, 'targets'>): string[] =>
  targets.map(({ userId, pushId, state, devices }) =>
    [
      userId || pushId,
      state.replace('PUSH_TARGET_STATE_', ''),
      ...devices.map(({ verdict }) => verdict.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()),
    ].join(' '),
  );
/** Another user logs in on a device, and registers it for push again. */
const handOn = async ({ app, deviceId, from, to }: Record<'app' | 'deviceId' | 'from' | 'to', string>) => {
  const { deviceSecret } = await routing.devices.bindDevice({ app, deviceId, userId: from });
  await routing.devices.bindDevice({ app, deviceId, userId: to, deviceSecret });
  await routing.register(app, to, { deviceId });
};
/** What is said of a push to a device that an adapter asks about. */
const stateWhenLookedAtAgain =
  ({ app, userId }: { app: string; userId: string }) =>
  async (messageId: string, { pushId, token }: { pushId: string; token: string }, collapseKey = 'score') => {
    const target = { app, userId, pushId, tokenSha256: tokenSha256(token), messageId, ignoresUserRules: true };
    const { targets } = await routing.targets.checkTargets({
      vendor: 'VENDOR_XIAOMI',
      targets: [{ ...target, conversationId: `direct/${collapseKey}` }],
    });
    return targets[0]?.state;
  };
/** Every row that a push may leave behind. */
const rows = async (): Promise<unknown> =>
  (
    await sql`select (select count(*) from push_router.direct_push) as pushes, (select count(*) from push_router.push_count) as counts,
                     (select coalesce(sum(badge), 0) from push_router.user_badge) as badges`.execute(db.kysely)
  ).rows;

describe('a push', () => {
  it('goes to users and devices at once, each device once, with a result per target', async () => {
    const app = await routing.app();
    const ann = await routing.register(app, 'ann');
    const second = await routing.register(app, 'ann', { deviceId: 'tablet-of-ann', vendor: 'VENDOR_HUAWEI' });
    const ben = await routing.register(app, 'ben');
    await routing.register(app, 'ben', { deviceId: 'tablet-of-ben' });
    const answer = await accepted({ app, userIds: ['ann', 'nobody'], pushIds: [ann.pushId, ben.pushId, 'p_unknown'] });
    expect(states(answer)).toEqual([
      'ann ACCEPTED',
      'nobody NO_DEVICE',
      `${ann.pushId} ACCEPTED`,
      `${ben.pushId} ACCEPTED`,
      'p_unknown UNKNOWN_PUSH_ID',
    ]);
    await sent(answer.id);
    const targets = await until(
      () => routing.tasksOf(answer.id).length === 2 && routing.tasksOf(answer.id).flatMap((task) => task.targets),
    );
    expect(targets.map(({ pushId }) => pushId).toSorted()).toEqual([ann.pushId, second.pushId, ben.pushId].toSorted());
    expect(routing.tasksOf(answer.id)[0]).toMatchObject({ ...pushConfig, app, messageId: answer.id });
    const { push: now, targets: outcome } = await routing.pushes.getPush({ app, directPushId: answer.id });
    expect(now).toMatchObject({ state: 'DIRECT_PUSH_STATE_SENT', targetCount: 5 });
    expect(states({ targets: outcome })).toEqual([
      'ann PUSHED PUSHED PUSHED',
      'nobody NO_DEVICE',
      `${ann.pushId} PUSHED PUSHED`,
      `${ben.pushId} PUSHED PUSHED`,
      'p_unknown UNKNOWN_PUSH_ID',
    ]);
    const verdicts = await routing.verdictsOf(answer.id, 5);
    expect(verdicts.toSorted()).toEqual([
      ': NOT_REGISTERED',
      'nobody: NO_DEVICE',
      'phone-of-ann: PUSHED',
      'phone-of-ben: PUSHED',
      'tablet-of-ann: PUSHED',
    ]);
  });

  it('is one for one idempotency key, also when asked for many times at once; another content is a conflict', async () => {
    const app = await routing.app();
    await routing.register(app, 'ida');
    const given = { app, userIds: ['ida', 'nobody'], idempotencyKey: 'k1' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => push(given)));
    expect(new Set(answers.map(({ directPushId }) => directPushId)).size).toBe(1);
    appOf.set(answers[0]?.directPushId ?? '', app);
    await sent(answers[0]?.directPushId ?? '');
    expect(await push(given)).toEqual(answers[0]);
    expect((await push({ ...given, ttlSeconds: 60 })).refusal).toBe('PUSH_REFUSAL_IDEMPOTENCY_KEY_CONFLICT');
    expect((await push({ ...given, app: await routing.app() })).refusal).toBe('PUSH_REFUSAL_UNSPECIFIED');
    expect(routing.tasksOf(answers[0]?.directPushId ?? '')).toHaveLength(1);
  });

  it('that is repeated gets the first answer though what it names is gone by then; another one is refused', async () => {
    const app = await routing.app();
    const template = { templateId: 'parcel', words: { en: { title: 'Parcel', content: 'It is here' } } };
    await routing.admin.saveTemplate({ app, template });
    await routing.admin.saveTemplate({ app, template: { ...template, templateId: 'other' } });
    await routing.admin.saveResource({ app, resource: { resourcesId: 'loud', vendors: {} } });
    const named = { ...pushConfig, templateId: 'parcel', resourcesId: 'loud' };
    const given = { app, userIds: ['nam'], pushConfig: named, idempotencyKey: 'k1' };
    const first = await push(given);
    await routing.admin.deleteTemplate({ app, templateId: 'parcel' });
    expect(await push(given)).toEqual(first);
    const others = { ...given, idempotencyKey: 'k2' };
    const field = 'pushConfig.templateID';
    await until(() =>
      push({ ...others, dryRun: true }).then(
        () => false,
        (error: { field?: string }) => error.field === field,
      ),
    );
    await expect(push(others)).rejects.toMatchObject({ field, message: 'the app has no template parcel' });
    await routing.admin.deleteResource({ app, resourcesId: 'loud' });
    expect(await push(given)).toEqual(first);
    const unknown = { ...others, pushConfig: { ...pushConfig, resourcesId: 'quiet' } };
    await expect(push(unknown)).rejects.toMatchObject({ field: 'pushConfig.resourcesID' });
  });

  it('takes the place of an earlier one with its collapse key, and lives as long as it says', async () => {
    const app = await routing.app();
    await routing.register(app, 'col');
    const one = await accepted({ app, userIds: ['col'], collapseKey: 'score', ttlSeconds: 90 });
    await sent(one.id);
    const other = await accepted({ app, userIds: ['col'], collapseKey: 'score' });
    const alone = await accepted({ app, userIds: ['col'] });
    const task = (id: string) => until(() => routing.tasksOf(id)[0]);
    const [first, second, third] = [await task(one.id), await task(other.id), await task(alone.id)];
    expect(second.notifyId).toBe(first.notifyId);
    expect(third.notifyId).not.toBe(first.notifyId);
    expect(second.conversationId).toBe(first.conversationId);
    expect(first.expiresAtMs).toBe(one.sendAtMs + 90_000);
    expect(second.expiresAtMs).toBe(other.sendAtMs + 86_400_000);
  });

  it('does not take the place of a newer one with its collapse key when it is tried again', async () => {
    const app = await routing.app();
    const phone = await routing.register(app, 'rep');
    const tablet = await routing.register(app, 'rep', { deviceId: 'tablet-of-rep' });
    const stateOf = stateWhenLookedAtAgain({ app, userId: 'rep' });
    const scheduled = await accepted({ app, userIds: ['rep'], collapseKey: 'score', sendAtMs: Date.now() + DAY_MS });
    const older = await accepted({ app, userIds: ['rep'], collapseKey: 'score' });
    const [another, alone] = [
      await accepted({ app, userIds: ['rep'], collapseKey: 'weather' }),
      await accepted({ app, userIds: ['rep'] }),
    ];
    for (const { id } of [older, another, alone]) await sent(id);
    expect(await stateOf(older.id, phone)).toBe('TARGET_STATE_GOOD');

    const newer = await accepted({ app, pushIds: [phone.pushId], collapseKey: 'score' });
    await sent(newer.id);
    expect(await stateOf(older.id, phone)).toBe('TARGET_STATE_REPLACED');
    expect(await stateOf(older.id, tablet)).toBe('TARGET_STATE_GOOD');
    expect(await stateOf(newer.id, phone)).toBe('TARGET_STATE_GOOD');
    expect(await stateOf(another.id, phone, 'weather')).toBe('TARGET_STATE_GOOD');
    expect(await stateOf(alone.id, phone, alone.id)).toBe('TARGET_STATE_GOOD');

    // Newer is what leaves later, not what was accepted later.
    for (const table of ['direct_push', 'direct_push_target'])
      await sql`update ${sql.table(`push_router.${table}`)} set due_at = ${newer.sendAtMs + 1} where id = ${scheduled.id}`.execute(
        db.kysely,
      );
    await sent(scheduled.id);
    expect(await stateOf(newer.id, phone)).toBe('TARGET_STATE_REPLACED');
    expect(await stateOf(older.id, tablet)).toBe('TARGET_STATE_REPLACED');
    expect(await stateOf(scheduled.id, phone)).toBe('TARGET_STATE_GOOD');
  });

  it('is replaced by none that did not go to the device', async () => {
    const app = await routing.app();
    const phone = await routing.register(app, 'nig');
    const stateOf = stateWhenLookedAtAgain({ app, userId: 'nig' });
    await routing.settings.updateUserSettings({
      app,
      userId: 'nig',
      quietHours: { from: '23:59', to: '23:58', timeZone: 'UTC' },
    });
    const older = await accepted({ app, userIds: ['nig'], collapseKey: 'score', ignoreUserRules: true });
    await sent(older.id);
    const spared = await accepted({ app, userIds: ['nig'], collapseKey: 'score' });
    const cancelled = await accepted({ app, userIds: ['nig'], collapseKey: 'score', sendAtMs: Date.now() + DAY_MS });
    await routing.pushes.cancelPush({ app, directPushId: cancelled.id });
    await sent(spared.id);
    expect(await routing.verdictsOf(spared.id)).toEqual(['phone-of-nig: QUIET_HOURS']);
    expect(await stateOf(older.id, phone)).toBe('TARGET_STATE_GOOD');
  });

  it('spares receivers as a message does, unless it says that their rules do not count', async () => {
    const app = await routing.app({ limits: { userPushesPerMinute: 1 } });
    await routing.register(app, 'qui');
    await routing.register(app, 'cap');
    await routing.settings.updateUserSettings({
      app,
      userId: 'qui',
      quietHours: { from: '23:59', to: '23:58', timeZone: 'UTC' },
    });
    const users = { app, userIds: ['qui', 'cap'] };
    await sent((await accepted({ app, userIds: ['cap'] })).id);
    const spared = await accepted(users);
    expect(states(spared)).toEqual(['qui ACCEPTED', 'cap ACCEPTED']);
    await sent(spared.id);
    const outcome = await routing.pushes.getPush({ app, directPushId: spared.id });
    expect(states(outcome)).toEqual(['qui NOT_PUSHED QUIET_HOURS', 'cap NOT_PUSHED FREQUENCY_CAP']);
    const forced = await accepted({ ...users, ignoreUserRules: true });
    await sent(forced.id);
    expect(states(await routing.pushes.getPush({ app, directPushId: forced.id }))).toEqual([
      'qui PUSHED PUSHED',
      'cap PUSHED PUSHED',
    ]);
    const [task] = await until(() => routing.tasksOf(forced.id).length > 0 && routing.tasksOf(forced.id));
    expect(task?.ignoresUserRules).toBe(true);
    const [target] = task?.targets ?? [];
    const check = (ignoresUserRules: boolean) =>
      routing.targets.checkTargets({
        vendor: 'VENDOR_XIAOMI',
        targets: ['qui', 'cap'].map((userId) => {
          const of = task?.targets.find((one) => one.userId === userId) ?? target;
          return {
            app,
            userId,
            pushId: of?.pushId ?? '',
            tokenSha256: tokenSha256(of?.token ?? ''),
            conversationId: task?.conversationId ?? '',
            ignoresUserRules,
          };
        }),
      });
    const asked = routing.asked.length;
    expect((await check(true)).targets.map(({ state }) => state)).toEqual(['TARGET_STATE_GOOD', 'TARGET_STATE_GOOD']);
    expect((await check(false)).targets.map(({ state }) => state)).toEqual([
      'TARGET_STATE_QUIET_HOURS',
      'TARGET_STATE_GOOD',
    ]);
    // It is of no conversation: message-store is not asked.
    expect(routing.asked.length).toBe(asked);
  });

  it('goes to connected devices, too, unless it is for those that are not', async () => {
    const app = await routing.app();
    await routing.register(app, 'onl');
    await routing.register(app, 'onl', { deviceId: 'tablet-of-onl' });
    routing.connected.set('onl', [{ deviceId: 'phone-of-onl' }]);
    const all = await accepted({ app, userIds: ['onl'] });
    const offline = await accepted({ app, userIds: ['onl'], onlyOffline: true });
    await Promise.all([sent(all.id), sent(offline.id)]);
    expect((await routing.verdictsOf(all.id, 2)).toSorted()).toEqual(['phone-of-onl: PUSHED', 'tablet-of-onl: PUSHED']);
    expect((await routing.verdictsOf(offline.id, 2)).toSorted()).toEqual([
      'phone-of-onl: ONLINE',
      'tablet-of-onl: PUSHED',
    ]);
  });

  it('does not leave, looked at again, for a device that is connected by then, if it is for those that are not', async () => {
    const app = await routing.app();
    const { pushId, token } = await routing.register(app, 'later');
    const { id } = await accepted({ app, userIds: ['later'], onlyOffline: true });
    await sent(id);
    const [task] = await until(() => routing.tasksOf(id).length > 0 && routing.tasksOf(id));
    expect(task?.onlyOffline).toBe(true);
    const target = { app, pushId, userId: 'later', tokenSha256: tokenSha256(token) };
    const stateNow = async (onlyOffline: boolean) => {
      const conversationId = task?.conversationId ?? '';
      const { targets } = await routing.targets.checkTargets({
        vendor: 'VENDOR_XIAOMI',
        targets: [{ ...target, conversationId, onlyOffline }],
      });
      return targets[0]?.state;
    };
    routing.connected.set('later', [{ deviceId: 'another' }]);
    expect(await stateNow(true)).toBe('TARGET_STATE_GOOD');
    routing.connected.set('later', [{ deviceId: 'phone-of-later' }]);
    expect(await stateNow(true)).toBe('TARGET_STATE_CONNECTED');
    expect(await stateNow(false)).toBe('TARGET_STATE_GOOD');
  });

  it('looks at the devices when it leaves, not when it was accepted', async () => {
    const app = await routing.app();
    const out = await routing.register(app, 'out');
    const moved = await routing.register(app, 'moved');
    const late = await accepted({ app, userIds: ['out', 'in'], pushIds: [moved.pushId], sendAtMs: Date.now() + 1_500 });
    expect(states(late)).toEqual(['out ACCEPTED', 'in NO_DEVICE', `${moved.pushId} ACCEPTED`]);
    await routing.devices.unbindDevice({ app, deviceId: out.deviceId, userId: 'out' });
    await routing.devices.unbindDevice({ app, deviceId: moved.deviceId, userId: 'moved' });
    await routing.register(app, 'in');
    await sent(late.id);
    expect(states(await routing.pushes.getPush({ app, directPushId: late.id }))).toEqual([
      'out NO_DEVICE',
      'in PUSHED PUSHED',
      `${moved.pushId} NOT_BOUND`,
    ]);
  });

  it('does not ring for whoever is logged in by then on a device that was named for another user', async () => {
    const app = await routing.app();
    const of = (deviceId: string) => routing.register(app, 'ann', { deviceId });
    const out = (deviceId: string) => routing.devices.unbindDevice({ app, deviceId, userId: 'ann' });
    const [moved, left, back, old] = [await of('moved'), await of('left'), await of('back'), await of('old')];
    await out('left');
    // From before devices had owners.
    await out('old');
    await sql`update push_router.device set owner_user_id = null where push_id = ${old.pushId}`.execute(db.kysely);
    const pushIds = [moved, left, back, old].map(({ pushId }) => pushId);
    const { id, targets } = await accepted({ app, pushIds, sendAtMs: Date.now() + 1_500 });
    expect(states({ targets })).toEqual([
      `${moved.pushId} ACCEPTED`,
      `${left.pushId} NOT_BOUND`,
      `${back.pushId} ACCEPTED`,
      `${old.pushId} NOT_BOUND`,
    ]);
    for (const { deviceId } of [moved, left, old]) await handOn({ app, deviceId, from: 'ann', to: 'ben' });
    await out('back');
    await of('back');
    await sent(id);
    const outcome = await routing.pushes.getPush({ app, directPushId: id });
    expect(states(outcome)).toEqual([
      `${moved.pushId} NOT_PUSHED NO_DEVICE`,
      `${left.pushId} NOT_PUSHED NO_DEVICE`,
      `${back.pushId} PUSHED PUSHED`,
      `${old.pushId} PUSHED PUSHED`,
    ]);
    expect((await routing.verdictsOf(id, 4)).toSorted()).toEqual([
      'back: PUSHED',
      'left: NO_DEVICE',
      'moved: NO_DEVICE',
      'old: PUSHED',
    ]);
    expect(routing.decisionsOf(id).find(({ deviceId }) => deviceId === 'moved')?.userId).toBe('ann');
    const reached = await until(() => {
      const found = routing.tasksOf(id).flatMap((task) => task.targets);
      return found.length === 2 && found;
    });
    expect(reached.map(({ deviceId, userId }) => [deviceId, userId]).toSorted()).toEqual([
      ['back', 'ann'],
      ['old', 'ben'],
    ]);
    // What is accepted from now on is for whose the device is now; tried dry, it says the same.
    const dry = await push({ app, pushIds: [moved.pushId], dryRun: true });
    expect(states(dry)).toEqual([`${moved.pushId} PUSHED PUSHED`]);
    const now = await accepted({ app, pushIds: [moved.pushId] });
    await sent(now.id);
    expect(states(await routing.pushes.getPush({ app, directPushId: now.id }))).toEqual(states(dry));
  });

  it('names what a device lacks', async () => {
    const app = await routing.app();
    await routing.register(app, 'ove', { vendor: 'VENDOR_OPPO' });
    const { targets } = await push({ app, userIds: ['ove'] });
    expect(targets).toMatchObject([
      {
        userId: 'ove',
        state: 'PUSH_TARGET_STATE_NOT_PUSHED',
        devices: [{ deviceId: 'phone-of-ove', vendor: 'VENDOR_OPPO', verdict: 'noCertificate' }],
      },
    ]);
  });

  it('is silent where the vendor has that, and says of which device it has not; a template has the words', async () => {
    const app = await routing.app();
    await routing.register(app, 'dat', { vendor: 'VENDOR_HUAWEI' });
    await routing.register(app, 'dat', { deviceId: 'mi-of-dat' });
    const silent = { ...pushConfig, vendors: { huawei: { pushKind: 'DATA' } } };
    const refused = await accepted({ app, userIds: ['dat'], pushConfig: silent });
    expect(refused.targets).toMatchObject([
      {
        state: 'PUSH_TARGET_STATE_ACCEPTED',
        devices: [{ deviceId: 'mi-of-dat', vendor: 'VENDOR_XIAOMI', verdict: 'noDataPush' }],
      },
    ]);
    await sent(refused.id);
    const [task] = await until(() => routing.tasksOf(refused.id).length > 0 && routing.tasksOf(refused.id));
    expect(task).toMatchObject({ vendor: 'VENDOR_HUAWEI', targets: [{ deviceId: 'phone-of-dat' }] });
    const both = { ...silent, vendors: { ...silent.vendors, xiaomi: { pushKind: 'NOTIFICATION' } } };
    expect(states(await push({ app, userIds: ['dat'], pushConfig: both }))).toEqual(['dat ACCEPTED']);
    await routing.admin.saveTemplate({
      app,
      template: { templateId: 'parcel', words: { en: { title: 'For {name}', content: 'It is here' } } },
    });
    const worded = { ...pushConfig, templateId: 'parcel', titleParameters: { name: 'Dat' } };
    const { targets } = await until(async () => {
      const dry = await push({ app, userIds: ['dat'], pushConfig: worded, dryRun: true });
      return dry.targets[0]?.devices[0]?.title === 'For Dat' && dry;
    });
    expect(targets[0]?.devices.map(({ content }) => content)).toEqual(['It is here', 'It is here']);
  });

  it('refuses what it cannot take, by the field, with the limit and the value', async () => {
    const app = await routing.app();
    const refused = (given: PushRequestInput) => push({ app, userIds: ['x'], ...given });
    const now = Date.now();
    await expect(refused({ sendAtMs: now - 120_000 })).rejects.toMatchObject({
      field: 'sendAt',
      message: expect.stringMatching(/120 s ago: at most 60 s ago/) as string,
    });
    await expect(refused({ sendAtMs: now + 8 * DAY_MS })).rejects.toMatchObject({
      field: 'sendAt',
      message: expect.stringMatching(/691,\d{3} s ahead.*604,800 s/) as string,
    });
    await expect(refused({ userIds: [] })).rejects.toMatchObject({ field: 'userIDs' });
    await expect(
      refused({
        userIds: Array.from({ length: 600 }, (_, n) => `u${n}`),
        pushIds: Array.from({ length: 401 }, (_, n) => `p${n}`),
      }),
    ).rejects.toMatchObject({ message: expect.stringContaining('1,001 entries') as string });
    await expect(refused({ userIds: ['x', 'y', 'x'] })).rejects.toMatchObject({ field: 'userIDs.2' });
    await expect(refused({ ttlSeconds: 604_801 })).rejects.toMatchObject({ field: 'ttlSeconds' });
    await expect(routing.pushes.listPushes({ app, pageToken: 'x' })).rejects.toMatchObject({ field: 'pageToken' });
    // A little too late is now.
    expect((await refused({ sendAtMs: now - 30_000 })).sendAtMs).toBeGreaterThanOrEqual(now);
  });
});

describe('a scheduled push', () => {
  it('is listed in pages until it leaves at its time, and not before', async () => {
    const app = await routing.app();
    await routing.register(app, 'sch');
    const dueAtMs = Date.now() + 2_000;
    const soon = await accepted({ app, userIds: ['sch'], sendAtMs: dueAtMs });
    const later = [];
    for (let n = 0; n < 4; n += 1)
      later.push((await push({ app, userIds: ['sch'], sendAtMs: dueAtMs + DAY_MS })).directPushId);
    const listed: string[] = [];
    let pages = 0;
    for (let pageToken = ''; pages === 0 || pageToken !== ''; pages += 1) {
      const page = await routing.pushes.listPushes({ app, pageSize: 2, pageToken });
      listed.push(...page.pushes.map(({ directPushId }) => directPushId));
      pageToken = page.nextPageToken;
    }
    expect(pages).toBe(3);
    expect(listed).toEqual([soon.id, ...later.toSorted()]);
    expect(routing.tasksOf(soon.id)).toEqual([]);
    await sent(soon.id);
    const [task] = await until(() => routing.tasksOf(soon.id).length > 0 && routing.tasksOf(soon.id));
    expect(task?.createdAtMs).toBeGreaterThanOrEqual(dueAtMs);
    expect((await routing.pushes.listPushes({ app })).pushes).toHaveLength(4);
  });

  it('is cancelled before it leaves, and again with the same answer; not when it has left', async () => {
    const app = await routing.app();
    await routing.register(app, 'can');
    const { id } = await accepted({ app, userIds: ['can'], sendAtMs: Date.now() + 1_000 });
    const first = await routing.pushes.cancelPush({ app, directPushId: id });
    expect(first.cancelledAtMs).toBeGreaterThan(0);
    const gone = await accepted({ app, userIds: ['can'] });
    await sent(gone.id);
    expect(await routing.pushes.cancelPush({ app, directPushId: id })).toEqual(first);
    expect((await routing.pushes.cancelPush({ app, directPushId: gone.id })).refusal).toBe(
      'PUSH_REFUSAL_PUSH_ALREADY_SENT',
    );
    expect((await routing.pushes.cancelPush({ app, directPushId: 'x' })).refusal).toBe('PUSH_REFUSAL_PUSH_NOT_FOUND');
    expect((await routing.pushes.cancelPush({ app: 'other', directPushId: id })).refusal).toBe(
      'PUSH_REFUSAL_PUSH_NOT_FOUND',
    );
    const witness = await accepted({ app, userIds: ['can'], sendAtMs: Date.now() + 1_500 });
    await sent(witness.id);
    expect(routing.tasksOf(id)).toEqual([]);
    expect(states(await routing.pushes.getPush({ app, directPushId: id }))).toEqual(['can CANCELLED']);
  });

  it('comes to the same tasks when whoever was sending it died before that was written down', async () => {
    const app = await routing.app();
    await routing.register(app, 'dyi');
    const { id } = await accepted({ app, userIds: ['dyi'] });
    await sent(id);
    await sql`update push_router.direct_push set state = 'sending', finished_at = null, claimed_until = 0 where id = ${id}`.execute(
      db.kysely,
    );
    await until(() => routing.tasksOf(id).length === 2);
    await sent(id);
    const [one, other] = routing.tasksOf(id);
    expect(other).toEqual({ ...one });
  });

  it('does not ring for the next user of a device when whoever was sending it died', async () => {
    const app = await routing.app();
    const { pushId, deviceId, token } = await routing.register(app, 'ann');
    const { id } = await accepted({ app, pushIds: [pushId] });
    await sent(id);
    await handOn({ app, deviceId, from: 'ann', to: 'ben' });
    await sql`update push_router.direct_push set state = 'sending', finished_at = null, claimed_until = 0 where id = ${id}`.execute(
      db.kysely,
    );
    expect((await routing.verdictsOf(id, 2)).toSorted()).toEqual([`${deviceId}: NO_DEVICE`, `${deviceId}: PUSHED`]);
    await sent(id);
    expect(routing.tasksOf(id)).toHaveLength(1);
    // Nor when an adapter has waited with what was made before.
    const [target] = routing.tasksOf(id)[0]?.targets ?? [];
    const { targets } = await routing.targets.checkTargets({
      vendor: 'VENDOR_XIAOMI',
      targets: [
        { app, pushId, userId: target?.userId ?? '', tokenSha256: tokenSha256(token), conversationId: 'direct/x' },
      ],
    });
    expect([target?.userId, targets[0]?.state]).toEqual(['ann', 'TARGET_STATE_NOT_BOUND']);
  });

  it('leaves without a user who is erased', async () => {
    const app = await routing.app();
    await routing.register(app, 'stays');
    await routing.register(app, 'erased');
    const { pushId, deviceId } = await routing.register(app, 'erased', { deviceId: 'handed-on' });
    const { id } = await accepted({
      ...{ app, userIds: ['erased', 'stays'], pushIds: [pushId] },
      sendAtMs: Date.now() + 1_500,
    });
    await handOn({ app, deviceId, from: 'erased', to: 'next' });
    await createClient(userDataService, routing.at).eraseUserData({ app, userId: 'erased' });
    const kept = await sql`select user_id, for_user_id from push_router.direct_push_target where id = ${id}`.execute(
      db.kysely,
    );
    expect(kept.rows).toEqual([{ user_id: 'stays', for_user_id: null }]);
    await sent(id);
    expect(states(await routing.pushes.getPush({ app, directPushId: id }))).toEqual(['stays PUSHED PUSHED']);
    expect(routing.tasksOf(id).flatMap(({ targets }) => targets.map(({ userId }) => userId))).not.toContain('next');
  });

  it('is forgotten a week after it left', async () => {
    const app = await routing.app();
    const { id } = await accepted({ app, userIds: ['x'] });
    await sent(id);
    const waiting = await push({ app, userIds: ['x'], sendAtMs: Date.now() + DAY_MS });
    await forgetFinished(directPushStore(db), Date.now() + 6 * DAY_MS);
    expect((await routing.pushes.getPush({ app, directPushId: id })).refusal).toBe('PUSH_REFUSAL_UNSPECIFIED');
    await forgetFinished(directPushStore(db), Date.now() + 8 * DAY_MS);
    expect((await routing.pushes.getPush({ app, directPushId: id })).refusal).toBe('PUSH_REFUSAL_PUSH_NOT_FOUND');
    expect((await routing.pushes.getPush({ app, directPushId: waiting.directPushId })).push?.state).toBe(
      'DIRECT_PUSH_STATE_SCHEDULED',
    );
  });
});

it('that cannot be sent for a reason that stays holds up no others, and is looked at again later', async () => {
  const app = await routing.app();
  await routing.register(app, 'bug');
  // As no release writes it: without a push config.
  await sql`
    insert into push_router.direct_push (app, id, digest, state, content, target_count, accepted_at, due_at)
    values (${app}, 'broken', '', 'scheduled', '{"ttlSeconds":0,"collapseKey":""}', 1, 0, ${Date.now()})`.execute(
    db.kysely,
  );
  await sql`
    insert into push_router.direct_push_target (app, id, place, user_id, accepted)
    values (${app}, 'broken', 1, 'bug', '{"state":"PUSH_TARGET_STATE_ACCEPTED","devices":[]}')`.execute(db.kysely);
  const others = await Promise.all(Array.from({ length: 5 }, () => accepted({ app, userIds: ['bug'] })));
  for (const { id } of others) await sent(id);
  const { claimed_until: untilMs } = await until(async () => {
    const { rows } = await sql<{ claimed_until: number }>`
      select claimed_until from push_router.direct_push where app = ${app} and id = 'broken' and claimed_until > ${Date.now() + 60_000}`.execute(
      db.kysely,
    );
    return rows[0];
  });
  expect(untilMs).toBeLessThan(Date.now() + 11 * 60_000);
  await sql`delete from push_router.direct_push where app = ${app} and id = 'broken'`.execute(db.kysely);
});

it('leaves after those of the same moment that were accepted before it, and is newer than they', async () => {
  const app = await routing.app();
  const store = directPushStore(db);
  const dueAtMs = Date.now() + 20 * DAY_MS; // for nobody else
  const content = {
    pushConfig: null as never,
    ttlSeconds: 0,
    collapseKey: 'k',
    onlyOffline: false,
    ignoreUserRules: false,
  };
  const result: TargetResult = {
    state: 'PUSH_TARGET_STATE_PUSHED',
    devices: [{ deviceId: 'd', pushId: 'p', vendor: 'xiaomi', verdict: 'PUSH_VERDICT_PUSHED' }],
  };
  await sql`delete from push_router.direct_push where state = 'scheduled'`.execute(db.kysely);
  for (const [id, acceptedAtMs] of [
    ['c', 1],
    ['a', 2],
    ['b', 3],
  ] as const)
    await store.create({
      ...{ app, id, content, acceptedAtMs, dueAtMs, targets: [{ userId: 'u' }] },
      ...{ idempotencyKey: '', digest: '', results: [result] },
    });
  const claimed = await store.claimDue({ nowMs: dueAtMs, forMs: 10_000, most: 20 });
  expect(claimed.filter((one) => one.app === app).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  await store.finish(
    ['c', 'a', 'b'].map((id) => ({ app, id, outcomes: [{ place: 1, result }] })),
    dueAtMs,
  );
  const on = ['a', 'b', 'c'].map((id) => ({ app, id, collapseKey: 'k', userId: 'u', pushId: 'p' }));
  expect([...(await replacedPushes(db)(on))].map(({ id }) => id)).toEqual(['a', 'c']);
});

it('leaves in turn with those of other apps, however many of them one app has scheduled for a moment', async () => {
  const dueAtMs = Date.now() + 20 * DAY_MS; // for nobody else
  const schedule = (app: string, count: number, atMs: number) =>
    sql`insert into push_router.direct_push (app, id, digest, state, content, target_count, accepted_at, due_at)
        select ${app}, ${app} || n, '', 'scheduled', ${JSON.stringify({ pushConfig })}::jsonb, 0, 0, ${atMs}::bigint + n
          from generate_series(1, ${count}::int) n`.execute(db.kysely);
  await sql`delete from push_router.direct_push where state = 'scheduled'`.execute(db.kysely);
  await schedule('newsletter', 60, dueAtMs);
  await schedule('bank', 2, dueAtMs + 1_000);
  const claim = async () => {
    const claimed = await directPushStore(db).claimDue({ nowMs: dueAtMs + DAY_MS, forMs: 10_000, most: 20 });
    return Object.entries(Object.groupBy(claimed, ({ app }) => app)).map(([app, of]) => [app, of?.length]);
  };
  const claims = [await claim(), await claim(), await claim(), await claim(), await claim()];
  expect(claims.map((of) => Object.fromEntries(of) as object)).toEqual([
    { newsletter: 18, bank: 2 },
    { newsletter: 20 },
    { newsletter: 20 },
    { newsletter: 2 },
    {},
  ]);
  await sql`delete from push_router.direct_push where app in ('newsletter', 'bank')`.execute(db.kysely);
});

describe('a dry run', () => {
  it('says who would be pushed, with what, and why others would not; and leaves nothing behind', async () => {
    const app = await routing.app({ limits: { userPushesPerMinute: 1 } });
    await routing.admin.saveResource({
      app,
      resource: { resourcesId: 'loud', vendors: { xiaomi: { channelId: 'c' } } },
    });
    const dry = await routing.register(app, 'dry');
    await routing.register(app, 'qui');
    await routing.settings.updateUserSettings({
      app,
      userId: 'qui',
      quietHours: { from: '23:59', to: '23:58', timeZone: 'UTC' },
    });
    await routing.register(app, 'full');
    await sent((await accepted({ app, userIds: ['full'] })).id);
    const before = await rows();
    const config = { ...pushConfig, resourcesId: 'loud', enableBadge: true };
    const given = {
      app,
      userIds: ['dry', 'qui', 'full', 'nobody'],
      pushIds: ['p_unknown'],
      pushConfig: config,
      dryRun: true,
    };
    const answers = [await push(given), await push(given)];
    for (const answer of answers) {
      expect(answer.directPushId).toBe('');
      expect(states(answer)).toEqual([
        'dry PUSHED PUSHED',
        'qui NOT_PUSHED QUIET_HOURS',
        'full NOT_PUSHED FREQUENCY_CAP',
        'nobody NO_DEVICE',
        'p_unknown UNKNOWN_PUSH_ID',
      ]);
      expect(answer.targets[0]?.devices).toMatchObject([
        {
          pushId: dry.pushId,
          vendor: 'VENDOR_XIAOMI',
          title: 'Parcel',
          content: 'It is at your door',
          resourcesId: 'loud',
        },
      ]);
    }
    expect(await rows()).toEqual(before);
  });
});

it('lists apps in pages, as every list does, and all of them when no page is asked for', async () => {
  for (let n = 0; n < 3; n += 1) await routing.app();
  const { apps, nextPageToken } = await routing.admin.listApps({});
  expect(nextPageToken).toBe('');
  const paged: string[] = [];
  for (let pageToken = '', pages = 0; pages === 0 || pageToken !== ''; pages += 1) {
    const page = await routing.admin.listApps({ pageSize: 2, pageToken });
    expect(page.apps.length).toBeLessThanOrEqual(2);
    paged.push(...page.apps.map(({ app }) => app));
    pageToken = page.nextPageToken;
  }
  expect(paged).toEqual(apps.map(({ app }) => app));
  await expect(routing.admin.listApps({ pageSize: 1_001 })).rejects.toMatchObject({ field: 'pageSize' });
});
