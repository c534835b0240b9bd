import { expect, test } from 'vitest';
import { post, withSimulator } from './simulator-fixture.ts';

const it = withSimulator('huawei');

interface Reply {
  code: string;
  msg: string;
  requestId: string;
}

async function tokenRequest(change: Record<string, string> = {}) {
  const { credentials } = await it.app('huawei');
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: credentials.clientId,
    client_secret: credentials.clientSecret,
    ...change,
  });
  return post<{ access_token: string; expires_in: number; sub_error?: number }>(
    `${it.simulator.urls.huawei}/oauth2/v3/token`,
    form,
  );
}

async function send(body: object, bearer?: string, path = '/v1/100000001/messages:send') {
  const token = bearer ?? (await tokenRequest()).body.access_token;
  return post<Reply>(it.simulator.urls.huawei + path, body, { authorization: `Bearer ${token}` });
}

const notification = (token: unknown, android: object = {}, shown: object = {}, message: object = {}) => ({
  message: {
    data: '{"payload":"hello","n":1}',
    notification: { title: 'Alice', body: 'Hi' },
    android: {
      category: 'IM',
      ttl: '86400s',
      notification: { click_action: { type: 3 }, notify_id: 5, ...shown },
      ...android,
    },
    token,
    ...message,
  },
});

const condition = (text: string) => notification(undefined, {}, {}, { condition: text });

test('issues tokens with escaped slashes and the documented lifetime', async () => {
  const { status, headers, body } = await tokenRequest();
  expect(status).toBe(200);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(body.access_token).toContain('/');
  expect(body.expires_in).toBe(3600);
});

test.each([
  ['grant_type', { grant_type: 'password' }, 20182],
  ['client_id format', { client_id: 'abc' }, 20002],
  ['client_id', { client_id: '42' }, 20003],
  ['empty secret', { client_secret: '' }, 20171],
  ['secret', { client_secret: 'wrong' }, 12304],
])('refuses a wrong %s at the token endpoint', async (_, change, subError) => {
  const { status, body } = await tokenRequest(change);
  expect(status).toBe(400);
  expect(body).toMatchObject({ error: 1101, sub_error: subError });
});

test('shows a notification and hands its data to the app on a tap', async () => {
  const phone = await it.control.createPhone({ vendor: 'huawei' });
  expect(phone.token.length).toBeGreaterThanOrEqual(130);
  const { body } = await send(notification([phone.token]));
  expect(body).toMatchObject({ code: '80000000', msg: 'Success' });
  expect(body.requestId).toMatch(/^\d{24}$/);
  const clicked = await it.control.click(phone.phoneId);
  expect(clicked).toMatchObject({ opens: 'app', payload: 'hello', extras: { payload: 'hello', n: '1' } });
});

test('takes durations as the vendor writes them: s, S or neither, and decimals', async () => {
  const phone = await it.control.createPhone({ vendor: 'huawei' });
  const light_settings = {
    color: { alpha: 0, red: 0.5, green: 1, blue: 1 },
    light_on_duration: '3.5',
    light_off_duration: '5S',
  };
  const shown = { vibrate_config: ['3.5S', '2S', '1', '60s'], light_settings };
  for (const ttl of ['60', '60s', '60S', '1.5S']) {
    expect((await send(notification([phone.token], { ttl }, shown))).body.code).toBe('80000000');
  }
});

test('takes a null as not given, at every level', async () => {
  const phone = await it.control.createPhone({ vendor: 'huawei' });
  const click_action = { type: 3, intent: null, url: null };
  const shown = {
    click_action,
    image: null,
    badge: null,
    style: null,
    color: null,
    buttons: null,
    vibrate_config: null,
  };
  const android = { collapse_key: null, urgency: null, bi_tag: null, receipt_id: null };
  const request = notification([phone.token], android, shown, { topic: null, condition: null, webpush: null });
  expect((await send(request)).body.code).toBe('80000000');
  expect((await send(notification([null]))).body.code).toBe('80300010');
});

test("takes data in the quoting of the vendor's samples", async () => {
  const phone = await it.control.createPhone({ vendor: 'huawei' });
  const data = `{'payload':'it\\'s "here"', 'n':1}`;
  expect((await send(notification([phone.token], {}, {}, { data }))).body.code).toBe('80000000');
  expect((await it.control.click(phone.phoneId)).extras).toEqual({ payload: 'it\'s "here"', n: '1' });
  expect((await send(notification([phone.token], {}, {}, { data: "{'payload'}" }))).body.code).toBe('80100001');
});

test('reads the payload of a tap from the intent URI', async () => {
  const phone = await it.control.createPhone({ vendor: 'huawei' });
  const intent = 'intent://x#Intent;scheme=s;S.payload=%7B%22a%22%3A1%7D;end';
  await send(notification([phone.token], {}, { click_action: { type: 1, intent } }));
  expect((await it.control.click(phone.phoneId)).payload).toBe('{"a":1}');
});

