import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { post, withSimulator } from './simulator-fixture.ts';

const it = withSimulator('oppo');
const API = '/server/v1/';

interface Reply {
  code: number;
  message: string;
  data?: Record<string, unknown> & { auth_token?: string; messageId?: string; message_id?: string };
}

const form = (path: string, fields: Record<string, string>, headers = {}) =>
  post<Reply>(it.simulator.urls.oppo + API + path, new URLSearchParams(fields), headers);

async function auth(change: Record<string, string> = {}) {
  const { appKey, masterSecret } = (await it.app('oppo')).credentials;
  const timestamp = change['timestamp'] ?? String(it.clock.now);
  const sign = createHash('sha256')
    .update(appKey + timestamp + masterSecret)
    .digest('hex');
  return (await form('auth', { app_key: appKey, timestamp, sign, ...change })).body;
}

const notification = (change: object = {}) => ({
  title: 'Alice',
  content: 'Hi & 你好',
  click_action_type: 0,
  action_parameters: '{"payload":"{\\"a\\":1}"}',
  off_line: true,
  off_line_ttl: 86400,
  channel_id: 'im',
  category: 'IM',
  notify_level: 2,
  ...change,
});

async function call(name: string, fields: Record<string, string>) {
  const token = (await auth()).data!.auth_token!;
  return (await form(`message/notification/${name}`, { auth_token: token, sdk_version: 'JAVA', ...fields })).body;
}

const unicast = (target: string, change: object = {}) =>
  call('unicast', {
    message: JSON.stringify({ target_type: 2, target_value: target, notification: notification(change) }),
  });

const REG_ID = 'CN_078ad8b8a137cadb14ae5b70cf846312';

test('authenticates with a number as create_time', async () => {
  expect(await auth()).toMatchObject({
    code: 0,
    data: { auth_token: expect.stringMatching(/^[0-9a-f]{24}$/) as string, create_time: it.clock.now },
  });
});

test.each([
  ['app_key', { app_key: '' }, 15],
  ['timestamp', { timestamp: '' }, 18],
  ['sign', { sign: '' }, 17],
])('says which of the auth fields is missing: %s', async (_, change, code) => {
  expect((await auth(change)).code).toBe(code);
});

test('refuses an unknown key, an old timestamp, seconds, and a wrong signature', async () => {
  expect((await auth({ app_key: 'unknown' })).code).toBe(14);
  expect((await auth({ timestamp: String(it.clock.now - 600_001) })).code).toBe(19);
  expect((await auth({ timestamp: String(it.clock.now / 1000) })).code).toBe(19);
  expect(await auth({ sign: 'f'.repeat(64) })).toEqual({ code: 16, message: 'Invalid Signature' });
});

test('refuses a missing, unknown or expired token, and takes it from a header too', async () => {
  expect((await form('message/notification/unicast', {})).body.code).toBe(29);
  expect((await form('message/notification/unicast', { auth_token: 'x' })).body).toEqual({
    code: 11,
    message: 'Invalid AuthToken',
  });
  const token = (await auth()).data!.auth_token!;
  expect((await form('message/notification/unicast', {}, { auth_token: token })).body.code).toBe(40);
  it.clock.now += 86_400_000;
  expect((await form('message/notification/unicast', { auth_token: token })).body.code).toBe(11);
});

test('gives the app what an intent URI carries', async () => {
  const phone = await it.control.createPhone({ vendor: 'oppo' });
  const click_action_url = 'intent:#Intent;component=a/.B;S.payload=p;S.call=%7B%22kind%22%3A%22ring%22%7D;end';
  await unicast(phone.token, { click_action_type: 5, click_action_url, action_parameters: '' });
  expect(await it.control.click(phone.phoneId)).toMatchObject({
    payload: 'p',
    extras: { payload: 'p', call: '{"kind":"ring"}' },
  });
});

test('delivers to one phone, payload in the tap extras', async () => {
  const phone = await it.control.createPhone({ vendor: 'oppo' });
  const reply = await unicast(phone.token);
  expect(reply.code).toBe(0);
  expect(reply.data!.messageId).toMatch(/^BellhopSimulatorOppoApp1-1-1-[0-9a-f]{24}$/);
  expect((await it.control.phone(phone.phoneId)).notifications).toMatchObject([{ payload: '{"a":1}', category: 'IM' }]);
  expect((await it.control.click(phone.phoneId)).extras).toEqual({ payload: '{"a":1}' });
});

test('fails entries of a batch one by one, in request order', async () => {
  const phone = await it.control.createPhone({ vendor: 'oppo' });
  const entry = (target: string) => ({ target_type: 2, target_value: target, notification: notification() });
  const reply = await call('unicast_batch', {
    messages: JSON.stringify([entry(phone.token), entry(REG_ID), entry('bad')]),
  });
  expect(reply.code).toBe(0);
  expect(reply.data).toMatchObject([
    { registrationId: phone.token, messageId: expect.any(String) as string },
    { registrationId: REG_ID, errorCode: 10000 },
    { registrationId: 'bad', errorCode: 10000 },
  ]);
});

