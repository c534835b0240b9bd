import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { until } from '@bellhop/testkit';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createFcmAdapter } from '../src/vendors/fcm/adapter.ts';
import { aCall, aNotification, targetsOf } from './a-notification.ts';
import { describeAccessToken } from './describe-access-token.ts';
import { describeVendorClock } from './describe-vendor-clock.ts';
import { describeNetworkFaults } from './describe-network-faults.ts';
import { fixture } from './fixture.ts';
import { formOf, jsonOf, startMockVendor, type MockAnswer, type ReceivedRequest } from './mock-vendor.ts';
import { use } from './use-adapter.ts';

const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
  type: 'pkcs8',
  format: 'pem',
}) as string;
const serviceAccount = {
  project_id: 'my-project',
  client_email: 'push@my-project.iam.gserviceaccount.com',
  private_key: privateKey,
  private_key_id: 'k1',
};
const credentialAt = (url: string) => ({ serviceAccount, endpoint: url });
const isTokenRequest = ({ path }: ReceivedRequest) => path.endsWith('/token');
const granted = (token: string): MockAnswer => ({
  json: { access_token: token, expires_in: 3599, token_type: 'Bearer' },
});

function google(request: ReceivedRequest): MockAnswer {
  if (isTokenRequest(request)) return granted('ya29.c');
  const { token } = jsonOf(request).message as { token: string };
  if (token.startsWith('gone')) return { status: 404, json: fixture('fcm', 'unregistered') };
  if (token.startsWith('malformed')) return { status: 400, json: fixture('fcm', 'malformed-token') };
  return { json: { name: `projects/my-project/messages/${token}` } };
}

