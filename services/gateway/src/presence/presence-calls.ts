import { Unavailable } from '@bellhop/runtime';
import { z } from 'zod';
import { jsonOfMessage } from '@bellhop/contracts';
import { messageTypesOf, presenceService } from '@bellhop/grpc';
import type { Call } from '../calls/call.ts';
import { fitted } from '../calls/fit.ts';
import { ownerCall } from '../calls/owner-call.ts';
import { object, time } from '../calls/shapes.ts';
import { userId } from '../domain/identifiers.ts';
import { parseInput } from '../domain/parse-input.ts';

const input = z.strictObject({
  userIDs: z.array(userId).min(1, 'must name at least one user').max(1_000, 'must name at most 1,000 users'),
});
const output = object({
  users: z.array(
    object({
      userID: z.string(),
      state: z.enum(['online', 'offline', 'unknown']),
      devices: z.array(object({ deviceID: z.string(), platform: z.string(), connectedAt: time })),
    }),
  ),
  asOf: time,
});

const getPresence = ownerCall({
  name: 'getPresence',
  chapter: 'users',
  about: 'Says who is online, for up to 1,000 users, and on which devices',
  access: 'app',
  http: 'POST /v1/apps/:app/presence',
  grpc: { contract: presenceService, rpc: 'GetPresence' },
  input,
  output,
  run: (request, { clients }) => clients.presence.getPresence(request),
});

const watchPresence: Call = {
  name: 'watchPresence',
  chapter: 'users',
  about: 'Says where up to 1,000 users are, and then whenever that changes',
  access: 'app',
  input,
  output,
  errors: [],
  grpc: {
    contract: presenceService,
    rpc: 'Watch',
    stream: async (request, { app, behind }, { send, signal }) => {
      const { request: requestType } = messageTypesOf(presenceService, 'Watch');
      const { userIDs } = parseInput(input, fitted(input, jsonOfMessage(requestType(), request)));
      const answers = behind.clients.watchPresence({ app: app?.app ?? '', userIds: userIDs });
      signal.addEventListener('abort', () => answers.cancel());
      try {
        for await (const answer of answers) send(answer);
        if (!signal.aborted) throw new Unavailable('presence has ended the watch: call again');
      } catch (error) {
        // Cancelled by ourselves: there is nobody to tell, or the server says why it closes.
        if (!signal.aborted) throw error;
      } finally {
        answers.cancel();
      }
    },
  },
};

/** Who is online: the presence service knows. */
export const presenceCalls: readonly Call[] = [getPresence, watchPresence];
