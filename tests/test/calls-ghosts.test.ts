import { vendorNames, type CallServiceDefinition, type VendorName } from '@bellhop/contracts';
import { callService, createClient, syncService, type Client } from '@bellhop/grpc';
import { internalKey, testContext, until } from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operatorKey, startPipeline, type Pipeline, type RegisteredPhone } from '../src/start-pipeline.ts';
import { gatewayApi, type GatewayApi } from '../src/system/gateway-api.ts';
import { prepareApp } from '../src/system/prepare-app.ts';

const context = testContext();
let pipeline: Pipeline;
let api: GatewayApi;

interface Call {
  readonly callID: string;
  readonly users: readonly { readonly userID: string; readonly state: string }[];
}

beforeAll(async () => {
  pipeline = await startPipeline(context);
  const { admin, control, simulator } = pipeline;
  const { apiKey } = await admin.createApp({ app: 'demo', packageName: 'com.example.bellhop' });
  const operator = gatewayApi(pipeline.gateway.httpUrl, operatorKey.reveal());
  await prepareApp('demo', operator, control, simulator.urls);
  api = gatewayApi(pipeline.gateway.httpUrl, apiKey);
  // The app, its credentials and its resource are known everywhere.
  const canary = await pipeline.phoneFor('canary', 'fcm');
  await until(() =>
    ring('canary').then(
      () => true,
      () => false,
    ),
  );
  await until(async () => (await barOf(canary)).length > 0);
});

afterAll(async () => {
  await pipeline.close();
  expect(context.fatal).toEqual([]);
});

const ring = async (user: string, over: object = {}): Promise<string> => {
  const { call } = await api<{ call: Call }>('POST', '/v1/apps/demo/calls', {
    callerUserID: 'alice',
    invitees: [user],
    pushConfig: { title: 'Alice', content: 'is calling', resourcesID: 'chat' },
    ...over,
  });
  return call.callID;
};
const act = (callID: string, what: string, userID: string) =>
  api<{ call: Call }>('POST', `/v1/apps/demo/calls/${callID}/${what}`, { userID });
const barOf = async ({ phoneId }: RegisteredPhone) =>
  (await pipeline.control.phone(phoneId)).bar.map(({ content }) => content);
const traceOf = async (callID: string) =>
  (await pipeline.traces.getMessageTrace({ app: 'demo', messageId: callID })).entries;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** Attempts and verdicts of a call's pushes are all in the trace: one end has an answer of the vendor, or was not needed. */
const untilEnded = (callID: string, vendor: VendorName) =>
  until(
    async () => {
      const entries = await traceOf(callID);
      const tasks = entries.filter(({ kind }) => kind === 'task');
      const end = tasks.find(({ text }) => /missed|another device/.test(text));
      const answers = entries.filter(({ kind, atMs }) => kind === 'vendor-accepted' && atMs >= (end?.atMs ?? Infinity));
      return (
        end !== undefined && (answers.length > 0 || entries.some(({ text }) => text.includes('nothing to take away')))
      );
    },
    { timeoutMs: 15_000, message: `the end of the call at ${vendor}` },
  );

