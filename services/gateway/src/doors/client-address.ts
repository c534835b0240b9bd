import type { IncomingMessage } from 'node:http';
import proxyAddress from '@fastify/proxy-addr';

/** Whether an address is a proxy of ours, whose word about who is behind it counts. */
export type TrustsProxy = (address: string) => boolean;

/** @param trusted addresses and networks (CIDR) of the proxies in front; throws when one is none */
export function trustedProxies(trusted: readonly string[]): TrustsProxy {
  const trusts = proxyAddress.compile([...trusted]);
  return (address) => trusts(address, 0);
}

/** The address of whoever sent a request: the other end of the connection, or what the nearest trusted proxy says of it. */
export function clientAddress(
  request: {
    readonly headers: IncomingMessage['headers'];
    readonly socket: { readonly remoteAddress?: string | undefined };
  },
  trusts: TrustsProxy,
): string {
  try {
    return proxyAddress(request as IncomingMessage, trusts);
  } catch {
    return request.socket.remoteAddress ?? ''; // gone already
  }
}
