import { z } from 'zod';
import { vendorFromProto } from '@bellhop/contracts';
import type { ApiKeys } from '../../auth/api-keys.ts';
import type { Clients } from '../../clients/open-clients.ts';
import type { EndUserDevices } from '../../devices/end-user-devices.ts';
import { appId, deviceId, userId } from '../../domain/identifiers.ts';
import { devicesAnswer, endedDevices } from '../answers.ts';
import type { HttpServer } from '../http-server.ts';
import { authorizeApp } from './authorize-app.ts';

const tags = ['users'];
const userParams = z.object({ app: appId, userID: userId });
const deviceParams = userParams.extend({ deviceID: deviceId });

/** A user's devices: which there are, and the end of logins on those that were lost. */
export function deviceRoutes(
  server: HttpServer,
  { keys, devices, endUserDevices }: { keys: ApiKeys; endUserDevices: EndUserDevices } & Pick<Clients, 'devices'>,
): void {
  const onRequest = authorizeApp(keys);

  server.get(
    '/v1/apps/:app/users/:userID/devices',
    {
      schema: {
        tags,
        summary: "Lists a user's devices, without tokens",
        response: { 200: devicesAnswer },
        params: userParams,
      },
      onRequest,
    },
    async ({ params }) => {
      const found = await devices.listUserDevices({ app: params.app, userId: params.userID });
      return {
        devices: found.devices.map((device) => ({
          deviceID: device.deviceId,
          pushID: device.pushId,
          vendor: vendorFromProto(device.vendor),
          platform: device.platform,
          hasToken: device.hasToken,
          registeredAt: device.registeredAtMs,
        })),
      };
    },
  );

  server.delete(
    '/v1/apps/:app/users/:userID/devices/:deviceID',
    {
      schema: {
        tags,
        summary: "Ends the user's login on a device: no more pushes there, and its connection is closed",
        response: { 200: endedDevices },
        params: deviceParams,
      },
      onRequest,
    },
    async ({ params: { app, userID, deviceID } }) => {
      const { deviceIds } = await endUserDevices(app, userID, [deviceID]);
      return { deviceIDs: deviceIds };
    },
  );
  server.delete(
    '/v1/apps/:app/users/:userID/devices',
    {
      schema: {
        tags,
        summary: "Ends the user's logins on all devices",
        response: { 200: endedDevices },
        params: userParams,
      },
      onRequest,
    },
    async ({ params: { app, userID } }) => {
      const { deviceIds } = await endUserDevices(app, userID, []);
      return { deviceIDs: deviceIds };
    },
  );
}
