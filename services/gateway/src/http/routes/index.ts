import type { ApiKeys } from '../../auth/api-keys.ts';
import type { Clients } from '../../clients/open-clients.ts';
import type { EndUserDevices } from '../../devices/end-user-devices.ts';
import type { GroupCalls } from '../../groups/group-calls.ts';
import type { SendForService } from '../../messages/send-for-service.ts';
import type { HttpServer } from '../http-server.ts';
import { appRoutes } from './app-routes.ts';
import { certificateRoutes } from './certificate-routes.ts';
import { deviceRoutes } from './device-routes.ts';
import { groupRoutes } from './group-routes.ts';
import { messageRoutes } from './message-routes.ts';
import { presenceRoutes } from './presence-routes.ts';
import { resourceRoutes } from './resource-routes.ts';
import { traceRoutes } from './trace-routes.ts';

/** Every HTTP route. */
export function httpRoutes(
  server: HttpServer,
  {
    keys,
    send,
    groups,
    endUserDevices,
    clients,
  }: { keys: ApiKeys; send: SendForService; groups: GroupCalls; endUserDevices: EndUserDevices; clients: Clients },
): void {
  messageRoutes(server, { keys, send });
  groupRoutes(server, { keys, groups });
  presenceRoutes(server, { keys, ...clients });
  deviceRoutes(server, { keys, endUserDevices, ...clients });
  traceRoutes(server, { keys, ...clients });
  appRoutes(server, { keys, ...clients });
  certificateRoutes(server, { keys, ...clients });
  resourceRoutes(server, { keys, ...clients });
  server.get('/openapi.json', { schema: { hide: true } }, () => server.swagger());
}
