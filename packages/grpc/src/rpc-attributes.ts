import type { Attributes } from '@opentelemetry/api';

/** What a span of a call says. */
export function rpcAttributes(service: string, rpc: string): Attributes {
  return { 'rpc.system': 'grpc', 'rpc.service': service, 'rpc.method': rpc };
}
