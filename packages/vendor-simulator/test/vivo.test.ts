import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { post, withSimulator } from './simulator-fixture.ts';

const it = withSimulator('vivo');

interface Reply {
  result: number;
  desc: string;
  authToken?: string;
  taskId?: string;
  invalidUser?: { status: number; userid: string };
  invalidUsers?: { status: number; userid: string }[];
}

const call = async (path: string, body: object, headers: Record<string, string> = {}) =>
  (await post<Reply>(it.simulator.urls.vivo + path, body, headers)).body;

async function auth(change: object = {}) {
  const { appId, appKey, appSecret } = (await it.app('vivo')).credentials;
  const timestamp = it.clock.now;
  const sign = createHash('md5').update(`${appId}${appKey}${timestamp}${appSecret}`).digest('hex');
  return call('/message/auth', { appId: Number(appId), appKey, timestamp, sign, ...change });
}

let authToken = '';
beforeEach(async () => {
  authToken = (await auth()).authToken ?? '';
});

const authed = (path: string, body: object) => call(path, body, { authToken });

const message = (change: object = {}) => ({
  appId: 105000001,
  notifyType: 4,
  title: '张三',
  content: '你好',
  timeToLive: 86400,
  skipType: 1,
  classification: 1,
  category: 'IM',
  clientCustomMap: { payload: '{"n":1}' },
  requestId: 'r-1',
  ...change,
});

test('authenticates with numbers as text too', async () => {
  expect(await auth({ appId: '105000001', timestamp: String(it.clock.now) })).toMatchObject({ result: 0 });
});

test.each([
  [{ appId: '' }, 10200],
  [{ appKey: '' }, 10201],
  [{ timestamp: '' }, 10203],
  [{ sign: '' }, 10204],
  [{ appId: 1 }, 10205],
  [{ appKey: 'x' }, 10202],
  [{ timestamp: 1_700_000_000_000 }, 10207],
  [{ sign: 'x' }, 10206],
])('refuses authentication with %j', async (change, code) => {
  expect((await auth(change)).result).toBe(code);
});

test('allows ten authentications per second', async () => {
  let last = 0;
  for (let i = 0; i < 11 && last === 0; i += 1) last = (await auth()).result;
  expect(last).toBe(10093);
});

test('refuses unknown tokens with 10000 and a foreign appId with 10094', async () => {
  expect(await call('/message/send', message())).toEqual({ result: 10000, desc: '权限认证失败' });
  expect((await authed('/message/send', message({ appId: 1, regId: 'x' }))).result).toBe(10094);
});

test('sends to one phone and gives a taskId of digits', async () => {
  const phone = await it.control.createPhone({ vendor: 'vivo' });
  expect(phone.token).toMatch(/^v2-[\w-]{56}$/);
  const reply = await authed('/message/send', message({ regId: phone.token, notifyId: 3 }));
  expect(reply).toMatchObject({ result: 0, desc: '请求成功', taskId: expect.stringMatching(/^\d+$/) as string });
  expect(await it.control.click(phone.phoneId)).toMatchObject({
    payload: '{"n":1}',
    callback: 'onNotificationClicked',
  });
});

test('names the invalid user of a single send, with the reason', async () => {
  const reply = await authed('/message/send', message({ regId: 'unknown' }));
  expect(reply).toMatchObject({ result: 10302, invalidUser: { status: 1, userid: 'unknown' } });
  const phone = await it.control.createPhone({ vendor: 'vivo' });
  await it.control.setPhoneState(phone.phoneId, { installed: false });
  const gone = await authed('/message/send', message({ regId: phone.token }));
  expect(gone.invalidUser).toEqual({ status: 2, userid: phone.token });
  const tester = await it.control.createPhone({ vendor: 'vivo' });
  const test = await authed('/message/send', message({ regId: tester.token, pushMode: 1 }));
  expect(test.invalidUser?.status).toBe(4);
});

test('saves a payload and pushes it to a list', async () => {
  const [first, second] = await it.control.createPhones({ vendor: 'vivo', count: 2 });
  const { taskId } = await authed('/message/saveListPayload', message());
  const list = (regIds: string[], change: object = {}) =>
    authed('/message/pushToList', { appId: 105000001, regIds, taskId, requestId: 'r-2', ...change });
  expect(await list([first!.token, second!.token])).toMatchObject({ result: 0, requestId: 'r-2', invalidUsers: [] });
  expect((await list([first!.token, 'bad'])).invalidUsers).toEqual([{ status: 1, userid: 'bad' }]);
  expect((await list([first!.token])).result).toBe(10153);
  expect((await list(Array<string>(1001).fill('x'))).result).toBe(10153);
  expect((await list([])).result).toBe(10150);
  expect((await list(['a', 'b'], { taskId: '' })).result).toBe(10151);
  expect((await list(['a', 'b'], { taskId: '42' })).result).toBe(10152);
  expect((await list(['a', 'b'], { requestId: '' })).result).toBe(10352);
});

