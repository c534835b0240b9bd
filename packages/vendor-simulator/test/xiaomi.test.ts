import { describe, expect, test } from 'vitest';
import { post, withSimulator } from './simulator-fixture.ts';

const it = withSimulator('xiaomi');

interface Reply {
  result: string;
  code: number;
  reason?: string;
  trace_id: string;
  data?: Record<string, string>;
}

const good = {
  restricted_package_name: 'com.example.bellhop',
  title: '张三',
  description: '你好 & hi',
  pass_through: '0',
  notify_id: '7',
  time_to_live: '86400000',
  'extra.channel_id': 'bellhop-im',
  'extra.notify_effect': '1',
  'extra.payload': '{"k":"v"}',
};

async function send(fields: Record<string, string> | [string, string][], path = '/v3/message/regid', secret?: string) {
  const app = await it.app('xiaomi');
  const headers = { authorization: `key=${secret ?? app.credentials.appSecret}` };
  return (await post<Reply>(it.simulator.urls.xiaomi + path, new URLSearchParams(fields), headers)).body;
}

test('delivers one content to many regIds and lists the bad ones', async () => {
  const [first, second] = await it.control.createPhones({ vendor: 'xiaomi', count: 2 });
  const reply = await send({ ...good, registration_id: `${first!.token},${second!.token},unknown` });
  expect(reply).toMatchObject({ result: 'ok', code: 0, data: { bad_regids: 'unknown' } });
  expect(reply.trace_id).toMatch(/^X/);
  const phone = await it.control.phone(first!.phoneId);
  expect(phone.notifications).toMatchObject([
    { n: 1, title: '张三', content: '你好 & hi', payload: '{"k":"v"}', channel: 'bellhop-im', visible: true },
  ]);
  expect(phone.callbacks.map((callback) => callback.name)).toEqual(['onRegistered', 'onNotificationArrived']);
});

test('answers 20301 when no regId is valid', async () => {
  expect(await send({ ...good, registration_id: 'a,b' })).toMatchObject({ result: 'error', code: 20301 });
});

test('treats uninstalled apps, replaced tokens and foreign tokens as bad regIds', async () => {
  const phone = await it.control.createPhone({ vendor: 'xiaomi' });
  await it.control.refreshToken(phone.phoneId);
  expect((await send({ ...good, registration_id: phone.token })).code).toBe(20301);
  const gone = await it.control.createPhone({ vendor: 'xiaomi' });
  await it.control.setPhoneState(gone.phoneId, { installed: false });
  expect((await send({ ...good, registration_id: gone.token })).code).toBe(20301);
  const other = await it.control.registerApp({ vendor: 'xiaomi', packageName: 'com.example.other' });
  const foreign = await it.control.createPhone({ vendor: 'xiaomi', app: other.appId });
  expect((await send({ ...good, registration_id: foreign.token })).code).toBe(20301);
});

