import grpc from '@grpc/grpc-js';
import { createClient, type Client, type ClientConfig } from './client.ts';
import type { ServiceContract } from './service-contract.ts';

const { createResolver, subchannelAddressToString } = grpc.experimental;

/** The replicas of a service, each by a client of its own: for who has to know what each of them says, not what the next one does. */
export interface ReplicaClients<Definition> {
  /** Those that the address stands for: the same client for the same replica every time. None until the address was looked up first. */
  all(): readonly Client<Definition>[];
  close(): void;
}

/** Names are looked up anew as often as that while they are asked for. */
const LOOKED_UP_EVERY_MS = 5_000;

export function createReplicaClients<Definition>(
  contract: ServiceContract<Definition>,
  config: ClientConfig,
): ReplicaClients<Definition> {
  const clients = new Map<string, Client<Definition>>();
  const follow = (addresses: ReadonlySet<string>): void => {
    for (const [address, client] of clients) {
      if (addresses.has(address)) continue;
      clients.delete(address);
      client.close();
    }
    for (const address of addresses) {
      if (!clients.has(address)) clients.set(address, createClient(contract, { ...config, address }));
    }
  };
  const resolver = createResolver(
    targetOf(config.address),
    (found) => {
      // What cannot be looked up now is where it was.
      if (found.ok) {
        const first = found.value.flatMap(({ addresses }) => addresses.slice(0, 1));
        follow(new Set(first.map(subchannelAddressToString)));
      }
      return true;
    },
    { 'grpc.dns_min_time_between_resolutions_ms': LOOKED_UP_EVERY_MS },
  );
  resolver.updateResolution();
  return {
    all: () => {
      resolver.updateResolution();
      return [...clients.values()];
    },
    close: () => {
      resolver.destroy();
      follow(new Set());
    },
  };
}

/** `host:port`, `dns:///name:port` or `ipv4:host:port,host:port` in its parts. */
function targetOf(address: string): { scheme: string; authority: string; path: string } {
  const { scheme = 'dns', path = address } =
    /^(?<scheme>dns|ipv4|ipv6):(?:\/\/\/)?(?<path>.+)$/.exec(address)?.groups ?? {};
  return { scheme, authority: '', path };
}
