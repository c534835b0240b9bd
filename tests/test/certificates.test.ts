import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vendorToProto, type KafkaPrincipal, type VendorName } from '@bellhop/contracts';
import { internalAccess, internalNames, type InternalName } from '@bellhop/grpc';
import { silentLogger, type CommonConfig, type TlsPaths } from '@bellhop/runtime';
import { testCertificates, testConfig, testContext, until } from '@bellhop/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startPipeline, type Pipeline } from '../src/start-pipeline.ts';
import { gatewayApi, type GatewayApi } from '../src/system/gateway-api.ts';
import { packageName, simulatorCertificates } from '../src/system/prepare-app.ts';
import { openRawClient } from '../../services/gateway/test/raw-client.ts';
import { SignJWT } from 'jose';

const context = testContext();
const folder = mkdtempSync(join(tmpdir(), 'bellhop-certificates-'));
let pipeline: Pipeline;
let api: GatewayApi;
let secret: string;

beforeAll(async () => {
  const names = internalNames.map((name) => `${name}.bellhop.internal`);
  const certificates = await testCertificates({ clients: names });
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const ca = file('ca.pem', certificates.ca);
  const filesOf = (service: InternalName): TlsPaths => {
    const { cert, key } = certificates.clients[`${service}.bellhop.internal`] ?? { cert: '', key: '' };
    return { ca, cert: file(`${service}.pem`, cert), key: file(`${service}-key.pem`, key) };
  };
  const { internalKey: _, ...shared } = testConfig();
  const commonOf = (principal: KafkaPrincipal): CommonConfig => ({
    ...shared,
    internalTls: filesOf(principal as InternalName),
  });
  // The test calls what the gateway calls.
  const asGateway = internalAccess(commonOf('gateway'), { service: 'gateway', log: silentLogger() });
  pipeline = await startPipeline(context, { commonOf, credentialsFor: (service) => asGateway.to(service) });
  const { admin, control, simulator } = pipeline;
  const { apiKey, clientTokenSecret } = await admin.createApp({ app: 'demo', packageName });
  secret = clientTokenSecret;
  for (const [vendor, credential] of Object.entries(await simulatorCertificates(control, simulator.urls))) {
    await admin.saveCertificateSet({
      app: 'demo',
      vendor: vendorToProto(vendor as VendorName),
      credentialJson: JSON.stringify(credential),
    });
  }
  api = gatewayApi(pipeline.gateway.httpUrl, apiKey);
  await until(() =>
    send('nobody', 'x').then(
      () => true,
      () => false,
    ),
  );
});

afterAll(async () => {
  await pipeline.close();
  rmSync(folder, { recursive: true, force: true });
  expect(context.fatal).toEqual([]);
});

const send = (toUserID: string, text: string) =>
  api<{ messageID: string }>('POST', '/v1/apps/demo/messages', {
    fromUserID: 'alice',
    toUserID,
    text,
    pushConfig: { title: 'Alice', content: text },
  });

it('with a certificate for each service and no key, messages reach phones through every vendor', async () => {
  await Promise.all(
    (['xiaomi', 'huawei', 'oppo', 'vivo', 'fcm'] as const).map(async (vendor) => {
      const phone = await pipeline.phoneFor(`bob-${vendor}`, vendor);
      await send(`bob-${vendor}`, `hello ${vendor}`);
      await until(
        async () =>
          (await pipeline.control.phone(phone.phoneId)).notifications.map(({ content }) => content).join() ===
          `hello ${vendor}`,
        { timeoutMs: 30_000, message: `the push through ${vendor}` },
      );
    }),
  );
});

it('and connected clients, without a push', async () => {
  const token = await new SignJWT({ app: 'demo' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('carol')
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(secret));
  const client = await openRawClient(pipeline.gateway.httpUrl);
  await client.request('login', { app: 'demo', token, deviceID: 'carol-phone', platform: 'android' });
  const { messageID } = await send('carol', 'hello carol');
  expect((await client.next('message')).body).toMatchObject({ messageID });
  client.close();
});
