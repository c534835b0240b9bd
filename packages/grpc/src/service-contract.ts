import type grpc from '@grpc/grpc-js';
import type { MethodDefinition } from '@grpc/proto-loader';
import protoLoader from '@grpc/proto-loader';
import type {
  AdminServiceDefinition,
  CallServiceDefinition,
  ConversationServiceDefinition,
  CredentialServiceDefinition,
  DecisionServiceDefinition,
  DeliveryServiceDefinition,
  DeviceServiceDefinition,
  GroupServiceDefinition,
  MessageServiceDefinition,
  PresenceServiceDefinition,
  PushServiceDefinition,
  RecipientServiceDefinition,
  SyncServiceDefinition,
  TargetServiceDefinition,
  TraceServiceDefinition,
  UserDataServiceDefinition,
  UserDeviceServiceDefinition,
  UserServiceDefinition,
  UserSettingsServiceDefinition,
} from '@bellhop/contracts';
import { loaderOptions, messageType, protoFolder } from '@bellhop/contracts';
import type protobuf from 'protobufjs';
import { requestReader } from './read-request.ts';

/** Names of a service's RPCs; the generated definition also has an index signature, which is left out. */
type Rpc<Definition> = keyof {
  [K in keyof Definition as string extends K ? never : number extends K ? never : K]: true;
} &
  keyof Definition;

/** What a client may send. */
export type RequestInput<Definition, K extends keyof Definition> =
  Definition[K] extends MethodDefinition<infer Input, infer _Response, infer _Request, infer _Output> ? Input : never;
/** What a server gets. */
export type Request<Definition, K extends keyof Definition> =
  Definition[K] extends MethodDefinition<infer _Input, infer _Response, infer Output, infer _Result> ? Output : never;
/** What a server may answer. */
export type ResponseInput<Definition, K extends keyof Definition> =
  Definition[K] extends MethodDefinition<infer _Input, infer Response, infer _Request, infer _Output>
    ? Response
    : never;
/** What a client gets. */
export type Response<Definition, K extends keyof Definition> =
  Definition[K] extends MethodDefinition<infer _Input, infer _Response, infer _Request, infer Output> ? Output : never;

export type { Rpc };

/** A gRPC service of ours, by the full name in `proto/`. */
export interface ServiceContract<Definition> {
  readonly name: string;
  /** File below `proto/`. */
  readonly file: string;
  /** Only for types. */
  readonly definition?: Definition;
}

export const messageService: ServiceContract<MessageServiceDefinition> = contract(
  'im',
  'MessageService',
  'message_service',
);
export const groupService: ServiceContract<GroupServiceDefinition> = contract('im', 'GroupService', 'group_service');
export const callService: ServiceContract<CallServiceDefinition> = contract('im', 'CallService', 'call_service');
export const conversationService: ServiceContract<ConversationServiceDefinition> = contract(
  'im',
  'ConversationService',
  'conversation_service',
);
export const syncService: ServiceContract<SyncServiceDefinition> = contract('im', 'SyncService', 'sync_service');
export const recipientService: ServiceContract<RecipientServiceDefinition> = contract(
  'dryrun',
  'RecipientService',
  'recipient_service',
);
export const userService: ServiceContract<UserServiceDefinition> = contract('im', 'UserService', 'user_service');
export const userDataService: ServiceContract<UserDataServiceDefinition> = contract(
  'im',
  'UserDataService',
  'user_data_service',
);
export const deliveryService: ServiceContract<DeliveryServiceDefinition> = contract(
  'im',
  'DeliveryService',
  'delivery_service',
);
export const presenceService: ServiceContract<PresenceServiceDefinition> = contract(
  'presence',
  'PresenceService',
  'presence_service',
);
export const deviceService: ServiceContract<DeviceServiceDefinition> = contract(
  'push',
  'DeviceService',
  'device_service',
);
export const userDeviceService: ServiceContract<UserDeviceServiceDefinition> = contract(
  'push',
  'UserDeviceService',
  'user_device_service',
);
export const userSettingsService: ServiceContract<UserSettingsServiceDefinition> = contract(
  'push',
  'UserSettingsService',
  'user_settings_service',
);
export const pushService: ServiceContract<PushServiceDefinition> = contract('direct', 'PushService', 'push_service');
export const credentialService: ServiceContract<CredentialServiceDefinition> = contract(
  'push',
  'CredentialService',
  'credential_service',
);
export const targetService: ServiceContract<TargetServiceDefinition> = contract(
  'push',
  'TargetService',
  'target_service',
);
export const decisionService: ServiceContract<DecisionServiceDefinition> = contract(
  'dryrun',
  'DecisionService',
  'decision_service',
);
export const traceService: ServiceContract<TraceServiceDefinition> = contract('push', 'TraceService', 'trace_service');
export const adminService: ServiceContract<AdminServiceDefinition> = contract('admin', 'AdminService', 'admin_service');

function contract<Definition>(area: string, name: string, file: string): ServiceContract<Definition> {
  return { name: `bellhop.${area}.v1.${name}`, file: `bellhop/${area}/v1/${file}.proto` };
}

const packages = new Map<string, protoLoader.PackageDefinition>();

/** The parsed file of a service. Read at first use. */
function packageOf(service: ServiceContract<unknown>): protoLoader.PackageDefinition {
  let parsed = packages.get(service.file);
  if (parsed === undefined) {
    parsed = protoLoader.loadSync(service.file, { ...loaderOptions, includeDirs: [protoFolder] });
    packages.set(service.file, parsed);
  }
  return parsed;
}

/** The definition that grpc-js wants. */
export function grpcDefinition(service: ServiceContract<unknown>): grpc.ServiceDefinition {
  return packageOf(service)[service.name] as unknown as grpc.ServiceDefinition;
}

/** The messages of an RPC. Read at first use. */
export function messageTypesOf(
  service: ServiceContract<unknown>,
  rpc: string,
): { readonly request: () => protobuf.Type; readonly response: () => protobuf.Type } {
  const typeOf = (side: 'requestType' | 'responseType') => (): protobuf.Type => {
    const method = packageOf(service)[service.name] as unknown as Record<string, MessageTypes>;
    return messageType(fullNameOf(service, method[rpc]?.[side].type.name ?? rpc), [service.file]);
  };
  return { request: typeOf('requestType'), response: typeOf('responseType') };
}

type MessageTypes = Record<'requestType' | 'responseType', { readonly type: { readonly name: string } }>;

/** Requests and responses stand in the package of their service. */
function fullNameOf(service: ServiceContract<unknown>, name: string): string {
  return `${service.name.slice(0, service.name.lastIndexOf('.'))}.${name}`;
}

/** The same for servers: what callers send is checked as it is read. */
export function checkedDefinition(service: ServiceContract<unknown>): grpc.ServiceDefinition {
  return Object.fromEntries(
    Object.entries(grpcDefinition(service)).map(([rpc, method]) => {
      if (method.requestStream) return [rpc, method];
      const name = fullNameOf(service, (method as unknown as MessageTypes).requestType.type.name);
      return [rpc, { ...method, requestDeserialize: requestReader(name, service.file, method.requestDeserialize) }];
    }),
  );
}
