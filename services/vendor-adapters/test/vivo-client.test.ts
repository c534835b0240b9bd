import { describe, expect, it } from 'vitest';
import { createVivoAdapter } from '../src/vendors/vivo/adapter.ts';
import { vivoSign } from '../src/vendors/vivo/client.ts';
import { aCall, aNotification, targetsOf } from './a-notification.ts';
import { describeAccessToken } from './describe-access-token.ts';
import { describeNetworkFaults } from './describe-network-faults.ts';
import { describeVendorClock } from './describe-vendor-clock.ts';
import { fixture } from './fixture.ts';
import { jsonOf, startMockVendor, type MockAnswer, type ReceivedRequest } from './mock-vendor.ts';
import { use } from './use-adapter.ts';

const secrets = {
  appId: '10004',
  appKey: '25509283-3767-4b9e-83fe-b6e55ac6243e',
  appSecret: '7265f2a4-ebbb-44bf-88b9-b03e67dfdc21',
};
const credentialAt = (url: string) => ({ ...secrets, endpoint: url });
const isTokenRequest = ({ path }: ReceivedRequest) => path.endsWith('/message/auth');
const granted = (token: string): MockAnswer => ({ json: { result: 0, desc: '请求成功', authToken: token } });
const lastPathsOf = (requests: readonly ReceivedRequest[]) => requests.map(({ path }) => path.split('/').at(-1));
const isBad = (id: string) => id.startsWith('bad');

function vivoPush(request: ReceivedRequest): MockAnswer {
  if (isTokenRequest(request)) return granted('tok');
  const body = jsonOf(request);
  if (request.path.endsWith('/send')) {
    const regId = body.regId as string;
    return {
      json: isBad(regId)
        ? { result: 10302, invalidUser: { status: 1, userid: regId } }
        : fixture('vivo', 'send-accepted'),
    };
  }
  if (request.path.endsWith('/saveListPayload')) return { json: fixture('vivo', 'saved') };
  const invalidUsers = (body.regIds as string[]).filter(isBad).map((userid) => ({ status: 2, userid }));
  return { json: { result: 0, desc: '请求成功', requestId: body.requestId, invalidUsers } };
}

const kindsOf = (outcomes: readonly { kind: string }[]) => outcomes.map(({ kind }) => kind);

