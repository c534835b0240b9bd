import { conversationKey } from './conversation-key.ts';
import type { FrameBody } from './frames.ts';
import { mediaNames } from './message-shapes.ts';
import {
  ZIMConversationType,
  ZIMMessageType,
  type ZIMMessage,
  type ZIMMessageSendConfig,
  type ZIMOutgoingMessage,
} from './message-types.ts';
import { pushConfigBody } from './push-config.ts';

/** The body of a `send` frame. */
export function sendBody(
  message: ZIMOutgoingMessage,
  toConversationID: string,
  conversationType: ZIMConversationType,
  { localMessageID, pushConfig, targetUserIDs, isNotifyMentionedUsers }: ZIMMessageSendConfig,
): FrameBody<'send'> {
  const { mentionedUserIDs, isMentionAll } = message;
  return {
    ...(conversationType === ZIMConversationType.Group
      ? { toGroupID: toConversationID }
      : { toUserID: toConversationID }),
    ...contentBody(message),
    localMessageID,
    pushConfig: pushConfig && pushConfigBody(pushConfig),
    targetUserIDs,
    mentions:
      mentionedUserIDs === undefined && isMentionAll === undefined
        ? undefined
        : { userIDs: mentionedUserIDs, all: isMentionAll, notify: isNotifyMentionedUsers },
  };
}

const kinds = {
  [ZIMMessageType.Image]: 'image',
  [ZIMMessageType.File]: 'file',
  [ZIMMessageType.Audio]: 'audio',
  [ZIMMessageType.Video]: 'video',
} as const;

function contentBody(message: ZIMOutgoingMessage): Pick<FrameBody<'send'>, 'text' | 'custom' | 'media' | 'combined'> {
  switch (message.type) {
    case ZIMMessageType.Text:
      return { text: message.message };
    case ZIMMessageType.Custom:
      return { custom: { type: message.subType, data: message.message } };
    case ZIMMessageType.Combine:
      return { combined: { title: message.title, previews: message.previews, data: message.message } };
    default: {
      const members = mediaNames.flatMap(([name, there]) =>
        message[name] === undefined ? [] : [[there, message[name]]],
      );
      return {
        media: { kind: kinds[message.type], ...(Object.fromEntries(members) as { url: string }) },
      };
    }
  }
}

/** A message that is sent from here, as the app sees it. */
export function sentMessage(
  message: ZIMOutgoingMessage,
  conversation: { readonly conversationID: string; readonly conversationType: ZIMConversationType },
  { userID, localMessageID, timestamp }: Readonly<Record<'userID' | 'localMessageID', string> & { timestamp: number }>,
): ZIMMessage {
  return {
    message: '',
    ...message,
    ...conversation,
    messageID: '',
    localMessageID,
    conversationSeq: 0,
    conversationKey: conversationKey(conversation, userID),
    senderUserID: userID,
    timestamp,
    isOffline: false,
  };
}