test.each([
  ['no registration_id', {}, 10016],
  ['a package of another app', { registration_id: 'x', restricted_package_name: 'com.other' }, 22022],
  ['a blank title', { registration_id: 'x', title: ' ' }, 10017],
  ['a title of 50 characters', { registration_id: 'x', title: 't'.repeat(50) }, 10017],
  ['a description of 128 characters', { registration_id: 'x', description: 'd'.repeat(128) }, 10017],
  ['an illegal notify_id', { registration_id: 'x', notify_id: '2147483648' }, 22103],
  ['an illegal time_to_live', { registration_id: 'x', time_to_live: '1d' }, 10017],
  ['a payload over 4 KB', { registration_id: 'x', payload: 'p'.repeat(4097) }, 65009],
  ['extras over 1024 characters', { registration_id: 'x', 'extra.payload': 'p'.repeat(1018) }, 65015],
  [
    'eleven extras',
    { registration_id: 'x', ...Object.fromEntries([...'abcdefghijk'].map((k) => [`extra.${k}`, '1'])) },
    65014,
  ],
  ['an unknown channel', { registration_id: 'x', 'extra.channel_id': 'nope' }, 27001],
  ['an illegal callback', { registration_id: 'x', 'extra.callback': 'nope' }, 65038],
  [
    'a callback that is too long',
    { registration_id: 'x', 'extra.callback': `https://e.com/${'x'.repeat(120)}` },
    65037,
  ],
  ['a callback param over 256 bytes', { registration_id: 'x', 'extra.callback.param': '参'.repeat(86) }, 65036],
  ['an illegal callback type', { registration_id: 'x', 'extra.callback.type': '4' }, 10017],
  ['an illegal notify_effect', { registration_id: 'x', 'extra.notify_effect': '9' }, 10017],
  ['an illegal job key', { registration_id: 'x', 'extra.jobkey': '_a' }, 10017],
  ['an unknown template', { registration_id: 'x', 'extra.template_id': 'T1' }, 27001],
  ['built-in extras that fill the 1024', { registration_id: 'x', 'extra.payload': 'p'.repeat(1000) }, 65015],
  ['an illegal notify_foreground', { registration_id: 'x', 'extra.notify_foreground': 'yes' }, 10017],
  ['an illegal only_send_once', { registration_id: 'x', 'extra.only_send_once': '2' }, 10017],
  ['an illegal flow_control', { registration_id: 'x', 'extra.flow_control': 'fast' }, 10017],
  ['an illegal network', { registration_id: 'x', 'extra.connpt': '5g' }, 10017],
  ['an illegal style', { registration_id: 'x', 'extra.notification_style_type': '3' }, 10017],
  ['an illegal notify_type', { registration_id: 'x', notify_type: '8' }, 10017],
  ['an illegal pass_through', { registration_id: 'x', pass_through: '2' }, 10017],
  ['a send more than 7 days ahead', { registration_id: 'x', time_to_send: '9999999999999' }, 10017],
  ['more than 1000 regIds', { registration_id: Array(1001).fill('x').join(',') }, 10017],
])('refuses %s', async (_, change, code) => {
  expect(await send({ ...good, ...change })).toMatchObject({ result: 'error', code });
});

test('refuses a wrong secret, a wrong scheme and a missing header with 21301', async () => {
  expect((await send(good, '/v3/message/regid', 'wrong')).code).toBe(21301);
  const url = `${it.simulator.urls.xiaomi}/v3/message/regid`;
  const form = new URLSearchParams(good);
  expect((await post<Reply>(url, form)).body.code).toBe(21301);
  const { credentials } = await it.app('xiaomi');
  expect((await post<Reply>(url, form, { authorization: `Bearer ${credentials.appSecret}` })).body.code).toBe(21301);
});

test('reads the parameters of a POST from the query too', async () => {
  const phone = await it.control.createPhone({ vendor: 'xiaomi' });
  const { credentials } = await it.app('xiaomi');
  const headers = { authorization: `key=${credentials.appSecret}`, 'content-type': 'application/json' };
  const query = new URLSearchParams({ ...good, registration_id: phone.token });
  const url = `${it.simulator.urls.xiaomi}/v2/message/regid?${query.toString()}`;
  expect((await post<Reply>(url, '', headers)).body.code).toBe(0);
  expect((await post<Reply>(url, '{}', headers)).body.code).toBe(10007);
  const { notifications } = await it.control.phone(phone.phoneId);
  expect(notifications).toMatchObject([{ title: '张三', content: '你好 & hi' }]);
  await it.control.addFault({ vendor: 'xiaomi', kind: 'invalid-tokens', token: phone.token });
  expect((await post<Reply>(url, '', headers)).body.code).toBe(20301);
});

test('takes an empty built-in extra as not given, and delivers an empty extra of the app', async () => {
  const phone = await it.control.createPhone({ vendor: 'xiaomi' });
  const unused = ['notify_effect', 'intent_uri', 'callback', 'callback.type', 'channel_id', 'template_id'];
  const empty = Object.fromEntries([...unused, 'own'].map((key) => [`extra.${key}`, '']));
  expect((await send({ ...good, ...empty, registration_id: phone.token })).code).toBe(0);
  const { notifications } = await it.control.phone(phone.phoneId);
  expect(notifications).toMatchObject([{ channel: null, extras: { payload: '{"k":"v"}', own: '' } }]);
});

const OPTIONAL = ['payload', 'pass_through', 'notify_type', 'notify_id', 'time_to_live', 'time_to_send'];

