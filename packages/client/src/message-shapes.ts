import { defined } from './defined.ts';
import { ZIMConversationType, ZIMMessageType, type ZIMMedia, type ZIMMessage } from './message-types.ts';
import { numberOf, objectOf, textOf, textsOf } from './foreign-values.ts';

type Body = Readonly<Record<string, unknown>>;
type Content = Omit<
  ZIMMessage,
  | 'messageID'
  | 'localMessageID'
  | 'conversationID'
  | 'conversationType'
  | 'conversationSeq'
  | 'conversationKey'
  | 'senderUserID'
  | 'timestamp'
  | 'isOffline'
>;

/** A message as the app sees it; undefined when it has no place in a conversation. A content that this version does not know is of type `Unknown`. */
export function messageOf(body: Body, userID: string, isOffline: boolean): ZIMMessage | undefined {
  const { messageID, conversationID, seq, fromUserID, toUserID, toGroupID, localMessageID, acceptedAt } = body;
  if (
    typeof messageID !== 'string' ||
    typeof conversationID !== 'string' ||
    typeof seq !== 'number' ||
    typeof fromUserID !== 'string'
  )
    return undefined;
  const isGroup = typeof toGroupID === 'string';
  const peer = fromUserID === userID ? String(toUserID) : fromUserID;
  return {
    ...contentOf(body, { messageID, seq, fromUserID }),
    ...mentionsOf(objectOf(body['mentions'])),
    messageID,
    ...defined({ localMessageID: textOf(localMessageID) }),
    conversationID: isGroup ? toGroupID : peer,
    conversationType: isGroup ? ZIMConversationType.Group : ZIMConversationType.Peer,
    conversationSeq: seq,
    conversationKey: conversationID,
    senderUserID: fromUserID,
    timestamp: numberOf(acceptedAt) ?? 0,
    isOffline,
  };
}

function contentOf(body: Body, own: { messageID: string; seq: number; fromUserID: string }): Content {
  const { text, custom, missedCall, media, combined, revocation, revokedByUserID } = body;
  if (typeof revokedByUserID === 'string')
    return revoked({ revokedMessageID: own.messageID, revokedSeq: own.seq, operatorUserID: revokedByUserID });
  if (typeof text === 'string') return { type: ZIMMessageType.Text, message: text };
  const { type, data } = objectOf(custom);
  if (typeof type === 'number' && typeof data === 'string')
    return { type: ZIMMessageType.Custom, message: data, subType: type };
  const { callID } = objectOf(missedCall);
  if (typeof callID === 'string') return { type: ZIMMessageType.MissedCall, message: '', callID };
  const revocationOf = objectOf(revocation);
  if (typeof revocationOf['messageID'] === 'string')
    return revoked({
      revokedMessageID: revocationOf['messageID'],
      revokedSeq: Number(revocationOf['seq']),
      operatorUserID: own.fromUserID,
    });
  return (
    mediaOf(objectOf(media)) ??
    combinedOf(objectOf(combined)) ?? { type: ZIMMessageType.Unknown, message: '', raw: body }
  );
}

const revoked = (by: Pick<ZIMMessage, 'revokedMessageID' | 'revokedSeq' | 'operatorUserID'>): Content => ({
  type: ZIMMessageType.Revoke,
  message: '',
  ...by,
});

const mediaTypes: Readonly<Record<string, ZIMMessageType>> = {
  image: ZIMMessageType.Image,
  file: ZIMMessageType.File,
  audio: ZIMMessageType.Audio,
  video: ZIMMessageType.Video,
};

/** Names of ZIM, and of the protocol. */
export const mediaNames = [
  ['fileDownloadUrl', 'url'],
  ['fileName', 'name'],
  ['fileSize', 'sizeBytes'],
  ['mimeType', 'mimeType'],
  ['durationMs', 'durationMs'],
  ['width', 'width'],
  ['height', 'height'],
  ['thumbnailDownloadUrl', 'thumbnailURL'],
] as const satisfies readonly (readonly [keyof ZIMMedia, string])[];

function mediaOf(media: Body): Content | undefined {
  const type = mediaTypes[String(media['kind'])];
  if (type === undefined) return undefined;
  const members = mediaNames.flatMap(([name, there]) => (media[there] === undefined ? [] : [[name, media[there]]]));
  return { type, message: '', ...(Object.fromEntries(members) as Partial<ZIMMedia>) };
}

function combinedOf({ title, previews, data }: Body): Content | undefined {
  if (typeof title !== 'string' || !Array.isArray(previews) || typeof data !== 'string') return undefined;
  return { type: ZIMMessageType.Combine, message: data, title, previews: previews.map(String) };
}

function mentionsOf({ userIDs, all, notify }: Body): Partial<ZIMMessage> {
  return defined({
    mentionedUserIDs: textsOf(userIDs),
    isMentionAll: all === true || undefined,
    isNotifyMentionedUsers: notify === true || undefined,
  });
}