test('calls the app with a data message; without HIGH only once it runs', async () => {
  const phone = await it.control.createPhone({ vendor: 'huawei' });
  await it.control.setPhoneState(phone.phoneId, { appState: 'killed' });
  const data = { message: { data: '{"payload":"p","o":{"b":1}}', token: [phone.token] } };
  expect((await send(data)).body.code).toBe('80000000');
  expect((await it.control.phone(phone.phoneId)).messages).toEqual([]);
  const awake = await it.control.setPhoneState(phone.phoneId, { appState: 'foreground' });
  expect(awake.messages).toMatchObject([{ payload: 'p', data: { payload: 'p', o: '{"b":1}' } }]);
  expect(awake.callbacks.at(-1)).toMatchObject({ name: 'onThroughMessageReceived', payload: 'p' });
});

test('reports some invalid tokens as a partial success and all as 80300007', async () => {
  const phone = await it.control.createPhone({ vendor: 'huawei' });
  const partial = await send(notification([phone.token, 'bad']));
  expect(partial.body.code).toBe('80100000');
  expect(JSON.parse(partial.body.msg)).toEqual({ success: 1, failure: 1, illegal_tokens: ['bad'] });
  expect((await send(notification(['bad']))).body.code).toBe('80300007');
});

test('answers 80300007 to tokens of another app and to an app id that does not match, 80300002 while push is off', async () => {
  const other = await it.control.registerApp({ vendor: 'huawei', packageName: 'com.example.other' });
  const foreign = await it.control.createPhone({ vendor: 'huawei', app: other.appId });
  expect((await send(notification([foreign.token]))).body.code).toBe('80300007');
  expect((await send(notification([foreign.token]), undefined, '/v1/42/messages:send')).body.code).toBe('80300007');
  await it.control.updateApp('huawei', '100000001', { pushEnabled: false });
  expect((await send(notification([foreign.token]))).body.code).toBe('80300002');
});

test('takes an empty text as not given, at every level', async () => {
  const phone = await it.control.createPhone({ vendor: 'huawei' });
  const shown = { importance: '', image: '', color: '', visibility: '', tag: '', when: '', badge: '', auto_clear: '' };
  const android = { collapse_key: '', urgency: '', category: '', ttl: '', receipt_id: '', target_user_type: '' };
  const request = notification([phone.token], android, shown, { topic: '', condition: '' });
  expect((await send(request)).body.code).toBe('80000000');
});

test('sets and adds to the badge, set_num winning', async () => {
  const phone = await it.control.createPhone({ vendor: 'huawei' });
  const badges = [{ add_num: 3 }, {}, { set_num: 9, add_num: 1 }];
  const seen = [];
  for (const [i, badge] of badges.entries()) {
    const shown = { notify_id: i, badge: { class: 'com.example.bellhop.Main', ...badge } };
    expect((await send(notification([phone.token], {}, shown))).body.code).toBe('80000000');
    seen.push((await it.control.phone(phone.phoneId)).badge);
  }
  expect(seen).toEqual([3, 4, 9]);
});

test('counts test messages apart from marketing, up to their own limit', async () => {
  const phone = await it.control.createPhone({ vendor: 'huawei' });
  await it.control.updateApp('huawei', '100000001', { testMessagesPerDay: 3, marketingPerDevicePerDay: 0 });
  const test = { category: 'MARKETING', target_user_type: 1 };
  const codes = [];
  for (const notify_id of [1, 2, 3, 4]) {
    codes.push((await send(notification([phone.token], test, { notify_id }))).body.code);
  }
  expect(codes).toEqual(['80000000', '80000000', '80000000', '80100001']);
  expect((await it.control.phone(phone.phoneId)).notifications).toHaveLength(3);
});

test('refuses missing, unknown, foreign and expired access tokens', async () => {
  expect((await send(notification(['x']), 'unknown')).body.code).toBe('80200001');
  const { access_token } = (await tokenRequest()).body;
  await it.control.registerApp({ vendor: 'huawei', appId: '200000002' });
  expect((await send(notification(['x']), access_token, '/v1/200000002/messages:send')).body.code).toBe('80200001');
  it.clock.now += 3_600_000;
  expect(await send(notification(['x']), access_token)).toMatchObject({ status: 200, body: { code: '80200003' } });
  await it.control.updateApp('huawei', '100000001', { documentedHttpStatuses: true });
  expect(await send(notification(['x']), access_token)).toMatchObject({ status: 401, body: { code: '80200003' } });
});

