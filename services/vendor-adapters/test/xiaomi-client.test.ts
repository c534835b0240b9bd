import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createXiaomiAdapter } from '../src/vendors/xiaomi/adapter.ts';
import { aCall, aNotification, targetsOf } from './a-notification.ts';
import { describeNetworkFaults } from './describe-network-faults.ts';
import { fixture } from './fixture.ts';
import { formOf, startMockVendor, type MockAnswer, type ReceivedRequest } from './mock-vendor.ts';
import { use } from './use-adapter.ts';

const credentialAt = (url: string) => ({ appSecret: 'EXAMPLE0secret0base64A==', endpoint: url });
const regIdsOf = (request: ReceivedRequest): string[] => (formOf(request).registration_id ?? '').split(',');

/** Answers as MiPush does; tokens that begin with "bad" are invalid. */
function miPush(request: ReceivedRequest): MockAnswer {
  const { messages } = formOf(request);
  const ids =
    messages === undefined
      ? regIdsOf(request)
      : (JSON.parse(messages) as { target: string }[]).map(({ target }) => target);
  const bad = ids.filter((id) => id.startsWith('bad'));
  if (bad.length === ids.length) return { json: fixture('xiaomi', 'none-valid') };
  return {
    json: {
      result: 'ok',
      code: 0,
      trace_id: 'X1',
      data: { id: 'scm1', ...(bad.length > 0 ? { bad_regids: bad.join(',') } : {}) },
    },
  };
}

