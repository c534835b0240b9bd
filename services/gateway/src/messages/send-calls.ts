import { context, ROOT_CONTEXT, SpanKind } from '@opentelemetry/api';
import { z } from 'zod';
import { jsonOfMessage, type OutgoingMessage, type SendMessageResponseInput } from '@bellhop/contracts';
import { messageService, messageTypesOf } from '@bellhop/grpc';
import type { KnownApp } from '@bellhop/kafka';
import { endSpan, InvalidInput, openSpan, withSpan } from '@bellhop/runtime';
import { takeOfClient } from '../accept/rates.ts';
import type { SendResult } from '../accept/accept-messages.ts';
import { clientCall, httpDoor, type Call, type KeyHolder } from '../calls/call.ts';
import { fitted } from '../calls/fit.ts';
import { object, time } from '../calls/shapes.ts';
import { clientMessage, serviceMessage } from '../domain/message-input.ts';
import { publicRefusal, Refused } from '../domain/public-error.ts';
import type { Refusal, RefusalCode } from '../domain/refusal.ts';

const chapter = 'messages';
/** What a message may be refused for. */
export const errors: readonly RefusalCode[] = [
  'TEXT_TOO_LONG',
  'UNKNOWN_RESOURCE',
  'UNKNOWN_TEMPLATE',
  'LOCAL_ID_CONFLICT',
  'GROUP_NOT_FOUND',
  'NOT_A_MEMBER',
  'MUTED',
  'NOT_ALLOWED',
  'GROUP_DISSOLVED',
];
const accepted = object({ messageID: z.string(), conversationID: z.string(), acceptedAt: time });
const refused = object({ error: object({ code: z.string(), message: z.string(), field: z.string().optional() }) });

const send = clientCall({
  name: 'send',
  isLight: true,
  chapter,
  about: 'Sends a message. The answer means that the system has it and never loses it',
  input: clientMessage,
  output: accepted,
  errors,
  serve: async (message, { session: { app, userId, deviceId }, connection, behind }) => {
    takeOfClient({ connection, behind }, 1);
    const span = openSpan('websocket send', SpanKind.SERVER, {}, ROOT_CONTEXT);
    try {
      const [result] = await context.with(withSpan(span, ROOT_CONTEXT), () =>
        behind.accept(app, [{ ...message, fromUserID: userId }], { door: 'websocket', deviceId }),
      );
      const answer = acceptedJson(only(result));
      endSpan(span);
      return { body: answer };
    } catch (error) {
      endSpan(span, error instanceof Refused ? undefined : error); // a refusal is the sender's mistake, not ours
      throw error;
    }
  },
});

const sendMessage: Call = {
  name: 'sendMessage',
  chapter,
  about: 'Sends a message in the name of a user',
  access: 'app',
  input: serviceMessage,
  output: accepted,
  errors,
  http: httpDoor('POST /v1/apps/:app/messages', async (message, { app, door, behind }) => {
    const [result] = await behind.sendForService(known(app), [message], door);
    return acceptedJson(only(result));
  }),
  grpc: {
    contract: messageService,
    rpc: 'SendMessage',
    serve: async (request, { app, door, behind }) => {
      const { message } = request as { message: OutgoingMessage | null };
      if (message === null) throw new InvalidInput('message is missing', { field: 'message' });
      const [result] = await behind.sendForService(known(app), [messageJson(message)], door);
      if (result?.kind === 'refused' && result.refusal.code === 'INVALID_ARGUMENT')
        throw new InvalidInput(result.refusal.message, { field: result.refusal.field });
      return responseOf(only(result));
    },
  },
};

const MAX_BATCH = 500;

const sendMessages: Call = {
  name: 'sendMessages',
  chapter,
  about: 'Sends up to 500 messages; each is answered on its own, in order',
  access: 'app',
  // Each message is checked on its own, so that one that does not fit spoils no other.
  input: z.strictObject({ messages: z.array(z.unknown()).min(1).max(MAX_BATCH, 'must be at most 500 messages') }),
  output: object({
    results: z.array(z.union([accepted, refused])).meta({ description: 'One per message, in order' }),
  }),
  errors,
  http: httpDoor(
    { route: 'POST /v1/apps/:app/messages/batch', shapeOnly: true },
    async ({ messages }, { app, door, behind }) => {
      const results = await behind.sendForService(known(app), messages as unknown[], door);
      return {
        results: results.map((result) =>
          result.kind === 'accepted' ? acceptedJson(result) : { error: { ...publicRefusal(result.refusal) } },
        ),
      };
    },
  ),
  grpc: {
    contract: messageService,
    rpc: 'SendMessages',
    serve: async (request, { app, door, behind }) => {
      const { messages } = request as { messages: OutgoingMessage[] };
      if (messages.length < 1 || messages.length > MAX_BATCH)
        throw new InvalidInput('messages must be 1 to 500', { field: 'messages' });
      const results = await behind.sendForService(known(app), messages.map(messageJson), door);
      return { results: results.map(responseOf) };
    },
  },
};

/** Messages on their way in. */
export const sendCalls: readonly Call[] = [send, sendMessage, sendMessages];

function known(app: KeyHolder['app']): KnownApp {
  if (app === undefined) throw new TypeError('a message of no app');
  return app;
}

function only(result: SendResult | undefined): SendResult {
  if (result === undefined) throw new TypeError('a message without result');
  return result;
}

/** An accepted message as senders see it; throws what it was refused for. */
function acceptedJson(result: SendResult) {
  if (result.kind === 'refused') throw new Refused(result.refusal);
  const { messageId, conversationId, acceptedAtMs } = result;
  return { messageID: messageId, conversationID: conversationId, acceptedAt: acceptedAtMs };
}

/** A proto message as the shared schema wants it. Proto3 has no list that is empty: whether one was meant is said beside it. */
export function messageJson(message: OutgoingMessage): object {
  const json = fitted(serviceMessage, jsonOfMessage(outgoingMessage(), message)) as object;
  return message.onlyTargets ? { ...json, targetUserIDs: message.targetUserIds } : json;
}

function outgoingMessage() {
  return messageTypesOf(messageService, 'SendMessage').request().lookupType('OutgoingMessage');
}

/** A refusal as the contract has it. */
export function refusedMessage({ code, message, field, muteUntil = 0 }: Refusal) {
  return { code, message, field, muteUntilMs: muteUntil };
}

function responseOf(result: SendResult): SendMessageResponseInput {
  return result.kind === 'refused'
    ? { refused: refusedMessage(result.refusal) }
    : { accepted: { messageId: result.messageId, acceptedAtMs: result.acceptedAtMs } };
}
