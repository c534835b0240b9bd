import { z } from 'zod';
import type { AppDirectory } from '@bellhop/kafka';
import type { Clients } from '../clients/open-clients.ts';
import { appId, deviceId, deviceSecret, userId } from '../domain/identifiers.ts';
import { LoginRefused, Refused } from '../domain/public-error.ts';
import type { FrameAnswer } from './frame.ts';

export const updateDeviceBody = z.strictObject({
  app: appId,
  deviceID: deviceId,
  deviceSecret,
  logoutUserID: userId.optional(),
  unregisterPush: z.boolean().optional(),
});

/**
 * What a device tells without a login: a logout or an unregistration that took place while it had no connection, when the user's token
 * may be gone. The device's secret stands for it.
 */
export async function updateDevice(
  body: z.output<typeof updateDeviceBody>,
  { apps, devices }: { apps: Pick<AppDirectory, 'get'>; devices: Pick<Clients['devices'], 'updateDevice'> },
): Promise<FrameAnswer> {
  const app = apps.get(body.app);
  if (app === undefined) throw new LoginRefused('app', 'the app is not known');
  const { proven } = await devices.updateDevice({
    app: app.app,
    deviceId: body.deviceID,
    deviceSecret: body.deviceSecret,
    logoutUserId: body.logoutUserID ?? '',
    unregisterPush: body.unregisterPush ?? false,
  });
  if (proven) return { body: {} };
  throw new Refused({
    code: 'DEVICE_NOT_PROVEN',
    message: 'the deviceSecret is not that of this device',
    field: 'deviceSecret',
  });
}
