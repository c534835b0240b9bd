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
    ...contentJson(message),
    acceptedAt: message.acceptedAtMs,
  };
}

function contentJson({ text, custom, missedCall }: StoredMessage) {
  if (missedCall != null) return { missedCall: { callID: missedCall.callId } };
  return custom == null ? { text: text ?? '' } : { custom: { type: custom.type, data: custom.data } };
}