test.each([
  [{ regId: '' }, 10050],
  [{ regId: '', alias: 'a'.repeat(71) }, 10301],
  [{ notifyType: 5 }, 10054],
  [{ title: '' }, 10055],
  [{ title: '题'.repeat(41) }, 10056],
  [{ content: '' }, 10057],
  [{ content: '文'.repeat(101) }, 10058],
  [{ timeToLive: 59 }, 10059],
  [{ skipType: 5 }, 10060],
  [{ skipType: 2 }, 10061],
  [{ skipType: 2, skipContent: 'x'.repeat(2049) }, 10062],
  [{ skipType: 4 }, 10068],
  [{ networkType: 0 }, 10065],
  [{ classification: 2 }, 11000],
  [{ category: 'im' }, 10096],
  [{ category: 'MARKETING' }, 10097],
  [{ clientCustomMap: Object.fromEntries([...'abcdefghijk'].map((key) => [key, ''])) }, 10066],
  [{ clientCustomMap: { payload: 1 } }, 10067],
  [{ clientCustomMap: { payload: 'p'.repeat(1018) } }, 10067],
  [{ extra: { other: 'x' } }, 10304],
  [{ extra: { callback: `https://e.com/${'x'.repeat(128)}` } }, 10305],
  [{ extra: { 'callback.param': 'p'.repeat(65) } }, 10306],
  [{ requestId: '' }, 10352],
  [{ requestId: 'r'.repeat(65) }, 10353],
  [{ notifyId: 0 }, 10095],
])('refuses %j', async (change, code) => {
  expect((await authed('/message/send', message({ regId: 'x', ...change }))).result).toBe(code);
});

const OPTIONAL = [
  ...['alias', 'timeToLive', 'networkType', 'classification', 'category', 'clientCustomMap', 'extra', 'pushMode'],
  ...['notifyId', 'profileId', 'sendOnline', 'foregroundShow', 'timedDisplay', 'auditReview', 'addBadge'],
];

test('takes every optional field that is empty as not given', async () => {
  const phone = await it.control.createPhone({ vendor: 'vivo' });
  const empty = Object.fromEntries(OPTIONAL.map((name) => [name, '']));
  expect((await authed('/message/send', message({ regId: phone.token, ...empty }))).result).toBe(0);
  expect((await authed('/message/saveListPayload', message(empty))).result).toBe(0);
});

test('reads flags and numbers as Java does, and counts the badge up', async () => {
  const phone = await it.control.createPhone({ vendor: 'vivo' });
  for (const addBadge of [true, '1', 'TRUE', false, '0']) {
    const change = { regId: phone.token, addBadge, notifyType: ' 4 ', networkType: '-1', foregroundShow: 'true' };
    expect((await authed('/message/send', message(change))).result).toBe(0);
  }
  expect((await it.control.phone(phone.phoneId)).badge).toBe(3);
});

test('sends test messages to registered phones only, and nothing else while under review', async () => {
  const phone = await it.control.createPhone({ vendor: 'vivo' });
  await it.control.updateApp('vivo', '105000001', { underReview: true, testTokens: [phone.token] });
  const send = async (pushMode: unknown) =>
    (await authed('/message/send', message({ regId: phone.token, pushMode }))).result;
  expect([await send(0), await send(''), await send(1), await send('1'), await send(2)]).toEqual([
    10045, 10045, 0, 0, 10999,
  ]);
  const { taskId } = await authed('/message/saveListPayload', message({ pushMode: 1 }));
  const list = { appId: 105000001, regIds: [phone.token, 'x'], taskId, requestId: 'r' };
  expect((await authed('/message/pushToList', list)).invalidUsers).toEqual([{ status: 1, userid: 'x' }]);
  expect((await authed('/message/pushToList', { ...list, pushMode: 0 })).result).toBe(10045);
  await it.control.updateApp('vivo', '105000001', { underReview: false, systemMessages: false });
  expect(await send(0)).toBe(10082);
});

const later = (minutes: number) => String(it.clock.now + minutes * 60_000);

test.each([
  ['a profileId of 65', () => ({ profileId: 'p'.repeat(65) })],
  ['a flag that is none', () => ({ addBadge: 'maybe' })],
  ['a timed display in the past', () => ({ timedDisplay: { showStartTime: later(-60), showEndTime: later(30) } })],
  ['a timed display too soon', () => ({ timedDisplay: { showStartTime: later(9), showEndTime: later(30) } })],
  ['a timed display of two hours', () => ({ timedDisplay: { showStartTime: later(10), showEndTime: later(130) } })],
  ['a timed display beyond a day', () => ({ timedDisplay: { showStartTime: later(1400), showEndTime: later(1441) } })],
  ['a timed display without end', () => ({ timedDisplay: { showStartTime: later(10) } })],
])("refuses %s with the simulator's own code", async (_, change) => {
  expect((await authed('/message/send', message({ regId: 'x', ...change() }))).result).toBe(10999);
});

