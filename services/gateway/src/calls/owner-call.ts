import { jsonOfMessage, messageOfJson } from '@bellhop/contracts';
import { messageTypesOf, type RequestInput, type Response, type Rpc } from '@bellhop/grpc';
import { InvalidInput } from '@bellhop/runtime';
import type { z } from 'zod';
import { parseInput } from '../domain/parse-input.ts';
import { Refused } from '../domain/public-error.ts';
import type { RefusalCode } from '../domain/refusal.ts';
import { takeOfClient } from '../accept/rates.ts';
import type { Behind } from './behind.ts';
import {
  httpDoor,
  sessionOf,
  type Call,
  type Described,
  type GrpcCall,
  type HttpRoute,
  type KeyHolder,
} from './call.ts';
import { fitted } from './fit.ts';

/** What a call whose owner is another service says beside its description. */
interface Owned<In extends z.ZodObject, Out extends z.ZodObject, Definition, K extends Rpc<Definition>> {
  readonly access: 'app' | 'app or operator' | 'operator';
  readonly http: HttpRoute;
  /** The owner's contract, which the gateway serves too. */
  readonly grpc: GrpcCall<Definition, K>;
  /** The field of the acting user: a client makes this call in its own name, over its connection and without this field. */
  readonly actor?: keyof z.output<In> & string;
  /** The field of the device by which the acting user does it: a connection says which one it is, and nobody else can. */
  readonly device?: keyof z.output<In> & string;
  /** The owner checks what comes over gRPC by itself: what operators say is its own business. */
  readonly checkedByOwner?: boolean;
  /** As how many messages it counts against what a client, or an app's key, may send. */
  readonly countsAs?: (input: z.output<In>) => number;
  /** How many members of groups a client names in it: a user may name so many in some time, over whatever connection. */
  readonly membersIn?: (input: z.output<In>) => number;
  /** Completes the input before anything is asked. */
  readonly complete?: (input: z.output<In>) => z.output<In>;
  /** What the gateway itself knows to be wrong; throws. */
  readonly check?: (input: z.output<In>, app: string, behind: Behind) => void;
  /** The request for the owner, where it is not the input by other names. */
  readonly request?: (input: z.output<In>) => RequestInput<Definition, K>;
  /** Lets the owner do it. */
  readonly run: (request: RequestInput<Definition, K>, behind: Behind) => Promise<Response<Definition, K>>;
  /** The answer as JSON, where it is not the owner's response by other names; may throw Refused. */
  readonly answer?: (
    response: Response<Definition, K>,
    input: z.output<In>,
    behind: Behind,
  ) => z.input<Out> | Promise<z.input<Out>>;
}

/**
 * A call that another service carries out. Input is checked here, names are translated by rule, and the owner decides; over gRPC its response
 * goes back as it is, over the other doors a refusal becomes an error.
 */
