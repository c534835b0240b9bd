import { vendorNames, type VendorName } from '@bellhop/contracts';
import type { SimulatorControl, VendorSimulator } from '@bellhop/vendor-simulator';
import { gatewayApi, Refused, type GatewayApi } from './gateway-api.ts';
import type { SystemDoors } from './start-system.ts';

/** What of the simulator's credentials the certificate set of each vendor is made of. */
const credentialFields: Record<VendorName, readonly string[]> = {
  xiaomi: ['appSecret'],
  huawei: ['clientId', 'clientSecret'],
  oppo: ['appKey', 'masterSecret'],
  vivo: ['appId', 'appKey', 'appSecret'],
  fcm: ['serviceAccount'],
};

/** Package name of the simulator's default apps. */
export const packageName = 'com.example.bellhop';

/** The certificate sets that fit a running simulator. */
export async function simulatorCertificates(
  control: SimulatorControl,
  urls: VendorSimulator['urls'],
  ofPackage: string = packageName,
): Promise<Record<VendorName, Record<string, unknown>>> {
  const apps = await control.apps();
  const entries = vendorNames.map((vendor) => {
    const app = apps.find((one) => one.vendor === vendor && one.packageName === ofPackage);
    if (app === undefined) throw new Error(`the simulator has no app ${ofPackage} of ${vendor}`);
    const given = app.credentials as unknown as Record<string, unknown>;
    const fields = credentialFields[vendor].map((name) => [name, given[name]] as const);
    const credential: Record<string, unknown> = { ...Object.fromEntries(fields), endpoint: urls[vendor] };
    return [vendor, credential] as const;
  });
  return Object.fromEntries(entries) as Record<VendorName, Record<string, unknown>>;
}

/** Saves the simulator's credentials and the resource `chat` for an app that exists. */
export async function prepareApp(
  app: string,
  operator: GatewayApi,
  control: SimulatorControl,
  urls: VendorSimulator['urls'],
): Promise<void> {
  const certificates = await simulatorCertificates(control, urls);
  for (const vendor of vendorNames) {
    await operator('PUT', `/v1/apps/${app}/certificates/${vendor}`, certificates[vendor]);
  }
  await operator('PUT', `/v1/apps/${app}/resources/chat`, {
    vendors: { xiaomi: { channelID: 'bellhop-im' }, oppo: { channelID: 'bellhop-im' } },
  });
}

/** An app of a running system, ready for messages. */
export interface ReadyApp {
  readonly app: string;
  readonly apiKey: string;
  readonly clientTokenSecret: string;
  readonly api: GatewayApi;
}

/** Creates an app with the simulator's credentials. */
export async function createReadyApp(
  system: SystemDoors,
  app: string,
  limits: Readonly<Record<string, number>> = {},
): Promise<ReadyApp> {
  const operator = gatewayApi(system.httpUrl, system.keys.operatorKey);
  const { apiKey, clientTokenSecret } = await operator<{ apiKey: string; clientTokenSecret: string }>(
    'POST',
    '/v1/apps',
    { app, name: app, packageName, limits },
  );
  await prepareApp(app, operator, system.control, system.simulator.urls);
  await untilKnown(system.httpUrl, app, apiKey);
  return { app, apiKey, clientTokenSecret, api: gatewayApi(system.httpUrl, apiKey) };
}

/** Whether the gateway lets this key in to this app. */
export async function isKnown(httpUrl: string, app: string, apiKey: string): Promise<boolean> {
  return gatewayApi(httpUrl, apiKey)('POST', `/v1/apps/${app}/presence`, { userIDs: ['alice'] }).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Refused && (error.status === 401 || error.status === 404)) return false;
      throw error;
    },
  );
}

/** Waits until the gateway knows a new app: it learns of it over a topic. */
export async function untilKnown(httpUrl: string, app: string, apiKey: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await isKnown(httpUrl, app, apiKey))) {
    if (Date.now() > deadline) throw new Error('the gateway did not learn of the new app within 10 s');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
