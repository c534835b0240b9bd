import { context } from '@opentelemetry/api';
import { derivedId, messageAccepted, type ConversationRefusal, type PushConfig } from '@bellhop/contracts';
import { eventRecord, type Producer } from '@bellhop/kafka';
import type { MessageFinder } from '../db/find-message.ts';
import { decideRevoke } from '../domain/revoke.ts';
import { untilStored } from './until-stored.ts';

export type RevokeMessage = (asked: {
  readonly app: string;
  /** Empty = the app itself. */
  readonly userId: string;
  readonly conversationId: string;
  readonly messageId: string;
  readonly pushConfig: PushConfig | null;
}) => Promise<
  { readonly refusal: ConversationRefusal; readonly limit?: number } | { readonly revocationMessageId: string }
>;

/**
 * Revokes messages: a revocation takes the way of every message, so that nobody misses it and it comes after what it revokes. Resolves when Kafka has
 * it. Its id is derived from the message's: repeated, it is the same one.
 */
export function messageRevoker({
  messages,
  producer,
  revokeWithinSeconds,
  clock,
}: {
  messages: MessageFinder;
  producer: Pick<Producer, 'publish'>;
  revokeWithinSeconds: (app: string) => number;
  clock: () => number;
}): RevokeMessage {
  return async ({ app, userId, conversationId, messageId, pushConfig }) => {
    // The first message of a peer conversation makes its sender's part in it, too.
    const look = () =>
      Promise.all([
        messages.find({ app, conversationId, messageId }),
        userId === '' ? undefined : messages.participant({ app, conversationId, userId }),
      ]);
    const [message, participant] = await untilStored(look, ([found]) => found !== undefined);
    if (userId !== '' && participant === undefined) return { refusal: 'CONVERSATION_REFUSAL_CONVERSATION_NOT_FOUND' };
    const decision = decideRevoke(message, {
      by: participant === undefined ? undefined : { userId, role: participant.role },
      withinSeconds: revokeWithinSeconds(app),
      nowMs: clock(),
    });
    if (decision.kind === 'refused') {
      const { refusal, limit } = decision;
      return { refusal, ...(limit === undefined ? {} : { limit }) };
    }
    const revocationMessageId = derivedId(['revocation', app, conversationId, messageId]);
    if (decision.kind === 'revoke' && message !== undefined) {
      const { seq, senderUserId, toUserId, toGroupId, targetUserIds } = message;
      const by = userId === '' ? senderUserId : userId;
      const revocation = {
        messageId: revocationMessageId,
        app,
        conversationId,
        senderUserId: by,
        ...(toGroupId === '' ? { toUserId } : { toGroupId }),
        revocation: { messageId, seq, senderUserId },
        ...(pushConfig === null ? {} : { pushConfig }),
        // Whose message it was has to see it gone, too, and is no target of it.
        targetUserIds: [...targetUserIds, ...(targetUserIds.length > 0 && by !== senderUserId ? [senderUserId] : [])],
        acceptedAtMs: clock(),
      };
      await producer.publish([eventRecord(messageAccepted, revocation, context.active())]);
    }
    return { revocationMessageId };
  };
}
