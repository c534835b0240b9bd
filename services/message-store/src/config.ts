import { databaseEnv, integer, loadServiceEnv, z, type CommonConfig, type Secret } from '@bellhop/runtime';

export interface MessageStoreConfig {
  readonly common: CommonConfig;
  readonly databaseUrl: Secret;
  readonly databasePoolSize: number;
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
  PRESENCE_ADDRESS: z.string().describe('PresenceService, host:port or dns:///name:port.'),
  RETENTION_DAYS: integer({ min: 1, max: 3_650 }).default(30).describe('How long messages are kept, days.'),
};

export function loadConfig(env: NodeJS.ProcessEnv): MessageStoreConfig {
  const { common, values } = loadServiceEnv(messageStoreEnv, env);
  return {
    common,
    databaseUrl: values.DATABASE_URL,
    databasePoolSize: values.DATABASE_POOL_SIZE,
    grpcPort: values.GRPC_PORT,
    presenceAddress: values.PRESENCE_ADDRESS,
    retentionDays: values.RETENTION_DAYS,
  };
}
