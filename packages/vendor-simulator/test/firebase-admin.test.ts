import { Agent } from 'node:https';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import type { App } from 'firebase-admin/app';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import type { Messaging } from 'firebase-admin/messaging';
import { getMessaging } from 'firebase-admin/messaging';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withSimulator } from './simulator-fixture.ts';
import { fcmAccessToken } from './vendor-senders.ts';

const it = withSimulator('fcm');

/** Carries firebase-admin's HTTP/1.1 bytes to the plain port of the simulator (fcm.md §9, method A). */
class SimulatorAgent extends Agent {
  readonly #url: URL;

  constructor(url: string) {
    super({ keepAlive: true });
    this.#url = new URL(url);
  }

  override createConnection(): Socket {
    return connect({ host: this.#url.hostname, port: Number(this.#url.port) });
  }
}

let app: App;
let messaging: Messaging;

beforeEach(() => {
  app = initializeApp(
    {
      projectId: 'bellhop-simulator',
      credential: { getAccessToken: async () => ({ access_token: await fcmAccessToken(it), expires_in: 3600 }) },
      httpAgent: new SimulatorAgent(it.simulator.urls.fcm),
    },
    `app-${Math.random()}`,
  );
  messaging = getMessaging(app);
  messaging.enableLegacyHttpTransport();
});

afterEach(() => deleteApp(app));

test('firebase-admin sends a full Android message', async () => {
  const phone = await it.control.createPhone({ vendor: 'fcm' });
  const name = await messaging.send({
    token: phone.token,
    notification: { title: 'Alice', body: 'Hi' },
    data: { payload: 'p' },
    android: {
      priority: 'high',
      ttl: 3_600_000,
      collapseKey: 'chat',
      notification: {
        channelId: 'im',
        tag: 'conv-1',
        priority: 'max',
        visibility: 'private',
        notificationCount: 3,
        vibrateTimingsMillis: [100, 50],
        lightSettings: { color: '#11223344', lightOnDurationMillis: 100, lightOffDurationMillis: 100 },
        eventTimestamp: new Date(),
      },
    },
    apns: { payload: { aps: { badge: 3 } } },
  });
  expect(name).toMatch(/^projects\/bellhop-simulator\/messages\//);
  const { notifications } = await it.control.phone(phone.phoneId);
  expect(notifications).toMatchObject([{ title: 'Alice', payload: 'p', channel: 'im', notifyId: 'conv-1' }]);
});

test('firebase-admin reads the failures of a mixed batch', async () => {
  const [good, gone] = await it.control.createPhones({ vendor: 'fcm', count: 2 });
  await it.control.setPhoneState(gone!.phoneId, { installed: false });
  const other = await it.control.registerApp({ vendor: 'fcm', appId: 'elsewhere' });
  const foreign = await it.control.createPhone({ vendor: 'fcm', app: other.appId });
  const tokens = [good!.token, gone!.token, foreign.token, 'nonsense'];
  const { responses } = await messaging.sendEach(tokens.map((token) => ({ token, data: { payload: 'p' } })));
  expect(responses.map((response) => response.error?.code ?? 'sent')).toEqual([
    'sent',
    'messaging/registration-token-not-registered',
    'messaging/mismatched-credential',
    'messaging/invalid-argument',
  ]);
});

test('firebase-admin reports a used-up quota', async () => {
  const phone = await it.control.createPhone({ vendor: 'fcm' });
  await it.control.addFault({ vendor: 'fcm', path: 'send', kind: 'vendor-code', code: 'QUOTA_EXCEEDED' });
  await expect(messaging.send({ token: phone.token })).rejects.toMatchObject({
    code: 'messaging/message-rate-exceeded',
  });
});
