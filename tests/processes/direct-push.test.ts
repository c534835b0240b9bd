import { vendorToProto } from '@bellhop/contracts';
import { openDatabase, type Database } from '@bellhop/postgres';
import { opening, silentLogger } from '@bellhop/runtime';
import { until } from '@bellhop/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Refused, wholeTrace } from '../src/system/gateway-api.ts';
import { concurrently, offlineUsers, openDevices, type OfflineUser } from '../src/system/offline-users.ts';
import { startTestSystem, type TestSystem } from '../src/system/start-test-system.ts';

const SCHEDULED = 60;
const USERS_PER_PUSH = 10;
const TARGETS = 1_000;
const path = '/v1/apps/shop/pushes';

interface Accepted {
  readonly directPushID: string;
  readonly targets: readonly { readonly userID?: string; readonly pushID?: string; readonly state: string }[];
}
interface Found extends Pick<Accepted, 'targets'> {
  readonly push: { readonly state: string };
}

let running: TestSystem & { readonly db: Database<unknown> };

beforeAll(async () => {
  running = await opening(async (add) => {
    const started = await add.add(startTestSystem(), (it) => it.close());
    const db = await add.add(
      openDatabase<unknown>({ url: started.databaseUrl, poolSize: 1, log: silentLogger() }),
      (it) => it.close(),
    );
    return { ...started, db };
  });
});
afterAll(async () => {
  await running.close();
});

const push = (given: object) => running.app.api<Accepted>('POST', path, given);
const configOf = (content: string) => ({ title: 'Shop', content, payload: content, resourcesID: 'chat' });
const found = (id: string) => running.app.api<Found>('GET', `${path}/${id}`);
const sent = (id: string) =>
  until(async () => (await found(id)).push.state === 'sent', { timeoutMs: 60_000, message: `${id} sent` });
/** How often something stands in the bars of these users' phones. */
async function inBars(users: readonly OfflineUser[], content: string): Promise<number[]> {
  const counts: number[] = [];
  await concurrently(10, users, async ({ phoneId }, index) => {
    const { bar } = await running.system.control.phone(phoneId);
    counts[index] = bar.filter((one) => one.content === content).length;
  });
  return counts;
}

it('loses no scheduled push and shows none twice when push-router is killed while they wait and while they leave', async () => {
  const { system, users } = running;
  const router = system.services.get('push-router');
  const firstAtMs = Date.now() + 4_000;
  const usersOf = (index: number) =>
    Array.from({ length: USERS_PER_PUSH }, (_, n) => users[(index * USERS_PER_PUSH + n) % users.length] as OfflineUser);
  const ids: string[] = [];
  await concurrently(10, Array.from({ length: SCHEDULED }), async (_, index) => {
    const answer = await push({
      userIDs: usersOf(index).map(({ userId }) => userId),
      pushConfig: configOf(`scheduled ${index}`),
      sendAt: firstAtMs + index * 60,
      idempotencyKey: `scheduled-${index}`,
    });
    ids[index] = answer.directPushID;
  });
  await router?.crash();
  await router?.start();
  // In the middle of those that are due, twice.
  for (const afterMs of [1_000, 2_500]) {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, firstAtMs + afterMs - Date.now())));
    await router?.crash();
    await router?.start();
  }
  await Promise.all(ids.map(sent));
  await concurrently(4, [...ids.keys()], async (index) => {
    const content = `scheduled ${index}`;
    const once = Array<number>(USERS_PER_PUSH).fill(1);
    let last: number[] = [];
    await until(
      async () => {
        last = await inBars(usersOf(index), content);
        return last.join() === once.join();
      },
      { timeoutMs: 30_000, message: `${content} on each phone once` },
    ).catch(() => undefined);
    expect([content, last]).toEqual([content, once]);
  });
  expect(running.endedUnasked).toEqual([]);
}, 120_000);