export function ownerCall<In extends z.ZodObject, Out extends z.ZodObject, Definition, K extends Rpc<Definition>>({
  access,
  http,
  grpc,
  actor,
  device,
  checkedByOwner = false,
  countsAs,
  membersIn,
  complete,
  check,
  request: requestOf,
  run,
  answer: answerOf,
  ...described
}: Described<In, Out> & Owned<In, Out, Definition, K>): Call {
  const { input, output } = described;
  const { request: requestType, response: responseType } = messageTypesOf(grpc.contract, grpc.rpc as string);

  const ask = (incomplete: z.output<In>, app: string | undefined, behind: Behind) => {
    const given = complete?.(incomplete) ?? incomplete;
    check?.(given, app ?? '', behind);
    const request = requestOf?.(given) ?? messageOfJson(requestType(), given);
    return run({ ...request, ...(app === undefined ? {} : { app }) } as RequestInput<Definition, K>, behind);
  };
  const serve = async (given: z.output<In>, app: string | undefined, behind: Behind): Promise<object> => {
    const response = await ask(given, app, behind);
    const json = jsonOfMessage(responseType(), response as object);
    if (typeof json['refusal'] === 'string') throw refused(json['refusal'], json);
    return answerOf?.(response, given, behind) ?? (fitted(output, json) as object);
  };
  /** Without the device: only a connection can say which one it is. */
  const jsonOfRequest = (request: object): unknown => {
    const json = jsonOfMessage(requestType(), request);
    return fitted(input, device === undefined ? json : { ...json, [device]: '' });
  };
  const appOf = ({ app }: KeyHolder): string | undefined => app?.app;
  const countForApp = (given: z.output<In>, { app, behind }: KeyHolder): void => {
    if (countsAs !== undefined && app !== undefined) behind.takeOfApp(app, countsAs(given));
  };

  return {
    errors: [],
    ...described,
    access,
    http: httpDoor(http, (given, caller) => {
      countForApp(given as z.output<In>, caller);
      return serve(given as z.output<In>, appOf(caller), caller.behind);
    }),
    ...(actor === undefined
      ? {}
      : {
          frame: {
            input: input.omit({ [actor]: true, ...(device === undefined ? {} : { [device]: true }) } as never),
            serve: async (body, client) => {
              const { app, userId, deviceId } = sessionOf(client);
              if (countsAs !== undefined) takeOfClient(client, countsAs({ ...body, [actor]: userId } as z.output<In>));
              if (membersIn !== undefined)
                client.behind.sessionRates.takeMembers(app.app, userId, membersIn(body as z.output<In>));
              const own = { [actor]: userId, ...(device === undefined ? {} : { [device]: deviceId }) };
              return { body: await serve({ ...body, ...own } as z.output<In>, app.app, client.behind) };
            },
          },
        }),
    grpc: {
      contract: grpc.contract,
      rpc: grpc.rpc as string,
      serve: (request, caller) => {
        if (checkedByOwner) return run(request as RequestInput<Definition, K>, caller.behind) as Promise<object>;
        const json = jsonOfRequest(request);
        const given = parseInput(input, json);
        countForApp(given, caller);
        return asStatus(() => ask(given, appOf(caller), caller.behind) as Promise<object>);
      },
    },
  };
}

/** What the gateway itself refuses has no place in an owner's response. */
async function asStatus<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Refused ? new InvalidInput(error.message, { field: error.refusal.field }) : error;
  }
}

