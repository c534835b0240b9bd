import { vendorNames, vendorToProto, type VendorName } from '@bellhop/contracts';
import { testContext, until } from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPipeline, type Pipeline } from '../src/start-pipeline.ts';
import { gatewayApi, type GatewayApi } from '../src/system/gateway-api.ts';
import { simulatorCertificates } from '../src/system/prepare-app.ts';

const context = testContext();
let pipeline: Pipeline;
let api: GatewayApi;

beforeAll(async () => {
  pipeline = await startPipeline(context);
  const { admin, control, simulator } = pipeline;
  const { apiKey } = await admin.createApp({ app: 'demo', packageName: 'com.example.bellhop' });
  for (const [vendor, credential] of Object.entries(await simulatorCertificates(control, simulator.urls))) {
    await admin.saveCertificateSet({
      app: 'demo',
      vendor: vendorToProto(vendor as VendorName),
      credentialJson: JSON.stringify(credential),
    });
  }
  await admin.saveResource({
    app: 'demo',
    resource: {
      resourcesId: 'chat',
      vendors: { xiaomi: { channelId: 'bellhop-im' }, oppo: { channelId: 'bellhop-im' } },
    },
  });
  api = gatewayApi(pipeline.gateway.httpUrl, apiKey);
  await until(() =>
    send('nobody', 'the app is known').then(
      () => true,
      () => false,
    ),
  );
});

afterAll(async () => {
  await pipeline.close();
  expect(context.fatal).toEqual([]);
});

const send = (toUserID: string, text: string) =>
  api('POST', '/v1/apps/demo/messages', {
    fromUserID: 'alice',
    toUserID,
    text,
    pushConfig: { title: 'Alice', content: text, resourcesID: 'chat' },
  });

describe('messages of one conversation, each sent after the answer to the former', () => {
  it.each(vendorNames)('ring in their order on a %s phone, also when the vendor is slow with some', async (vendor) => {
    for (let burst = 1; burst <= 3; burst += 1) {
      const user = `${vendor}-${burst}`;
      const phone = await pipeline.phoneFor(user, vendor);
      // The first calls take longer than those behind them.
      await pipeline.control.addFault({
        vendor,
        path: 'send',
        kind: 'latency',
        latencyMs: 60,
        times: 3,
        token: phone.token,
      });
      for (let n = 1; n <= 20; n += 1) await send(user, String(n));
      const shown = await until(
        async () => {
          const { notifications } = await pipeline.control.phone(phone.phoneId);
          return notifications.length === 20 && notifications;
        },
        { timeoutMs: 20_000, message: `20 notifications on the phone of ${user}` },
      );
      expect(shown.map(({ content }) => Number(content))).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
      await pipeline.control.clearFaults(vendor);
    }
  });
});
