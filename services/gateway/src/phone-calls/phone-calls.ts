import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { callService } from '@bellhop/grpc';
import { clientCall, type Call } from '../calls/call.ts';
import { knownPushConfig } from '../calls/known-push-config.ts';
import { ownerCall } from '../calls/owner-call.ts';
import { nextPageToken, object, page, time } from '../calls/shapes.ts';
import { invitationKey } from '../delivery/call-frames.ts';
import { characters, deviceId, text, userId } from '../domain/identifiers.ts';
import { pushConfigInput, templateThere } from '../domain/push-config.ts';
import type { RefusalCode } from '../domain/refusal.ts';

const chapter = 'calls';
const access = 'app';

const MAX_INVITEES = 9;
const MAX_TIMEOUT_SECONDS = 600;
const MAX_EXTENDED_BYTES = 2_048;
/** What tells the call goes beside it, and the smallest vendor has 1,024 for both. */
const MAX_PAYLOAD_BYTES = 512;

const callId = z.string().min(1).max(64);
const extendedData = text()
  .refine(atMostBytes(MAX_EXTENDED_BYTES), tooManyBytes(MAX_EXTENDED_BYTES))
  .meta({ description: `At most ${MAX_EXTENDED_BYTES} bytes in UTF-8` })
  .optional();
const outOfRange = ({ input }: { input: unknown }): string =>
  `is ${String(input)}, 1 to ${MAX_TIMEOUT_SECONDS} are allowed`;
const timeoutSeconds = z.int().min(1, { error: outOfRange }).max(MAX_TIMEOUT_SECONDS, { error: outOfRange }).optional();
const invitees = (min: 0 | 1) =>
  z
    .array(userId)
    .min(min, 'must name at least one user')
    .max(MAX_INVITEES, {
      error: ({ input }) => `names ${(input as unknown[]).length} users, ${MAX_INVITEES} are allowed`,
    })
    .superRefine((given, check) => {
      given.forEach((user, index) => {
        if (given.indexOf(user) < index) check.addIssue({ code: 'custom', path: [index], message: 'is named twice' });
      });
    });
const pushConfig = pushConfigInput
  .superRefine((given, check) => {
    if (!atMostBytes(MAX_PAYLOAD_BYTES)(given.payload ?? ''))
      check.addIssue({
        code: 'custom',
        path: ['payload'],
        message: `${tooManyBytes(MAX_PAYLOAD_BYTES).error({ input: given.payload })} in a call`,
      });
    templateThere(given, check);
  })
  .optional();

const call = object({
  callID: z.string(),
  callerUserID: z.string(),
  state: z.enum(['started', 'ended']),
  extendedData: z.string(),
  timeoutSeconds: z.number(),
  createdAt: time,
  endedAt: time,
  version: z.number(),
  users: z.array(
    object({
      userID: z.string(),
      state: z.enum([
        'inviting',
        'offline',
        'received',
        'accepted',
        'rejected',
        'cancelled',
        'timeout',
        'notReceived',
        'quit',
        'ended',
      ]),
      extendedData: z.string(),
      deadlineAt: time,
      changedAt: time,
      inviterUserID: z.string(),
    }),
  ),
});
const theCall = object({ call });
/** Who acts in a call, and what they say with it. */
const acting = { callID: callId, userID: userId, deviceID: deviceId.optional() };
const path = '/v1/apps/:app/calls';

const callInvite = ownerCall({
  name: 'callInvite',
  chapter,
  about: 'Calls up to 9 users: their devices ring until they answer, at most for the timeout (90 s when none is said)',
  access,
  http: { route: `POST ${path}`, status: 201, without: ['deviceID'] },
  grpc: { contract: callService, rpc: 'CallInvite' },
  actor: 'callerUserID',
  device: 'deviceID',
  input: z.strictObject({
    callerUserID: userId,
    deviceID: deviceId.optional(),
    invitees: invitees(1),
    timeoutSeconds,
    extendedData,
    pushConfig,
    localCallID: characters(1, 64).optional(),
  }),
  output: theCall,
  errors: ['LOCAL_CALL_ID_CONFLICT'],
  countsAs: ({ invitees: users }) => users.length,
  // Asked again, by us or by whoever is between, it must be the same call.
  complete: (input) => ({ ...input, localCallID: input.localCallID ?? randomUUID() }),
  check: ({ pushConfig: config }, app, behind) => knownPushConfig(config, app, behind),
  run: (request, { clients }) => clients.calls.callInvite(request),
});

const callingInvite = ownerCall({
  name: 'callingInvite',
  chapter,
  about: 'Invites more users into a call that goes on; at most 9 others may be in it or rung at a time',
  access,
  http: { route: `POST ${path}/:callID/invitees`, without: ['deviceID'] },
  grpc: { contract: callService, rpc: 'CallingInvite' },
  actor: 'userID',
  device: 'deviceID',
  input: z.strictObject({ ...acting, invitees: invitees(1), pushConfig }),
  output: theCall,
  errors: ['CALL_NOT_FOUND', 'NOT_IN_CALL', 'CALL_ENDED', 'CALL_FULL'],
  countsAs: ({ invitees: users }) => users.length,
  check: ({ pushConfig: config }, app, behind) => knownPushConfig(config, app, behind),
  run: (request, { clients }) => clients.calls.callingInvite(request),
});

