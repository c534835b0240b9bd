import type { Admit } from '@bellhop/grpc';
import { createAddressGate } from '@bellhop/runtime';
import type { AddressBounds } from '../../config.ts';
import { clientAddress, type TrustsProxy } from '../client-address.ts';
import { tooManyCalls } from '../../domain/public-error.ts';

/** What one address may have of the gRPC door: connections, and calls under way. Trusted proxies may have any number of connections. */
export function grpcBounds({
  trusts,
  maxSockets,
  maxCalls,
}: Omit<AddressBounds, 'trustedProxies'> & { trusts: TrustsProxy }): {
  admitConnection: (peer: string) => (() => void) | undefined;
  admitCall: Admit;
} {
  const sockets = createAddressGate(maxSockets);
  const calls = createAddressGate(maxCalls);
  return {
    admitConnection: (peer) => (trusts(peer) ? () => undefined : sockets.enter(peer)),
    admitCall: ({ peer, forwardedFor }) => {
      const headers = forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor };
      const leave = calls.enter(clientAddress({ headers, socket: { remoteAddress: peer } }, trusts));
      if (leave === undefined) throw tooManyCalls(maxCalls);
      return leave;
    },
  };
}
