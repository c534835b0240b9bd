import { context, SpanKind } from '@opentelemetry/api';
import grpc from '@grpc/grpc-js';
import { HealthImplementation } from 'grpc-health-check';
import {
  chooseRequestId,
  contextOf,
  endSpan,
  messageOf,
  openSpan,
  PermissionDenied,
  ServiceError,
  Unauthenticated,
  withRequestId,
  withSpan,
  type Logger,
} from '@bellhop/runtime';
import { admitting, type Admit } from './admit.ts';
import { listen, type ListenOptions } from './listen.ts';
import { callMetrics } from './metrics.ts';
import { BadRequest } from './read-request.ts';
import { addReflection } from './reflection.ts';
import { rpcAttributes } from './rpc-attributes.ts';
import {
  checkedDefinition,
  type Request,
  type ResponseInput,
  type Rpc,
  type ServiceContract,
} from './service-contract.ts';
import { requestIdKey, statusOf } from './status.ts';

/** What a handler may know of the call. */
export interface CallInfo {
  /** The caller's secret: what stands after `authorization: Bearer `. */
  readonly bearer: string | undefined;
  /** Names that the caller's certificate is for, as Node writes them (`DNS:a, DNS:b`); undefined without one. */
  readonly peerAltNames: string | undefined;
  /** Aborted when the caller goes away or the deadline passes. */
  readonly signal: AbortSignal;
}

/** A unary handler: throws our errors; no callback and no status code in it. */
export type Unary<Definition, K extends Rpc<Definition>> = (
  request: Request<Definition, K>,
  call: CallInfo,
) => Promise<ResponseInput<Definition, K>>;

/** One handler per unary RPC. */
export type Handlers<Definition> = { readonly [K in Rpc<Definition>]: Unary<Definition, K> };

/** What is called. */
export interface Called {
  /** Full name of the service. */
  readonly service: string;
  readonly rpc: string;
  /** Absent for streams. */
  readonly request?: unknown;
}

/** Throws Unauthenticated, or PermissionDenied, unless the caller may call. */
export type Authorize = (call: CallInfo, called: Called) => void;

export interface ServedService {
  readonly contract: ServiceContract<unknown>;
  readonly implementation: grpc.UntypedServiceImplementation;
  /** Ends its streams, which would go on for as long as their callers want. */
  readonly endStreams?: () => void;
}

/** A service with unary RPCs, each authorised before its handler runs. */
export function serve<Definition>(
  contract: ServiceContract<Definition>,
  handlers: Handlers<Definition>,
  { authorize, log }: { authorize: Authorize; log: Logger },
): ServedService {
  const implementation: grpc.UntypedServiceImplementation = {};
  for (const [rpc, handler] of Object.entries(handlers) as [string, UntypedHandler][]) {
    implementation[rpc] = unaryHandler({ service: contract.name, rpc, handler, authorize, log });
  }
  return { contract, implementation };
}

/** What a bidirectional stream handler gets. */
export interface DuplexCall<In, Out> {
  readonly info: CallInfo;
  /** Messages of the caller, until it ends. */
  readonly incoming: AsyncIterable<In>;
  send(message: Out): void;
  /** Ends the stream from this side; the caller's end follows and `incoming` is over. */
  end(): void;
}

/** A service with one bidirectional stream; its other RPCs are unary. */
export function serveStream<Definition, K extends Rpc<Definition> & string>(
  contract: ServiceContract<Definition>,
  rpc: K,
  handler: (call: DuplexCall<Request<Definition, K>, ResponseInput<Definition, K>>) => Promise<void>,
  {
    unary,
    authorize,
    log,
  }: {
    unary: { readonly [Other in Exclude<Rpc<Definition>, K>]: Unary<Definition, Other> };
    authorize: Authorize;
    log: Logger;
  },
): ServedService {
  const handle: grpc.handleBidiStreamingCall<Request<Definition, K>, ResponseInput<Definition, K>> = (call) => {
    const info = infoOf(call);
    const run = async (): Promise<void> => {
      authorize(info, { service: contract.name, rpc });
      await handler({
        info,
        // A handler that stops reading, because it throws, must not take the stream along: its end is still to be told.
        incoming: call.iterator({ destroyOnReturn: false }) as AsyncIterable<Request<Definition, K>>,
        send: (message) => void call.write(message),
        end: () => call.end(),
      });
    };
    run().then(
      () => call.end(),
      (error: unknown) => {
        // A refusal is told to whoever is refused, and writes no line.
        if (!info.signal.aborted && !(error instanceof Unauthenticated || error instanceof PermissionDenied))
          log.warn(
            { err: error, rpc: `${contract.name}/${rpc}` },
            'stream ended with an error; the other side opens a new one',
          );
        // Not `destroy`: a destroyed stream sends no status, and the caller would wait for ever.
        call.emit('error', Object.assign(new Error('stream failed'), statusOf(error)));
      },
    );
  };
  const { implementation } = serve(contract, unary as unknown as Handlers<Definition>, { authorize, log });
  return { contract, implementation: { ...implementation, [rpc]: handle as grpc.UntypedHandleCall } };
}

type UntypedHandler = (request: unknown, call: CallInfo) => Promise<unknown>;