test('saves a content once and fans it out, refused targets under their code', async () => {
  const [first, second] = await it.control.createPhones({ vendor: 'oppo', count: 2 });
  const fields = Object.fromEntries(
    Object.entries(notification({ app_message_id: 'z-1' })).map(([k, v]) => [k, String(v)]),
  );
  const saved = await call('save_message_content', fields);
  expect(await call('save_message_content', fields)).toEqual(saved);
  const message_id = saved.data!.message_id!;
  const target_value = [first!.token, second!.token, second!.token, 'bad'].join(';');
  const reply = await call('broadcast', { message_id, target_type: '2', target_value });
  expect(reply.data).toMatchObject({ message_id, '10000': ['bad'], '10004': [second!.token] });
  expect((await it.control.phone(second!.phoneId)).notifications).toMatchObject([{ title: 'Alice' }]);
  expect((await call('broadcast', { message_id: 'no', target_type: '2', target_value })).code).toBe(31);
});

test('delivers an app_message_id to a target once', async () => {
  const phone = await it.control.createPhone({ vendor: 'oppo' });
  expect((await unicast(phone.token, { app_message_id: 'one' })).code).toBe(0);
  expect((await unicast(phone.token, { app_message_id: 'one' })).code).toBe(32);
  expect((await it.control.phone(phone.phoneId)).notifications).toHaveLength(1);
});

test('answers a repeated app_message_id as the first time when it is not to be refused', async () => {
  const phone = await it.control.createPhone({ vendor: 'oppo' });
  await it.control.updateApp('oppo', (await it.app('oppo')).appId, { refuseDuplicates: false });
  const first = await unicast(phone.token, { app_message_id: 'one' });
  expect(await unicast(phone.token, { app_message_id: 'one' })).toEqual(first);
  const entry = { target_type: 2, target_value: phone.token, notification: notification({ app_message_id: 'one' }) };
  const { data } = await call('unicast_batch', { messages: JSON.stringify([entry]) });
  expect(data).toEqual([{ messageId: first.data!.messageId, registrationId: phone.token }]);
  expect((await it.control.phone(phone.phoneId)).notifications).toHaveLength(1);
});

const MANY_FIELDS = [
  ...[
    'off_line',
    'off_line_ttl',
    'network_type',
    'show_ttl',
    'notify_id',
    'style',
    'click_action_type',
    'notify_level',
  ],
  ...['fix_speed', 'fix_speed_rate', 'show_time_type', 'show_start_time', 'show_end_time', 'push_time_type'],
  ...['push_start_time', 'badge_operation_type', 'badge_message_count', 'category', 'channel_id', 'action_parameters'],
  ...['sub_title', 'call_back_url', 'call_back_parameter', 'private_msg_template_id', 'private_title_parameters'],
  ...['private_content_parameters', 'small_picture_id', 'app_message_id', 'time_zone', 'auditResponse'],
];

test('takes every optional field that is empty as not given, in forms and in JSON', async () => {
  const phone = await it.control.createPhone({ vendor: 'oppo' });
  const empty = Object.fromEntries(MANY_FIELDS.map((name) => [name, '']));
  const saved = await call('save_message_content', { title: 't', content: 'c', ...empty });
  expect(saved.code).toBe(0);
  const targets = { target_type: '2', target_value: phone.token, verify_registration_id: '' };
  expect((await call('broadcast', { message_id: saved.data!.message_id!, ...targets })).code).toBe(0);
  expect((await unicast(phone.token, empty)).code).toBe(0);
});

test.each([
  ['off_line', '0', false],
  ['off_line', 'TRUE', true],
  ['off_line', '1', true],
  ['off_line', 0, false],
  ['off_line_ttl', '+60', 60],
  ['notify_id', '7', 7],
])('reads %s=%j as %j', async (name, value, read) => {
  const phone = await it.control.createPhone({ vendor: 'oppo' });
  expect((await unicast(phone.token, { [name]: value })).code).toBe(0);
  const [shown] = (await it.control.phone(phone.phoneId)).notifications;
  expect((shown!.raw as Record<string, unknown>)[name]).toBe(read);
});

