import {
  databaseEnv,
  databaseSettings,
  integer,
  loadServiceEnv,
  serviceAddress,
  type CommonConfig,
  type DatabaseSettings,
} from '@bellhop/runtime';

export interface MessageStoreConfig {
  readonly common: CommonConfig;
  readonly database: DatabaseSettings;
  /** Port of GroupService and SyncService; 0 = any free one. */
  readonly grpcPort: number;
  /** PresenceService, host:port or dns:///name:port. */
  readonly presenceAddress: string;
  /** How long messages are kept, days. */
  readonly retentionDays: number;
}

/** The variables it reads beside the common ones. */
export const messageStoreEnv = {
  ...databaseEnv,
  GRPC_PORT: integer({ min: 0, max: 65_535 })
    .default(9000)
    .describe('Port of GroupService and SyncService; 0 = any free one.'),
  PRESENCE_ADDRESS: serviceAddress('PresenceService of presence'),
  RETENTION_DAYS: integer({ min: 1, max: 3_650 }).default(30).describe('How long messages are kept, days.'),
};

export function loadConfig(env: NodeJS.ProcessEnv): MessageStoreConfig {
  const { common, values } = loadServiceEnv(messageStoreEnv, env);
  return {
    common,
    database: databaseSettings(values),
    grpcPort: values.GRPC_PORT,
    presenceAddress: values.PRESENCE_ADDRESS,
    retentionDays: values.RETENTION_DAYS,
  };
}
