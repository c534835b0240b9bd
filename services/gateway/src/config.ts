import { trustedProxies } from './doors/client-address.ts';
import { integer, loadServiceEnv, secret, z, type CommonConfig, type Secret } from '@bellhop/runtime';

export interface GatewayConfig {
  readonly common: CommonConfig;
  /** Port of WebSocket and HTTP; 0 = any free one. */
  readonly httpPort: number;
  /** Port of the gRPC services for other services; 0 = any free one. */
  readonly grpcPort: number;
  /** Port of the internal DeliveryService; 0 = any free one. */
  readonly deliveryPort: number;
  /** host:port under which message-store reaches the delivery port; undefined = as it listens. */
  readonly advertisedAddress: string | undefined;
  readonly messageStoreAddress: string;
  readonly presenceAddress: string;
  readonly pushRouterAddress: string;
  readonly pushHistoryAddress: string;
  /** Lets operators in. */
  readonly operatorKey: Secret;
  /** Opens the sealed client-token secrets. */
  readonly keyring: Secret;
  /** How long a call to another service may take; closing waits for answers as long. Default 3 s. */
  readonly callTimeoutMs?: number;
  readonly addressBounds: AddressBounds;
  readonly connectionLimits: ConnectionLimits;
  readonly overload: OverloadSettings;
}

/** What one network address may have of the HTTP and of the gRPC door, each. */
export interface AddressBounds {
  /** Addresses and networks of the proxies in front of us, whose `x-forwarded-for` counts. */
  readonly trustedProxies: readonly string[];
  /** Connections; those of trusted proxies are not counted. */
  readonly maxSockets: number;
  /** Requests that wait for their answers. */
  readonly maxCalls: number;
}

export interface ConnectionLimits {
  readonly maxConnections: number;
  readonly maxConnectionsPerAddress: number;
  /** Connections that have not logged in. */
  readonly maxUnauthenticated: number;
  readonly maxUnauthenticatedPerAddress: number;
  readonly loginTimeoutMs: number;
  /** Longer frames get an error; twice as long ones end the connection. */
  readonly maxFrameBytes: number;
  /** Above this many unsent bytes a reader is too slow and is cut off. */
  readonly maxBufferedBytes: number;
  /** Deliveries without acknowledgement per connection; more are answered GONE. */
  readonly maxOutstanding: number;
  /** Frames under way per connection. */
  readonly maxPendingFrames: number;
  /** How long closing spreads the connections over, ms. */
  readonly drainMs: number;
}

export interface OverloadSettings {
  /** The backlog, as time, that shedding steers to, ms. */
  readonly targetDelayMs: number;
  /** A backlog of fewer records never sheds. */
  readonly minBacklog: number;
  /** Waiting for Kafka: above this everything is shed. */
  readonly maxProducerBytes: number;
}

export const CALL_TIMEOUT_MS = 3_000;

const port = integer({ min: 0, max: 65_535 });
const address = z.string().regex(/^(dns:\/\/\/)?[^\s:]+:\d+$/, 'must be host:port or dns:///host:port');

/** Addresses and networks, separated by commas. */
const proxies = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine(areProxies, 'must be addresses or networks separated by commas, e.g. 10.0.0.0/8,192.0.2.7');

function areProxies(addresses: readonly string[]): boolean {
  try {
    trustedProxies(addresses);
    return true;
  } catch {
    return false;
  }
}