test('wants a template for service messages when the app does (54), and the registered one', async () => {
  const phone = await it.control.createPhone({ vendor: 'oppo' });
  const { appId } = await it.app('oppo');
  const templates = [{ id: 'T1', titleVariables: ['name'], contentVariables: [] }];
  await it.control.updateApp('oppo', appId, { templateRequired: true, templates });
  const template = { private_msg_template_id: 'T1', private_title_parameters: '{"name":"Alice"}' };
  expect((await unicast(phone.token)).code).toBe(54);
  expect((await unicast(phone.token, template)).code).toBe(0);
  expect((await unicast(phone.token, { ...template, private_title_parameters: '{}' })).code).toBe(54);
  expect((await unicast(phone.token, { ...template, private_msg_template_id: 'T2' })).code).toBe(54);
  expect((await unicast(phone.token, { category: '', notify_level: '' })).code).toBe(0);
  await it.control.updateApp('oppo', appId, { categories: [] });
  expect((await unicast(phone.token, template)).code).toBe(67);
});

test('adds to the badge and overwrites it', async () => {
  const phone = await it.control.createPhone({ vendor: 'oppo' });
  await unicast(phone.token, { badge_operation_type: 0, badge_message_count: 5 });
  await unicast(phone.token, { badge_operation_type: 1, badge_message_count: 2 });
  expect((await it.control.phone(phone.phoneId)).badge).toBe(7);
  await unicast(phone.token, { badge_operation_type: 0, badge_message_count: 0 });
  expect((await it.control.phone(phone.phoneId)).badge).toBe(0);
});

test('holds timestamps against its own clock, and says in a header what time it is there', async () => {
  await it.control.setClockOffset('oppo', 15 * 60_000);
  expect((await auth()).code).toBe(19);
  const answer = await form('auth', {});
  const there = Date.parse(answer.headers.get('date') ?? '');
  expect(there).toBe(it.clock.now + 15 * 60_000);
  expect((await auth({ timestamp: String(there) })).code).toBe(0);
});

test.each([
  ['off_line=maybe', { off_line: 'maybe' }, 41],
  ['a notify_id beyond an int', { notify_id: '2147483648' }, 41],
  ['a ttl that is no number', { off_line_ttl: '1d' }, 41],
  ['a badge operation 2', { badge_operation_type: 2 }, 41],
  ['a fixed speed of 10', { fix_speed: true, fix_speed_rate: 10 }, 41],
  ['a scheduled push without time', { push_time_type: 1 }, 40],
  ['template parameters that are a list', { private_title_parameters: '[]' }, 41],
  ['no title', { title: '' }, 40],
  ['a title over 50', { title: 't'.repeat(51) }, 41],
  ['a content over 50', { content: 'c'.repeat(51) }, 41],
  ['a sub title over 10', { sub_title: 's'.repeat(11) }, 41],
  ['a big picture in unicast', { style: 3, big_picture_id: 'p' }, 41],
  ['an activity missing', { click_action_type: 4 }, 40],
  ['an unknown click type', { click_action_type: 3 }, 41],
  ['action_parameters that are no object', { action_parameters: 'text' }, 41],
  ['action_parameters over 4000', { action_parameters: JSON.stringify({ payload: 'p'.repeat(4000) }) }, 41],
  ['a callback over 200', { call_back_url: `https://e.com/${'u'.repeat(200)}` }, 41],
  ['a callback parameter over 100', { call_back_parameter: 'p'.repeat(101) }, 41],
  ['notify_level without category', { category: undefined }, 67],
  ['an unknown category', { category: 'CHAT' }, 67],
  ['a category that was not granted', { category: 'ORDER' }, 67],
  ['the strong reminder without approval', { notify_level: 16 }, 67],
  ['an illegal show time', { show_time_type: 1, show_start_time: 2, show_end_time: 1 }, 41],
])('refuses %s', async (_, change, code) => {
  expect((await unicast(REG_ID, change)).code).toBe(code);
});

test('refuses unknown paths, other methods, JSON bodies and long batches', async () => {
  expect((await form('message/nope', {})).body.code).toBe(20);
  const url = `${it.simulator.urls.oppo}${API}message/notification/unicast`;
  expect(await (await fetch(url)).json()).toMatchObject({ code: 12 });
  expect((await post<Reply>(url, {})).body.code).toBe(40);
  const entry = { target_type: 2, target_value: REG_ID, notification: notification() };
  expect((await call('unicast_batch', { messages: JSON.stringify(Array(1001).fill(entry)) })).code).toBe(41);
  expect((await call('unicast', { message: '{' })).code).toBe(41);
});

test('counts the daily quota of public messages and the rate', async () => {
  const phone = await it.control.createPhone({ vendor: 'oppo' });
  const { appId } = await it.app('oppo');
  await it.control.updateApp('oppo', appId, { dailyQuota: 1 });
  const open = { category: undefined, notify_level: undefined };
  expect((await unicast(phone.token, open)).code).toBe(0);
  expect((await unicast(phone.token, open)).code).toBe(33);
  expect((await unicast(phone.token)).code).toBe(0);
  await it.control.updateApp('oppo', appId, { qps: 1 });
  await unicast(phone.token);
  expect((await unicast(phone.token)).code).toBe(55);
});
