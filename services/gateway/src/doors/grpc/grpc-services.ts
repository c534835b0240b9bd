import { serve, type Admit, type ServedService } from '@bellhop/grpc';
import type { Logger } from '@bellhop/runtime';
import type { ApiKeys } from '../../auth/api-keys.ts';
import type { Behind } from '../../calls/behind.ts';
import type { Call } from '../../calls/call.ts';
import { keyHolder } from '../key-holder.ts';

/** Every gRPC service that the calls make up. */
export function grpcServices(
  calls: readonly Call[],
  { keys, behind, admit, log }: { keys: ApiKeys; behind: Behind; admit: Admit; log: Logger },
): ServedService[] {
  const served = calls.flatMap(({ access, grpc }) => (grpc === undefined ? [] : [{ access, ...grpc }]));
  return [...Map.groupBy(served, ({ contract }) => contract)].map(([contract, ofContract]) => {
    const handlers = ofContract.map(({ rpc, access, serve: answer }) => [
      rpc,
      async (request: { app?: string }, { bearer }: { bearer: string | undefined }) => {
        const app = keyHolder(keys, access, { app: request.app ?? '', bearer });
        return answer(request, { app, door: 'grpc', behind });
      },
    ]);
    // Each handler checks the key of the app that it is asked about.
    const outside = { authorize: () => undefined, admit, log };
    return serve<unknown>(contract, Object.fromEntries(handlers) as object, outside);
  });
}
