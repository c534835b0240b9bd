import { describe, expect, it } from 'vitest';
import { createOppoAdapter } from '../src/vendors/oppo/adapter.ts';
import { oppoSign } from '../src/vendors/oppo/client.ts';
import { aNotification, targetsOf } from './a-notification.ts';
import { describeAccessToken } from './describe-access-token.ts';
import { describeNetworkFaults } from './describe-network-faults.ts';
import { describeSharedTokens } from './describe-shared-tokens.ts';
import { describeVendorClock } from './describe-vendor-clock.ts';
import { fixture } from './fixture.ts';
import { formOf, startMockVendor, type MockAnswer, type ReceivedRequest } from './mock-vendor.ts';
import { use } from './use-adapter.ts';

const secrets = { appKey: 'bbbb1111cccc2222dddd3333eeee4444', masterSecret: '0123456789abcdef0123456789abcdef' };
const credentialAt = (url: string) => ({ ...secrets, endpoint: url });
const isTokenRequest = ({ path }: ReceivedRequest) => path.endsWith('/auth');
const granted = (token: string): MockAnswer => ({
  json: { code: 0, message: 'success', data: { auth_token: token, create_time: Date.now() } },
});
const isBad = (id: string) => id.startsWith('bad');

function opush(request: ReceivedRequest): MockAnswer {
  if (isTokenRequest(request)) return granted('tok');
  const form = formOf(request);
  if (request.path.endsWith('/unicast')) {
    const { target_value: id } = JSON.parse(form.message ?? '') as { target_value: string };
    return { json: fixture('oppo', isBad(id) ? 'unicast-invalid-id' : 'unicast-accepted') };
  }
  if (request.path.endsWith('/unicast_batch')) {
    const ids = (JSON.parse(form.messages ?? '') as { target_value: string }[]).map(({ target_value }) => target_value);
    const data = ids.map((id, index) => ({
      messageId: `m-${String(index)}`,
      registrationId: id,
      ...(isBad(id) ? { errorCode: 10000 } : {}),
    }));
    return { json: { code: 0, message: '', data } };
  }
  if (request.path.endsWith('/save_message_content')) return { json: fixture('oppo', 'save-accepted') };
  const bad = (form.target_value ?? '').split(';').filter(isBad);
  return { json: { code: 0, data: { message_id: 'm', task_id: 'task', ...(bad.length > 0 ? { 10000: bad } : {}) } } };
}

const kindsOf = (outcomes: readonly { kind: string }[]) => outcomes.map(({ kind }) => kind);

