import { z } from 'zod';
import { userDeviceService } from '@bellhop/grpc';
import type { Call } from '../calls/call.ts';
import { jsonCall } from '../calls/json-call.ts';
import { ownerCall } from '../calls/owner-call.ts';
import { object, time, vendor } from '../calls/shapes.ts';
import { deviceId, userId } from '../domain/identifiers.ts';

const chapter = 'users';
const access = 'app';
const route = '/v1/apps/:app/users/:userID/devices';
const ended = object({
  deviceIDs: z.array(z.string()).meta({ description: 'On which the user was logged in until now' }),
});

const listUserDevices = ownerCall({
  name: 'listUserDevices',
  chapter,
  about: "Lists a user's registered devices, without tokens",
  access,
  http: `GET ${route}`,
  grpc: { contract: userDeviceService, rpc: 'ListDevices' },
  input: z.strictObject({ userID: userId }),
  output: object({
    devices: z.array(
      object({
        deviceID: z.string(),
        pushID: z.string(),
        vendor: vendor.optional(),
        platform: z.string(),
        hasToken: z.boolean(),
        registeredAt: time,
      }),
    ),
  }),
  run: (request, { clients }) => clients.userDevices.listDevices(request),
});

const endUserDevices = ownerCall({
  name: 'endUserDevices',
  chapter,
  about: "Ends the user's logins on all devices: no more pushes there, and connections close with `kickedOut`",
  access,
  http: { route: `DELETE ${route}`, without: ['deviceIDs'] },
  grpc: { contract: userDeviceService, rpc: 'EndUserDevices' },
  input: z.strictObject({
    userID: userId,
    deviceIDs: z.array(deviceId).max(100, 'must name at most 100 devices').optional(),
  }),
  output: ended,
  run: ({ app = '', userId: user = '', deviceIds = [] }, { endUserDevices }) => endUserDevices(app, user, deviceIds),
});

const endUserDevice = jsonCall({
  name: 'endUserDevice',
  chapter,
  about: "Ends the user's login on a device that was lost or stolen; the user may log in there again",
  access,
  http: `DELETE ${route}/:deviceID`,
  input: z.strictObject({ userID: userId, deviceID: deviceId }),
  output: ended,
  serve: async ({ userID, deviceID }, { app, behind }) => {
    const { deviceIds } = await behind.endUserDevices(app?.app ?? '', userID, [deviceID]);
    return { deviceIDs: deviceIds };
  },
});

/** A user's devices, for the app's server: which there are, and the end of logins on those that were lost. */
export const userDeviceCalls: readonly Call[] = [listUserDevices, endUserDevice, endUserDevices];