describe('Everything that ends the ringing replaces or recalls the ringing notification', () => {
  // From before the first hop to long after the vendor has answered.
  const delays = [0, 1, 2, 4, 6, 8, 10, 13, 16, 20, 25, 30, 40, 60, 90, 150, 300];

  it.each(vendorNames)('no ghost rings: cancelled at every point of the way to %s', async (vendor) => {
    const calls = await Promise.all(
      delays.map(async (delayMs) => {
        const user = `late-${vendor}-${delayMs}`;
        const phone = await pipeline.phoneFor(user, vendor);
        const callID = await ring(user);
        await pause(delayMs);
        await act(callID, 'cancel', 'alice');
        return { callID, phone };
      }),
    );
    for (const { callID, phone } of calls) {
      await until(async () => !(await barOf(phone)).includes('is calling'), { message: `${callID} stops ringing` });
      await untilEnded(callID, vendor);
      expect(await barOf(phone)).not.toContain('is calling');
    }
  });

  it.each(['accept', 'reject'] as const)('the phone that rang stops when another device says %s', async (what) => {
    for (const vendor of vendorNames) {
      const user = `elsewhere-${what}-${vendor}`;
      const phone = await pipeline.phoneFor(user, vendor);
      const callID = await ring(user);
      await until(async () => (await barOf(phone)).includes('is calling'));
      await act(callID, what, user);
      await until(async () => !(await barOf(phone)).includes('is calling'), { message: `${vendor} stops ringing` });
    }
  });

  it('the phone that rang, was opened and lost its connection stops, too', async () => {
    const phone = await pipeline.phoneFor('opened', 'xiaomi');
    const callID = await ring('opened');
    await until(async () => (await barOf(phone)).includes('is calling'));
    const sync = createClient(syncService, { address: pipeline.storeAddress, key: internalKey, deadlineMs: 5_000 });
    await sync.confirmInvitation({ app: 'demo', userId: 'opened', deviceId: 'opened-xiaomi', callId: callID });
    sync.close();
    await act(callID, 'cancel', 'alice');
    await until(async () => (await barOf(phone)).length === 0, { message: 'the ringing notification goes' });
  });

  it('also when only a later invitation of the call asked for a push', async () => {
    const phone = await pipeline.phoneFor('later', 'fcm');
    const { call } = await api<{ call: Call }>('POST', '/v1/apps/demo/calls', {
      callerUserID: 'alice',
      invitees: ['first'],
    });
    await act(call.callID, 'accept', 'first');
    await api('POST', `/v1/apps/demo/calls/${call.callID}/invitees`, {
      userID: 'first',
      invitees: ['later'],
      pushConfig: { title: 'First', content: 'is calling', resourcesID: 'chat' },
    });
    await until(async () => (await barOf(phone)).includes('is calling'));
    await act(call.callID, 'end', 'alice');
    await until(async () => (await barOf(phone)).join() === 'Missed call');
  });

  it('but not a ringing that is wanted again: an end that had to wait is dropped', async () => {
    const phone = await pipeline.phoneFor('again', 'huawei');
    const { call } = await api<{ call: Call }>('POST', '/v1/apps/demo/calls', {
      callerUserID: 'alice',
      invitees: ['again', 'other'],
      pushConfig: { title: 'Alice', content: 'is calling', resourcesID: 'chat' },
    });
    await act(call.callID, 'accept', 'other');
    await until(async () => (await barOf(phone)).includes('is calling'));
    const fault = {
      vendor: 'huawei',
      path: 'send',
      kind: 'status',
      status: 503,
      times: 1,
      token: phone.token,
    } as const;
    await pipeline.control.addFault(fault);
    await api('POST', `/v1/apps/demo/calls/${call.callID}/cancel`, { userID: 'alice', invitees: ['again'] });
    await until(async () => (await traceOf(call.callID)).some(({ kind }) => kind === 'throttled'));
    await api('POST', `/v1/apps/demo/calls/${call.callID}/invitees`, { userID: 'alice', invitees: ['again'] });
    const dropped = await until(
      async () => (await traceOf(call.callID)).find(({ text }) => text.includes('invited again meanwhile')),
      { timeoutMs: 15_000, message: 'a line about the end that was dropped' },
    );
    expect(dropped.kind).toBe('superseded');
    expect(await barOf(phone)).toEqual(['is calling']);
  });

  it('and the phone that was invited twice into one call rings and stops twice', async () => {
    const phone = await pipeline.phoneFor('twice', 'huawei');
    const { call } = await api<{ call: Call }>('POST', '/v1/apps/demo/calls', {
      callerUserID: 'alice',
      invitees: ['twice', 'someone'],
      pushConfig: { title: 'Alice', content: 'is calling', resourcesID: 'chat' },
    });
    await act(call.callID, 'accept', 'someone');
    for (let round = 1; round <= 2; round += 1) {
      await until(async () => (await barOf(phone)).includes('is calling'), { message: `ring ${round}` });
      await api('POST', `/v1/apps/demo/calls/${call.callID}/cancel`, { userID: 'alice', invitees: ['twice'] });
      await until(async () => (await barOf(phone)).includes('Missed call'), { message: `end ${round}` });
      if (round === 1)
        await api('POST', `/v1/apps/demo/calls/${call.callID}/invitees`, { userID: 'alice', invitees: ['twice'] });
    }
  });
});