function unaryHandler({
  service,
  rpc,
  handler,
  authorize,
  log,
}: {
  service: string;
  rpc: string;
  handler: UntypedHandler;
  authorize: Authorize;
  log: Logger;
}): grpc.handleUnaryCall<unknown, unknown> {
  const name = `${service}/${rpc}`;
  const measured = callMetrics('server');
  return (call, callback) => {
    const started = performance.now();
    const info = infoOf(call);
    const trace = contextOf(traceOf(call.metadata));
    const requestId = chooseRequestId(call.metadata.get(requestIdKey)[0]?.toString(), trace);
    const parent = withRequestId(requestId, trace);
    const span = openSpan(name, SpanKind.SERVER, rpcAttributes(service, rpc), parent);
    const answer = async (): Promise<unknown> => {
      authorize(info, { service, rpc, request: call.request });
      if (call.request instanceof BadRequest) throw call.request.problem;
      return handler(call.request, info);
    };
    context.with(withSpan(span, parent), answer).then(
      (response) => {
        endSpan(span);
        measured(name, 'OK', performance.now() - started);
        callback(null, response);
      },
      (error: unknown) => {
        endSpan(span, error);
        const refusal = statusOf(error);
        refusal.metadata?.set(requestIdKey, requestId);
        // The caller is told nothing of what is behind these, so this line is all there is: bugs, failures that no retry can help, and what is away.
        if (refusal.code === grpc.status.INTERNAL)
          log.error({ err: error, rpc: name, requestId }, 'call failed on our side: a bug, report it with this line');
        if (refusal.code === grpc.status.UNAVAILABLE)
          log.warn({ err: error, rpc: name, requestId }, 'call cannot be served now: what it needs is away, see `err`');
        measured(name, grpc.status[refusal.code ?? grpc.status.UNKNOWN] ?? 'UNKNOWN', performance.now() - started);
        callback(refusal);
      },
    );
  };
}

/** What a handler may know of a call. */
export function infoOf(
  call: Pick<grpc.ServerUnaryCall<unknown, unknown>, 'metadata' | 'getAuthContext'> & NodeJS.EventEmitter,
): CallInfo {
  const header = call.metadata.get('authorization')[0]?.toString();
  let abort: AbortController | undefined;
  return {
    bearer: header?.startsWith('Bearer ') === true ? header.slice('Bearer '.length) : undefined,
    get peerAltNames() {
      const certificate = call.getAuthContext().sslPeerCertificate;
      return certificate !== undefined && 'subjectaltname' in certificate ? certificate.subjectaltname : undefined;
    },
    get signal() {
      if (abort === undefined) {
        const controller = new AbortController();
        abort = controller;
        call.once('cancelled', () => controller.abort());
      }
      return abort.signal;
    },
  };
}

function traceOf(metadata: grpc.Metadata): Record<string, string | undefined> {
  return {
    traceparent: metadata.get('traceparent')[0]?.toString(),
    tracestate: metadata.get('tracestate')[0]?.toString(),
  };
}

export interface GrpcServer {
  readonly port: number;
  /** What the health service says of the whole server. */
  setServing(serving: boolean): void;
  /** Lets calls under way finish, for 10 s at most. */
  close(): Promise<void>;
}

/** Serves services, with health and, where asked for, reflection. */
export async function startGrpcServer(
  options: ListenOptions & {
    services: readonly ServedService[];
    reflection?: boolean;
    /** For servers that strangers reach: bounds the calls under way. */
    admitCall?: Admit;
    maxRequestBytes?: number;
  },
): Promise<GrpcServer> {
  const server = new grpc.Server({
    // Clients resolve names anew when a connection ends, so new replicas get their share; and every new one begins with the newest certificates.
    'grpc.max_connection_age_ms': 300_000,
    'grpc.max_connection_age_grace_ms': 30_000,
    'grpc.keepalive_time_ms': 30_000,
    'grpc.keepalive_timeout_ms': 5_000,
    'grpc.max_receive_message_length': options.maxRequestBytes ?? 4 * 1024 * 1024,
    ...(options.admitCall === undefined ? {} : { interceptors: [admitting(options.admitCall)] }),
  });
  const health = new HealthImplementation({ '': 'SERVING' });
  health.addToServer(server);
  for (const { contract, implementation } of options.services)
    server.addService(checkedDefinition(contract), implementation);
  if (options.reflection === true) {
    addReflection(
      server,
      options.services.map(({ contract }) => contract.name),
    );
  }
  const listening = await listen(server, options).catch((cause: unknown) => {
    throw new ServiceError('PORT_TAKEN', `cannot serve gRPC on ${options.host}:${options.port}: ${messageOf(cause)}`, {
      retryable: false,
      cause,
    });
  });
  return {
    port: listening.port,
    setServing: (serving) => health.setStatus('', serving ? 'SERVING' : 'NOT_SERVING'),
    close: () =>
      new Promise((resolve) => {
        listening.stop();
        for (const { endStreams } of options.services) endStreams?.();
        const force = setTimeout(() => server.forceShutdown(), 10_000);
        server.tryShutdown(() => {
          clearTimeout(force);
          resolve();
        });
      }),
  };
}
