import type { MediaContent, MediaKind, Mentions, StoredMessage } from '@bellhop/contracts';

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
    ...(message.mentions == null ? {} : { mentions: mentionsJson(message.mentions) }),
    acceptedAt: message.acceptedAtMs,
  };
}

function contentJson(message: StoredMessage) {
  const { text, custom, missedCall, media, combined, revocation, revokedByUserId } = message;
  if (revokedByUserId) return { revokedByUserID: revokedByUserId };
  if (custom != null) return { custom: { type: custom.type, data: custom.data } };
  if (media != null) return { media: mediaJson(media) };
  if (combined != null)
    return { combined: { title: combined.title, previews: combined.previews, data: combined.data } };
  if (missedCall != null) return { missedCall: { callID: missedCall.callId } };
  if (revocation != null) {
    const { messageId, seq, senderUserId } = revocation;
    return { revocation: { messageID: messageId, seq, fromUserID: senderUserId } };
  }
  return text == null ? {} : { text }; // of a kind that this version does not know
}

const kinds: Readonly<Record<MediaKind, string>> = {
  MEDIA_KIND_UNSPECIFIED: 'file',
  MEDIA_KIND_IMAGE: 'image',
  MEDIA_KIND_FILE: 'file',
  MEDIA_KIND_AUDIO: 'audio',
  MEDIA_KIND_VIDEO: 'video',
};

/** What was not said is not there. */
function mediaJson({ kind, url, name, sizeBytes, mimeType, durationMs, width, height, thumbnailUrl }: MediaContent) {
  return {
    kind: kinds[kind],
    url,
    ...(name === '' ? {} : { name }),
    ...(sizeBytes === 0 ? {} : { sizeBytes }),
    ...(mimeType === '' ? {} : { mimeType }),
    ...(durationMs === 0 ? {} : { durationMs }),
    ...(width === 0 ? {} : { width }),
    ...(height === 0 ? {} : { height }),
    ...(thumbnailUrl === '' ? {} : { thumbnailURL: thumbnailUrl }),
  };
}

function mentionsJson({ userIds, all, notify }: Mentions) {
  return {
    ...(userIds.length === 0 ? {} : { userIDs: userIds }),
    ...(all ? { all } : {}),
    ...(notify ? { notify } : {}),
  };
}
