import { z } from 'zod';

/** Version of the frames. A new one comes beside the old one, which goes on working. */
export const PROTOCOL_VERSION = 1;

/** What every frame of a client looks like; its body depends on its type. */
export const envelope = z.strictObject({
  v: z.literal(PROTOCOL_VERSION),
  /** Number of the request, chosen by the client; the answer repeats it. */
  id: z.int().min(0),
  type: z.string().min(1).max(64),
  /** As it came: a copy would lose members that are to be refused. */
  body: z
    .custom<Record<string, unknown>>(
      (given) => typeof given === 'object' && given !== null && !Array.isArray(given),
      'must be a JSON object',
    )
    .default({}),
});

export type Envelope = z.output<typeof envelope>;

/** Events that the gateway sends by itself. */
export type ServerEvent =
  | 'message'
  | 'missed'
  | 'kickedOut'
  | 'reconnect'
  | 'tokenExpiring'
  | 'callInvitationReceived'
  | 'callUserStateChanged'
  | 'callInvitationTimeout'
  | 'callInvitationEnded'
  | 'conversationRead'
  | 'messagesDeleted'
  | 'conversationNotificationStatusChanged'
  | 'groupChanged';

export function answerFrame(replyTo: number | undefined, type: 'ok' | 'error', body: object): string {
  return JSON.stringify({ v: PROTOCOL_VERSION, ...(replyTo === undefined ? {} : { replyTo }), type, body });
}

export function eventFrame(type: ServerEvent, body: object): string {
  return JSON.stringify({ v: PROTOCOL_VERSION, type, body });
}