test('takes every optional field that is empty as not given, in forms and in JSON', async () => {
  const phone = await it.control.createPhone({ vendor: 'xiaomi' });
  const empty = Object.fromEntries(OPTIONAL.map((name) => [name, '']));
  expect((await send({ ...good, ...empty, registration_id: phone.token })).code).toBe(0);
  const { title, description, restricted_package_name } = good;
  for (const value of ['', null]) {
    const message = {
      title,
      description,
      restricted_package_name,
      ...Object.fromEntries(OPTIONAL.map((it) => [it, value])),
    };
    const extra = { channel_id: 'bellhop-im', notify_effect: value ?? '', sound_uri: '' };
    const messages = JSON.stringify([{ target: phone.token, message: { ...message, extra } }]);
    expect((await send({ messages, time_to_send: '' }, '/v2/multi_messages/regids')).code).toBe(0);
  }
  expect((await send({ ...good, notify_id: ' +7 ', registration_id: phone.token })).code).toBe(0);
  expect((await it.control.phone(phone.phoneId)).notifications.map(({ notifyId }) => notifyId)).toEqual([
    null,
    null,
    null,
    '7',
  ]);
});

test('takes any notify_id once its limit is lifted', async () => {
  const phone = await it.control.createPhone({ vendor: 'xiaomi' });
  const fields = { ...good, notify_id: '1795604721123', registration_id: phone.token };
  expect((await send(fields)).code).toBe(22103);
  await it.control.updateApp('xiaomi', (await it.app('xiaomi')).appId, { notifyIdLimit: null });
  expect((await send(fields)).code).toBe(0);
  expect((await it.control.phone(phone.phoneId)).notifications).toMatchObject([{ notifyId: '1795604721123' }]);
});

test('sends an own content to each target of multi_messages', async () => {
  const [first, second] = await it.control.createPhones({ vendor: 'xiaomi', count: 2 });
  const message = (title: string) => ({
    title,
    description: 'd',
    restricted_package_name: 'com.example.bellhop',
    notify_id: 1,
    time_to_live: 1000,
    extra: { channel_id: 'bellhop-im', notify_effect: '1', payload: title },
  });
  const messages = [
    { target: first!.token, message: message('A') },
    { target: second!.token, message: message('B') },
    { target: 'unknown', message: message('C') },
  ];
  const reply = await send({ messages: JSON.stringify(messages), time_to_send: '0' }, '/v2/multi_messages/regids');
  expect(reply).toMatchObject({ code: 0, data: { bad_regids: 'unknown' } });
  expect((await it.control.phone(second!.phoneId)).notifications).toMatchObject([{ title: 'B', payload: 'B' }]);
});

test('counts the public quota by delivered messages and the rate by targets', async () => {
  const phone = await it.control.createPhone({ vendor: 'xiaomi' });
  const app = await it.app('xiaomi');
  await it.control.updateApp('xiaomi', app.appId, { dailyQuotaPublic: 1 });
  const fields = { ...good, 'extra.channel_id': 'bellhop-public', registration_id: phone.token };
  expect((await send(fields)).code).toBe(0);
  expect(await send(fields)).toMatchObject({ code: 200001, reason: 'exceed quota, quota: 1, have acked: 1' });
  await it.control.updateApp('xiaomi', app.appId, { qps: 1 });
  expect((await send({ ...good, registration_id: phone.token })).code).toBe(0);
  expect((await send({ ...good, registration_id: phone.token })).code).toBe(200002);
});