/** What somebody does in a call, and may say something with. */
function inCall({
  rpc,
  about,
  errors,
  countsAs,
}: {
  readonly rpc: 'CallAccept' | 'CallReject' | 'CallEnd' | 'CallQuit' | 'CallJoin';
  readonly about: string;
  readonly errors: readonly RefusalCode[];
  readonly countsAs?: () => number;
}): Call {
  const name = `${rpc[0]?.toLowerCase() ?? ''}${rpc.slice(1)}` as Uncapitalize<typeof rpc>;
  return ownerCall({
    name,
    chapter,
    about,
    access,
    http: { route: `POST ${path}/:callID/${rpc.slice('Call'.length).toLowerCase()}`, without: ['deviceID'] },
    grpc: { contract: callService, rpc },
    actor: 'userID',
    device: 'deviceID',
    input: z.strictObject({ ...acting, extendedData }),
    output: theCall,
    errors: ['CALL_NOT_FOUND', 'NOT_IN_CALL', ...errors],
    ...(countsAs === undefined ? {} : { countsAs }),
    run: (request, { clients }) => clients.calls[name](request),
  });
}

const answering: readonly RefusalCode[] = [
  'ALREADY_ANSWERED',
  'INVITATION_CANCELLED',
  'INVITATION_TIMED_OUT',
  'CALL_ENDED',
];

const callAccept = inCall({
  rpc: 'CallAccept',
  about: 'Takes a call that rings; the other devices of the user stop ringing',
  errors: answering,
});

const callReject = inCall({
  rpc: 'CallReject',
  about: 'Declines a call that rings; the other devices of the user stop ringing',
  errors: answering,
});

const callCancel = ownerCall({
  name: 'callCancel',
  chapter,
  about: 'The caller takes invitations back: all, which ends the call and is possible until somebody accepts, or some',
  access,
  http: { route: `POST ${path}/:callID/cancel`, without: ['deviceID'] },
  grpc: { contract: callService, rpc: 'CallCancel' },
  actor: 'userID',
  device: 'deviceID',
  input: z.strictObject({ ...acting, invitees: invitees(0).optional(), extendedData }),
  output: theCall,
  errors: ['CALL_NOT_FOUND', 'NOT_IN_CALL', 'NOT_THE_CALLER', 'CALL_ANSWERED', 'CALL_ENDED'],
  run: (request, { clients }) => clients.calls.callCancel(request),
});

const callEnd = inCall({ rpc: 'CallEnd', about: 'Ends the call for everybody', errors: ['CALL_ENDED'] });

const callQuit = inCall({
  rpc: 'CallQuit',
  about: 'Leaves the call; it ends when nobody is rung and fewer than two are in it',
  errors: ['CALL_ENDED'],
});

const callJoin = inCall({
  rpc: 'CallJoin',
  about: 'Comes into a call that goes on, after all or again; for users who were invited',
  errors: ['ALREADY_ANSWERED', 'INVITATION_CANCELLED', 'CALL_FULL', 'CALL_ENDED'],
  // Else a client could come and go as fast as it can, and everybody in the call be told.
  countsAs: () => 1,
});

const getCall = ownerCall({
  name: 'getCall',
  chapter,
  about: 'One call; with `viewerUserID` only for who is or was in it or invited',
  access,
  http: `GET ${path}/:callID`,
  grpc: { contract: callService, rpc: 'GetCall' },
  actor: 'viewerUserID',
  input: z.strictObject({ callID: callId, viewerUserID: userId.optional() }),
  output: theCall,
  errors: ['CALL_NOT_FOUND', 'NOT_IN_CALL'],
  run: (request, { clients }) => clients.calls.getCall(request),
});

const listCalls = ownerCall({
  name: 'listCalls',
  chapter,
  about: "A user's calls, made, taken and missed, newest first, in pages",
  access,
  http: 'GET /v1/apps/:app/users/:userID/calls',
  grpc: { contract: callService, rpc: 'ListCalls' },
  actor: 'userID',
  input: z.strictObject({ userID: userId, ...page(100, 64) }),
  output: object({ calls: z.array(call), nextPageToken }),
  run: (request, { clients }) => clients.calls.listCalls(request),
});

const callReceived = clientCall({
  name: 'callReceived',
  chapter,
  about:
    'The client has an invitation (`callInvitationReceived`): without this within the ack timeout its device gets a push',
  input: z.strictObject({ callID: callId }),
  output: object({ isRinging: z.boolean() }),
  serve: async ({ callID }, { session: { app, userId: user, deviceId: device }, connection, behind }) => {
    connection.outstanding.acknowledge(invitationKey(callID));
    const { isRinging } = await behind.clients.sync.confirmInvitation({
      app: app.app,
      userId: user,
      deviceId: device,
      callId: callID,
    });
    return { body: { isRinging } };
  },
});

/** Phone calls: message-store decides. */
export const phoneCalls: readonly Call[] = [
  callInvite,
  callingInvite,
  callAccept,
  callReject,
  callCancel,
  callEnd,
  callQuit,
  callJoin,
  getCall,
  listCalls,
  callReceived,
];

function atMostBytes(max: number): (given: string) => boolean {
  return (given) => Buffer.byteLength(given) <= max;
}

/** What is wrong with a text: its size and the limit, never the text. */
function tooManyBytes(max: number) {
  return {
    error: ({ input }: { input?: unknown }): string =>
      `has ${Buffer.byteLength(String(input))} bytes in UTF-8, ${max} are allowed`,
  };
}
