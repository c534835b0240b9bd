import type { StoredMessage } from '@bellhop/contracts';

/** A stored message as clients see it. */
export function messageJson(message: StoredMessage) {
  return {
    messageID: message.messageId,
    conversationID: message.conversationId,
    seq: message.seq,
    fromUserID: message.senderUserId,
    ...(message.toGroupId === '' ? { toUserID: message.toUserId } : { toGroupID: message.toGroupId }),
    ...(message.localId === '' ? {} : { localMessageID: message.localId }),
    ...(message.custom == null
      ? { text: message.text ?? '' }
      : { custom: { type: message.custom.type, data: message.custom.data } }),
    acceptedAt: message.acceptedAtMs,
  };
}