test('multi_messages keep code 0 when channels are over their quota, and count what was dropped per channel', async () => {
  const phones = await it.control.createPhones({ vendor: 'xiaomi', count: 5 });
  const quotas = { dailyQuotaDefault: 0, dailyQuotaPublic: 1 };
  await it.control.updateApp('xiaomi', (await it.app('xiaomi')).appId, quotas);
  const message = (extra: object) => ({
    title: 't',
    description: 'd',
    restricted_package_name: 'com.example.bellhop',
    extra,
  });
  const channels = [
    {},
    {},
    { channel_id: 'bellhop-public' },
    { channel_id: 'bellhop-public' },
    { channel_id: 'bellhop-im' },
  ];
  const messages = JSON.stringify(channels.map((extra, i) => ({ target: phones[i]!.token, message: message(extra) })));
  const { code, data } = await send({ messages }, '/v2/multi_messages/regids');
  expect([code, data!['channel_exceed_quota']]).toEqual([0, 'no_channel:2 bellhop-public:1']);
  const shown = await Promise.all(
    phones.map(async ({ phoneId }) => (await it.control.phone(phoneId)).notifications.length),
  );
  expect(shown).toEqual([0, 0, 1, 0, 1]);
  const none = await send(
    { messages: JSON.stringify([{ target: phones[0]!.token, message: message({}) }]) },
    '/v2/multi_messages/regids',
  );
  expect([none.code, none.data!['channel_exceed_quota']]).toEqual([0, 'no_channel:1']);
});

test('sends to every package of the app when v3 names none, and wants exactly one in v2', async () => {
  const phone = await it.control.createPhone({ vendor: 'xiaomi' });
  const { restricted_package_name: name, ...nameless } = { ...good, registration_id: phone.token };
  expect((await send(nameless)).code).toBe(0);
  expect((await send({ ...nameless, restricted_package_name: '' })).code).toBe(0);
  expect((await send({ ...nameless, restricted_package_name: `${name},com.other` })).code).toBe(22022);
  expect((await send(nameless, '/v2/message/regid')).code).toBe(10016);
  expect((await send({ ...nameless, restricted_package_name: `${name},${name}` }, '/v2/message/regid')).code).toBe(
    22022,
  );
});

test.each([
  [{ topics: 'a;$;b', topic_op: 'UNION' }, 0],
  [{ topics: 'a;$;b', topic_op: 'MINUS' }, 10017],
  [{ topics: 'a;$;b', topic_op: '' }, 10016],
  [{ topics: '', topic_op: 'UNION' }, 10016],
  [{ topics: 'a;$;b;$;c;$;d;$;e;$;f', topic_op: 'UNION' }, 65035],
])('answers a send to the topics %j with %i', async (topics, code) => {
  expect((await send({ ...good, ...topics }, '/v3/message/multi_topic')).code).toBe(code);
});

test('calls channels and templates that do not match 27001', async () => {
  const phone = await it.control.createPhone({ vendor: 'xiaomi' });
  const templates = [{ id: 'T1', variables: ['name'], channelId: 'bellhop-im' }];
  const update = async (settings: object) =>
    it.control.updateApp('xiaomi', (await it.app('xiaomi')).appId, { ...settings });
  await update({ templates, templateRequired: true, channelRequired: true });
  const code = async (change: Record<string, string>) =>
    (await send({ ...good, registration_id: phone.token, ...change })).code;
  const template = { 'extra.template_id': 'T1', 'extra.template_param': '{"name":"Alice"}' };
  expect(await code({})).toBe(27001);
  expect(await code(template)).toBe(0);
  expect(await code({ ...template, 'extra.template_id': 'T2' })).toBe(27001);
  expect(await code({ ...template, 'extra.channel_id': 'bellhop-public' })).toBe(27001);
  expect(await code({ ...template, 'extra.template_param': '{"nme":"Alice"}' })).toBe(10017);
  expect(await code({ 'extra.channel_id': 'bellhop-public' })).toBe(0);
  expect(await code({ 'extra.channel_id': '' })).toBe(27001);
});

test('counts a badge up with each notification, and clears it when the app is opened', async () => {
  const phone = await it.control.createPhone({ vendor: 'xiaomi' });
  for (const notify_id of ['1', '2']) await send({ ...good, notify_id, registration_id: phone.token });
  expect((await it.control.phone(phone.phoneId)).badge).toBe(2);
  await it.control.click(phone.phoneId);
  expect((await it.control.phone(phone.phoneId)).badge).toBe(0);
});

test('accepts pass-through messages but never delivers them', async () => {
  const phone = await it.control.createPhone({ vendor: 'xiaomi' });
  const reply = await send({ ...good, pass_through: '1', payload: 'p', registration_id: phone.token });
  expect(reply.code).toBe(0);
  expect(await it.control.phone(phone.phoneId)).toMatchObject({ notifications: [], messages: [] });
});

