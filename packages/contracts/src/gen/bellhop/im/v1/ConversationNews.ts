// Original file: proto/bellhop/im/v1/delivery_service.proto

import type { ConversationReadNewsInput as _bellhop_im_v1_ConversationReadNewsInput, ConversationReadNews as _bellhop_im_v1_ConversationReadNews } from '../../../bellhop/im/v1/ConversationReadNews.ts';
import type { MessagesDeletedNewsInput as _bellhop_im_v1_MessagesDeletedNewsInput, MessagesDeletedNews as _bellhop_im_v1_MessagesDeletedNews } from '../../../bellhop/im/v1/MessagesDeletedNews.ts';
import type { NotificationStatusNewsInput as _bellhop_im_v1_NotificationStatusNewsInput, NotificationStatusNews as _bellhop_im_v1_NotificationStatusNews } from '../../../bellhop/im/v1/NotificationStatusNews.ts';
import type { GroupChangedNewsInput as _bellhop_im_v1_GroupChangedNewsInput, GroupChangedNews as _bellhop_im_v1_GroupChangedNews } from '../../../bellhop/im/v1/GroupChangedNews.ts';

/**
 * What is said of a conversation. Told to who is connected, and never repeated: clients ask when they come back.
 */
export interface ConversationNewsInput {
  /**
   * The conversation.
   */
  'conversationId'?: (string);
  /**
   * A user has read: `conversationRead`, for the user's other devices and for senders of what was read.
   */
  'read'?: (_bellhop_im_v1_ConversationReadNewsInput | null);
  /**
   * The receiver has deleted messages: `messagesDeleted`, for their other devices.
   */
  'deleted'?: (_bellhop_im_v1_MessagesDeletedNewsInput | null);
  /**
   * The receiver is notified of something else: `conversationNotificationStatusChanged`, for their other devices.
   */
  'notificationStatus'?: (_bellhop_im_v1_NotificationStatusNewsInput | null);
  /**
   * A group has changed: `groupChanged`, for its members and whom it concerns. Gateways forget who may send to it.
   */
  'groupChanged'?: (_bellhop_im_v1_GroupChangedNewsInput | null);
  /**
   * What has happened.
   */
  'news'?: "read"|"deleted"|"notificationStatus"|"groupChanged";
}

/**
 * What is said of a conversation. Told to who is connected, and never repeated: clients ask when they come back.
 */
export interface ConversationNews {
  /**
   * The conversation.
   */
  'conversationId': (string);
  /**
   * A user has read: `conversationRead`, for the user's other devices and for senders of what was read.
   */
  'read'?: (_bellhop_im_v1_ConversationReadNews | null);
  /**
   * The receiver has deleted messages: `messagesDeleted`, for their other devices.
   */
  'deleted'?: (_bellhop_im_v1_MessagesDeletedNews | null);
  /**
   * The receiver is notified of something else: `conversationNotificationStatusChanged`, for their other devices.
   */
  'notificationStatus'?: (_bellhop_im_v1_NotificationStatusNews | null);
  /**
   * A group has changed: `groupChanged`, for its members and whom it concerns. Gateways forget who may send to it.
   */
  'groupChanged'?: (_bellhop_im_v1_GroupChangedNews | null);
  /**
   * What has happened.
   */
  'news'?: "read"|"deleted"|"notificationStatus"|"groupChanged";
}
