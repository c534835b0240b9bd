import { integer, loadServiceEnv, type CommonConfig } from '@bellhop/runtime';

export interface PresenceConfig {
  readonly common: CommonConfig;
  /** Port of PresenceService; 0 = any free one. */
  readonly grpcPort: number;
  /** A gateway without a beat for so long is dead and its sessions are offline, ms. */
  readonly leaseMs: number;
}

/** The variables it reads beside the common ones. */
export const presenceEnv = {
  GRPC_PORT: integer({ min: 0, max: 65_535 }).default(9000).describe('Port of PresenceService; 0 = any free one.'),
  GATEWAY_LEASE_MS: integer({ min: 4_000, max: 60_000 })
    .default(10_000)
    .describe('A gateway without a beat for so long is dead, ms. Gateways beat every 3 s.'),
};

export function loadConfig(env: NodeJS.ProcessEnv): PresenceConfig {
  const { common, values } = loadServiceEnv(presenceEnv, env);
  return { common, grpcPort: values.GRPC_PORT, leaseMs: values.GATEWAY_LEASE_MS };
}