test('takes a timed display within its rules', async () => {
  const phone = await it.control.createPhone({ vendor: 'vivo' });
  const timedDisplay = { overtimeDisplay: false, showStartTime: later(10), showEndTime: later(60) };
  expect((await authed('/message/send', message({ regId: phone.token, timedDisplay }))).result).toBe(0);
});

test('holds timestamps against its own clock, and says in a header what time it is there', async () => {
  await it.control.setClockOffset('vivo', -15 * 60_000);
  expect((await auth()).result).toBe(10207);
  const { headers } = await post(`${it.simulator.urls.vivo}/message/auth`, {});
  expect(Date.parse(headers.get('date') ?? '')).toBe(it.clock.now - 15 * 60_000);
});

test('counts quotas and rates, and keeps sending hours when asked to', async () => {
  const phone = await it.control.createPhone({ vendor: 'vivo' });
  const send = async (change: object = {}) =>
    (await authed('/message/send', message({ regId: phone.token, ...change }))).result;
  const operational = { classification: 0, category: 'MARKETING' };
  await it.control.updateApp('vivo', '105000001', { dailyQuotaOperational: 1, dailyQuotaSystem: 1 });
  expect([await send(operational), await send(operational)]).toEqual([0, 10070]);
  expect([await send(), await send()]).toEqual([0, 10073]);
  await it.control.updateApp('vivo', '105000001', { dailyQuotaOperational: null, enforceSendingHours: true, qps: 100 });
  it.clock.now += 12 * 3_600_000;
  expect(await send(operational)).toBe(10071);
  await it.control.updateApp('vivo', '105000001', { qps: 1, dailyQuotaSystem: null });
  expect([await send(), await send()]).toEqual([0, 10072]);
});

describe('recycling a task', () => {
  const sendTo = async (phone: { token: string } | undefined, change: object = {}) =>
    (await authed('/message/send', message({ regId: phone?.token, ...change }))).taskId;
  const recycle = async (body: object) => (await authed('/message/recycle', { appId: 105000001, ...body })).result;
  const barOf = async (phone: { phoneId: string } | undefined) =>
    (await it.control.phone(phone?.phoneId ?? '')).bar.map(({ vendorMessageId }) => vendorMessageId);

  test('takes it from the bar of the phone, and nothing else', async () => {
    const phone = await it.control.createPhone({ vendor: 'vivo' });
    const [kept, taken] = [await sendTo(phone), await sendTo(phone)];
    expect(await recycle({ taskId: taken, userIds: [], userType: 1 })).toBe(0);
    expect(await barOf(phone)).toEqual([kept]);
  });

  test('takes what waits for a phone that is offline', async () => {
    const phone = await it.control.createPhone({ vendor: 'vivo' });
    await it.control.setPhoneState(phone.phoneId, { online: false });
    const [kept, taken] = [await sendTo(phone), await sendTo(phone)];
    expect(await recycle({ taskId: taken, userIds: [], userType: 1 })).toBe(0);
    await it.control.setPhoneState(phone.phoneId, { online: true });
    expect(await barOf(phone)).toEqual([kept]);
  });

  test('of a list can be for some of its phones', async () => {
    const [first, second] = await it.control.createPhones({ vendor: 'vivo', count: 2 });
    const { taskId } = await authed('/message/saveListPayload', message());
    const list = { appId: 105000001, regIds: [first!.token, second!.token], taskId, requestId: 'r-2' };
    await authed('/message/pushToList', list);
    expect(await recycle({ taskId, userIds: [first!.token], userType: 1 })).toBe(0);
    expect([await barOf(first), await barOf(second)]).toEqual([[], [taskId]]);
  });

  test.each([
    [{}, 10151],
    [{ taskId: '42' }, 10152],
    [{ taskId: '42', appId: 1 }, 10094],
  ])('is refused with %j', async (body, code) => {
    expect(await recycle(body)).toBe(code);
  });

  test("is refused with the simulator's own code where the vendor's is not known", async () => {
    const taskId = await sendTo(await it.control.createPhone({ vendor: 'vivo' }));
    expect(await recycle({ taskId, userIds: 'x' })).toBe(10999);
    expect(await recycle({ taskId, userIds: [], userType: 'x' })).toBe(10999);
    expect(await call('/message/recycle', { taskId })).toMatchObject({ result: 10000 });
  });
});

test('takes a doubled slash, and one broadcast a day', async () => {
  const all = message();
  expect((await authed('/message//all', all)).result).toBe(0);
  expect((await authed('/message/all', all)).result).toBe(10254);
});
