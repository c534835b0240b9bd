import { conversationOf } from './conversation-key.ts';
import { ZIMConversationType } from './message-types.ts';

type Body = Readonly<Record<string, unknown>>;

/** What the other tabs of a device are told of a request that one of them made: as the server tells other devices. */
export function newsForOtherTabs(
  type: string,
  body: Body,
  answer: Body,
  userID: string,
): { name: string; body: Body } | undefined {
  const { conversationID } = body;
  switch (type) {
    case 'send':
      return { name: 'sent', body: { ...body, ...answer, fromUserID: userID, seq: 0 } };
    case 'revokeMessage':
      return {
        name: 'sent',
        body: {
          messageID: answer['revocationMessageID'],
          conversationID,
          fromUserID: userID,
          ...receiverOf(String(conversationID), userID),
          seq: 0,
          acceptedAt: Date.now(),
          revocation: { messageID: body['messageID'], seq: 0 },
        },
      };
    case 'renewToken':
      return { name: 'tokenRenewed', body };
    case 'markConversationRead':
      return { name: 'conversationRead', body: { conversationID, userID, seq: answer['readSeq'], readAt: Date.now() } };
    case 'deleteMessages':
      return { name: 'messagesDeleted', body: { conversationID, messageIDs: body['messageIDs'] } };
    case 'deleteConversation':
      return { name: 'messagesDeleted', body: { conversationID, upToSeq: answer['deletedSeq'] } };
    case 'setConversationNotificationStatus':
      return { name: 'conversationNotificationStatusChanged', body };
    default:
      return type.startsWith('call') && typeof answer['call'] === 'object'
        ? { name: 'callChanged', body: answer['call'] as Body }
        : undefined;
  }
}

function receiverOf(key: string, userID: string): Body {
  const { conversationID, conversationType } = conversationOf(key, userID);
  return { [conversationType === ZIMConversationType.Group ? 'toGroupID' : 'toUserID']: conversationID };
}
