import { vendorNames, type VendorName } from '@bellhop/contracts';

/** Names of the processes, as operators see them. */
export type ServiceName =
  'presence' | 'push-router' | 'push-history' | 'message-store' | 'gateway' | `adapter-${VendorName}`;

export const serviceNames: readonly ServiceName[] = [
  'presence',
  'push-router',
  'push-history',
  'message-store',
  ...vendorNames.map((vendor) => `adapter-${vendor}` as const),
  'gateway',
];

/**
 * Flags of Node for every service. The young generation is bounded, since by itself it grows with the machine's memory: a service
 * takes a third less memory so, and no more processor time (docs/benchmarks.md).
 */
export const nodeFlags = ['--max-semi-space-size=4'];

/** What every service of a system shares. */
export interface SystemKeys {
  readonly internalKey: string;
  readonly operatorKey: string;
  readonly keyring: string;
}

export interface ServicePorts {
  readonly presence: number;
  readonly pushRouter: number;
  readonly pushHistory: number;
  readonly messageStore: number;
  readonly gatewayHttp: number;
  readonly gatewayGrpc: number;
  readonly gatewayDelivery: number;
  readonly management: Readonly<Record<ServiceName, number>>;
}

export interface SystemSettings {
  readonly kafkaBrokers: readonly string[];
  /** Before every topic and group name, where a broker is shared. */
  readonly kafkaPrefix?: string;
  readonly databaseUrl: string;
  readonly keys: SystemKeys;
  readonly ports: ServicePorts;
  /** Further settings of one service. */
  readonly env?: Partial<Record<ServiceName, Readonly<Record<string, string>>>>;
}

export interface ServiceDefinition {
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
}

/** How each service is run: its script and its whole environment. */
export function serviceDefinition(name: ServiceName, settings: SystemSettings): ServiceDefinition {
  const { script, env } = own(name, settings);
  return {
    script,
    env: {
      KAFKA_BROKERS: settings.kafkaBrokers.join(','),
      ...(settings.kafkaPrefix === undefined ? {} : { KAFKA_PREFIX: settings.kafkaPrefix }),
      INTERNAL_KEY: settings.keys.internalKey,
      LISTEN_HOST: '127.0.0.1',
      MANAGEMENT_PORT: String(settings.ports.management[name]),
      ...env,
      ...settings.env?.[name],
    },
  };
}

function own(name: ServiceName, { databaseUrl, keys, ports }: SystemSettings): ServiceDefinition {
  const at = (port: number): string => `127.0.0.1:${port}`;
  switch (name) {
    case 'presence':
      return { script: 'services/presence/src/main.ts', env: { GRPC_PORT: String(ports.presence) } };
    case 'push-router':
      return {
        script: 'services/push-router/src/main.ts',
        env: {
          DATABASE_URL: databaseUrl,
          GRPC_PORT: String(ports.pushRouter),
          MESSAGE_STORE_ADDRESS: at(ports.messageStore),
          KEYRING: keys.keyring,
        },
      };
    case 'push-history':
      return {
        script: 'services/push-history/src/main.ts',
        env: { DATABASE_URL: databaseUrl, GRPC_PORT: String(ports.pushHistory) },
      };
    case 'message-store':
      return {
        script: 'services/message-store/src/main.ts',
        env: {
          DATABASE_URL: databaseUrl,
          GRPC_PORT: String(ports.messageStore),
          PRESENCE_ADDRESS: at(ports.presence),
        },
      };
    case 'gateway':
      return {
        script: 'services/gateway/src/main.ts',
        env: {
          HTTP_PORT: String(ports.gatewayHttp),
          GRPC_PORT: String(ports.gatewayGrpc),
          DELIVERY_PORT: String(ports.gatewayDelivery),
          MESSAGE_STORE_ADDRESS: at(ports.messageStore),
          PRESENCE_ADDRESS: at(ports.presence),
          PUSH_ROUTER_ADDRESS: at(ports.pushRouter),
          PUSH_HISTORY_ADDRESS: at(ports.pushHistory),
          OPERATOR_KEY: keys.operatorKey,
          KEYRING: keys.keyring,
        },
      };
    default:
      return {
        script: 'services/vendor-adapters/src/main.ts',
        env: { VENDOR: name.slice('adapter-'.length), PUSH_ROUTER_ADDRESS: at(ports.pushRouter) },
      };
  }
}
