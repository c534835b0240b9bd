import { vendorNames, type VendorName } from '@bellhop/contracts';
import type { SimulatorControl, VendorSimulator } from '@bellhop/vendor-simulator';
import type { GatewayApi } from './gateway-api.ts';

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
): Promise<Record<VendorName, Record<string, unknown>>> {
  const apps = await control.apps();
  const entries = vendorNames.map((vendor) => {
    const app = apps.find((one) => one.vendor === vendor && one.packageName === packageName);
    if (app === undefined) throw new Error(`the simulator has no default app of ${vendor}`);
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
