import type { WatchRequestInput } from '@bellhop/contracts';
import {
  adminService,
  callService,
  conversationService,
  createClient,
  createReplicaClients,
  decisionService,
  deviceService,
  groupService,
  openAnswers,
  presenceService,
  pushService,
  recipientService,
  syncService,
  traceService,
  userDataService,
  userDeviceService,
  userSettingsService,
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
  const presence = { address: config.presenceAddress, ...access.to('presence'), deadlineMs: 500 };
  const close = (client: { close(): void }): void => client.close();
  const watched = await open.add(createClient(presenceService, presence), close);
  return {
    sync: await open.add(createClient(syncService, messageStore), close),
    calls: await open.add(createClient(callService, messageStore), close),
    conversations: await open.add(createClient(conversationService, messageStore), close),
    groups: await open.add(createClient(groupService, messageStore), close),
    presence: watched,
    /** From one replica, until it or the caller ends it. */
    watchPresence: (request: WatchRequestInput) =>
      openAnswers(presenceService, watched, 'Watch', request, presence.key),
    /** For what each of them shows; a call that fails there is not made elsewhere. */
    presenceReplicas: await open.add(createReplicaClients(presenceService, { ...presence, retry: false }), close),
    devices: await open.add(createClient(deviceService, pushRouter), close),
    userDevices: await open.add(createClient(userDeviceService, pushRouter), close),
    userSettings: await open.add(createClient(userSettingsService, pushRouter), close),
    pushes: await open.add(createClient(pushService, pushRouter), close),
    recipients: await open.add(createClient(recipientService, messageStore), close),
    decisions: await open.add(createClient(decisionService, pushRouter), close),
    admin: await open.add(createClient(adminService, pushRouter), close),
    erasers: {
      pushRouter: await open.add(createClient(userDataService, pushRouter), close),
      messageStore: await open.add(createClient(userDataService, messageStore), close),
      pushHistory: await open.add(createClient(userDataService, pushHistory), close),
    },
    traces: await open.add(createClient(traceService, pushHistory), close),
  };
}