describe('vivo', () => {
  it('signs for a token and sends one message', async () => {
    await using vendor = await startMockVendor(vivoPush);
    const outcomes = await use(createVivoAdapter(), credentialAt(vendor.url)).outcomes(aNotification());
    expect(outcomes).toEqual([{ kind: 'accepted', vendorMessageId: '121397329', code: '0' }]);
    const [auth, send] = vendor.requests;
    const { timestamp, ...rest } = auth === undefined ? {} : jsonOf(auth);
    expect(rest).toEqual({ appId: 10004, appKey: secrets.appKey, sign: vivoSign(secrets, String(timestamp)) });
    expect(send).toMatchObject({
      path: '/message/send',
      headers: { authtoken: 'tok', 'content-type': 'application/json' },
    });
  });

  it('saves one content and pushes it to the list, each token once, and drops only the bad ones', async () => {
    await using vendor = await startMockVendor(vivoPush);
    const outcomes = await use(createVivoAdapter(), credentialAt(vendor.url)).outcomes(
      aNotification({ targets: targetsOf('a', 'bad', 'a', 'c') }),
    );
    expect(kindsOf(outcomes)).toEqual(['accepted', 'invalid-token', 'accepted', 'accepted']);
    expect(outcomes[0]).toMatchObject({ vendorMessageId: '512345678901' });
    expect(lastPathsOf(vendor.requests)).toEqual(['auth', 'saveListPayload', 'pushToList']);
    expect(jsonOf(vendor.to('/pushToList')[0]!)).toMatchObject({
      appId: 10004,
      regIds: ['a', 'bad', 'c'],
      taskId: '512345678901',
    });
  });

  it('pushes lists of 1000 and sends a lone rest by itself', async () => {
    await using vendor = await startMockVendor(vivoPush);
    const tokens = Array.from({ length: 1_001 }, (_, index) => `device-${String(index)}`);
    const outcomes = await use(createVivoAdapter(), credentialAt(vendor.url)).outcomes(
      aNotification({ targets: targetsOf(...tokens) }),
    );
    expect(new Set(kindsOf(outcomes))).toEqual(new Set(['accepted']));
    expect([vendor.to('/pushToList').length, vendor.to('/message/send').length]).toEqual([1, 1]);
  });

  it('sends the same token only once although two targets have it, without a list', async () => {
    await using vendor = await startMockVendor(vivoPush);
    const outcomes = await use(createVivoAdapter(), credentialAt(vendor.url)).outcomes(
      aNotification({ targets: targetsOf('a', 'a') }),
    );
    expect(kindsOf(outcomes)).toEqual(['accepted', 'accepted']);
    expect(lastPathsOf(vendor.requests)).toEqual(['auth', 'send']);
  });

  it('sends short-lived messages one by one', async () => {
    await using vendor = await startMockVendor(vivoPush);
    await use(createVivoAdapter(), credentialAt(vendor.url)).outcomes(
      aNotification({ ttlSeconds: 90, targets: targetsOf('a', 'b') }),
    );
    expect(lastPathsOf(vendor.requests)).toEqual(['auth', 'send', 'send']);
  });

  it('saves a content again, once, when the vendor has lost it', async () => {
    await using vendor = await startMockVendor((request) =>
      request.path.endsWith('/pushToList') && vendor.to('/pushToList').length === 1
        ? { json: { result: 10155 } }
        : vivoPush(request),
    );
    const outcomes = await use(createVivoAdapter(), credentialAt(vendor.url)).outcomes(
      aNotification({ targets: targetsOf('a', 'b') }),
    );
    expect(kindsOf(outcomes)).toEqual(['accepted', 'accepted']);
    const saves = vendor.to('/saveListPayload').map((request) => jsonOf(request).requestId);
    expect(new Set(saves).size).toBe(2);
  });

  it('sends one by one for the rest of the day when lists are used up', async () => {
    await using vendor = await startMockVendor((request) =>
      request.path.endsWith('/saveListPayload') ? { json: { result: 10252 } } : vivoPush(request),
    );
    const used = use(createVivoAdapter(), credentialAt(vendor.url));
    for (let round = 0; round < 2; round += 1) {
      expect(kindsOf(await used.outcomes(aNotification({ targets: targetsOf('a', 'b') })))).toEqual([
        'accepted',
        'accepted',
      ]);
    }
    expect(vendor.to('/saveListPayload')).toHaveLength(1);
  });

  describe('when a ringing ends', () => {
    /** Gives every message an id of its own. */
    const startVendor = (recycled: MockAnswer = { json: { result: 0, desc: '请求成功' } }) => {
      let made = 0;
      return startMockVendor((request) => {
        if (request.path.endsWith('/recycle')) return recycled;
        if (!request.path.endsWith('/send')) return vivoPush(request);
        made += 1;
        return isBad(String(jsonOf(request).regId))
          ? vivoPush(request)
          : { json: { result: 0, desc: '请求成功', taskId: `task-${String(made)}` } };
      });
    };
    const ringing = (...tokens: string[]) =>
      aNotification({ call: aCall('ring'), ttlSeconds: 59, targets: targetsOf(...tokens) });
    const over = (...tokens: string[]) =>
      aNotification({ call: aCall('missed'), isQuiet: true, targets: targetsOf(...tokens) });

    it('takes back what rang, device by device, and sends nothing', async () => {
      await using vendor = await startVendor();
      const used = use(createVivoAdapter(), credentialAt(vendor.url));
      await used.outcomes(ringing('a', 'b'));
      const outcomes = await used.outcomes(over('b', 'b'));
      expect(outcomes).toMatchObject(Array(2).fill({ kind: 'accepted', isRecall: true }));
      expect(lastPathsOf(vendor.requests)).toEqual(['auth', 'send', 'send', 'recycle']);
      const rang = vendor.to('/send').findIndex((request) => jsonOf(request).regId === 'b') + 1;
      expect(jsonOf(vendor.to('/recycle')[0]!)).toEqual({
        appId: 10004,
        taskId: `task-${String(rang)}`,
        userIds: [],
        userType: 1,
      });
    });

    it('sends a quiet replacement to who rang in another process, and to nobody else', async () => {
      await using vendor = await startVendor();
      const used = use(createVivoAdapter(), credentialAt(vendor.url));
      await used.outcomes(ringing('a', 'bad-b'));
      expect(kindsOf(await used.outcomes(over('a', 'bad-b', 'c')))).toEqual(['accepted', 'invalid-token', 'accepted']);
      expect(vendor.to('/recycle')).toHaveLength(1);
      const [replacement] = vendor.to('/pushToList');
      expect(jsonOf(replacement!).regIds).toEqual(['bad-b', 'c']);
      expect(jsonOf(vendor.to('/saveListPayload')[0]!)).toMatchObject({ notifyId: 1001, notifyType: 1 });
    });

    it.each([
      ['does not know the task', { json: { result: 10152 } }],
      ['says something unknown', { json: { result: 77_777 } }],
      ['has no such call', { status: 404, text: '' }],
    ])('sends the replacement when the vendor %s', async (_, recycled) => {
      await using vendor = await startVendor(recycled);
      const used = use(createVivoAdapter(), credentialAt(vendor.url));
      await used.outcomes(ringing('a'));
      expect(kindsOf(await used.outcomes(over('a')))).toEqual(['accepted']);
      expect(lastPathsOf(vendor.requests)).toEqual(['auth', 'send', 'recycle', 'send']);
      expect(jsonOf(vendor.to('/send')[1]!)).toMatchObject({ notifyId: 1001, notifyType: 1, regId: 'a' });
    });

    it('asks again for what the vendor could not answer', async () => {
      await using vendor = await startVendor({ status: 500, text: 'Internet server error' });
      const used = use(createVivoAdapter(), credentialAt(vendor.url));
      await used.outcomes(ringing('a'));
      expect(kindsOf(await used.outcomes(over('a')))).toEqual(['unavailable']);
      await used.outcomes(over('a'));
      expect(lastPathsOf(vendor.requests)).toEqual(['auth', 'send', 'recycle', 'recycle']);
    });

    it('rings one by one even for a long time, so that one device can be silenced', async () => {
      await using vendor = await startVendor();
      const used = use(createVivoAdapter(), credentialAt(vendor.url));
      await used.outcomes(aNotification({ ...ringing('a', 'b'), ttlSeconds: 3_600 }));
      expect(lastPathsOf(vendor.requests)).toEqual(['auth', 'send', 'send']);
    });
  });

  describeAccessToken({
    adapter: createVivoAdapter(),
    credentialAt,
    isTokenRequest,
    granted,
    wrongSecret: { json: fixture('vivo', 'auth-wrong-sign') },
    tokenOf: ({ headers }) => (typeof headers.authtoken === 'string' ? headers.authtoken : undefined),
    refused: { json: fixture('vivo', 'token-refused') },
    accepted: { json: fixture('vivo', 'send-accepted') },
  });

  describeVendorClock({
    adapter: createVivoAdapter(),
    credentialAt,
    isTokenRequest,
    timeOf: (request) => Number(jsonOf(request).timestamp),
    granted,
    wrongTime: { json: { result: 10207, desc: 'timestamp不合法' } },
    code: '10207',
    accepted: { json: fixture('vivo', 'send-accepted') },
    refused: { json: fixture('vivo', 'token-refused') },
  });

  describeNetworkFaults({
    createAdapter: createVivoAdapter,
    credentialAt,
    tokenAnswer: (request) => (isTokenRequest(request) ? granted('t') : undefined),
    kindOf503: 'unavailable',
  });
});
