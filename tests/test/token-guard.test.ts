import { vendorNames, vendorToProto, type VendorName } from '@bellhop/contracts';
import { testContext, until } from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPipeline, type Pipeline, type RegisteredPhone } from '../src/start-pipeline.ts';
import { gatewayApi, type GatewayApi } from '../src/system/gateway-api.ts';
import { packageName, simulatorCertificates } from '../src/system/prepare-app.ts';

/** Phones of each vendor. */
const PHONES = 20;

const context = testContext();
let pipeline: Pipeline;
let api: GatewayApi;
const phones: RegisteredPhone[] = [];
const users = vendorNames.flatMap((vendor) =>
  Array.from({ length: PHONES }, (_, n) => ({ vendor, userId: `${vendor}-${n}` })),
);

const saveCertificates = async (certificates: Record<VendorName, Record<string, unknown>>) => {
  for (const vendor of vendorNames) {
    await pipeline.admin.saveCertificateSet({
      app: 'demo',
      vendor: vendorToProto(vendor),
      credentialJson: JSON.stringify(certificates[vendor]),
    });
  }
};
const withToken = async (): Promise<number> => {
  const found = await Promise.all(
    users.map(
      async ({ userId }) => (await pipeline.devices.listUserDevices({ app: 'demo', userId })).devices[0]?.hasToken,
    ),
  );
  return found.filter(Boolean).length;
};
const send = (text: string) =>
  api<{ messageID: string }>('POST', '/v1/apps/demo/messages', {
    fromUserID: 'alice',
    toGroupID: 'everybody',
    text,
    pushConfig: { title: 'Alice', content: text, resourcesID: 'chat' },
  });
const kindsOf = async (messageId: string): Promise<string[]> =>
  (await pipeline.traces.getMessageTrace({ app: 'demo', messageId, limit: 5_000 })).entries.map(({ kind }) => kind);
const count = (kinds: readonly string[], wanted: string): number => kinds.filter((kind) => kind === wanted).length;

beforeAll(async () => {
  pipeline = await startPipeline(context);
  const { apiKey } = await pipeline.admin.createApp({ app: 'demo', packageName });
  await pipeline.admin.saveResource({
    app: 'demo',
    resource: {
      resourcesId: 'chat',
      vendors: { xiaomi: { channelId: 'bellhop-im' }, oppo: { channelId: 'bellhop-im' } },
    },
  });
  api = gatewayApi(pipeline.gateway.httpUrl, apiKey);
  for (const { vendor, userId } of users) phones.push(await pipeline.phoneFor(userId, vendor));
  const group = { groupID: 'everybody', ownerUserID: 'alice', memberUserIDs: users.map(({ userId }) => userId) };
  await until(() =>
    api('POST', '/v1/apps/demo/groups', group).then(
      () => true,
      () => false,
    ),
  );
});

afterAll(async () => {
  await pipeline.close();
  expect(context.fatal).toEqual([]);
});

describe("another app's credential, saved by mistake", () => {
  it('costs no phone its token, and what was held rings when the right one is saved', async () => {
    const { control, simulator } = pipeline;
    const right = await simulatorCertificates(control, simulator.urls);
    const wrong = await otherApps();
    await saveCertificates(wrong);
    const { messageID } = await send('held');
    const kinds = await until(
      async () => {
        const found = await kindsOf(messageID);
        const settled = count(found, 'token-held') + count(found, 'misconfigured') + count(found, 'rejected');
        return settled >= users.length && found;
      },
      { timeoutMs: 20_000, message: 'the vendors to have answered' },
    );
    expect(count(kinds, 'invalid-token')).toBe(0);
    expect(count(kinds, 'token-held')).toBeGreaterThanOrEqual(3 * PHONES);
    expect(await withToken()).toBe(users.length);

    await saveCertificates(right);
    const held = new Set(
      (await pipeline.traces.getMessageTrace({ app: 'demo', messageId: messageID, limit: 5_000 })).entries
        .filter(({ kind }) => kind === 'token-held')
        .map(({ pushId }) => pushId),
    );
    await until(
      async () => {
        const shown = await Promise.all(
          phones
            .filter(({ pushId }) => held.has(pushId))
            .map(async ({ phoneId }) => (await control.phone(phoneId)).notifications.length),
        );
        return shown.every((notifications) => notifications === 1);
      },
      { timeoutMs: 50_000, message: 'every phone whose token was held to ring' }, // an adapter keeps a credential for 30 s
    );
    expect(await withToken()).toBe(users.length);
  });

  it('that has proved good is believed about dead tokens', async () => {
    const dead = phones.filter((_, index) => index % PHONES === 0);
    for (const { phoneId } of dead) await pipeline.control.refreshToken(phoneId);
    const { messageID } = await send('cleared');
    await until(async () => count(await kindsOf(messageID), 'invalid-token') === dead.length, { timeoutMs: 20_000 });
    await until(async () => (await withToken()) === users.length - dead.length);
  });
});

/** The credentials of other apps at the vendors. */
async function otherApps(): Promise<Record<VendorName, Record<string, unknown>>> {
  const { control, simulator } = pipeline;
  for (const vendor of vendorNames) await control.registerApp({ vendor, packageName: 'com.example.other' });
  return simulatorCertificates(control, simulator.urls, 'com.example.other');
}
