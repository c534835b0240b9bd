import type { VendorName } from '@bellhop/contracts';
import type { SimulatorControl, VendorSimulator } from '@bellhop/vendor-simulator';

/** What of the simulator's credentials a certificate set is made of. */
const fields: Record<VendorName, readonly string[]> = {
  xiaomi: ['appSecret'],
  huawei: ['clientId', 'clientSecret'],
  oppo: ['appKey', 'masterSecret'],
  vivo: ['appId', 'appKey', 'appSecret'],
  fcm: ['serviceAccount'],
};

/** The credential of a vendor's default app at a running simulator. */
export async function simulatorCredential(
  control: SimulatorControl,
  urls: VendorSimulator['urls'],
  vendor: VendorName,
): Promise<Record<string, unknown>> {
  const app = (await control.apps()).find((one) => one.vendor === vendor);
  const given = { ...app?.credentials } as Readonly<Record<string, unknown>>;
  return { ...Object.fromEntries(fields[vendor].map((name) => [name, given[name]])), endpoint: urls[vendor] };
}