test.each([
  ['no token', notification(undefined), '80300010'],
  ['no tokens', notification([]), '80300010'],
  ['1001 tokens', notification(Array(1001).fill('x')), '80300010'],
  ['token and topic', notification(['x'], {}, {}, { topic: 't' }), '80100003'],
  [
    'a body over 4096 bytes',
    notification(['x'], {}, {}, { data: JSON.stringify({ payload: 'p'.repeat(4096) }) }),
    '80300008',
  ],
  ['collapse_key 101', notification(['x'], { collapse_key: 101 }), '80100013'],
  ['a ttl over 15 days', notification(['x'], { ttl: '1296001s' }), '80100001'],
  ['a ttl of another form', notification(['x'], { ttl: '1d' }), '80100001'],
  ['an unknown category', notification(['x'], { category: 'im' }), '80100001'],
  ['an unknown urgency', notification(['x'], { urgency: 'high' }), '80100001'],
  ['an unknown receipt', notification(['x'], { receipt_id: 'R' }), '80300013'],
  ['no click_action', notification(['x'], {}, { click_action: undefined }), '80100003'],
  ['click type 1 without intent', notification(['x'], {}, { click_action: { type: 1 } }), '80100001'],
  [
    'click type 2 without https',
    notification(['x'], {}, { click_action: { type: 2, url: 'http://e.com' } }),
    '80100001',
  ],
  [
    'a condition with six topics',
    condition([1, 2, 3, 4, 5, 6].map((n) => `'t${n}' in topics`).join(' && ')),
    '80100001',
  ],
  ['a condition that cannot be read', condition("'a' in topics &&"), '80100001'],
  ['importance HIGH, which the documents no longer know', notification(['x'], {}, { importance: 'HIGH' }), '80100001'],
  ['a time without a day', notification(['x'], {}, { when: '15:01:23' }), '80100001'],
  ['a time that is not UTC', notification(['x'], {}, { when: '2026-10-02T15:01:23+08:00' }), '80100001'],
  ['auto_clear as text', notification(['x'], {}, { auto_clear: '1000' }), '80100001'],
  ['a flag as text', notification(['x'], {}, { auto_cancel: 'true' }), '80100001'],
  ['a tag as number', notification(['x'], {}, { tag: 1 }), '80100001'],
  ['an unknown target_user_type', notification(['x'], { target_user_type: 2 }), '80100001'],
  ['a badge of 100', notification(['x'], {}, { badge: { class: 'c', add_num: 100 } }), '80100001'],
  ['a badge below 0', notification(['x'], {}, { badge: { class: 'c', set_num: -1 } }), '80100001'],
  ['a webpush part that is a text', notification(['x'], {}, {}, { webpush: 'w' }), '80100003'],
  [
    'an unknown urgency of webpush',
    notification(['x'], {}, {}, { webpush: { headers: { urgency: 'now' } } }),
    '80100001',
  ],
  [
    'an unknown user type for iOS',
    notification(['x'], {}, {}, { apns: { hms_options: { target_user_type: 4 } } }),
    '80100001',
  ],
  ['languages that are a text', notification(['x'], {}, { multi_lang_key: 'en' }), '80100001'],
  [
    'a button of an unknown intent type',
    notification(['x'], {}, { buttons: [{ name: 'b', action_type: 1, intent_type: 2 }] }),
    '80100001',
  ],
  ['a badge without class', notification(['x'], {}, { badge: { add_num: 1 } }), '80100001'],
  ['data that is not JSON beside a notification', notification(['x'], {}, {}, { data: 'plain' }), '80100001'],
  ['a vibration over 60 seconds', notification(['x'], {}, { vibrate_config: ['1.5S', '61'] }), '80100001'],
  ['a vibration that is no text', notification(['x'], {}, { vibrate_config: [1] }), '80100001'],
  [
    'light settings without a duration',
    notification(['x'], {}, { light_settings: { color: { red: 1 }, light_on_duration: '1' } }),
    '80100001',
  ],
  ['no title', notification(['x'], {}, {}, { notification: { body: 'b' } }), '80100003'],
  ['neither data nor notification', { message: { token: ['x'] } }, '80100003'],
  ['no message', {}, '80100003'],
])('refuses %s', async (_, body, code) => {
  expect((await send(body)).body.code).toBe(code);
});

test('refuses HIGH without the permission, 503 over the rate, 404 elsewhere', async () => {
  await it.control.updateApp('huawei', '100000001', { highPriority: false });
  expect((await send(notification(['x'], { urgency: 'HIGH' }))).body.code).toBe('80300011');
  await it.control.updateApp('huawei', '100000001', { qps: 1 });
  await send(notification(['x']));
  expect((await send(notification(['x']))).status).toBe(503);
  expect((await post(`${it.simulator.urls.huawei}/v3/1/messages:send`, {})).status).toBe(404);
});

test('shows two marketing messages a day, and delivers on the project path', async () => {
  const phone = await it.control.createPhone({ vendor: 'huawei' });
  const marketing = notification([phone.token], { category: undefined }, { notify_id: undefined });
  for (const path of [1, 2, 3].map(() => '/v2/736430079244000001/messages:send')) {
    expect((await send(marketing, undefined, path)).body.code).toBe('80000000');
  }
  expect((await it.control.phone(phone.phoneId)).notifications).toHaveLength(2);
});