it('reaches 999 devices of a list with one unknown PushID among 1,000', async () => {
  const { system, app } = running;
  const devices = openDevices(system.pushRouterAddress, system.keys.internalKey);
  const users = await offlineUsers({ app: 'shop', control: system.control, devices }, 'many', TARGETS - 1);
  devices.close();
  const pushIDs: string[] = [];
  await concurrently(10, users, async ({ userId }, index) => {
    const answer = await app.api<{ devices: { pushID: string }[] }>('GET', `/v1/apps/shop/users/${userId}/devices`);
    pushIDs[index] = answer.devices[0]?.pushID ?? '';
  });
  pushIDs.splice(500, 0, 'p_nobody');
  const { directPushID, targets } = await push({ pushIDs, pushConfig: configOf('to a thousand') });
  const states = Map.groupBy(targets, ({ state }) => state);
  expect(states.get('accepted')).toHaveLength(TARGETS - 1);
  expect(states.get('unknownPushID')).toMatchObject([{ pushID: 'p_nobody' }]);
  await sent(directPushID);
  await until(async () => (await inBars(users, 'to a thousand')).every((count) => count === 1), {
    timeoutMs: 60_000,
    message: 'a push on each of 999 phones',
  });
  const outcome = Map.groupBy((await found(directPushID)).targets, ({ state }) => state);
  expect([outcome.get('pushed')?.length, outcome.get('unknownPushID')?.length]).toEqual([TARGETS - 1, 1]);
  const trace = await until(async () => {
    const lines = await wholeTrace<{ kind: string; pushID?: string }>(app.api, 'shop', directPushID);
    return lines.filter(({ kind }) => kind === 'vendor-accepted').length === TARGETS - 1 && lines;
  });
  expect(trace.filter(({ kind }) => kind === 'not-pushed')).toMatchObject([{ pushID: 'p_nobody' }]);
}, 120_000);

it('does not ring for whoever has logged in on a device after a push for its PushID was scheduled, and says so', async () => {
  const { system, app, users } = running;
  const first = users[30] as OfflineUser;
  const phone = { app: 'shop', deviceId: first.userId };
  const devices = openDevices(system.pushRouterAddress, system.keys.internalKey);
  const { pushId: pushID, deviceSecret } = await devices.bindDevice({ ...phone, userId: first.userId });
  const { directPushID, targets } = await push({
    pushIDs: [pushID],
    pushConfig: configOf('for the first user'),
    sendAt: Date.now() + 2_000,
  });
  expect(targets).toMatchObject([{ pushID, state: 'accepted' }]);
  const second = { ...phone, userId: 'second' };
  await devices.bindDevice({ ...second, deviceSecret });
  await devices.registerDevice({ ...second, vendor: vendorToProto(first.vendor), token: first.token });
  devices.close();
  await sent(directPushID);
  expect((await found(directPushID)).targets).toMatchObject([
    { pushID, state: 'notPushed', devices: [{ deviceID: first.userId, vendor: first.vendor, verdict: 'noDevice' }] },
  ]);
  const line = await until(async () => {
    const lines = await wholeTrace<{ kind: string; userID?: string; pushID?: string; text: string }>(
      app.api,
      'shop',
      directPushID,
    );
    return lines.find(({ kind }) => kind === 'not-pushed');
  });
  expect(line).toMatchObject({ userID: first.userId, pushID });
  expect(line.text).toContain('another user logged in on it since');
  // What is pushed to the device afterwards comes, so what was not has had its time.
  await push({ pushIDs: [pushID], pushConfig: configOf('for the second user') });
  await until(async () => (await inBars([first], 'for the second user')).join() === '1');
  expect(await inBars([first], 'for the first user')).toEqual([0]);
});

