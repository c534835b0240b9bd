import type { UserDataServiceDefinition } from '@bellhop/contracts';
import { idField, textField, type Handlers } from '@bellhop/grpc';
import type { TraceStore } from '../db/trace-store.ts';

const LINES_PER_STATEMENT = 2_000;
/** The caller asks again for what is left. */
const WORK_FOR_MS = 1_000;

/** A user's data here: the lines of traces that are about them. */
export function userDataServiceHandlers({
  trace,
}: {
  trace: Pick<TraceStore, 'erase'>;
}): Handlers<UserDataServiceDefinition> {
  return {
    EraseUserData: async (request) => {
      const user = { app: textField('app', request.app, 32), userId: idField('userID', request.userId) };
      const until = performance.now() + WORK_FOR_MS;
      let traceLines = 0;
      for (;;) {
        const erased = await trace.erase({ ...user, limit: LINES_PER_STATEMENT });
        traceLines += erased;
        const done = erased < LINES_PER_STATEMENT;
        if (done || performance.now() >= until) return { done, erased: { traceLines } };
      }
    },
  };
}