describe('fcm', () => {
  it('signs for a token and sends through firebase-admin', async () => {
    await using vendor = await startMockVendor(google);
    const outcomes = await use(createFcmAdapter(), credentialAt(vendor.url)).outcomes(
      aNotification({ targets: targetsOf('a') }),
    );
    expect(outcomes).toEqual([{ kind: 'accepted', vendorMessageId: 'projects/my-project/messages/a', code: '200' }]);
    const [auth, send] = vendor.requests;
    expect(claimsOf(formOf(auth!).assertion ?? '')).toMatchObject({
      iss: serviceAccount.client_email,
      scope: 'https://www.googleapis.com/auth/firebase.messaging',
      aud: 'https://oauth2.googleapis.com/token',
    });
    expect(send).toMatchObject({
      path: '/v1/projects/my-project/messages:send',
      headers: { authorization: 'Bearer ya29.c', host: new URL(vendor.url).host },
    });
    expect(jsonOf(send!)).toEqual({
      message: {
        token: 'a',
        notification: { title: 'Alice', body: 'Hi & 你好' },
        data: { payload: '{"a":1}' },
        android: { priority: 'high', ttl: '3600s', notification: { tag: '1001' } },
      },
    });
  });

  it('sends nothing more of what another replica may have by the time that a connection is free', async () => {
    const answered = Promise.withResolvers<MockAnswer>();
    await using vendor = await startMockVendor((request) =>
      isTokenRequest(request) ? granted('ya29.c') : answered.promise,
    );
    const fcm = use(createFcmAdapter({ connections: 1 }), credentialAt(vendor.url));
    let isOurs = true;
    const outcomes = fcm.outcomes(aNotification({ targets: targetsOf('a', 'b') }), () => isOurs);
    await until(() => vendor.to(':send').length === 1);
    isOurs = false;
    answered.resolve({ json: { name: 'a' } });
    expect(await outcomes).toMatchObject([{ kind: 'accepted' }, { kind: 'unavailable', code: 'LAPSED' }]);
    expect(vendor.to(':send')).toHaveLength(1);
  });

  it('puts a target off for which no connection is free before its time is over', async () => {
    const answered = Promise.withResolvers<MockAnswer>();
    await using vendor = await startMockVendor((request) =>
      isTokenRequest(request) ? granted('ya29.c') : answered.promise,
    );
    const fcm = use(createFcmAdapter({ connections: 1 }), credentialAt(vendor.url));
    const first = fcm.outcomes(aNotification({ targets: targetsOf('a') }));
    await until(() => vendor.to(':send').length === 1);
    const waiting = { targets: targetsOf('b'), ttlSeconds: 0.01 };
    const late = await fcm.outcomes(aNotification(waiting));
    const [lateCall] = await fcm.outcomes(aNotification({ ...waiting, call: aCall('ring') }));
    answered.resolve({ json: { name: 'a' } });
    expect(late).toMatchObject([{ kind: 'unavailable', code: 'LANE_BUSY', retryAfterMs: 5_000 }]);
    expect(lateCall).toMatchObject({ kind: 'unavailable', code: 'LANE_BUSY' });
    expect(lateCall).not.toHaveProperty('retryAfterMs');
    expect(await first).toMatchObject([{ kind: 'accepted' }]);
    expect(vendor.to(':send')).toHaveLength(1);
  });

  it('gives every target its own outcome, each token sent once', async () => {
    await using vendor = await startMockVendor(google);
    const outcomes = await use(createFcmAdapter(), credentialAt(vendor.url)).outcomes(
      aNotification({ targets: targetsOf('a', 'gone', 'a', 'malformed', 'b') }),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual([
      'accepted',
      'invalid-token',
      'accepted',
      'invalid-token',
      'accepted',
    ]);
    expect(vendor.to('messages:send')).toHaveLength(4);
  });

  it('keeps the path of the endpoint, and its connections', async () => {
    await using vendor = await startMockVendor(google);
    const used = use(createFcmAdapter({ connections: 2 }), credentialAt(`${vendor.url}/fcm/`));
    const targets = targetsOf(...Array.from({ length: 40 }, (_, index) => `device-${String(index)}`));
    expect((await used.outcomes(aNotification({ targets }))).every(({ kind }) => kind === 'accepted')).toBe(true);
    expect(vendor.to('/fcm/token')).toHaveLength(1);
    expect(vendor.to('/fcm/v1/projects/my-project/messages:send')).toHaveLength(40);
  });

  it('leaves the retry of 503 to us', async () => {
    await using vendor = await startMockVendor((request) =>
      isTokenRequest(request)
        ? granted('t')
        : { status: 503, headers: { 'retry-after': '1' }, json: fixture('fcm', 'unavailable') },
    );
    const outcomes = await use(createFcmAdapter(), credentialAt(vendor.url)).outcomes(aNotification());
    expect(outcomes).toMatchObject([{ kind: 'unavailable', code: 'UNAVAILABLE', retryAfterMs: 1_000 }]);
    expect(vendor.to('messages:send')).toHaveLength(1);
  });

  it('waits 15 s for Google: what is sent again before it has answered rings twice', async () => {
    const [asked, late] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await using vendor = await startMockVendor(async (request) => {
      if (isTokenRequest(request)) return granted('t');
      asked.resolve();
      await late.promise;
      return google(request);
    });
    const used = use(createFcmAdapter(), credentialAt(vendor.url));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const sent = used.outcomes(aNotification());
    await asked.promise;
    await vi.advanceTimersByTimeAsync(14_000);
    late.resolve();
    expect(await sent).toMatchObject([{ kind: 'accepted' }]);
  });

  it('gives up a send with its connection: the next one does not wait behind it, and leaves when nobody counts on it', async () => {
    let isAway = true;
    await using vendor = await startMockVendor((request) =>
      isTokenRequest(request) ? granted('t') : isAway ? 'hang' : google(request),
    );
    const used = use(createFcmAdapter({ connections: 1, totalTimeoutMs: 1_000 }), credentialAt(vendor.url));
    const tokens = () =>
      vendor.to('messages:send').map((request) => (jsonOf(request).message as { token: string }).token);
    for (const token of ['a', 'b']) {
      const outcomes = await used.outcomes(aNotification({ targets: targetsOf(token) }));
      expect(outcomes).toMatchObject([{ kind: 'unavailable', code: 'timeout' }]);
    }
    expect(tokens()).toEqual(['a', 'b']);
    isAway = false;
    expect(await used.outcomes(aNotification({ targets: targetsOf('c') }))).toMatchObject([{ kind: 'accepted' }]);
    expect(tokens()).toEqual(['a', 'b', 'c']);
    await until(async () => (await vendor.connections()) <= 2); // of the sends and of the access token
  });

  it('does not get a new token for a bad APNs credential', async () => {
    await using vendor = await startMockVendor((request) =>
      isTokenRequest(request) ? granted('t') : { status: 401, json: fixture('fcm', 'third-party-auth') },
    );
    const outcomes = await use(createFcmAdapter(), credentialAt(vendor.url)).outcomes(aNotification());
    expect(outcomes).toMatchObject([{ kind: 'misconfigured', code: 'THIRD_PARTY_AUTH_ERROR' }]);
    expect(vendor.to('/token')).toHaveLength(1);
  });

  it('tries again what Apple takes of a sudden no more', async () => {
    let isRefused = false;
    await using vendor = await startMockVendor((request) =>
      isRefused ? { status: 401, json: fixture('fcm', 'third-party-auth') } : google(request),
    );
    const used = use(createFcmAdapter(), credentialAt(vendor.url));
    await used.outcomes(aNotification({ platform: 'ios' }));
    isRefused = true;
    expect(await used.outcomes(aNotification({ platform: 'ios' }))).toMatchObject([{ kind: 'unavailable' }]);
  });

  it('says to iPhones and browsers, in the names of their own services, how to show it', async () => {
    await using vendor = await startMockVendor(google);
    const used = use(createFcmAdapter(), credentialAt(vendor.url));
    const settings = { mutableContent: true };
    await used.outcomes(aNotification({ platform: 'ios', threadId: 'chat-1', badgeIncrement: 3, settings }));
    await used.outcomes(aNotification({ platform: 'web' }));
    const [ios, web] = vendor.to('/messages:send').map((request) => jsonOf(request).message as Record<string, unknown>);
    expect(ios).toMatchObject({
      notification: { title: 'Alice', body: 'Hi & 你好' },
      apns: { payload: { aps: { sound: 'default', badge: 3, 'thread-id': 'chat-1', 'mutable-content': 1 } } },
    });
    expect(ios).not.toHaveProperty('android');
    expect(web).toMatchObject({
      webpush: { headers: { TTL: '3600', Urgency: 'high' }, notification: { tag: '1001' } },
    });
    expect(web).not.toHaveProperty('android');
  });

  describeAccessToken({
    adapter: createFcmAdapter(),
    credentialAt,
    isTokenRequest,
    granted,
    wrongSecret: { status: 400, json: fixture('fcm', 'invalid-grant') },
    tokenOf: ({ headers }) => headers.authorization?.replace('Bearer ', ''),
    refused: { status: 401, json: fixture('fcm', 'access-token-expired') },
    accepted: { json: fixture('fcm', 'sent') },
  });

  describeVendorClock({
    adapter: createFcmAdapter(),
    credentialAt,
    isTokenRequest,
    timeOf: (request) => Number(claimsOf(formOf(request).assertion ?? '').iat) * 1_000,
    granted,
    wrongTime: { status: 400, json: fixture('fcm', 'assertion-out-of-time') },
    code: 'invalid_grant',
    accepted: { json: fixture('fcm', 'sent') },
    refused: { status: 401, json: fixture('fcm', 'access-token-expired') },
  });

  describeNetworkFaults({
    createAdapter: createFcmAdapter,
    credentialAt,
    tokenAnswer: (request) => (isTokenRequest(request) ? granted('t') : undefined),
    kindOf503: 'unavailable',
  });
});

/** The claims of an assertion whose signature is right. */
function claimsOf(assertion: string): Record<string, unknown> {
  const [header = '', claims = '', signature = ''] = assertion.split('.');
  const isValid = verify(
    'RSA-SHA256',
    Buffer.from(`${header}.${claims}`),
    createPublicKey(privateKey),
    Buffer.from(signature, 'base64url'),
  );
  expect(isValid).toBe(true);
  expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'k1' });
  return JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
}
