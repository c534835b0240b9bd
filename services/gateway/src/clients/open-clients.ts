import {
  adminService,
  callService,
  createClient,
  deviceService,
  groupService,
  presenceService,
  syncService,
  traceService,
  userDeviceService,
  type InternalAccess,
} from '@bellhop/grpc';
import type { Opening } from '@bellhop/runtime';
import { CALL_TIMEOUT_MS, type GatewayConfig } from '../config.ts';

/** The services behind the gateway. */
export type Clients = Awaited<ReturnType<typeof openClients>>;

/** Connects lazily: a gateway starts without the others and answers UNAVAILABLE until they are there. */
export async function openClients(open: Opening, config: GatewayConfig, access: InternalAccess) {
  const deadlineMs = config.callTimeoutMs ?? CALL_TIMEOUT_MS;
  const messageStore = { address: config.messageStoreAddress, ...access.to('message-store'), deadlineMs };
  const pushRouter = { address: config.pushRouterAddress, ...access.to('push-router'), deadlineMs };
  const pushHistory = { address: config.pushHistoryAddress, ...access.to('push-history'), deadlineMs };
  const close = (client: { close(): void }): void => client.close();
  return {
    sync: await open.add(createClient(syncService, messageStore), close),
    calls: await open.add(createClient(callService, messageStore), close),
    groups: await open.add(createClient(groupService, messageStore), close),
    presence: await open.add(
      createClient(presenceService, { address: config.presenceAddress, ...access.to('presence'), deadlineMs: 500 }),
      close,
    ),
    devices: await open.add(createClient(deviceService, pushRouter), close),
    userDevices: await open.add(createClient(userDeviceService, pushRouter), close),
    admin: await open.add(createClient(adminService, pushRouter), close),
    traces: await open.add(createClient(traceService, pushHistory), close),
  };
}
