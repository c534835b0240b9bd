import type { ApiKeys } from '../../auth/api-keys.ts';
import type { Clients } from '../../clients/open-clients.ts';
import { presenceInput } from '../../domain/presence-input.ts';
import { presenceAnswer } from '../answers.ts';
import type { HttpServer } from '../http-server.ts';
import { appParams } from '../schemas.ts';
import { authorizeApp } from './authorize-app.ts';

const states = {
  PRESENCE_STATE_UNSPECIFIED: 'unknown',
  PRESENCE_STATE_UNKNOWN: 'unknown',
  PRESENCE_STATE_ONLINE: 'online',
  PRESENCE_STATE_OFFLINE: 'offline',
} as const;

/** Who is online. */
export function presenceRoutes(
  server: HttpServer,
  { keys, presence }: { keys: ApiKeys } & Pick<Clients, 'presence'>,
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
}
