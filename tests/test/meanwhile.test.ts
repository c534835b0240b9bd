import { vendorToProto, type VendorName } from '@bellhop/contracts';
import { createClient, groupService, syncService } from '@bellhop/grpc';
import { internalKey, testContext, until } from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPipeline, type Pipeline, type RegisteredPhone } from '../src/start-pipeline.ts';
import { gatewayApi, type GatewayApi } from '../src/system/gateway-api.ts';
import { packageName, simulatorCertificates } from '../src/system/prepare-app.ts';

const context = testContext();
let pipeline: Pipeline;
let api: GatewayApi;

beforeAll(async () => {
  pipeline = await startPipeline(context);
  const { admin, control, simulator } = pipeline;
  const { apiKey } = await admin.createApp({ app: 'demo', packageName });
  for (const [vendor, credential] of Object.entries(await simulatorCertificates(control, simulator.urls))) {
    await admin.saveCertificateSet({
      app: 'demo',
      vendor: vendorToProto(vendor as VendorName),
      credentialJson: JSON.stringify(credential),
    });
  }
  api = gatewayApi(pipeline.gateway.httpUrl, apiKey);
  await until(() =>
    send({ toUserID: 'nobody' }, 'x').then(
      () => true,
      () => false,
    ),
  );
});

afterAll(async () => {
  await pipeline.close();
  expect(context.fatal).toEqual([]);
});

const send = async (to: { toUserID: string } | { toGroupID: string }, text: string): Promise<string> => {
  const { messageID } = await api<{ messageID: string }>('POST', '/v1/apps/demo/messages', {
    fromUserID: 'alice',
    ...to,
    text,
    pushConfig: { title: 'Alice', content: text },
  });
  return messageID;
};
const trace = async (messageId: string) => (await pipeline.traces.getMessageTrace({ app: 'demo', messageId })).entries;
const shown = async ({ phoneId }: RegisteredPhone) =>
  (await pipeline.control.phone(phoneId)).notifications.map(({ content }) => content);
/** The vendor does not answer the first call for this phone. */
const busyOnce = (phone: RegisteredPhone) =>
  pipeline.control.addFault({
    vendor: phone.vendor,
    path: 'send',
    kind: 'status',
    status: 503,
    times: 1,
    token: phone.token,
  });
const untilKind = (messageId: string, kind: string) =>
  until(async () => (await trace(messageId)).find((entry) => entry.kind === kind), {
    timeoutMs: 15_000,
    message: `${kind} in the trace`,
  });
/** A first attempt fails; something happens; the second attempt ends as superseded, with this reason, and nothing rings. */
const superseded = async (
  phone: RegisteredPhone,
  messageId: string,
  { happens, reason }: { happens: () => Promise<unknown>; reason: string },
) => {
  await untilKind(messageId, 'unavailable');
  await happens();
  expect((await untilKind(messageId, 'superseded')).text).toContain(reason);
  expect(await shown(phone)).toEqual([]);
};

describe('a push that waits to be tried again', () => {
  it('does not show a text to whoever has logged in on the phone meanwhile', async () => {
    const phone = await pipeline.phoneFor('bob', 'vivo');
    await busyOnce(phone);
    const shared = { app: 'demo', deviceId: 'bob-vivo' };
    await superseded(phone, await send({ toUserID: 'bob' }, 'for bob alone'), {
      happens: async () => {
        const { deviceSecret } = await pipeline.devices.bindDevice({ ...shared, userId: 'bob' });
        await pipeline.devices.bindDevice({ ...shared, userId: 'carl', deviceSecret });
        await pipeline.devices.registerDevice({ ...shared, userId: 'carl', vendor: 'VENDOR_VIVO', token: phone.token });
      },
      reason: 'no longer logged in on the device',
    });
    await send({ toUserID: 'carl' }, 'for carl');
    await until(async () => (await shown(phone)).length > 0);
    expect(await shown(phone)).toEqual(['for carl']);
  });

  it('does not ring after a logout', async () => {
    const phone = await pipeline.phoneFor('dan', 'xiaomi');
    await busyOnce(phone);
    await superseded(phone, await send({ toUserID: 'dan' }, 'too late'), {
      happens: () => pipeline.devices.unbindDevice({ app: 'demo', deviceId: 'dan-xiaomi', userId: 'dan' }),
      reason: 'no longer logged in on the device',
    });
  });

  it('does not ring for what was read elsewhere', async () => {
    const phone = await pipeline.phoneFor('eve', 'fcm');
    await busyOnce(phone);
    const sync = createClient(syncService, { address: pipeline.storeAddress, key: internalKey, deadlineMs: 5_000 });
    await superseded(phone, await send({ toUserID: 'eve' }, 'read on the tablet'), {
      happens: () =>
        sync.ackSync({
          app: 'demo',
          userId: 'eve',
          deviceId: 'eve-tablet',
          positions: [{ conversationId: 'peer/alice/eve', seq: 1 }],
        }),
      reason: 'has the message already',
    });
    sync.close();
  });

  it('does not ring for a group that its receiver has left', async () => {
    const phone = await pipeline.phoneFor('fay', 'oppo');
    const groups = createClient(groupService, { address: pipeline.storeAddress, key: internalKey, deadlineMs: 5_000 });
    await groups.createGroup({ app: 'demo', groupId: 'team', ownerUserId: 'alice', memberUserIds: ['fay'] });
    await busyOnce(phone);
    await superseded(phone, await send({ toGroupID: 'team' }, 'for members'), {
      happens: () => groups.leaveGroup({ app: 'demo', groupId: 'team', userId: 'fay' }),
      reason: 'has left the group',
    });
    groups.close();
  });

  it('rings when nothing has happened, and quietly when a later message of the conversation has rung before it', async () => {
    const phone = await pipeline.phoneFor('gil', 'vivo');
    await busyOnce(phone);
    const first = await send({ toUserID: 'gil' }, 'first');
    await untilKind(first, 'unavailable');
    await send({ toUserID: 'gil' }, 'second');
    await until(async () => (await shown(phone)).length === 2, { timeoutMs: 15_000 });
    expect(await shown(phone)).toEqual(['second', 'first']);
    const requests = await pipeline.control.requests({ vendor: 'vivo', limit: 50 });
    const ringing = requests
      .map(({ body }) => JSON.parse(body) as { content?: string; notifyType?: number })
      .filter(({ content }) => content === 'first' || content === 'second')
      .map(({ content, notifyType }) => [content, notifyType]);
    expect(ringing).toEqual(
      expect.arrayContaining([
        ['second', 4],
        ['first', 4],
        ['first', 1],
      ]),
    );
  });
});
