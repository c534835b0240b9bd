// Original file: proto/bellhop/im/v1/conversation_service.proto

import type { StoredMessageInput as _bellhop_im_v1_StoredMessageInput, StoredMessage as _bellhop_im_v1_StoredMessage } from '../../../bellhop/im/v1/StoredMessage.ts';
import type { NotifyModeInput as _bellhop_im_v1_NotifyModeInput, NotifyMode as _bellhop_im_v1_NotifyMode } from '../../../bellhop/im/v1/NotifyMode.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * A conversation as one of its users sees it.
 */
export interface ConversationInput {
  /**
   * The conversation.
   */
  'conversationId'?: (string);
  /**
   * Its group; empty for a peer conversation.
   */
  'groupId'?: (string);
  /**
   * The group's name, for who has left it the one that it had then; empty for a peer conversation, a group without name or one that is gone.
   */
  'groupName'?: (string);
  /**
   * The other user of a peer conversation.
   */
  'peerUserId'?: (string);
  /**
   * The newest message that the user has; absent when there is none any more.
   */
  'lastMessage'?: (_bellhop_im_v1_StoredMessageInput | null);
  /**
   * Messages of others since the user's read position, without revocations and what was revoked; 1,000 = so many or more.
   */
  'unreadCount'?: (number);
  /**
   * Up to where the user has read.
   */
  'readSeq'?: (number | string | Long);
  /**
   * What they are notified of, as it holds now.
   */
  'notifyMode'?: (_bellhop_im_v1_NotifyModeInput);
  /**
   * When that ends by itself, Unix ms; 0 = it does not.
   */
  'muteUntilMs'?: (number | string | Long);
  /**
   * When the conversation had its newest message, Unix ms.
   */
  'activeAtMs'?: (number | string | Long);
}

/**
 * A conversation as one of its users sees it.
 */
export interface Conversation {
  /**
   * The conversation.
   */
  'conversationId': (string);
  /**
   * Its group; empty for a peer conversation.
   */
  'groupId': (string);
  /**
   * The group's name, for who has left it the one that it had then; empty for a peer conversation, a group without name or one that is gone.
   */
  'groupName': (string);
  /**
   * The other user of a peer conversation.
   */
  'peerUserId': (string);
  /**
   * The newest message that the user has; absent when there is none any more.
   */
  'lastMessage': (_bellhop_im_v1_StoredMessage | null);
  /**
   * Messages of others since the user's read position, without revocations and what was revoked; 1,000 = so many or more.
   */
  'unreadCount': (number);
  /**
   * Up to where the user has read.
   */
  'readSeq': (number);
  /**
   * What they are notified of, as it holds now.
   */
  'notifyMode': (_bellhop_im_v1_NotifyMode);
  /**
   * When that ends by itself, Unix ms; 0 = it does not.
   */
  'muteUntilMs': (number);
  /**
   * When the conversation had its newest message, Unix ms.
   */
  'activeAtMs': (number);
}
