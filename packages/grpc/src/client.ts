import { SpanKind, context } from '@opentelemetry/api';
import grpc from '@grpc/grpc-js';
import { endSpan, openSpan, requestIdOf, traceHeaders, withSpan, type Secret } from '@bellhop/runtime';
import { channelCredentials } from './channel-credentials.ts';
import type { ClientTls } from './internal-access.ts';
import { callMetrics } from './metrics.ts';
import {
  grpcDefinition,
  type RequestInput,
  type Response,
  type Rpc,
  type ServiceContract,
} from './service-contract.ts';
import { rpcAttributes } from './rpc-attributes.ts';
import { errorOf, requestIdKey } from './status.ts';

export interface CallOptions {
  /** Every call has a deadline. Default of the client. */
  readonly deadlineMs?: number;
}

/** A service's unary RPCs as functions. They throw our errors. */
export type Client<Definition> = {
  readonly [K in Rpc<Definition> as K extends string ? Uncapitalize<K> : never]: (
    request: RequestInput<Definition, K>,
    options?: CallOptions,
  ) => Promise<Response<Definition, K>>;
} & {
  /** The channel, for streams. */
  readonly channel: grpc.Client;
  close(): void;
};

export interface ClientConfig {
  /** host:port, or dns:///name:port to spread calls over all addresses of the name. */
  readonly address: string;
  /** Sent as `authorization: Bearer`. */
  readonly key?: Secret | undefined;
  /** Certificates of both ends. Absent: plain text. */
  readonly tls?: ClientTls | undefined;
  /** Default deadline, ms. */
  readonly deadlineMs: number;
  /** RPCs that may be repeated when the server was unavailable; only idempotent ones. Default: all, since ours are. */
  readonly retry?: boolean;
  /**
   * A call without an answer after so many ms is made at the next replica, too, and at once when one was unavailable; the first answer counts.
   * For idempotent RPCs whose callers cannot wait for a replica that has vanished without a word. Instead of `retry`.
   */
  readonly hedgeAfterMs?: number;
}

const MAX_ATTEMPTS = 3;

/** A client of a service. Connects at the first call and reconnects by itself. */
export function createClient<Definition>(
  contract: ServiceContract<Definition>,
  config: ClientConfig,
): Client<Definition> {
  const definition = grpcDefinition(contract);
  const Constructor = grpc.makeGenericClientConstructor(definition, contract.name);
  const channel = new Constructor(config.address, channelCredentials(config.tls), {
    // Not the address: replicas come and go, and gateways are reached by addresses that no certificate has.
    ...(config.tls === undefined ? {} : { 'grpc.ssl_target_name_override': config.tls.serverName }),
    'grpc.keepalive_time_ms': 30_000,
    'grpc.keepalive_timeout_ms': 5_000,
    'grpc.max_receive_message_length': 16 * 1024 * 1024,
    'grpc.initial_reconnect_backoff_ms': 100,
    'grpc.max_reconnect_backoff_ms': 2_000,
    // A name is looked up when a connection ends. With 30 s in between (the default) the second of two replicas to be replaced within them
    // leaves a client that knows neither of the new ones.
    'grpc.dns_min_time_between_resolutions_ms': 1_000,
    'grpc.service_config': JSON.stringify({
      loadBalancingConfig: [{ round_robin: {} }],
      methodConfig: config.retry === false ? [] : [{ name: [{ service: contract.name }], ...repetition(config) }],
    }),
  });
  const methods: Record<string, unknown> = { channel, close: () => channel.close() };
  const measured = callMetrics('client');
  for (const [rpc, method] of Object.entries(definition)) {
    if (method.requestStream || method.responseStream) continue;
    const name = `${contract.name}/${rpc}`;
    methods[rpc.charAt(0).toLowerCase() + rpc.slice(1)] = (request: unknown, options?: CallOptions) => {
      const span = openSpan(name, SpanKind.CLIENT, rpcAttributes(contract.name, rpc));
      const started = performance.now();
      const metadata = new grpc.Metadata();
      if (config.key !== undefined) metadata.set('authorization', `Bearer ${config.key.reveal()}`);
      const requestId = requestIdOf();
      if (requestId !== undefined) metadata.set(requestIdKey, requestId);
      for (const [key, value] of Object.entries(traceHeaders(withSpan(span, context.active()))))
        metadata.set(key, value);
      return new Promise((resolve, reject) => {
        channel.makeUnaryRequest(
          method.path,
          method.requestSerialize,
          method.responseDeserialize,
          request,
          metadata,
          { deadline: Date.now() + (options?.deadlineMs ?? config.deadlineMs) },
          (error, response) => {
            measured(name, grpc.status[error?.code ?? grpc.status.OK] ?? 'UNKNOWN', performance.now() - started);
            if (error === null) {
              endSpan(span);
              resolve(response);
            } else {
              endSpan(span, error);
              reject(errorOf(error, name));
            }
          },
        );
      });
    };
  }
  return methods as Client<Definition>;
}

function repetition({ hedgeAfterMs }: Pick<ClientConfig, 'hedgeAfterMs'>): object {
  return hedgeAfterMs === undefined
    ? {
        retryPolicy: {
          maxAttempts: MAX_ATTEMPTS,
          initialBackoff: '0.05s',
          maxBackoff: '0.5s',
          backoffMultiplier: 2,
          retryableStatusCodes: ['UNAVAILABLE'],
        },
      }
    : {
        hedgingPolicy: {
          maxAttempts: MAX_ATTEMPTS,
          hedgingDelay: `${hedgeAfterMs / 1_000}s`,
          nonFatalStatusCodes: ['UNAVAILABLE'],
        },
      };
}

/** A bidirectional stream as its opener sees it. */
export interface DuplexStream<Out, In> {
  send(message: Out): void;
  /** Ends our side. */
  end(): void;
  readonly incoming: AsyncIterable<In>;
}

/** Opens the bidirectional stream `rpc` of a service. It has no deadline: it lives until one side ends it. */
export function openStream<Definition, K extends Rpc<Definition> & string>(
  contract: ServiceContract<Definition>,
  client: Client<Definition>,
  rpc: K,
  key?: Secret,
): DuplexStream<RequestInput<Definition, K>, Response<Definition, K>> {
  const method = grpcDefinition(contract)[rpc];
  if (method === undefined) throw new TypeError(`${contract.name} has no ${rpc}`);
  const metadata = new grpc.Metadata();
  if (key !== undefined) metadata.set('authorization', `Bearer ${key.reveal()}`);
  const call = client.channel.makeBidiStreamRequest(
    method.path,
    method.requestSerialize,
    method.responseDeserialize,
    metadata,
    {},
  );
  return {
    send: (message) => void call.write(message),
    end: () => call.end(),
    incoming: call as AsyncIterable<Response<Definition, K>>,
  };
}
