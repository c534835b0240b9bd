import type { FrameBody } from './frames.ts';
import { pushConfigBody } from './push-config.ts';
import {
  ZIMConversationType,
  ZIMMessageType,
  type ZIMCustomMessage,
  type ZIMMessageSendConfig,
  type ZIMTextMessage,
} from './types.ts';

/** The body of a `send` frame. */
export function sendBody(
  message: ZIMTextMessage | ZIMCustomMessage,
  toConversationID: string,
  conversationType: ZIMConversationType,
  { localMessageID, pushConfig, targetUserIDs }: ZIMMessageSendConfig,
): FrameBody<'send'> {
  return {
    ...(conversationType === ZIMConversationType.Group
      ? { toGroupID: toConversationID }
      : { toUserID: toConversationID }),
    ...(message.type === ZIMMessageType.Text
      ? { text: message.message }
      : { custom: { type: message.subType, data: message.message } }),
    ...(localMessageID === undefined ? {} : { localMessageID }),
    ...(pushConfig === undefined ? {} : { pushConfig: pushConfigBody(pushConfig) }),
    ...(targetUserIDs === undefined ? {} : { targetUserIDs }),
  };
}
