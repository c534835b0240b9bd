import { context } from '@opentelemetry/api';
import { messageAccepted, type MessageAcceptedInput } from '@bellhop/contracts';
import { eventRecord, type KnownApp, type OutgoingRecord } from '@bellhop/kafka';
import { checkMessage } from '../domain/check-message.ts';
import { contentOf } from '../domain/content-input.ts';
import { inTime } from '../domain/in-time.ts';
import { conversationIdOf, messageIdOf } from '../domain/message-identity.ts';
import type { MessageInput } from '../domain/message-input.ts';
import { publicErrorOf } from '../domain/public-error.ts';
import { pushConfigOf } from '../domain/push-config.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Door, GatewayEvents } from '../events.ts';
import type { GroupSenders } from './group-senders.ts';
import type { LocalIds } from './local-ids.ts';

export interface AcceptedMessage {
  readonly kind: 'accepted';
  readonly messageId: string;
  readonly conversationId: string;
  readonly acceptedAtMs: number;
}

export type SendResult = AcceptedMessage | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Where messages come from. */
export interface Origin {
  readonly door: Door;
  /** Device of the sender; empty when a service sends. */
  readonly deviceId: string;
}

/**
 * Accepts messages whose form is right: one result each, in order. Resolves when Kafka has all that are accepted.
 * Throws ResourceExhausted or Unavailable when it is not known of any that it was accepted.
 */
export type AcceptMessages = (
  app: KnownApp,
  messages: readonly MessageInput[],
  origin: Origin,
) => Promise<SendResult[]>;

/** Kafka may be frozen for longer; the sender, who may be told "try again" for a message that then arrives, repeats it under the same local id. */
const ACCEPT_WITHIN_MS = 10_000;

export function messageAcceptor(deps: {
  groupSenders: Pick<GroupSenders, 'refusalOf'>;
  localIds: LocalIds;
  admit: (messages: number) => void;
  publish: (records: readonly OutgoingRecord[]) => Promise<void>;
  events: Pick<GatewayEvents, 'accepted' | 'refused' | 'failed'>;
  clock: () => number;
}): AcceptMessages {
  const { groupSenders, localIds, admit, publish, events, clock } = deps;

  const refusalsOf = async (app: KnownApp, messages: readonly MessageInput[]): Promise<(Refusal | undefined)[]> => {
    const refusals = messages.map((message) => checkMessage(message, app));
    await Promise.all(
      messages.map(async (message, index) => {
        const { toGroupID, fromUserID } = message;
        if (toGroupID === undefined || refusals[index] !== undefined) return;
        const sender = { groupId: toGroupID, userId: fromUserID };
        refusals[index] = await groupSenders.refusalOf(app.app, sender, notifiesAll(message));
      }),
    );
    return refusals;
  };

  const acceptAll: AcceptMessages = async (app, messages, { door, deviceId }) => {
    const started = performance.now();
    const trace = context.active();
    const refusals = await refusalsOf(app, messages);
    const passed = refusals.filter((refusal) => refusal === undefined).length;
    if (passed > 0) admit(passed);
    const conflicts: (Refusal | undefined)[] = [];
    // Looked up while Kafka takes them: another content under a known id is dropped by message-store.
    const lookups = messages.flatMap((message, index): Promise<void> | [] => {
      if (refusals[index] !== undefined) return [];
      const taken = localIds.take(app.app, message);
      if (taken instanceof Promise) return taken.then((refusal) => void (conflicts[index] = refusal));
      refusals[index] = taken;
      return [];
    });
    const acceptedAtMs = clock();
    const records: OutgoingRecord[] = [];
    const acceptedIds: string[] = [];
    const results = messages.map((message, index): SendResult => {
      const refusal = refusals[index];
      if (refusal !== undefined) {
        events.refused(app.app, refusal.code, door);
        return { kind: 'refused', refusal };
      }
      const event = acceptedEvent(app.app, message, { deviceId, acceptedAtMs });
      records.push(eventRecord(messageAccepted, event, trace));
      acceptedIds.push(event.messageId);
      return { kind: 'accepted', messageId: event.messageId, conversationId: event.conversationId, acceptedAtMs };
    });
    await Promise.all([inTime(publish(records), ACCEPT_WITHIN_MS, 'accepting'), ...lookups]);
    if (acceptedIds.length > 0) events.accepted(app.app, acceptedIds, door, performance.now() - started);
    return results.map((result, index) => {
      const refusal = conflicts[index];
      if (refusal === undefined) return result;
      events.refused(app.app, refusal.code, door);
      return { kind: 'refused', refusal };
    });
  };

  return async (app, messages, origin) => {
    try {
      return await acceptAll(app, messages, origin);
    } catch (error) {
      events.failed(app.app, messages.length, publicErrorOf(error).code, origin.door);
      throw error;
    }
  };
}

/** Whether it mentions everybody so that it comes through every mute. */
export function notifiesAll({ mentions }: MessageInput): boolean {
  return mentions?.all === true && mentions.notify === true;
}

/** A message as its event says it. */
export function acceptedEvent(
  app: string,
  message: MessageInput,
  { deviceId, acceptedAtMs }: { deviceId: string; acceptedAtMs: number },
) {
  const { pushConfig } = message;
  return {
    messageId: messageIdOf(app, message),
    app,
    conversationId: conversationIdOf(message),
    senderUserId: message.fromUserID,
    senderDeviceId: deviceId,
    localId: message.localMessageID ?? '',
    ...(message.toGroupID === undefined ? { toUserId: message.toUserID ?? '' } : { toGroupId: message.toGroupID }),
    ...contentOf(message),
    ...(pushConfig === undefined ? {} : { pushConfig: pushConfigOf(pushConfig) }),
    targetUserIds: message.targetUserIDs ?? [],
    acceptedAtMs,
  } satisfies MessageAcceptedInput;
}
