import type {
  AdminServiceDefinition,
  PresenceServiceDefinition,
  TraceServiceDefinition,
  UserDeviceServiceDefinition,
} from '@bellhop/contracts';
import type { Handlers } from '@bellhop/grpc';
import { z } from 'zod';
import type { ApiKeys } from '../auth/api-keys.ts';
import type { Clients } from '../clients/open-clients.ts';
import type { EndUserDevices } from '../devices/end-user-devices.ts';
import { deviceId, messageId, pushId, userId } from '../domain/identifiers.ts';
import { parseInput } from '../domain/parse-input.ts';
import { presenceInput } from '../domain/presence-input.ts';

const endDevicesInput = z.strictObject({
  userID: userId,
  deviceIDs: z.array(deviceId).max(100, 'must name at most 100 devices'),
});

/** Who is online, for holders of an API key. */
export function presenceServiceHandlers({
  keys,
  presence,
}: {
  keys: ApiKeys;
  presence: Clients['presence'];
}): Handlers<PresenceServiceDefinition> {
  return {
    GetPresence: async (request, { bearer }) => {
      keys.app(request.app, bearer);
      const { userIDs } = parseInput(presenceInput, { userIDs: request.userIds });
      return presence.getPresence({ app: request.app, userIds: userIDs });
    },
  };
}

/** The end of a user's logins, for holders of an API key. */
export function userDeviceServiceHandlers({
  keys,
  endUserDevices,
}: {
  keys: ApiKeys;
  endUserDevices: EndUserDevices;
}): Handlers<UserDeviceServiceDefinition> {
  return {
    EndUserDevices: async (request, { bearer }) => {
      keys.app(request.app, bearer);
      const { userID, deviceIDs } = parseInput(endDevicesInput, {
        userID: request.userId,
        deviceIDs: request.deviceIds,
      });
      return endUserDevices(request.app, userID, deviceIDs);
    },
  };
}

/** What happened to a message or a push, for holders of an API key and for operators. */
export function traceServiceHandlers({
  keys,
  traces,
}: {
  keys: ApiKeys;
  traces: Clients['traces'];
}): Handlers<TraceServiceDefinition> {
  return {
    GetMessageTrace: async (request, { bearer }) => {
      keys.appOrOperator(request.app, bearer);
      return traces.getMessageTrace({ ...request, messageId: parseInput(messageId, request.messageId) });
    },
    GetPushTrace: async (request, { bearer }) => {
      keys.appOrOperator(request.app, bearer);
      return traces.getPushTrace({ ...request, pushId: parseInput(pushId, request.pushId) });
    },
  };
}

/** What operators do. push-router, who owns all this, checks the input. */
export function adminServiceHandlers({
  keys,
  admin,
}: {
  keys: ApiKeys;
  admin: Clients['admin'];
}): Handlers<AdminServiceDefinition> {
  const operator =
    <Request, Response>(forward: (request: Request) => Promise<Response>) =>
    async (request: Request, { bearer }: { bearer: string | undefined }): Promise<Response> => {
      keys.operator(bearer);
      return forward(request);
    };
  return {
    CreateApp: operator((request) => admin.createApp(request)),
    UpdateApp: operator((request) => admin.updateApp(request)),
    GetApp: operator((request) => admin.getApp(request)),
    ListApps: operator((request) => admin.listApps(request)),
    SaveCertificateSet: operator((request) => admin.saveCertificateSet(request)),
    ListCertificateSets: operator((request) => admin.listCertificateSets(request)),
    DeleteCertificateSet: operator((request) => admin.deleteCertificateSet(request)),
    SaveResource: operator((request) => admin.saveResource(request)),
    ListResources: operator((request) => admin.listResources(request)),
    DeleteResource: operator((request) => admin.deleteResource(request)),
  };
}
