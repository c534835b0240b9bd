import { z } from 'zod';
import { jsonOfMessage, type DryRunMessageResponseInput, type OutgoingMessage } from '@bellhop/contracts';
import { messageService, messageTypesOf } from '@bellhop/grpc';
import { acceptedEvent, notifiesAll } from '../accept/accept-messages.ts';
import { httpDoor, type Call, type KeyHolder } from '../calls/call.ts';
import { fitted } from '../calls/fit.ts';
import { pushTargets } from '../calls/push-target-shape.ts';
import { nextPageToken, object, page } from '../calls/shapes.ts';
import { checkMessage } from '../domain/check-message.ts';
import { serviceMessage } from '../domain/message-input.ts';
import { parseInput } from '../domain/parse-input.ts';
import { Refused } from '../domain/public-error.ts';
import type { Refusal } from '../domain/refusal.ts';
import { errors, messageJson, refusedMessage } from './send-calls.ts';

const input = z.strictObject({ message: serviceMessage, ...page(1_000, 64) });
const output = object({
  targets: pushTargets,
  verdict: z.string().optional().meta({ description: '`notAsked`: nobody asked for a push' }),
  nextPageToken,
});
const types = messageTypesOf(messageService, 'DryRunMessage');

const dryRunMessage: Call = {
  name: 'dryRunMessage',
  chapter: 'messages',
  about:
    'Who would be pushed if this message were sent now, with which words, and why the others would not. Sends, stores and counts nothing; recipients in pages',
  access: 'app',
  input,
  output,
  errors,
  http: httpDoor('POST /v1/apps/:app/messages/dry-run', async (given, caller) => {
    const answer = await dryRun(given as z.output<typeof input>, caller);
    if ('refusal' in answer) throw new Refused(answer.refusal);
    return fitted(output, jsonOfMessage(types.response(), answer.response)) as object;
  }),
  grpc: {
    contract: messageService,
    rpc: 'DryRunMessage',
    serve: async (request, caller) => {
      const { message } = request as { message: OutgoingMessage | null };
      const given = {
        ...(fitted(input, jsonOfMessage(types.request(), request)) as object),
        ...(message === null ? {} : { message: messageJson(message) }),
      };
      const answer = await dryRun(parseInput(input, given), caller);
      return 'refusal' in answer ? { refused: refusedMessage(answer.refusal) } : answer.response;
    },
  },
};

/** Messages that are not on their way: message-store says who would receive them, push-router what it would decide. */
export const dryRunCalls: readonly Call[] = [dryRunMessage];

async function dryRun(
  { message, pageSize, pageToken }: z.output<typeof input>,
  { app, behind }: KeyHolder,
): Promise<{ readonly refusal: Refusal } | { readonly response: DryRunMessageResponseInput }> {
  if (app === undefined) throw new TypeError('a message of no app');
  const { clients, groupSenders, clock } = behind;
  behind.takeOfApp(app, 1);
  const sender = { groupId: message.toGroupID ?? '', userId: message.fromUserID };
  const refusal =
    checkMessage(message, app) ??
    (message.toGroupID === undefined ? undefined : await groupSenders.refusalOf(app.app, sender, notifiesAll(message)));
  if (refusal !== undefined) return { refusal };
  const event = acceptedEvent(app.app, message, { deviceId: '', acceptedAtMs: clock() });
  const {
    events,
    asksPush,
    nextPageToken: next,
  } = await clients.recipients.findRecipients({
    message: event,
    pageSize: pageSize ?? 0,
    pageToken: pageToken ?? '',
  });
  if (!asksPush) return { response: { targets: [], verdict: 'notAsked' } };
  const { targets } = events.length === 0 ? { targets: [] } : await clients.decisions.decidePushes({ events });
  return { response: { targets, nextPageToken: next } };
}