/** The variables it reads beside the common ones. */
export const gatewayEnv = {
  HTTP_PORT: port.default(8080).describe('Port of WebSocket and HTTP; 0 = any free one'),
  GRPC_PORT: port.default(9000).describe('Port of the gRPC services for other services; 0 = any free one'),
  DELIVERY_PORT: port.default(9001).describe('Port of the internal DeliveryService; 0 = any free one'),
  ADVERTISED_ADDRESS: z
    .string()
    .regex(/^[^\s:]+:\d+$/, 'must be host:port')
    .optional()
    .describe(
      'host:port under which message-store reaches the delivery port of this very gateway. Not set = as it listens',
    ),
  MESSAGE_STORE_ADDRESS: address.describe('message-store, host:port or dns:///name:port'),
  PRESENCE_ADDRESS: address.describe('presence, host:port or dns:///name:port'),
  PUSH_ROUTER_ADDRESS: address.describe('push-router, host:port or dns:///name:port'),
  PUSH_HISTORY_ADDRESS: address.describe('push-history, host:port or dns:///name:port'),
  OPERATOR_KEY: secret.describe('Lets operators in'),
  KEYRING: secret.describe('As push-router has it: opens the sealed client-token secrets'),
  MAX_CONNECTIONS: integer({ min: 1, max: 1_000_000 })
    .default(50_000)
    .describe('WebSocket connections of this gateway'),
  MAX_CONNECTIONS_PER_ADDRESS: integer({ min: 1, max: 1_000_000 })
    .default(20_000)
    .describe('WebSocket connections of one network address'),
  MAX_UNAUTHENTICATED: integer({ min: 1, max: 100_000 }).default(1_000).describe('Connections that have not logged in'),
  MAX_UNAUTHENTICATED_PER_ADDRESS: integer({ min: 1, max: 100_000 })
    .default(200)
    .describe('Connections of one network address that have not logged in'),
  MAX_SOCKETS_PER_ADDRESS: integer({ min: 1, max: 1_000_000 })
    .default(1_000)
    .describe(
      'Connections that one network address may have to the HTTP and to the gRPC door, each; those of trusted proxies are not counted',
    ),
  MAX_CALLS_PER_ADDRESS: integer({ min: 1, max: 1_000_000 })
    .default(1_000)
    .describe('Requests of one network address that wait for their answers, at the HTTP and at the gRPC door, each'),
  TRUSTED_PROXIES: proxies
    .default([])
    .describe('Addresses and networks of the proxies in front, separated by commas, whose x-forwarded-for counts'),
  LOGIN_TIMEOUT_MS: integer({ min: 100, max: 60_000 })
    .default(10_000)
    .describe('A connection that has not logged in for so long is closed, ms'),
  MAX_FRAME_BYTES: integer({ min: 4_096, max: 1_048_576 })
    .default(131_072)
    .describe('Longer WebSocket frames get an error; twice as long ones end the connection'),
  MAX_OUTSTANDING: integer({ min: 1, max: 100_000 })
    .default(1_000)
    .describe('Deliveries without acknowledgement per connection; with more it is as if it were gone'),
  DRAIN_MS: integer({ min: 0, max: 60_000 })
    .default(3_000)
    .describe('How long closing spreads the connections over, ms'),
  OVERLOAD_TARGET_DELAY_MS: integer({ min: 100, max: 60_000 })
    .default(1_000)
    .describe('The backlog, as time, that shedding steers to, ms'),
  OVERLOAD_MIN_BACKLOG: integer({ min: 1, max: 1_000_000 })
    .default(500)
    .describe('A backlog of fewer records never sheds'),
};

export function loadConfig(env: NodeJS.ProcessEnv): GatewayConfig {
  const { common, values } = loadServiceEnv(gatewayEnv, env);
  return {
    common,
    httpPort: values.HTTP_PORT,
    grpcPort: values.GRPC_PORT,
    deliveryPort: values.DELIVERY_PORT,
    advertisedAddress: values.ADVERTISED_ADDRESS,
    messageStoreAddress: values.MESSAGE_STORE_ADDRESS,
    presenceAddress: values.PRESENCE_ADDRESS,
    pushRouterAddress: values.PUSH_ROUTER_ADDRESS,
    pushHistoryAddress: values.PUSH_HISTORY_ADDRESS,
    operatorKey: values.OPERATOR_KEY,
    keyring: values.KEYRING,
    addressBounds: {
      trustedProxies: values.TRUSTED_PROXIES,
      maxSockets: values.MAX_SOCKETS_PER_ADDRESS,
      maxCalls: values.MAX_CALLS_PER_ADDRESS,
    },
    connectionLimits: {
      maxConnections: values.MAX_CONNECTIONS,
      maxConnectionsPerAddress: values.MAX_CONNECTIONS_PER_ADDRESS,
      maxUnauthenticated: values.MAX_UNAUTHENTICATED,
      maxUnauthenticatedPerAddress: values.MAX_UNAUTHENTICATED_PER_ADDRESS,
      loginTimeoutMs: values.LOGIN_TIMEOUT_MS,
      maxFrameBytes: values.MAX_FRAME_BYTES,
      maxBufferedBytes: 1024 * 1024,
      maxOutstanding: values.MAX_OUTSTANDING,
      maxPendingFrames: 100,
      drainMs: values.DRAIN_MS,
    },
    overload: {
      targetDelayMs: values.OVERLOAD_TARGET_DELAY_MS,
      minBacklog: values.OVERLOAD_MIN_BACKLOG,
      maxProducerBytes: 16 * 1024 * 1024,
    },
  };
}
