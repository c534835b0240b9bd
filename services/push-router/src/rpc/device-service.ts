import {
  vendorFromProto,
  vendorToProto,
  type DeviceServiceDefinition,
  type UserDeviceServiceDefinition,
  type VendorName,
} from '@bellhop/contracts';
import { idField, listField, textField, type Handlers } from '@bellhop/grpc';
import { InvalidInput } from '@bellhop/runtime';
import type { UserSettingsStore } from '../db/user-settings-store.ts';
import type { FullDeviceStore, Login } from '../db/device-store.ts';

/** Registrations and bindings, asked by the gateway when clients log in, register and log out. */
export function deviceServiceHandlers({
  devices,
  settings,
}: {
  devices: FullDeviceStore;
  settings: Pick<UserSettingsStore, 'setName'>;
}): Handlers<DeviceServiceDefinition> {
  const deviceOf = (request: { app: string; deviceId: string; userId: string }) => ({
    app: textField('app', request.app, 32),
    deviceId: textField('deviceId', request.deviceId, 64),
    userId: idField('userID', request.userId),
  });
  return {
    RegisterDevice: async (request) =>
      (await devices.register({
        ...deviceOf(request),
        vendor: knownVendor(request.vendor),
        token: textField('token', request.token, 4_096),
        appType: appTypeOf(request.appType),
        platform: textField('platform', request.platform, 16, { optional: true }),
        environment: environmentOf(request.environment),
        locale: textField('locale', request.locale, 35, { optional: true }),
        timeZone: textField('timeZone', request.timeZone, 64, { optional: true }),
        appVersion: textField('appVersion', request.appVersion, 32, { optional: true }),
      })) ?? {},
    UnregisterDevice: async (request) => ({ unregistered: await devices.unregister(deviceOf(request)) }),
    BindDevice: async (request) => {
      const device = deviceOf(request);
      const userName = textField('userName', request.userName, 64, { optional: true });
      if (request.resume) {
        const resumed = await devices.resume(device);
        return resumed === undefined ? { ended: true } : answerOf(resumed);
      }
      const bound = await devices.bind({
        ...device,
        platform: textField('platform', request.platform, 16, { optional: true }),
        deviceSecret: textField('deviceSecret', request.deviceSecret, 64, { optional: true }),
      });
      if (bound.kind === 'taken') return { taken: true };
      if (userName !== '') await settings.setName(device, userName);
      const { pushId, loginNumber, deviceIds, deviceSecret } = bound;
      return {
        ...answerOf({ pushId, loginNumber }),
        deviceIds,
        ...(deviceSecret === undefined ? {} : { deviceSecret }),
      };
    },
    UpdateDevice: async (request) => ({
      proven: await devices.update({
        app: textField('app', request.app, 32),
        deviceId: textField('deviceID', request.deviceId, 64),
        deviceSecret: textField('deviceSecret', request.deviceSecret, 64),
        logoutUserId: request.logoutUserId === '' ? undefined : idField('logoutUserID', request.logoutUserId),
        unregisterPush: request.unregisterPush,
      }),
    }),
    UnbindDevice: async (request) => {
      const { loginNumber } = request;
      await devices.unbind({ ...deviceOf(request), loginNumber: loginNumber === 0 ? undefined : loginNumber });
      return {};
    },
    ListUserDevices: (request) => listed(devices, request),
  };
}

/** A user's devices, for the app's server. */
export function userDeviceServiceHandlers({
  devices,
}: {
  devices: Pick<FullDeviceStore, 'listOf' | 'endOf'>;
}): Handlers<UserDeviceServiceDefinition> {
  return {
    ListDevices: (request) => listed(devices, request),
    EndUserDevices: ({ app, userId, deviceIds }) =>
      devices.endOf({
        app: textField('app', app, 32),
        userId: idField('userID', userId),
        deviceIds:
          deviceIds.length === 0
            ? undefined
            : listField('deviceIDs', deviceIds, { min: 1, max: 100 }).map((id) => textField('deviceIDs', id, 64)),
      }),
  };
}

async function listed(devices: Pick<FullDeviceStore, 'listOf'>, { app, userId }: { app: string; userId: string }) {
  const rows = await devices.listOf({ app: textField('app', app, 32), userId: idField('userID', userId) });
  return { devices: rows.map((row) => ({ ...row, vendor: vendorToProto(row.vendor) })) };
}

/** Proto knows absent, not undefined. */
function answerOf({ pushId, ...login }: Login) {
  return pushId === undefined ? login : { ...login, pushId };
}

/** The vendor of a request. */
export function knownVendor(vendor: Parameters<typeof vendorFromProto>[0]): VendorName {
  const name = vendorFromProto(vendor);
  if (name === undefined)
    throw new InvalidInput('vendor must be one of xiaomi, huawei, oppo, vivo, fcm', { field: 'vendor' });
  return name;
}

/** The certificate set of a request: 1..100, 1 when not given. */
export function appTypeOf(appType: number): number {
  if (appType < 0 || appType > 100) throw new InvalidInput('appType must be 1 to 100', { field: 'appType' });
  return appType === 0 ? 1 : appType;
}

function environmentOf(environment: string): string {
  if (environment === '') return 'production';
  if (environment === 'production' || environment === 'sandbox') return environment;
  throw new InvalidInput('environment must be production or sandbox', { field: 'environment' });
}
