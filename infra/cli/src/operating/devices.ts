import { appPath } from './apps.ts';
import { appApi } from './gateway-api.ts';
import { printRows, time, type Printing } from './print.ts';

interface Device {
  readonly deviceID: string;
  readonly pushID: string;
  readonly vendor?: string;
  readonly platform?: string;
  readonly hasToken: boolean;
  readonly registeredAt?: number;
}

/** The devices of a user. The API gives them to the app itself, so this takes the app's key. */
export async function listDevices(
  { app, user }: { app: string; user: string },
  printing: Printing,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const path = `${appPath(app)}/users/${encodeURIComponent(user)}/devices`;
  const { devices } = await appApi(env)<{ devices: Device[] }>('GET', path);
  const columns = {
    DEVICE: (it: Device) => it.deviceID,
    VENDOR: (it: Device) => it.vendor,
    PLATFORM: (it: Device) => it.platform,
    TOKEN: (it: Device) => (it.hasToken ? 'yes' : 'no'),
    REGISTERED: (it: Device) => (it.registeredAt === undefined ? undefined : time(it.registeredAt)),
    'PUSH-ID': (it: Device) => it.pushID,
  };
  printRows(devices, columns, printing);
}
