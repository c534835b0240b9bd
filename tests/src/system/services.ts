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

/** A replica's name: the first one of a service has the service's, then come `gateway-2`, `gateway-3` … */
export type InstanceName = ServiceName | `${ServiceName}-${number}`;

/** The replicas of a service, in order. */
export function instancesOf(service: ServiceName, replicas: SystemSettings['replicas']): InstanceName[] {
  const count = replicas?.[service] ?? 1;
  return Array.from({ length: count }, (_, index) => (index === 0 ? service : (`${service}-${index + 1}` as const)));
}

/**
 * Flags of Node for every service. The young generation is bounded, since by itself it grows with the machine's memory: a service
 * takes a third less memory so, and no more processor time (docs/benchmarks.md).
 */
export const nodeFlags = ['--max-semi-space-size=16'];

/** What every service of a system shares. */
export interface SystemKeys {
  readonly internalKey: string;
  readonly operatorKey: string;
  readonly keyring: string;
}

/** What a replica listens on; not every service has all of them. */
export interface InstancePorts {
  readonly management: number;
  readonly grpc: number;
  readonly http: number;
  readonly delivery: number;
}

export interface SystemSettings {
  readonly kafkaBrokers: readonly string[];
  /** Before every topic and group name, where a broker is shared. */
  readonly kafkaPrefix?: string;
  readonly databaseUrl: string;
  readonly keys: SystemKeys;
  readonly ports: ReadonlyMap<InstanceName, InstancePorts>;
  /** How many of each service; one of those that are not named. */
  readonly replicas?: Partial<Record<ServiceName, number>>;
  /** Further settings of one service. */
  readonly env?: Partial<Record<ServiceName, Readonly<Record<string, string>>>>;
}

export interface ServiceDefinition {
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
}

/** How a replica of a service is run: its script and its whole environment. */
export function serviceDefinition(
  name: ServiceName,
  instance: InstanceName,
  settings: SystemSettings,
): ServiceDefinition {
  const ports = portsOf(instance, settings);
  const { script, env } = own(name, ports, settings);
  return {
    script,
    env: {
      KAFKA_BROKERS: settings.kafkaBrokers.join(','),
      ...(settings.kafkaPrefix === undefined ? {} : { KAFKA_PREFIX: settings.kafkaPrefix }),
      INTERNAL_KEY: settings.keys.internalKey,
      LISTEN_HOST: '127.0.0.1',
      MANAGEMENT_PORT: String(ports.management),
      ...env,
      ...settings.env?.[name],
    },
  };
}

function portsOf(instance: InstanceName, { ports }: SystemSettings): InstancePorts {
  const found = ports.get(instance);
  if (found === undefined) throw new Error(`${instance} has no ports`);
  return found;
}

function own(name: ServiceName, ports: InstancePorts, settings: SystemSettings): ServiceDefinition {
  const { databaseUrl, keys, replicas } = settings;
  /** Where all replicas of a service are. */
  const at = (service: ServiceName): string => {
    const addresses = instancesOf(service, replicas).map((it) => `127.0.0.1:${portsOf(it, settings).grpc}`);
    return addresses.length === 1 ? addresses.join() : `ipv4:${addresses.join()}`;
  };
  switch (name) {
    case 'presence':
      return { script: 'services/presence/src/main.ts', env: { GRPC_PORT: String(ports.grpc) } };
    case 'push-router':
      return {
        script: 'services/push-router/src/main.ts',
        env: {
          DATABASE_URL: databaseUrl,
          GRPC_PORT: String(ports.grpc),
          MESSAGE_STORE_ADDRESS: at('message-store'),
          PRESENCE_ADDRESS: at('presence'),
          KEYRING: keys.keyring,
        },
      };
    case 'push-history':
      return {
        script: 'services/push-history/src/main.ts',
        env: { DATABASE_URL: databaseUrl, GRPC_PORT: String(ports.grpc) },
      };
    case 'message-store':
      return {
        script: 'services/message-store/src/main.ts',
        env: {
          DATABASE_URL: databaseUrl,
          GRPC_PORT: String(ports.grpc),
          PRESENCE_ADDRESS: at('presence'),
        },
      };
    case 'gateway':
      return {
        script: 'services/gateway/src/main.ts',
        env: {
          HTTP_PORT: String(ports.http),
          GRPC_PORT: String(ports.grpc),
          DELIVERY_PORT: String(ports.delivery),
          MESSAGE_STORE_ADDRESS: at('message-store'),
          PRESENCE_ADDRESS: at('presence'),
          PUSH_ROUTER_ADDRESS: at('push-router'),
          PUSH_HISTORY_ADDRESS: at('push-history'),
          OPERATOR_KEY: keys.operatorKey,
          KEYRING: keys.keyring,
        },
      };
    default:
      return {
        script: 'services/vendor-adapters/src/main.ts',
        env: { VENDOR: name.slice('adapter-'.length), PUSH_ROUTER_ADDRESS: at('push-router') },
      };
  }
}
