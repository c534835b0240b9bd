import { trustedProxies } from './doors/client-address.ts';
import {
  integer,
  loadServiceEnv,
  secret,
  serviceAddress,
  z,
  type CommonConfig,
  type Secret,
  type TlsPaths,
} from '@bellhop/runtime';

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
  /** Certificates of the door for WebSocket and HTTP. Absent: plain text. */
  readonly httpTls?: TlsPaths | undefined;
  /** Certificates of the gRPC door for other services. Absent: plain text. */
  readonly grpcTls?: TlsPaths | undefined;
  /** Pages of browsers that may use the gateway; `*` = all. Default: see `doors/origins.ts`. */
  readonly corsOrigins?: readonly string[];
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
/** Of a request to the HTTP or the gRPC door. */
export const MAX_REQUEST_BYTES = 1024 * 1024;

const port = integer({ min: 0, max: 65_535 });

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

/** Origins of pages, separated by commas, or `*`. */
const origins = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .pipe(
    z.array(
      z
        .string()
        .regex(/^(\*|[a-z][a-z0-9+.-]*:\/\/[^\s/,]+)$/, 'must be * or https://host,https://host:port, without a path'),
    ),
  );
const path = z.string().optional();

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
  MESSAGE_STORE_ADDRESS: serviceAddress('message-store'),
  PRESENCE_ADDRESS: serviceAddress('presence'),
  PUSH_ROUTER_ADDRESS: serviceAddress('push-router'),
  PUSH_HISTORY_ADDRESS: serviceAddress('push-history'),
  OPERATOR_KEY: secret.describe('Lets operators in'),
  KEYRING: secret.describe('As push-router has it: opens the sealed client-token secrets'),
  HTTP_TLS_CERT_FILE: path.describe(
    'PEM file of the certificate of the door for WebSocket and HTTP, with those between it and its authority; turns TLS (1.2 and newer) on. Read anew when it changes. Not set = plain text, TLS ends in front',
  ),
  HTTP_TLS_KEY_FILE: path.describe('PEM file of the key of that certificate'),
  GRPC_TLS_CERT_FILE: path.describe('The same for the gRPC door for other services'),
  GRPC_TLS_KEY_FILE: path.describe('PEM file of the key of that certificate'),
  CORS_ORIGINS: origins
    .default([])
    .describe(
      'Pages of browsers that may use the gateway: origins separated by commas, e.g. https://app.example, or * for all. They may read answers over HTTP, and only they may open a WebSocket (others get 403; without an origin, which only browsers send, nothing is checked). Not set = no page may read answers, and every page may open a WebSocket. * is safe where no browser has a key of the HTTP API',
    ),
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
    httpTls: doorTls(values.HTTP_TLS_CERT_FILE, values.HTTP_TLS_KEY_FILE),
    grpcTls: doorTls(values.GRPC_TLS_CERT_FILE, values.GRPC_TLS_KEY_FILE),
    corsOrigins: values.CORS_ORIGINS,
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

function doorTls(cert: string | undefined, key: string | undefined): TlsPaths | undefined {
  return cert === undefined && key === undefined ? undefined : { cert, key };
}
