import type { ZIMConversationName } from './conversation-types.ts';
import { ZIMConversationType } from './message-types.ts';

/** The server's name of a conversation: `group/<group>`, or `peer/<user>/<user>` in order, so that both sides say the same. */
export function conversationKey({ conversationID, conversationType }: ZIMConversationName, userID: string): string {
  return conversationType === ZIMConversationType.Group
    ? `group/${conversationID}`
    : `peer/${[userID, conversationID].sort().join('/')}`;
}

/** The conversation as the user of this device names it. */
export function conversationOf(key: string, userID: string): ZIMConversationName {
  const [kind, first = '', second = ''] = key.split('/');
  return kind === 'group'
    ? { conversationID: first, conversationType: ZIMConversationType.Group }
    : { conversationID: first === userID ? second : first, conversationType: ZIMConversationType.Peer };
}
