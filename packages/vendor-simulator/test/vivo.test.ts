import { createHash } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
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

test('takes a doubled slash, and one broadcast a day', async () => {
  const all = message();
  expect((await authed('/message//all', all)).result).toBe(0);
  expect((await authed('/message/all', all)).result).toBe(10254);
});
