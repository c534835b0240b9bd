import { z } from 'zod';
import { presenceService } from '@bellhop/grpc';
import type { Call } from '../calls/call.ts';
import { ownerCall } from '../calls/owner-call.ts';
import { object, time } from '../calls/shapes.ts';
import { userId } from '../domain/identifiers.ts';

const getPresence = ownerCall({
  name: 'getPresence',
  chapter: 'users',
  about: 'Says who is online, for up to 1,000 users, and on which devices',
  access: 'app',
  http: 'POST /v1/apps/:app/presence',
  grpc: { contract: presenceService, rpc: 'GetPresence' },
  input: z.strictObject({
    userIDs: z.array(userId).min(1, 'must name at least one user').max(1_000, 'must name at most 1,000 users'),
  }),
  output: object({
    users: z.array(
      object({
        userID: z.string(),
        state: z.enum(['online', 'offline', 'unknown']),
        devices: z.array(object({ deviceID: z.string(), platform: z.string(), connectedAt: time })),
      }),
    ),
    asOf: time,
  }),
  run: (request, { clients }) => clients.presence.getPresence(request),
});

/** Who is online: the presence service knows. */
export const presenceCalls: readonly Call[] = [getPresence];
