// What `helm test` runs: an app, a phone of each vendor of the simulator, its owner logs in and leaves, and a message for them has to
// come up on every phone. Without a simulator it asks the gateway for its API alone. Node and nothing else: it runs in the image as it is.
import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

const WITHIN_MS = 60_000;
const gateway = process.env.GATEWAY;
const simulator = process.env.SIMULATOR;
const operatorKey = readFileSync('/etc/bellhop/operator-key', 'utf8').trim();
const packageName = 'com.example.bellhop'; // of the simulator's default apps
const ports = { xiaomi: 9100, huawei: 9101, oppo: 9102, vivo: 9103, fcm: 9104, control: 9105 };
/** What of the simulator's credentials each vendor's certificate set is made of. */
const credentialFields = {
  xiaomi: ['appSecret'],
  huawei: ['clientId', 'clientSecret'],
  oppo: ['appKey', 'masterSecret'],
  vivo: ['appId', 'appKey', 'appSecret'],
  fcm: ['serviceAccount'],
};

/** Asks until there is an answer: a Service takes a moment to know its pods. */
async function call(method, url, { key, body } = {}) {
  const deadline = Date.now() + WITHIN_MS;
  for (;;) {
    try {
      const response = await fetch(url, {
        method,
        headers: {
          ...(key && { authorization: `Bearer ${key}` }),
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (response.ok) return JSON.parse(text);
      if (response.status < 500 && response.status !== 401) throw new Error(`${method} ${url}: ${text}`);
      if (Date.now() > deadline) throw new Error(`${method} ${url}: ${response.status} ${text}`);
    } catch (error) {
      if (!(error instanceof TypeError) || Date.now() > deadline) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

const { info } = await call('GET', `${gateway}/openapi.json`);
console.log(`the gateway answers: ${info.title}, API version ${info.version}`);
if (simulator) await sendFirstPush();

async function sendFirstPush() {
  const control = `http://${simulator}:${ports.control}`;
  const app = `helm-test-${randomUUID().slice(0, 8)}`;
  const { apiKey, clientTokenSecret } = await call('POST', `${gateway}/v1/apps`, {
    key: operatorKey,
    body: { app, name: app, packageName },
  });
  const { apps } = await call('GET', `${control}/v1/apps`);
  const vendors = process.env.VENDORS.split(',');
  const phones = [];
  for (const vendor of vendors) {
    const { credentials } = apps.find((one) => one.vendor === vendor && one.packageName === packageName);
    const fields = credentialFields[vendor].map((name) => [name, credentials[name]]);
    await call('PUT', `${gateway}/v1/apps/${app}/certificates/${vendor}`, {
      key: operatorKey,
      body: { ...Object.fromEntries(fields), endpoint: `http://${simulator}:${ports[vendor]}` },
    });
    const phone = await call('POST', `${control}/v1/phones`, { body: { vendor } });
    phones.push({ vendor, ...phone });
  }
  await call('PUT', `${gateway}/v1/apps/${app}/resources/chat`, {
    key: operatorKey,
    body: { vendors: { xiaomi: { channelID: 'bellhop-im' }, oppo: { channelID: 'bellhop-im' } } },
  });
  for (const { vendor, token } of phones) await register({ app, clientTokenSecret, vendor, token });
  const sentAt = Date.now();
  const { messageID } = await call('POST', `${gateway}/v1/apps/${app}/messages`, {
    key: apiKey,
    body: {
      fromUserID: 'alice',
      toUserID: 'bob',
      text: 'hello',
      pushConfig: { title: 'Alice', content: 'hello', resourcesID: 'chat' },
    },
  });
  for (const { vendor, phoneId } of phones) {
    const { notifications } = await call(
      'GET',
      `${control}/v1/phones/${phoneId}/notifications?after=0&waitMs=${WITHIN_MS}`,
    );
    if (notifications.length === 0)
      throw new Error(`no push came to the phone of ${vendor}; see the trace of message ${messageID} of app ${app}`);
    console.log(`${vendor}: "${notifications[0].title}" is on the phone, ${Date.now() - sentAt} ms after it was sent`);
  }
}

/** Bob logs in on a phone, hands over its vendor's token, and goes offline. */
async function register({ app, clientTokenSecret, vendor, token }) {
  const deadline = Date.now() + WITHIN_MS;
  for (;;) {
    try {
      return await registerOnce({ app, clientTokenSecret, vendor, token });
    } catch (error) {
      // A gateway learns of a new app within a moment.
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

async function registerOnce({ app, clientTokenSecret, vendor, token }) {
  const socket = new WebSocket(`${gateway.replace('http', 'ws')}/v1/ws`);
  const request = (id, type, body) =>
    new Promise((resolve, reject) => {
      socket.addEventListener('message', ({ data }) => {
        const frame = JSON.parse(data);
        if (frame.replyTo !== id) return;
        if (frame.type === 'ok') resolve(frame.body);
        else reject(new Error(`${type}: ${frame.body.code}: ${frame.body.message}`));
      });
      socket.addEventListener('close', () => reject(new Error(`${type}: the connection ended`)));
      socket.send(JSON.stringify({ v: 1, id, type, body }));
    });
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error('the gateway refuses the WebSocket')));
  });
  try {
    const deviceID = `${vendor}-phone`;
    await request(1, 'login', { app, token: clientToken(app, clientTokenSecret), deviceID, platform: 'android' });
    await request(2, 'registerPush', { vendor, token });
  } finally {
    socket.close();
  }
}

/** What an app's own server signs for its user. */
function clientToken(app, secret) {
  const encode = (part) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const claims = { app, sub: 'bob', exp: Math.floor(Date.now() / 1000) + 600 };
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