describe('oppo', () => {
  it('signs for a token and sends one message as unicast', async () => {
    await using vendor = await startMockVendor(opush);
    const outcomes = await use(createOppoAdapter(), credentialAt(vendor.url)).outcomes(aNotification());
    expect(outcomes).toMatchObject([{ kind: 'accepted', code: '0' }]);
    const [auth, send] = vendor.requests;
    const { timestamp = '', sign } = auth === undefined ? {} : formOf(auth);
    expect(timestamp).toMatch(/^\d{13}$/);
    expect(sign).toBe(oppoSign(secrets, timestamp));
    expect(send?.path).toBe('/server/v1/message/notification/unicast');
    expect(send === undefined ? {} : formOf(send)).toMatchObject({ auth_token: 'tok' });
  });

  it('sends different contents and few targets in one batch, each token once', async () => {
    await using vendor = await startMockVendor(opush);
    const results = await use(createOppoAdapter(), credentialAt(vendor.url)).send(
      aNotification({ title: 'one', targets: targetsOf('a', 'bad', 'a') }),
      aNotification({ title: 'two', targets: targetsOf('a', 'x;y') }),
    );
    expect(results.map(({ outcomes }) => kindsOf(outcomes))).toEqual([
      ['accepted', 'invalid-token', 'accepted'],
      ['accepted', 'invalid-token'],
    ]);
    const messages = JSON.parse(formOf(vendor.to('/unicast_batch')[0] ?? vendor.requests[0]!).messages ?? '[]') as {
      target_value: string;
      notification: { title: string };
    }[];
    expect(messages.map((message) => [message.target_value, message.notification.title])).toEqual([
      ['a', 'one'],
      ['bad', 'one'],
      ['a', 'two'],
    ]);
  });

  it('asks about each content by itself when a batch is refused for one of them', async () => {
    await using vendor = await startMockVendor((request) =>
      /NOT_A_CATEGORY/.test(request.body) ? { json: { code: 67, message: 'Category error' } } : opush(request),
    );
    const results = await use(createOppoAdapter(), credentialAt(vendor.url)).send(
      aNotification({ targets: targetsOf('a', 'bad') }),
      aNotification({ settings: { category: 'NOT_A_CATEGORY' }, targets: targetsOf('b') }),
    );
    expect(results.map(({ outcomes }) => kindsOf(outcomes))).toEqual([
      ['accepted', 'invalid-token'],
      ['misconfigured'],
    ]);
    expect(vendor.to('/unicast')).toHaveLength(3);
  });

  it('does not ask again at once when it cannot read whether a batch was taken', async () => {
    await using vendor = await startMockVendor((request) =>
      isTokenRequest(request) ? opush(request) : { text: '<html>Sign in</html>' },
    );
    const results = await use(createOppoAdapter(), credentialAt(vendor.url)).send(
      aNotification({ title: 'one', targets: targetsOf('a') }),
      aNotification({ title: 'two', targets: targetsOf('b') }),
    );
    expect(results.map(({ outcomes }) => kindsOf(outcomes))).toEqual([['unavailable'], ['unavailable']]);
    expect(vendor.to('/unicast')).toHaveLength(0);
  });

  it('splits a large number of contents over several batches', async () => {
    await using vendor = await startMockVendor(opush);
    const notifications = Array.from({ length: 201 }, (_, index) =>
      aNotification({ targets: targetsOf(`d-${String(index)}`) }),
    );
    const results = await use(createOppoAdapter(), credentialAt(vendor.url)).send(...notifications);
    expect(results.every(({ outcomes }) => outcomes[0]?.kind === 'accepted')).toBe(true);
    expect([vendor.to('/unicast_batch').length, vendor.to('/unicast').length]).toEqual([1, 1]);
  });

  it('saves one content for many targets and broadcasts it', async () => {
    await using vendor = await startMockVendor(opush);
    const tokens = Array.from({ length: 60 }, (_, index) => (index === 7 ? 'bad' : `device-${String(index)}`));
    const outcomes = await use(createOppoAdapter(), credentialAt(vendor.url)).outcomes(
      aNotification({ targets: targetsOf(...tokens) }),
    );
    expect(kindsOf(outcomes).filter((kind) => kind === 'accepted')).toHaveLength(59);
    expect(outcomes[7]).toMatchObject({ kind: 'invalid-token', code: '10000' });
    expect(vendor.requests.map(({ path }) => path.split('/').at(-1))).toEqual([
      'auth',
      'save_message_content',
      'broadcast',
    ]);
  });

  it('sends one by one what was saved by an attempt whose id is lost', async () => {
    await using vendor = await startMockVendor((request) =>
      request.path.endsWith('/save_message_content') ? { json: fixture('oppo', 'save-duplicate') } : opush(request),
    );
    const tokens = Array.from({ length: 60 }, (_, index) => `device-${String(index)}`);
    const outcomes = await use(createOppoAdapter(), credentialAt(vendor.url)).outcomes(
      aNotification({ targets: targetsOf(...tokens) }),
    );
    expect(new Set(kindsOf(outcomes))).toEqual(new Set(['accepted']));
    expect(vendor.to('/unicast_batch')).toHaveLength(1);
  });

  describeSharedTokens({ createAdapter: createOppoAdapter, credentialAt, isTokenRequest, answer: opush });

  describeAccessToken({
    adapter: createOppoAdapter(),
    credentialAt,
    isTokenRequest,
    granted,
    wrongSecret: { json: fixture('oppo', 'auth-invalid-signature') },
    tokenOf: (request) => formOf(request).auth_token,
    refused: { json: fixture('oppo', 'invalid-auth-token') },
    accepted: { json: fixture('oppo', 'unicast-accepted') },
  });

  describeVendorClock({
    adapter: createOppoAdapter(),
    credentialAt,
    isTokenRequest,
    timeOf: (request) => Number(formOf(request).timestamp),
    granted,
    wrongTime: { json: { code: 19, message: 'Invalid Timestamp' } },
    code: '19',
    accepted: { json: fixture('oppo', 'unicast-accepted') },
    refused: { json: fixture('oppo', 'invalid-auth-token') },
  });

  describeNetworkFaults({
    createAdapter: createOppoAdapter,
    credentialAt,
    tokenAnswer: (request) => (isTokenRequest(request) ? granted('t') : undefined),
    kindOf503: 'unavailable',
  });
});