const refusals: Readonly<Record<string, { code: RefusalCode; message: string; field: string }>> = {
  groupNotFound: { code: 'GROUP_NOT_FOUND', message: 'there is no such group', field: 'groupID' },
  notAMember: { code: 'NOT_A_MEMBER', message: 'only a member of the group may do this', field: 'groupID' },
  groupFull: {
    code: 'GROUP_FULL',
    message: 'the group would have more than the {limit} members that the app allows',
    field: 'groupID',
  },
  groupExists: {
    code: 'GROUP_EXISTS',
    message: 'a group with this id exists and belongs to somebody else',
    field: 'groupID',
  },
  notAllowed: { code: 'NOT_ALLOWED', message: 'only {role} of the group may do this', field: 'groupID' },
  groupDissolved: { code: 'GROUP_DISSOLVED', message: 'the group was dissolved', field: 'groupID' },
  groupClosed: {
    code: 'GROUP_CLOSED',
    message: 'nobody comes into this group by themselves or by invitation; the app may add users',
    field: 'groupID',
  },
  invitationNeeded: {
    code: 'INVITATION_NEEDED',
    message: 'users come into this group by invitation alone',
    field: 'groupID',
  },
  memberNotFound: { code: 'MEMBER_NOT_FOUND', message: 'the user is not a member of the group', field: 'groupID' },
  ownerStays: {
    code: 'OWNER_STAYS',
    message: 'the owner can be neither removed nor muted nor given a role: transfer the group first',
    field: 'groupID',
  },
  tooManyAttributes: {
    code: 'TOO_MANY_ATTRIBUTES',
    message: 'the group would have more than {limit} attributes: delete some first',
    field: 'attributes',
  },
  conversationNotFound: {
    code: 'CONVERSATION_NOT_FOUND',
    message: 'the user has no such conversation',
    field: 'conversationID',
  },
  tooManyMuted: {
    code: 'TOO_MANY_MUTED',
    message: 'the user has muted {limit} peer conversations, more are not allowed: let them unmute one',
    field: 'conversationID',
  },
  messageNotFound: {
    code: 'MESSAGE_NOT_FOUND',
    message: 'the user has no such message in this conversation',
    field: 'messageID',
  },
  messageTooOld: {
    code: 'MESSAGE_TOO_OLD',
    message: 'the message is older than {limit} s, the time in which its sender may revoke it',
    field: 'messageID',
  },
  notTheSender: {
    code: 'NOT_THE_SENDER',
    message: 'only who sent the message may do this; an owner or admin of the group may revoke it',
    field: 'messageID',
  },
  notRevocable: {
    code: 'NOT_REVOCABLE',
    message: 'a revocation or a missed call stays',
    field: 'messageID',
  },
  callNotFound: { code: 'CALL_NOT_FOUND', message: 'there is no such call', field: 'callID' },
  notInCall: { code: 'NOT_IN_CALL', message: 'only who is in the call, or was invited, may do this', field: 'callID' },
  callEnded: { code: 'CALL_ENDED', message: 'the call is over', field: 'callID' },
  invitationCancelled: { code: 'INVITATION_CANCELLED', message: 'the invitation was taken back', field: 'callID' },
  invitationTimedOut: { code: 'INVITATION_TIMED_OUT', message: "the invitation's time is over", field: 'callID' },
  alreadyAnswered: {
    code: 'ALREADY_ANSWERED',
    message: 'the user has answered already, maybe on another device',
    field: 'callID',
  },
  callAnswered: {
    code: 'CALL_ANSWERED',
    message: 'somebody has accepted: end the call, or leave it',
    field: 'callID',
  },
  notTheCaller: { code: 'NOT_THE_CALLER', message: 'only the caller may do this', field: 'callID' },
  callFull: {
    code: 'CALL_FULL',
    message: 'at most 9 others may be in a call, or rung by it, at a time',
    field: 'invitees',
  },
  localCallIDConflict: {
    code: 'LOCAL_CALL_ID_CONFLICT',
    message: 'another call was made under this id',
    field: 'localCallID',
  },
  idempotencyKeyConflict: {
    code: 'IDEMPOTENCY_KEY_CONFLICT',
    message: 'another push was accepted under this key: repeat that one as it was, or take a key of its own for this',
    field: 'idempotencyKey',
  },
  pushNotFound: {
    code: 'PUSH_NOT_FOUND',
    message: 'there is no such push, or it was over more than 7 days ago',
    field: 'directPushID',
  },
  pushAlreadySent: {
    code: 'PUSH_ALREADY_SENT',
    message: 'the push has left, or is leaving: a later one with its collapseKey takes its place on the screen',
    field: 'directPushID',
  },
  tooManyScheduled: {
    code: 'TOO_MANY_SCHEDULED',
    message: '10,000 pushes of the app wait for their time already, more are not allowed: cancel some, or send later',
    field: 'sendAt',
  },
};

const holders: Readonly<Record<string, string>> = { owner: 'the owner', admin: 'the owner or an admin' };

/**
 * A refusal that stands in a response as a value, by its name in JSON; `{limit}` and `{role}` in its words are what the response names. An owner of the
 * release before may name no limit.
 */
export function refused(name: string, { limit, requiredRole }: Record<string, unknown>): Refused {
  const refusal = refusals[name];
  if (refusal === undefined) throw new TypeError(`the refusal ${name} has no words`);
  const role = typeof requiredRole === 'string' ? requiredRole : undefined;
  const message = refusal.message
    .replace('{limit} ', typeof limit === 'number' && limit > 0 ? `${limit} ` : '')
    .replace('{role}', holders[role ?? ''] ?? 'a member');
  return new Refused({ ...refusal, message, ...(role === undefined ? {} : { requiredRole: role }) });
}
