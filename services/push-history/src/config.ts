import {
  databaseEnv,
  databaseSettings,
  integer,
  loadServiceEnv,
  type CommonConfig,
  type DatabaseSettings,
} from '@bellhop/runtime';

export interface PushHistoryConfig {
  readonly common: CommonConfig;
  readonly database: DatabaseSettings;
  /** Port of the gRPC services; 0 = any free one. */
  readonly grpcPort: number;
  /** How long traces are kept, days. */
  readonly traceRetentionDays: number;
}

/** The variables it reads beside the common ones. */
export const pushHistoryEnv = {
  ...databaseEnv,
  GRPC_PORT: integer({ min: 0, max: 65_535 }).default(9000).describe('Port of TraceService; 0 = any free one.'),
  TRACE_RETENTION_DAYS: integer({ min: 1, max: 365 }).default(7).describe('How long traces are kept, days.'),
};

export function loadConfig(env: NodeJS.ProcessEnv): PushHistoryConfig {
  const { common, values } = loadServiceEnv(pushHistoryEnv, env);
  return {
    common,
    database: databaseSettings(values),
    grpcPort: values.GRPC_PORT,
    traceRetentionDays: values.TRACE_RETENTION_DAYS,
  };
}
