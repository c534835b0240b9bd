import { z } from 'zod';
import { vendorFromProto } from '@bellhop/contracts';
import type { ApiKeys } from '../../auth/api-keys.ts';
import type { Clients } from '../../clients/open-clients.ts';
import { appId, userId } from '../../domain/identifiers.ts';
import { presenceInput } from '../../domain/presence-input.ts';
import { devicesAnswer, presenceAnswer } from '../answers.ts';
import type { HttpServer } from '../http-server.ts';
import { appParams } from '../schemas.ts';
import { authorizeApp } from './authorize-app.ts';

const states = {
  PRESENCE_STATE_UNSPECIFIED: 'unknown',
  PRESENCE_STATE_UNKNOWN: 'unknown',
  PRESENCE_STATE_ONLINE: 'online',
  PRESENCE_STATE_OFFLINE: 'offline',
} as const;

/** Who is online, and which devices a user has. */
export function presenceRoutes(
  server: HttpServer,
  { keys, presence, devices }: { keys: ApiKeys } & Pick<Clients, 'presence' | 'devices'>,
): void {
  const onRequest = authorizeApp(keys);

  server.post(
    '/v1/apps/:app/presence',
    {
      schema: {
        tags: ['users'],
        summary: 'Says who is online, for up to 1,000 users',
        response: { 200: presenceAnswer },
        params: appParams,
        body: presenceInput,
      },
      onRequest,
    },
    async ({ params, body }) => {
      const { users, asOfMs } = await presence.getPresence({ app: params.app, userIds: body.userIDs });
      return {
        users: users.map((user) => ({
          userID: user.userId,
          state: states[user.state],
          devices: user.devices.map(({ deviceId, platform, connectedAtMs }) => ({
            deviceID: deviceId,
            platform,
            connectedAt: connectedAtMs,
          })),
        })),
        asOf: asOfMs,
      };
    },
  );

  server.get(
    '/v1/apps/:app/users/:userID/devices',
    {
      schema: {
        tags: ['users'],
        summary: "Lists a user's devices, without tokens",
        response: { 200: devicesAnswer },
        params: z.object({ app: appId, userID: userId }),
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
}
