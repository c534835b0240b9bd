import { serve, serveAnswers, type AnswerStream, type ServedService, type ServiceContract } from '@bellhop/grpc';
import type { Logger } from '@bellhop/runtime';
import type { ApiKeys } from '../../auth/api-keys.ts';
import type { Behind } from '../../calls/behind.ts';
import type { Access, Call, GrpcDoor, GrpcStreamDoor, KeyHolder } from '../../calls/call.ts';
import { keyHolder } from '../key-holder.ts';

type Served = { readonly access: Access } & (GrpcDoor | GrpcStreamDoor);
/** A contract of which it is known only that one RPC answers with a stream. */
interface Streaming {
  readonly stream: unknown;
}
interface Caller {
  readonly bearer: string | undefined;
}

/** Every gRPC service that the calls make up. */
export function grpcServices(
  calls: readonly Call[],
  { keys, behind, log }: { keys: ApiKeys; behind: Behind; log: Logger },
): ServedService[] {
  const served = calls.flatMap(({ access, grpc }): Served[] => (grpc === undefined ? [] : [{ access, ...grpc }]));
  const holder = (access: Access, request: object, { bearer }: Caller): KeyHolder => {
    const { app = '' } = request as { app?: string };
    return { app: keyHolder(keys, access, { app, bearer }), door: 'grpc', behind };
  };
  // Each handler checks the key of the app that it is asked about.
  const outside = { authorize: () => undefined, log };
  return [...Map.groupBy(served, ({ contract }) => contract)].map(([contract, ofContract]) => {
    const unary = Object.fromEntries(
      ofContract.flatMap((one) => {
        if ('stream' in one) return [];
        const { rpc, access, serve: answer } = one;
        return [[rpc, async (request: object, caller: Caller) => answer(request, holder(access, request, caller))]];
      }),
    );
    const streamed = ofContract.find((one) => 'stream' in one);
    if (streamed === undefined) return serve<unknown>(contract, unary, outside);
    const { rpc, access, stream } = streamed;
    return serveAnswers<Streaming, 'stream'>(
      contract as ServiceContract<Streaming>,
      rpc as 'stream',
      async (request: object, answers) => {
        const known = answers as AnswerStream<object>;
        return stream(request, holder(access, request, known), known);
      },
      { ...outside, unary },
    );
  });
}