describe('xiaomi', () => {
  it('sends one message with the secret in its header, below the endpoint’s path', async () => {
    await using vendor = await startMockVendor(miPush);
    const used = use(createXiaomiAdapter(), credentialAt(`${vendor.url}/mi/`));
    expect(await used.send(aNotification())).toEqual([
      { outcomes: [{ kind: 'accepted', vendorMessageId: 'scm1', code: '0' }], shortened: [] },
    ]);
    const [request] = vendor.requests;
    expect(request).toMatchObject({
      method: 'POST',
      path: '/mi/v3/message/regid',
      headers: {
        authorization: 'key=EXAMPLE0secret0base64A==',
        'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
      },
    });
  });

  it('sends one content to many in one call, each token once, and drops only the bad ones', async () => {
    await using vendor = await startMockVendor(miPush);
    const targets = targetsOf('a/+=', 'bad', 'a/+=', 'c', 'x,y');
    const outcomes = await use(createXiaomiAdapter(), credentialAt(vendor.url)).outcomes(aNotification({ targets }));
    expect(outcomes.map(({ kind }) => kind)).toEqual([
      'accepted',
      'invalid-token',
      'accepted',
      'accepted',
      'invalid-token',
    ]);
    expect(vendor.requests.map(regIdsOf)).toEqual([['a/+=', 'bad', 'c']]);
  });

  it('sends different contents in one multi_messages call, contents with many targets by themselves', async () => {
    await using vendor = await startMockVendor(miPush);
    const results = await use(createXiaomiAdapter(), credentialAt(vendor.url)).send(
      aNotification({ title: 'one', targets: targetsOf('a') }),
      aNotification({ title: 'two', targets: targetsOf('bad-1') }),
      aNotification({ title: 'three', targets: targetsOf('c', 'd') }),
      aNotification({ title: 'four', payload: 'x'.repeat(2_000), targets: targetsOf('e') }),
    );
    expect(results.map(({ outcomes }) => outcomes.map(({ kind }) => kind))).toEqual([
      ['accepted'],
      ['invalid-token'],
      ['accepted', 'accepted'],
      ['rejected'],
    ]);
    expect(vendor.to('/v2/multi_messages/regids')).toHaveLength(1);
    expect(vendor.to('/v3/message/regid').map(regIdsOf)).toEqual([['c', 'd']]);
  });

  it('asks in halves when no target of a call is said to be valid, until both say so', async () => {
    await using vendor = await startMockVendor((request) =>
      regIdsOf(request).some((id) => id.startsWith('bad'))
        ? { json: fixture('xiaomi', 'none-valid') }
        : miPush(request),
    );
    const targets = targetsOf('bad-1', 'bad-2', 'c', 'd');
    const outcomes = await use(createXiaomiAdapter(), credentialAt(vendor.url)).outcomes(aNotification({ targets }));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['invalid-token', 'invalid-token', 'accepted', 'accepted']);
    expect(vendor.requests.map((request) => regIdsOf(request).length)).toEqual([4, 2, 2, 1, 1]);
  });

  it.each([
    ['invalid-token', 66_007],
    ['unavailable', 65_003],
  ])(
    'lets only the one token be %s that %i is about, though the vendor says it of the whole call',
    async (kind, code) => {
      await using vendor = await startMockVendor((request) =>
        regIdsOf(request).includes('bad') ? { json: { result: 'error', code } } : miPush(request),
      );
      const used = use(createXiaomiAdapter(), credentialAt(vendor.url));
      const tokens = ['a', 'b', 'c', 'd', 'e', 'bad', 'f'];
      const outcomes = await used.outcomes(aNotification({ targets: targetsOf(...tokens) }));
      expect(outcomes.map((outcome) => outcome.kind)).toEqual(
        tokens.map((token) => (token === 'bad' ? kind : 'accepted')),
      );
      expect(vendor.requests).toHaveLength(7);
    },
  );

  it.each([
    ['none is valid, then one illegal', { spoilt: 20_301, illegal: 66_007 }, ['illegal', 'spoilt']],
    ['one illegal, then none is valid', { illegal: 66_007, spoilt: 20_301 }, ['illegal', 'spoilt']],
  ])('keeps what the halves say of their own when the vendor says: %s', async (_, codes, expected) => {
    await using vendor = await startMockVendor((request) => {
      const ids = regIdsOf(request);
      const said = Object.entries(codes).find(([id]) => ids.includes(id));
      return said === undefined ? miPush(request) : { json: { result: 'error', code: said[1] } };
    });
    const tokens = ['illegal', 'a', 'b', 'c', 'spoilt', 'd', 'e', 'f'];
    const used = use(createXiaomiAdapter(), credentialAt(vendor.url));
    const outcomes = await used.outcomes(aNotification({ targets: targetsOf(...tokens) }));
    expect(tokens.filter((_token, index) => outcomes[index]?.kind === 'invalid-token')).toEqual(expected);
  });

  it('believes that no target is valid when both halves say so, and asks no further', async () => {
    await using vendor = await startMockVendor(miPush);
    const targets = targetsOf(...Array.from({ length: 100 }, (_, n) => `bad-${n}`));
    const outcomes = await use(createXiaomiAdapter(), credentialAt(vendor.url)).outcomes(aNotification({ targets }));
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['invalid-token']));
    expect(vendor.requests).toHaveLength(3);
  });

  it('makes no more than 65 calls of one, however many of its tokens are refused, and has the rest tried again', async () => {
    await using vendor = await startMockVendor(() => ({ json: { result: 'error', code: 65_003 } }));
    const targets = targetsOf(...Array.from({ length: 1_000 }, (_, n) => `t${n}`));
    const outcomes = await use(createXiaomiAdapter(), credentialAt(vendor.url)).outcomes(aNotification({ targets }));
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['unavailable']));
    expect(vendor.requests).toHaveLength(65);
  });

  it.each([
    ['rejected', 65_014],
    ['quota-exhausted', 200_001],
  ])('lets no content be %s for another one also where a token of the call is refused', async (kind, code) => {
    await using vendor = await startMockVendor((request) => {
      if (request.body.includes('illegal')) return { json: { result: 'error', code: 66_007 } };
      return request.body.includes('closed') ? { json: { result: 'error', code } } : miPush(request);
    });
    const results = await use(createXiaomiAdapter(), credentialAt(vendor.url)).send(
      aNotification({ targets: targetsOf('illegal') }),
      ...['a', 'b', 'c', 'd'].map((token) => aNotification({ targets: targetsOf(token) })),
      aNotification({ settings: { channelId: 'closed' }, targets: targetsOf('e') }),
      ...['f', 'g'].map((token) => aNotification({ targets: targetsOf(token) })),
    );
    const kinds = results.map(({ outcomes }) => outcomes[0]?.kind);
    expect(kinds).toEqual(['invalid-token', ...Array<string>(4).fill('accepted'), kind, 'accepted', 'accepted']);
  });

  it.each([
    ['misconfigured', 27_001],
    ['quota-exhausted', 200_001],
    ['unavailable', 299_999],
  ])('lets no content be %s because another one in its call is', async (kind, code) => {
    await using vendor = await startMockVendor((request) =>
      request.body.includes('closed') ? { json: { result: 'error', code } } : miPush(request),
    );
    const results = await use(createXiaomiAdapter(), credentialAt(vendor.url)).send(
      aNotification({ targets: targetsOf('a') }),
      aNotification({ settings: { channelId: 'closed' }, targets: targetsOf('b') }),
      aNotification({ targets: targetsOf('c') }),
    );
    expect(results.map(({ outcomes }) => outcomes[0]?.kind)).toEqual(['accepted', kind, 'accepted']);
    expect(vendor.requests).toHaveLength(4);
  });

  it.each([
    ['some of them, not which', 1, 'unavailable'],
    ['all of them', 2, 'quota-exhausted'],
  ])('does not ask again at once when a call says that its channel dropped %s', async (_, count, kind) => {
    const dropped = { result: 'ok', code: 0, data: { id: 'scm1', channel_exceed_quota: `chat:${String(count)}` } };
    await using vendor = await startMockVendor(() => ({ json: dropped }));
    const results = await use(createXiaomiAdapter(), credentialAt(vendor.url)).send(
      aNotification({ settings: { channelId: 'chat' }, targets: targetsOf('a') }),
      aNotification({ settings: { channelId: 'chat' }, targets: targetsOf('b') }),
    );
    expect(results.map(({ outcomes }) => outcomes[0])).toMatchObject([
      { kind, code: 'channel_exceed_quota' },
      { kind, code: 'channel_exceed_quota' },
    ]);
    expect(vendor.requests).toHaveLength(1);
  });

  it('does not ask again at once when it cannot read whether a call was taken', async () => {
    await using vendor = await startMockVendor(() => ({ text: '<html>Sign in</html>' }));
    const results = await use(createXiaomiAdapter(), credentialAt(vendor.url)).send(
      aNotification({ targets: targetsOf('a') }),
      aNotification({ targets: targetsOf('b') }),
    );
    const expected = { kind: 'unavailable', mostAttempts: 5 };
    expect(results.map(({ outcomes }) => outcomes[0])).toMatchObject([expected, expected]);
    expect(vendor.requests).toHaveLength(1);
  });

  it('is misconfigured with a wrong secret, and does not show it again and again', async () => {
    await using vendor = await startMockVendor(() => ({ json: fixture('xiaomi', 'wrong-secret') }));
    const used = use(createXiaomiAdapter(), credentialAt(vendor.url));
    for (let round = 0; round < 3; round += 1)
      expect(await used.outcomes(aNotification())).toMatchObject([{ kind: 'misconfigured', code: '21301' }]);
    expect(vendor.requests).toHaveLength(1);
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('reads an answer that a proxy compressed with %s', async (encoding, compress) => {
    await using vendor = await startMockVendor(() => ({
      headers: { 'content-encoding': encoding },
      bytes: compress(JSON.stringify(fixture('xiaomi', 'all-accepted'))),
    }));
    const outcomes = await use(createXiaomiAdapter(), credentialAt(vendor.url)).outcomes(aNotification());
    expect(outcomes).toMatchObject([{ kind: 'accepted' }]);
  });

  it('reads no more of a compressed answer than of a plain one', async () => {
    await using vendor = await startMockVendor(() => ({
      headers: { 'content-encoding': 'gzip' },
      bytes: gzipSync(Buffer.alloc(8 * 1024 * 1024)),
    }));
    const outcomes = await use(createXiaomiAdapter(), credentialAt(vendor.url)).outcomes(aNotification());
    expect(outcomes).toMatchObject([{ kind: 'unavailable', code: 'answer too large' }]);
  });

  it.each(['missed', 'answered'] as const)(
    'takes a call that was %s off the phones, and sends nothing',
    async (kind) => {
      await using vendor = await startMockVendor(() => ({ json: { result: 'ok', trace_id: 'X1', code: 0 } }));
      const tokens = Array.from({ length: 1_001 }, (_, index) => `device-${String(index)}`);
      const outcomes = await use(createXiaomiAdapter(), credentialAt(vendor.url)).outcomes(
        aNotification({ call: aCall(kind), targets: targetsOf(...tokens, 'device-0') }),
      );
      expect(outcomes).toEqual(Array(1_002).fill({ kind: 'accepted', vendorMessageId: '', code: '0', isRecall: true }));
      expect(vendor.requests.map(({ path }) => path)).toEqual(Array(2).fill('/v1/message/regid/revoke'));
      const forms = vendor.requests.map(({ body }) => new URLSearchParams(body));
      expect(forms.map((form) => form.getAll('registration_ids').length).sort()).toEqual([1, 1_000]);
      expect(forms[0]?.get('notify_id')).toBe('1001');
    },
  );

  it('revokes and sends side by side, each content by itself', async () => {
    await using vendor = await startMockVendor((request) =>
      request.path.endsWith('/revoke') ? { json: { result: 'error', code: 20_301 } } : miPush(request),
    );
    const results = await use(createXiaomiAdapter(), credentialAt(vendor.url)).send(
      aNotification({ call: aCall('ring'), targets: targetsOf('a') }),
      aNotification({ call: aCall('missed'), targets: targetsOf('b') }),
      aNotification({ call: aCall('answered'), targets: targetsOf('c', 'd') }),
      aNotification({ call: aCall('ring'), targets: targetsOf('bad-e') }),
    );
    expect(results.map(({ outcomes }) => outcomes.map(({ kind }) => kind))).toEqual([
      ['accepted'],
      ['superseded'],
      ['superseded', 'superseded'],
      ['invalid-token'],
    ]);
    expect(vendor.to('/revoke')).toHaveLength(2);
    expect(vendor.to('/v2/multi_messages/regids')).toHaveLength(1);
  });

  it('does not show a secret that was refused to the revoke either', async () => {
    await using vendor = await startMockVendor(() => ({ json: fixture('xiaomi', 'wrong-secret') }));
    const used = use(createXiaomiAdapter(), credentialAt(vendor.url));
    await used.outcomes(aNotification());
    const outcomes = await used.outcomes(aNotification({ call: aCall('missed') }));
    expect(outcomes).toMatchObject([{ kind: 'misconfigured', code: '21301' }]);
    expect(vendor.requests).toHaveLength(1);
  });

  it('refuses a credential by naming its field', () => {
    expect(() => createXiaomiAdapter().parseCredential('{"appsecret":"x"}')).toThrow(
      /appSecret is missing; appsecret is not a field/,
    );
  });

  describeNetworkFaults({
    createAdapter: createXiaomiAdapter,
    credentialAt,
    tokenAnswer: () => undefined,
    kindOf503: 'unavailable',
  });
});