it('refuses a schedule in the past, with field, limit and value', async () => {
  const sendAt = Date.now() - 3_600_000;
  const refused = await push({ userIDs: ['user-xiaomi-0'], pushConfig: configOf('too late'), sendAt }).catch(
    (error: unknown) => error,
  );
  expect(refused).toBeInstanceOf(Refused);
  expect(refused).toMatchObject({ status: 400, code: 'INVALID_ARGUMENT' });
  expect(String(refused)).toMatch(new RegExp(`sendAt is ${sendAt}, 3,60\\d s ago: at most 60 s ago`));
});

it('changes nothing in a dry run, and says what would be', async () => {
  const { users, db } = running;
  const kept = () =>
    db.prepared(
      'kept',
      `select (select count(*) from push_router.direct_push) as pushes,
              (select count(*) from push_router.direct_push_target) as targets,
              (select count(*) from push_router.push_count) as counts,
              (select count(*) from push_router.user_badge) as badges`,
      [],
    );
  const before = await kept();
  const some = users.slice(0, 10);
  const given = {
    userIDs: [...some.map(({ userId }) => userId), 'nobody'],
    pushConfig: { ...configOf('dry'), enableBadge: true },
    dryRun: true,
  };
  const { directPushID, targets } = await push(given);
  expect(directPushID).toBeUndefined();
  expect(targets.map(({ state }) => state)).toEqual([...some.map(() => 'pushed'), 'noDevice']);
  expect(targets[0]).toMatchObject({
    devices: [{ vendor: some[0]?.vendor, verdict: 'pushed', title: 'Shop', content: 'dry', resourcesID: 'chat' }],
  });
  expect(await kept()).toEqual(before);
  // What is sent afterwards comes, so what was not has had its time.
  const { directPushID: id } = await push({
    userIDs: some.map(({ userId }) => userId),
    pushConfig: configOf('not dry'),
  });
  await sent(id);
  await until(async () => (await inBars(some, 'not dry')).every((count) => count === 1));
  expect(await inBars(some, 'dry')).toEqual(some.map(() => 0));
});

it('says of a message to a group, page by page, who would be pushed and why the others would not, and sends nothing', async () => {
  const { users, app, db } = running;
  const members = [...users.slice(20, 25).map(({ userId }) => userId), 'without-device'];
  const muted = members[1] ?? '';
  await app.api('POST', '/v1/apps/shop/groups', { groupID: 'dry', ownerUserID: 'owner', memberUserIDs: members });
  await app.api('PUT', `/v1/apps/shop/users/${muted}/conversations/group%2Fdry/notification-status`, {
    notifyMode: 'none',
  });
  const kept = () =>
    db.prepared('messages', 'select count(*) from message_store.message', []).then((rows) => JSON.stringify(rows));
  const before = await kept();
  const message = { fromUserID: 'owner', toGroupID: 'dry', text: 'hello', pushConfig: configOf('dry to a group') };
  const targets: Accepted['targets'][number][] = [];
  let pages = 0;
  for (let pageToken: string | undefined = ''; pageToken !== undefined; pages += 1) {
    const page: { targets: Accepted['targets']; nextPageToken?: string } = await app.api(
      'POST',
      '/v1/apps/shop/messages/dry-run',
      { message, pageSize: 3, ...(pageToken === '' ? {} : { pageToken }) },
    );
    targets.push(...page.targets);
    pageToken = page.nextPageToken;
  }
  expect(pages).toBeGreaterThan(1);
  expect(targets.map(({ userID }) => userID).toSorted()).toEqual(members.toSorted());
  for (const target of targets) {
    if (target.userID === 'without-device') expect(target.state).toBe('noDevice');
    else if (target.userID === muted)
      expect(target).toMatchObject({ state: 'notPushed', devices: [{ verdict: 'muted' }] });
    else
      expect(target).toMatchObject({
        state: 'pushed',
        devices: [{ verdict: 'pushed', title: 'Shop', content: 'dry to a group', resourcesID: 'chat' }],
      });
  }
  expect(await kept()).toBe(before);
});
