import { createSign } from 'node:crypto';
import { expect, test } from 'vitest';
import { post, withSimulator } from './simulator-fixture.ts';

const it = withSimulator('fcm');

interface Failure {
  error: {
    code: number;
    message: string;
    status: string;
    details?: { '@type': string; errorCode?: string; reason?: string }[];
  };
}

async function exchange(claimChange: object = {}, headerChange: object = {}, path = '/token') {
  const { serviceAccount } = (await it.app('fcm')).credentials;
  const iat = Math.floor(it.clock.now / 1000);
  const claims = {
    iss: serviceAccount.client_email,
    scope: 'https://www.googleapis.com/auth/firebase.messaging',
    aud: 'https://oauth2.googleapis.com/token',
    iat,
    exp: iat + 3600,
    ...claimChange,
  };
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${encode({ alg: 'RS256', typ: 'JWT', ...headerChange })}.${encode(claims)}`;
  const signature = createSign('RSA-SHA256').update(signed).sign(serviceAccount.private_key, 'base64url');
  const form = new URLSearchParams({
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    assertion: `${signed}.${signature}`,
  });
  return post<{ access_token: string; expires_in: number; error?: string }>(it.simulator.urls.fcm + path, form);
}

async function send(message: object, more: object = {}, bearer?: string, project = 'bellhop-simulator') {
  const token = bearer ?? (await exchange()).body.access_token;
  const url = `${it.simulator.urls.fcm}/v1/projects/${project}/messages:send`;
  return post<Failure & { name?: string }>(url, { message, ...more }, { authorization: `Bearer ${token}` });
}

const errorCodeOf = ({ body }: { body: Failure }) => body.error.details?.find((it) => it.errorCode)?.errorCode;

test.each(['/token', '/o/oauth2/token', '/oauth2/v4/token'])('exchanges a JWT for a token at %s', async (path) => {
  const { status, body } = await exchange({}, {}, path);
  expect(status).toBe(200);
  expect(body).toMatchObject({ expires_in: 3599, token_type: 'Bearer' });
});

test.each([
  ['an unknown account', { iss: 'x@y' }, {}, 'invalid_grant'],
  ['another audience', { aud: 'https://e.com' }, {}, 'invalid_grant'],
  ['more than an hour', { exp: 9_999_999_999 }, {}, 'invalid_grant'],
  ['an old JWT', { iat: 1, exp: 3601 }, {}, 'invalid_grant'],
  ['another key', {}, { kid: 'other' }, 'invalid_grant'],
  ['no messaging scope', { scope: 'https://www.googleapis.com/auth/drive' }, {}, 'invalid_scope'],
])('refuses %s at the token endpoint', async (_, claims, header, error) => {
  const { status, body } = await exchange(claims, header);
  expect({ status, error: body.error }).toEqual({ status: 400, error });
});

test('sends data messages to the app in both name styles', async () => {
  const phone = await it.control.createPhone({ vendor: 'fcm' });
  expect(phone.token).toMatch(/^[\w-]{22}:APA91b[\w-]{134}$/);
  const { status, body } = await send({
    token: phone.token,
    data: { payload: 'p' },
    android: { collapseKey: 'c', priority: 'high' },
  });
  expect(status).toBe(200);
  expect(body.name).toMatch(/^projects\/bellhop-simulator\/messages\/0:\d+%[0-9a-f]+$/);
  await send({ token: phone.token, data: { payload: 'q' }, android: { collapse_key: 'c' } });
  const { messages, callbacks } = await it.control.phone(phone.phoneId);
  expect(messages.map((message) => message.payload)).toEqual(['p', 'q']);
  expect(callbacks.at(-1)?.name).toBe('onThroughMessageReceived');
});

test('displays a notification in the background and gives it to the app in front', async () => {
  const phone = await it.control.createPhone({ vendor: 'fcm' });
  const message = { token: phone.token, notification: { title: 'A', body: 'B' }, data: { payload: 'p' } };
  await send(message);
  expect(await it.control.click(phone.phoneId)).toMatchObject({ payload: 'p', extras: { payload: 'p' } });
  await send(message);
  expect((await it.control.phone(phone.phoneId)).messages).toMatchObject([{ payload: 'p', title: 'A' }]);
});

test('checks everything but delivers nothing with validate_only', async () => {
  const phone = await it.control.createPhone({ vendor: 'fcm' });
  const { status } = await send({ token: phone.token, data: { payload: 'p' } }, { validateOnly: true });
  expect(status).toBe(200);
  expect((await it.control.phone(phone.phoneId)).messages).toEqual([]);
});

const wellFormed = `${'a'.repeat(22)}:APA91b${'b'.repeat(134)}`;

test('tells unregistered, malformed and foreign tokens apart', async () => {
  const unregistered = await send({ token: wellFormed });
  expect([unregistered.status, errorCodeOf(unregistered)]).toEqual([404, 'UNREGISTERED']);
  const malformed = await send({ token: 'nonsense' });
  expect([malformed.status, errorCodeOf(malformed)]).toEqual([400, 'INVALID_ARGUMENT']);
  expect(malformed.body.error.message).toBe('The registration token is not a valid FCM registration token');
  const other = await it.control.registerApp({ vendor: 'fcm', appId: 'other-project' });
  const foreign = await it.control.createPhone({ vendor: 'fcm', app: other.appId });
  const mismatch = await send({ token: foreign.token });
  expect([mismatch.status, errorCodeOf(mismatch)]).toEqual([403, 'SENDER_ID_MISMATCH']);
});

test('answers 401 without FcmError to bad access tokens, 403 for another project', async () => {
  const token = (await exchange()).body.access_token;
  const unknown = await send({ token: wellFormed }, {}, 'ya29.nope');
  expect([unknown.status, unknown.body.error.status, errorCodeOf(unknown)]).toEqual([
    401,
    'UNAUTHENTICATED',
    undefined,
  ]);
  const otherProject = await send({ token: wellFormed }, {}, token, 'other');
  expect([otherProject.status, errorCodeOf(otherProject)]).toEqual([403, undefined]);
  it.clock.now += 3_600_000;
  const expired = await send({ token: wellFormed }, {}, token);
  expect(expired.body.error.details).toMatchObject([{ reason: 'ACCESS_TOKEN_EXPIRED' }]);
});

test.each([
  ['no target', { data: { payload: 'p' } }, 'Recipient'],
  ['a prefixed topic', { topic: '/topics/news', data: { payload: 'p' } }, 'topic'],
  ['two targets', { token: wellFormed, topic: 't' }, 'oneof'],
  ['an unknown name', { token: wellFormed, foo: 1 }, `Unknown name "foo" at 'message'`],
  [
    'a number in data',
    { token: wellFormed, data: { payload: 12 } },
    `Invalid value at 'message.data[0].value' (TYPE_STRING), 12`,
  ],
  ['a reserved key', { token: wellFormed, data: { from: 'x' } }, 'from'],
  ['a reserved prefix', { token: wellFormed, data: { 'google.x': 'x' } }, 'google.x'],
  ['a ttl over 4 weeks', { token: wellFormed, android: { ttl: '2419201s' } }, 'TTL'],
  ['a ttl without unit', { token: wellFormed, android: { ttl: '60' } }, 'message.android.ttl'],
  ['an unknown priority', { token: wellFormed, android: { priority: 'urgent' } }, 'message.android.priority'],
  ['a color by name', { token: wellFormed, android: { notification: { color: 'red' } } }, 'color'],
  ['six topics', { condition: [1, 2, 3, 4, 5, 6].map((n) => `'t${n}' in topics`).join(' || ') }, 'condition'],
  ['a condition without end', { condition: "'a' in topics &&" }, 'condition'],
  ['a label with a space', { token: wellFormed, fcm_options: { analytics_label: 'a b' } }, 'analytics label'],
  ['a label of 51', { token: wellFormed, android: { fcm_options: { analytics_label: 'a'.repeat(51) } } }, 'label'],
  [
    'lights without a color',
    {
      token: wellFormed,
      android: { notification: { light_settings: { light_on_duration: '1s', light_off_duration: '1s' } } },
    },
    'color is required',
  ],
  ['a web link without TLS', { token: wellFormed, webpush: { fcm_options: { link: 'http://e.com' } } }, 'HTTPS'],
  ['an unknown web urgency', { token: wellFormed, webpush: { headers: { Urgency: 'urgent' } } }, 'urgency'],
  ['a web topic over 32', { token: wellFormed, webpush: { headers: { Topic: 't'.repeat(33) } } }, 'topic'],
  ['a web title that is no text', { token: wellFormed, webpush: { notification: { title: 1 } } }, 'title'],
  ['an APNs payload without aps', { token: wellFormed, apns: { payload: { sound: 'default' } } }, '[aps] key'],
  ['an APNs badge as text', { token: wellFormed, apns: { payload: { aps: { badge: '1' } } } }, 'aps.badge'],
  [
    'an APNs volume above 1',
    { token: wellFormed, apns: { payload: { aps: { sound: { name: 's', volume: 2 } } } } },
    'sound',
  ],
  ['an unknown APNs priority', { token: wellFormed, apns: { headers: { 'apns-priority': '7' } } }, 'apns-priority'],
  [
    'an APNs payload over 4096 bytes',
    { token: wellFormed, apns: { payload: { aps: { alert: 'a'.repeat(4096) } } } },
    'iOS message is too big',
  ],
  ['more than 4096 bytes', { token: wellFormed, data: { payload: 'p'.repeat(4096) } }, 'too big'],
])('refuses %s', async (_, message, text) => {
  const { status, body } = await send(message);
  expect([status, body.error.status]).toEqual([400, 'INVALID_ARGUMENT']);
  expect(body.error.message).toContain(text);
});

test('takes the parts of every platform, and empty optional texts as not given', async () => {
  const phone = await it.control.createPhone({ vendor: 'fcm' });
  const { status } = await send({
    token: phone.token,
    notification: { title: 'A', body: 'B' },
    condition: '',
    fcm_options: { analytics_label: 'chat_1-a.b~c%' },
    android: {
      notification: {
        color: '',
        title: '',
        tag: '',
        sound: '',
        image: '',
        notification_count: 4,
        light_settings: {
          color: { red: 1, green: 0, blue: 0.5, alpha: 1 },
          light_on_duration: '1s',
          light_off_duration: '0.5s',
        },
      },
    },
    apns: {
      headers: { 'apns-priority': '10', 'apns-push-type': 'alert', 'apns-collapse-id': 'c' },
      payload: { aps: { sound: 'default', badge: 1, 'thread-id': 't', 'mutable-content': 1 }, payload: 'p' },
    },
    webpush: { headers: { TTL: '60', Urgency: 'high' }, notification: { title: 'A' }, fcm_options: { link: '' } },
  });
  expect(status).toBe(200);
  const { badge, notifications } = await it.control.phone(phone.phoneId);
  expect([badge, notifications[0]?.title, notifications[0]?.notifyId]).toEqual([4, 'A', null]);
  expect((await send({ condition: "'a' in topics && !('b' in topics)" })).status).toBe(200);
});

test('limits a project per minute and says when to come back', async () => {
  const phone = await it.control.createPhone({ vendor: 'fcm' });
  await it.control.updateApp('fcm', 'bellhop-simulator', { messagesPerMinute: 1, retryAfterSeconds: 7 });
  expect((await send({ token: phone.token })).status).toBe(200);
  const refused = await send({ token: phone.token });
  expect([refused.status, errorCodeOf(refused), refused.headers.get('retry-after')]).toEqual([
    429,
    'QUOTA_EXCEEDED',
    '7',
  ]);
  await it.control.updateApp('fcm', 'bellhop-simulator', { apiEnabled: false });
  expect((await send({ token: phone.token })).body.error.details).toMatchObject([{ reason: 'SERVICE_DISABLED' }]);
});

test.each(['/batch', '/fcm/send', '/v1/projects/bellhop-simulator/messages:send/batch'])(
  'answers a page, not JSON, at %s',
  async (path) => {
    const answer = await fetch(it.simulator.urls.fcm + path, { method: 'POST', body: '{}' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(await answer.text()).toMatch(/^<!DOCTYPE html>/);
  },
);
