import { describe, expect, it } from 'vitest';
import { createHuaweiAdapter } from '../src/vendors/huawei/adapter.ts';
import { aNotification, targetsOf } from './a-notification.ts';
import { describeAccessToken } from './describe-access-token.ts';
import { describeNetworkFaults } from './describe-network-faults.ts';
import { describeSharedTokens } from './describe-shared-tokens.ts';
import { fixture } from './fixture.ts';
import { formOf, jsonOf, startMockVendor, type MockAnswer, type ReceivedRequest } from './mock-vendor.ts';
import { use } from './use-adapter.ts';

const credentialAt = (url: string) => ({ clientId: '100012345', clientSecret: '5d0f/+=x', endpoint: url });
const isTokenRequest = ({ path }: ReceivedRequest) => path.endsWith('/oauth2/v3/token');
const granted = (token: string): MockAnswer => ({
  json: { access_token: token, expires_in: 3600, token_type: 'Bearer' },
});
const tokensOf = (request: ReceivedRequest) => (jsonOf(request).message as { token: string[] }).token;

function pushKit(request: ReceivedRequest): MockAnswer {
  if (isTokenRequest(request)) return granted('t/=');
  const illegal = tokensOf(request).filter((token) => token.startsWith('bad'));
  if (illegal.length === tokensOf(request).length) return { json: fixture('huawei', 'all-tokens-invalid') };
  if (illegal.length === 0) return { json: fixture('huawei', 'success') };
  const msg = JSON.stringify({ success: 1, failure: illegal.length, illegal_tokens: illegal });
  return { json: { code: '80100000', msg, requestId: '2' } };
}

describe('huawei', () => {
  it('gets a token with a form and sends with it', async () => {
    await using vendor = await startMockVendor(pushKit);
    const outcomes = await use(createHuaweiAdapter(), credentialAt(vendor.url)).outcomes(aNotification());
    expect(outcomes).toEqual([{ kind: 'accepted', vendorMessageId: '157278422841836431010901', code: '80000000' }]);
    const [auth, send] = vendor.requests;
    expect(auth === undefined ? {} : formOf(auth)).toEqual({
      grant_type: 'client_credentials',
      client_id: '100012345',
      client_secret: '5d0f/+=x',
    });
    expect(send).toMatchObject({ path: '/v1/100012345/messages:send', headers: { authorization: 'Bearer t/=' } });
  });

  it('sends one content to many in one call, each token once, and drops only the bad ones', async () => {
    await using vendor = await startMockVendor(pushKit);
    const used = use(createHuaweiAdapter(), credentialAt(vendor.url));
    const outcomes = await used.outcomes(aNotification({ targets: targetsOf('a', 'bad', 'a', 'c') }));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['accepted', 'invalid-token', 'accepted', 'accepted']);
    expect(vendor.to('messages:send').map(tokensOf)).toEqual([['a', 'bad', 'c']]);
    expect(await used.outcomes(aNotification({ targets: targetsOf('bad-1', 'bad-2') }))).toMatchObject([
      { kind: 'invalid-token', code: '80300007' },
      { kind: 'invalid-token' },
    ]);
  });

  it('tries again what a credential that was right is not permitted of a sudden', async () => {
    let isOut = false;
    await using vendor = await startMockVendor((request) =>
      isOut ? { json: { code: '80300002', msg: 'No permission to send message to these tmIDs' } } : pushKit(request),
    );
    const used = use(createHuaweiAdapter(), credentialAt(vendor.url));
    await used.outcomes(aNotification());
    isOut = true;
    expect(await used.outcomes(aNotification())).toMatchObject([{ kind: 'unavailable', code: '80300002' }]);
  });

  it('gets tokens elsewhere when told so', async () => {
    await using auth = await startMockVendor(pushKit);
    await using vendor = await startMockVendor(pushKit);
    for (const authEndpoint of [auth.url, `${auth.url}/oauth2/v3/token`]) {
      await use(createHuaweiAdapter(), { ...credentialAt(vendor.url), authEndpoint }).outcomes(aNotification());
    }
    expect(auth.to('/oauth2/v3/token')).toHaveLength(2);
    expect(vendor.to('/oauth2/v3/token')).toHaveLength(0);
  });

  describeSharedTokens({ createAdapter: createHuaweiAdapter, credentialAt, isTokenRequest, answer: pushKit });

  describe.each([
    ['HTTP 200', 200],
    ['HTTP 401', 401],
  ])('with a refusal as %s', (_, status) => {
    describeAccessToken({
      adapter: createHuaweiAdapter(),
      credentialAt,
      isTokenRequest,
      granted,
      wrongSecret: { status: 400, json: fixture('huawei', 'oauth-wrong-secret') },
      tokenOf: ({ headers }) => headers.authorization?.replace('Bearer ', ''),
      refused: { status, json: fixture('huawei', 'token-expired') },
      accepted: { json: fixture('huawei', 'success') },
    });
  });

  describeNetworkFaults({
    createAdapter: createHuaweiAdapter,
    credentialAt,
    tokenAnswer: (request) => (isTokenRequest(request) ? granted('t') : undefined),
    kindOf503: 'throttled',
  });
});
