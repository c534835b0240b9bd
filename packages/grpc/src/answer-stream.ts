import grpc from '@grpc/grpc-js';
import { ResourceExhausted, Unavailable, type Logger, type Secret } from '@bellhop/runtime';
import type { Client } from './client.ts';
import { BadRequest } from './read-request.ts';
import { infoOf, serve, type Authorize, type Handlers, type ServedService, type Unary } from './server.ts';
import {
  grpcDefinition,
  type Request,
  type RequestInput,
  type Response,
  type ResponseInput,
  type Rpc,
  type ServiceContract,
} from './service-contract.ts';
import { errorOf, statusOf } from './status.ts';

/** So many messages may wait for a caller who reads slowly. */
const MOST_WAITING = 1_000;

/** A stream of answers to one request, as its handler sees it. */
export interface AnswerStream<Out> {
  /** The caller's secret. */
  readonly bearer: string | undefined;
  /** Aborted when the caller goes away, and when this server closes. */
  readonly signal: AbortSignal;
  /** Throws ResourceExhausted when the caller reads too slowly: let it through, and the stream ends with it. */
  readonly send: (message: Out) => void;
}

/** Answers one request with any number of messages; the stream ends when it resolves, or with what it throws. */
export type Streamed<Definition, K extends Rpc<Definition>> = (
  request: Request<Definition, K>,
  stream: AnswerStream<ResponseInput<Definition, K>>,
) => Promise<void>;

/** A service of which one RPC answers with a stream; its others are unary. */
export function serveAnswers<Definition, K extends Rpc<Definition> & string>(
  contract: ServiceContract<Definition>,
  rpc: K,
  handler: Streamed<Definition, K>,
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
  const name = `${contract.name}/${rpc}`;
  const open = new Set<AbortController>();
  let isClosing = false;
  const handle: grpc.handleServerStreamingCall<Request<Definition, K>, ResponseInput<Definition, K>> = (call) => {
    const info = infoOf(call);
    const ended = new AbortController();
    call.once('cancelled', () => ended.abort());
    const run = async (): Promise<void> => {
      try {
        if (isClosing) throw new Unavailable('this replica is closing: call again');
        authorize(info, { service: contract.name, rpc, request: call.request });
        if (call.request instanceof BadRequest) throw call.request.problem;
        open.add(ended);
        await handler(call.request, {
          bearer: info.bearer,
          signal: ended.signal,
          send: (message) => {
            if (call.writableLength >= MOST_WAITING)
              throw new ResourceExhausted(
                `${MOST_WAITING.toLocaleString('en')} messages wait to be read: read faster, or watch fewer, and call again`,
                { retryAfterMs: 1_000 },
              );
            call.write(message);
          },
        });
        if (isClosing) throw new Unavailable('this replica is closing: call again');
      } finally {
        open.delete(ended);
      }
    };
    run().then(
      () => call.end(),
      (error: unknown) => {
        const refusal = statusOf(error);
        if (refusal.code === grpc.status.INTERNAL)
          log.error({ err: error, rpc: name }, 'stream failed on our side: a bug, report it with this line');
        // Not `destroy`: a destroyed stream sends no status, and the caller would wait for ever.
        call.emit('error', Object.assign(new Error('stream failed'), refusal));
      },
    );
  };
  const { implementation } = serve(contract, unary as unknown as Handlers<Definition>, {
    authorize,
    log,
  });
  return {
    contract,
    implementation: { ...implementation, [rpc]: handle as grpc.UntypedHandleCall },
    endStreams: () => {
      isClosing = true;
      for (const stream of open) stream.abort();
    },
  };
}

/** A stream of answers as its opener sees it. */
export interface Answers<In> extends AsyncIterable<In> {
  /** Nobody reads it any more. */
  cancel(): void;
}

/** Asks for a stream of answers. It has no deadline: it lives until one side ends it. Iterating throws our errors. */
export function openAnswers<Definition, K extends Rpc<Definition> & string>(
  contract: ServiceContract<Definition>,
  client: Pick<Client<Definition>, 'channel'>,
  rpc: K,
  request: RequestInput<Definition, K>,
  key?: Secret,
): Answers<Response<Definition, K>> {
  const method = grpcDefinition(contract)[rpc];
  if (method === undefined) throw new TypeError(`${contract.name} has no ${rpc}`);
  const metadata = new grpc.Metadata();
  if (key !== undefined) metadata.set('authorization', `Bearer ${key.reveal()}`);
  const call = client.channel.makeServerStreamRequest(
    method.path,
    method.requestSerialize,
    method.responseDeserialize,
    request,
    metadata,
    {},
  );
  return {
    cancel: () => call.cancel(),
    async *[Symbol.asyncIterator]() {
      try {
        for await (const message of call) yield message as Response<Definition, K>;
      } catch (error) {
        throw errorOf(error as grpc.ServiceError, `${contract.name}/${rpc}`);
      }
    },
  };
}
