import { vendorToProto, type VendorName } from '@bellhop/contracts';
import { SignJWT } from 'jose';
import type { Pipeline } from './start-pipeline.ts';
import { gatewayApi, type GatewayApi } from './system/gateway-api.ts';
import { packageName, simulatorCertificates, untilKnown } from './system/prepare-app.ts';

/** The app `demo` of a pipeline, with credentials for every vendor and the resource `chat`. */
export interface DemoApp {
  readonly api: GatewayApi;
  /** A client token, as the app's own server signs it. */
  tokenFor(user: string): Promise<string>;
}

export async function openDemoApp({ admin, control, simulator, gateway }: Pipeline): Promise<DemoApp> {
  const created = await admin.createApp({ app: 'demo', packageName, limits: { ackTimeoutMs: 1_500 } });
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
  await untilKnown(gateway.httpUrl, 'demo', created.apiKey);
  return {
    api: gatewayApi(gateway.httpUrl, created.apiKey),
    tokenFor: (user) =>
      new SignJWT({ app: 'demo' })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(user)
        .setExpirationTime('1h')
        .sign(new TextEncoder().encode(created.clientTokenSecret)),
  };
}
