// Original file: proto/bellhop/im/v1/conversation_service.proto

import type { ConversationInput as _bellhop_im_v1_ConversationInput, Conversation as _bellhop_im_v1_Conversation } from '../../../bellhop/im/v1/Conversation.ts';

/**
 * Response of ListConversations.
 */
export interface ListConversationsResponseInput {
  /**
   * The page.
   */
  'conversations'?: (_bellhop_im_v1_ConversationInput)[];
  /**
   * For the next page; empty = this was the last.
   */
  'nextPageToken'?: (string);
}

/**
 * Response of ListConversations.
 */
export interface ListConversationsResponse {
  /**
   * The page.
   */
  'conversations': (_bellhop_im_v1_Conversation)[];
  /**
   * For the next page; empty = this was the last.
   */
  'nextPageToken': (string);
}