describe('two replicas of message-store', () => {
  it('answer for each other, end what is due once, and one goes on when the other one leaves', async () => {
    const second = await pipeline.startOneStore();
    const [one, two] = [pipeline.storeAddress, second.grpcAddress].map((address) =>
      createClient(callService, { address, key: internalKey, deadlineMs: 10_000 }),
    ) as [Client<CallServiceDefinition>, Client<CallServiceDefinition>];
    const phones = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const user = `replicas-${index}`;
        return { user, phone: await pipeline.phoneFor(user, vendorNames[index % vendorNames.length] as VendorName) };
      }),
    );
    const calls = await Promise.all(
      phones.map(async ({ user, phone }, index) => {
        const by = index % 2 === 0 ? one : two;
        const { call } = await by.callInvite({
          app: 'demo',
          callerUserId: 'alice',
          invitees: [user],
          timeoutSeconds: index % 4 < 2 ? 4 : 600,
          pushConfig: { title: 'Alice', content: 'is calling', resourcesId: 'chat' },
        });
        return { user, phone, callId: call?.callId ?? '', isLeft: index % 4 < 2 };
      }),
    );
    // What one made the other one ends, both at once: one of two answers holds.
    await Promise.all(
      calls.map(async ({ user, callId, isLeft }) => {
        if (isLeft) return;
        const answers = await Promise.all([
          one.callReject({ app: 'demo', userId: user, deviceId: 'phone', callId }),
          two.callCancel({ app: 'demo', userId: 'alice', callId }),
        ]);
        expect(answers.filter(({ refusal }) => refusal === 'CALL_REFUSAL_UNSPECIFIED')).toHaveLength(1);
      }),
    );
    two.close();
    await second.close();
    const expected = (isLeft: boolean) => (isLeft ? ['NOT_RECEIVED'] : ['REJECTED', 'CANCELLED']);
    await until(
      async () => {
        const found = await Promise.all(calls.map(({ callId }) => one.getCall({ app: 'demo', callId })));
        return found.every(({ call }, index) =>
          expected(calls[index]?.isLeft ?? false).some(
            (state) => call?.state === 'CALL_STATE_ENDED' && call.users[1]?.state === `CALL_USER_STATE_${state}`,
          ),
        );
      },
      { timeoutMs: 15_000, message: 'every call as it was answered' },
    );
    for (const { phone, callId } of calls)
      await until(async () => !(await barOf(phone)).includes('is calling'), {
        timeoutMs: 15_000,
        message: `${callId} stops ringing`,
      });
    one.close();
  });
});

describe('Every call push carries an expiry ≤ the remaining time, and a call push that would leave after its end is dropped', () => {
  it.each(vendorNames)('a ring that %s refused for a moment does not ring when the call is over', async (vendor) => {
    const user = `retried-${vendor}`;
    const phone = await pipeline.phoneFor(user, vendor);
    await pipeline.control.addFault({
      vendor,
      path: 'send',
      kind: 'status',
      status: 503,
      times: 1,
      token: phone.token,
    });
    const callID = await ring(user);
    await until(async () => (await traceOf(callID)).some(({ kind }) => kind === 'unavailable' || kind === 'throttled'));
    await act(callID, 'cancel', 'alice');
    const dropped = await until(async () => (await traceOf(callID)).find(({ kind }) => kind === 'superseded'), {
      timeoutMs: 15_000,
      message: 'a line about the ring that was dropped',
    });
    expect(dropped.text).toContain('does not ring any more');
    expect(await barOf(phone)).not.toContain('is calling');
  });

  it.each(vendorNames)('%s is told when the ring is worth nothing any more, and so is the app', async (vendor) => {
    const user = `expiry-${vendor}`;
    const phone = await pipeline.phoneFor(user, vendor);
    const begun = Date.now();
    const callID = await ring(user, { timeoutSeconds: 120, extendedData: 'room-7' });
    const [shown] = await pipeline.control.notificationsAfter(phone.phoneId, 0, 10_000);
    const call = JSON.parse(String(shown?.extras['call'])) as Record<string, unknown>;
    expect(call).toMatchObject({ kind: 'ring', callID, caller: 'alice', extendedData: 'room-7' });
    expect(call['expireAt']).toBeGreaterThanOrEqual(begun + 119_000);
    expect(call['expireAt']).toBeLessThanOrEqual(Date.now() + 120_000);
    const [request] = (await pipeline.control.requests({ vendor, limit: 500 })).filter(({ body }) =>
      decodeURIComponent(body.replaceAll('+', ' ')).includes(callID),
    );
    expect(lifeIn(vendor, request?.body ?? '')).toBeLessThanOrEqual(120);
    expect(lifeIn(vendor, request?.body ?? '')).toBeGreaterThan(60);
  });
});

describe('A VoIP push is sent only for a live invitation', () => {
  it('a message cannot ask for one', async () => {
    await expect(
      api('POST', '/v1/apps/demo/messages', {
        fromUserID: 'alice',
        toUserID: 'bob',
        text: 'hi',
        pushConfig: { title: 'Alice', content: 'hi', voIP: { hasVideo: true } },
      }),
    ).rejects.toThrow('only a call may have it');
  });
});

/** The time to live that a request tells its vendor, seconds. */
function lifeIn(vendor: VendorName, body: string): number {
  const text = decodeURIComponent(body.replaceAll('+', ' '));
  const found: Record<VendorName, RegExpExecArray | null> = {
    xiaomi: /time_to_live"?[=:](\d+)/.exec(text),
    huawei: /"ttl":"(\d+)s"/.exec(text),
    oppo: /off_line_ttl"?[=:](\d+)/.exec(text),
    vivo: /"timeToLive":(\d+)/.exec(text),
    fcm: /"ttl":"(\d+)(?:\.\d+)?s"/.exec(text),
  };
  const seconds = Number(found[vendor]?.[1] ?? Number.NaN);
  return vendor === 'xiaomi' ? seconds / 1_000 : seconds;
}
