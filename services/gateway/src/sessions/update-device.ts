import { z } from 'zod';
import { InvalidInput } from '@bellhop/runtime';
import { deviceCall } from '../calls/call.ts';
import { nothing } from '../calls/shapes.ts';
import { appId, deviceId, deviceSecret, userId } from '../domain/identifiers.ts';
import { inTime } from '../domain/in-time.ts';
import { LoginRefused, Refused } from '../domain/public-error.ts';
import { LOGIN_WITHIN_MS } from './login.ts';

const MAX_DEVICE_UPDATES = 5;

/**
 * What a device tells without a login: a logout or an unregistration that took place while it had no connection, when the user's token
 * may be gone. The device's secret stands for it.
 */
export const updateDevice = deviceCall({
  name: 'updateDevice',
  chapter: 'session',
  about: 'What took place on the device while it had no connection: a logout, an unregistration',
  input: z.strictObject({
    app: appId,
    deviceID: deviceId,
    deviceSecret,
    logoutUserID: userId.optional(),
    unregisterPush: z.boolean().optional(),
  }),
  output: nothing,
  errors: ['DEVICE_NOT_PROVEN'],
  admit: (connection) => {
    // After a login the user's own frames say the same.
    if (connection.isReady || connection.isLoggingIn)
      throw new InvalidInput('this connection is logged in: use logout and unregisterPush', { field: 'type' });
    connection.deviceUpdates += 1;
    if (connection.deviceUpdates > MAX_DEVICE_UPDATES)
      throw new InvalidInput(`a connection may send ${MAX_DEVICE_UPDATES} of these before its login`, {
        field: 'type',
      });
  },
  serve: async ({ app, deviceID, deviceSecret, logoutUserID, unregisterPush }, { connection, behind }) => {
    const known = behind.apps.get(app);
    if (known === undefined) throw new LoginRefused('app', 'the app is not known');
    behind.sessionRates.takeUpdate(connection.address);
    const { proven } = await inTime(
      behind.clients.devices.updateDevice({
        app: known.app,
        deviceId: deviceID,
        deviceSecret,
        logoutUserId: logoutUserID ?? '',
        unregisterPush: unregisterPush ?? false,
      }),
      LOGIN_WITHIN_MS,
      'the update',
    );
    if (proven) return { body: {} };
    throw new Refused({
      code: 'DEVICE_NOT_PROVEN',
      message: 'the deviceSecret is not that of this device',
      field: 'deviceSecret',
    });
  },
});