test('recalls a message from the notification bar', async () => {
  const phone = await it.control.createPhone({ vendor: 'xiaomi' });
  const { data } = await send({ ...good, registration_id: phone.token });
  const form = { restricted_package_name: 'com.example.bellhop', msg_id: data!['id']! };
  expect((await send(form, '/v2/message/revoke')).code).toBe(0);
  expect((await it.control.phone(phone.phoneId)).notifications).toMatchObject([{ visible: false }]);
});

describe('the revocation of a notification', () => {
  const revoke = (change: Record<string, string> = {}, regIds: string[] = []) => {
    const form = { restricted_package_name: 'com.example.bellhop', notify_id: '7', ...change };
    const ids = regIds.map((regId): [string, string] => ['registration_ids', regId]);
    return send([...Object.entries({ ...form, ...change }), ...ids], '/v1/message/regid/revoke');
  };
  const barOf = async (phoneId: string) => (await it.control.phone(phoneId)).bar.map(({ notifyId }) => notifyId);

  test('takes the one with its id from the bars of the phones that are named', async () => {
    const [first, second, other] = await it.control.createPhones({ vendor: 'xiaomi', count: 3 });
    for (const notify_id of ['7', '8'])
      for (const phone of [first!, second!, other!]) await send({ ...good, notify_id, registration_id: phone.token });
    expect(await revoke({}, [first!.token, second!.token, 'unknown'])).toMatchObject({ result: 'ok', code: 0 });
    expect(await barOf(first!.phoneId)).toEqual(['8']);
    expect(await barOf(second!.phoneId)).toEqual(['8']);
    expect(await barOf(other!.phoneId)).toEqual(['7', '8']);
    expect((await it.control.phone(first!.phoneId)).notifications.map(({ visible }) => visible)).toEqual([false, true]);
  });

  test('takes what waits for a phone that is offline, which never shows it', async () => {
    const phone = await it.control.createPhone({ vendor: 'xiaomi' });
    await it.control.setPhoneState(phone.phoneId, { online: false });
    for (const notify_id of ['7', '8']) await send({ ...good, notify_id, registration_id: phone.token });
    expect((await revoke({}, [phone.token])).code).toBe(0);
    expect((await it.control.phone(phone.phoneId)).waitingOffline).toBe(1);
    const { notifications } = await it.control.setPhoneState(phone.phoneId, { online: true });
    expect(notifications.map(({ notifyId }) => notifyId)).toEqual(['8']);
  });

  test.each([
    [{ restricted_package_name: '' }, ['x'], 10016],
    [{ restricted_package_name: 'com.other' }, ['x'], 22022],
    [{ notify_id: '' }, ['x'], 10016],
    [{ notify_id: 'seven' }, ['x'], 22103],
    [{ notify_id: '-1' }, ['x'], 22103],
    [{ notify_id: '2147483648' }, ['x'], 22103],
    [{}, [], 10016],
    [{ registration_id: 'x' }, [], 10016],
  ])('is refused with %j to %j: %i', async (change, regIds, code) => {
    expect((await revoke(change as Record<string, string>, regIds)).code).toBe(code);
  });

  test('wants the secret, and a POST', async () => {
    const url = `${it.simulator.urls.xiaomi}/v1/message/regid/revoke`;
    expect((await post(url, new URLSearchParams({ notify_id: '7' }))).body).toMatchObject({ code: 21301 });
    const { credentials } = await it.app('xiaomi');
    const got = await fetch(url, { headers: { authorization: `key=${credentials.appSecret}` } });
    expect(await got.json()).toMatchObject({ code: 10020 });
  });
});

test.each(['alias', 'topic', 'account'])('lists no %s of a phone', async (kind) => {
  const { credentials } = await it.app('xiaomi');
  const headers = { authorization: `key=${credentials.appSecret}` };
  const url = `${it.simulator.urls.xiaomi}/v1/${kind}/all`;
  const listed = await fetch(`${url}?registration_id=x&restricted_package_name=com.example.bellhop`, { headers });
  expect(await listed.json()).toMatchObject({ result: 'ok', code: 0, data: { list: [] } });
  expect(await (await fetch(url, { headers })).json()).toMatchObject({ code: 10016 });
});
