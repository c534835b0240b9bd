import { z } from 'zod';
import { userService } from '@bellhop/grpc';
import type { Call } from '../calls/call.ts';
import { ownerCall } from '../calls/owner-call.ts';
import { object } from '../calls/shapes.ts';
import { appId, userId } from '../domain/identifiers.ts';

const rows = z.number();

const deleteUser = ownerCall({
  name: 'deleteUser',
  chapter: 'users',
  about:
    'Erases what is kept of a user, and answers when all is done; `NOT_DONE` says who is not, and the same call goes on. The operator key works, too',
  access: 'app or operator',
  http: 'DELETE /v1/apps/:app/users/:userID',
  grpc: { contract: userService, rpc: 'DeleteUser' },
  input: z.strictObject({ app: appId, userID: userId }),
  output: object({
    erased: object({ devices: rows, groups: rows, messages: rows, calls: rows, traceLines: rows }).meta({
      description: 'By this call; zeros when it was done before',
    }),
  }),
  run: ({ app = '', userId: user = '' }, { eraseUser }) => eraseUser(app, user),
});

/** A user as a whole. */
export const userCalls: readonly Call[] = [deleteUser];
