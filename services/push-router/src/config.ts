import {
  databaseEnv,
  databaseSettings,
  integer,
  loadServiceEnv,
  secret,
  serviceAddress,
  type CommonConfig,
  type DatabaseSettings,
  type Secret,
} from '@bellhop/runtime';

export interface PushRouterConfig {
  readonly common: CommonConfig;
  readonly database: DatabaseSettings;
  /** Port of the gRPC services; 0 = any free one. */
  readonly grpcPort: number;
  /** SyncService of message-store, host:port or dns:///name:port. */
  readonly messageStoreAddress: string;
  /** PresenceService, host:port or dns:///name:port; undefined = who is connected is not known: every push for offline devices goes to all, and no platform silences another. */
  readonly presenceAddress?: string | undefined;
  /** Keys that seal certificates and client-token secrets. */
  readonly keyring: Secret;
}

/** The variables it reads beside the common ones. */
export const pushRouterEnv = {
  ...databaseEnv,
  GRPC_PORT: integer({ min: 0, max: 65_535 })
    .default(9000)
    .describe(
      'Port of DeviceService, AdminService, CredentialService, TargetService, UserDeviceService and PushService; 0 = any free one.',
    ),
  MESSAGE_STORE_ADDRESS: serviceAddress('message-store: what users have read, and who has left a group'),
  PRESENCE_ADDRESS: serviceAddress('PresenceService of presence')
    .optional()
    .describe(
      'PresenceService of presence, asked for pushes that are for offline devices alone, and where users want some platforms silent while they are online on others: host:port, dns:///name:port or ipv4:address:port,address:port. Without it the first go to all devices, and a burst or a push that waited leaves whoever is online.',
    ),
  KEYRING: secret.describe(
    'Keys that seal certificates and client-token secrets: `id:base64(32 bytes)`, separated by commas. The first seals, all open. Make one: `echo "k1:$(openssl rand -base64 32)"`.',
  ),
};

export function loadConfig(env: NodeJS.ProcessEnv): PushRouterConfig {
  const { common, values } = loadServiceEnv(pushRouterEnv, env);
  return {
    common,
    database: databaseSettings(values),
    grpcPort: values.GRPC_PORT,
    messageStoreAddress: values.MESSAGE_STORE_ADDRESS,
    presenceAddress: values.PRESENCE_ADDRESS,
    keyring: values.KEYRING,
  };
}
