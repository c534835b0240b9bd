import { vendorNames, vendorToProto, type VendorName } from '@bellhop/contracts';
import { createClient, deviceService } from '@bellhop/grpc';
import { Secret } from '@bellhop/runtime';
import type { SimulatorControl } from '@bellhop/vendor-simulator';

/** A user with one phone, who never connects. */
export interface OfflineUser {
  readonly userId: string;
  readonly vendor: VendorName;
  readonly token: string;
  readonly phoneId: string;
}

export type DeviceClient = ReturnType<typeof openDevices>;

const REGISTERING = 16;

/** The push-router's internal service for devices: registering by the thousand without as many logins. */
export function openDevices(pushRouterAddress: string, internalKey: string) {
  return createClient(deviceService, { address: pushRouterAddress, key: new Secret(internalKey), deadlineMs: 10_000 });
}

/** Registers users who are offline, their phones spread evenly over the vendors. */
export async function offlineUsers(
  system: {
    readonly app: string;
    readonly control: SimulatorControl;
    readonly devices: Pick<DeviceClient, 'bindDevice' | 'registerDevice'>;
  },
  prefix: string,
  count: number,
): Promise<OfflineUser[]> {
  const { app, control, devices } = system;
  const perVendor = Math.ceil(count / vendorNames.length);
  const users: OfflineUser[] = [];
  for (const vendor of vendorNames) {
    const phones = await control.createPhones({ vendor, count: perVendor });
    users.push(
      ...phones.map(({ phoneId, token }, index) => ({
        userId: `${prefix}-${vendor}-${index}`,
        vendor,
        token,
        phoneId,
      })),
    );
  }
  await concurrently(REGISTERING, users, async ({ userId, vendor, token }) => {
    const device = { app, deviceId: userId, userId };
    await devices.bindDevice(device);
    await devices.registerDevice({ ...device, vendor: vendorToProto(vendor), token });
  });
  return interleaved(users, perVendor).slice(0, count);
}

/** Vendor after vendor, so that any run of users meets all vendors alike. */
function interleaved(users: readonly OfflineUser[], perVendor: number): OfflineUser[] {
  return Array.from({ length: perVendor }, (_, index) =>
    vendorNames.flatMap((_vendor, group) => users[group * perVendor + index] ?? []),
  ).flat();
}

/** Works through a list with a few workers. */
export async function concurrently<T>(
  workers: number,
  items: readonly T[],
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const queue = items.entries();
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (const [index, item] of queue) await work(item, index);
    }),
  );
}
