import type { ZIMConversationType, ZIMMessage } from './message-types.ts';
import type { ZIMPushConfig } from './push-config.ts';

/** What a user is notified of in a conversation. The first two are ZIM's numbers. */
export const ZIMConversationNotificationStatus = {
  /** Everything. */
  Notify: 1,
  /** Only what mentions the user and was sent with `isNotifyMentionedUsers`. */
  DoNotDisturb: 2,
  /** What mentions the user, or everybody. */
  Mentions: 3,
} as const;
export type ZIMConversationNotificationStatus =
  (typeof ZIMConversationNotificationStatus)[keyof typeof ZIMConversationNotificationStatus];

/** One conversation, as an app names it. */
export interface ZIMConversationName {
  /** The other user, or the group. */
  readonly conversationID: string;
  readonly conversationType: ZIMConversationType;
}

export interface ZIMConversation extends ZIMConversationName {
  /** Name of a group; empty for a peer conversation. */
  readonly conversationName: string;
  /** Messages of others that the user has not read; 1,000 = so many or more. */
  readonly unreadMessageCount: number;
  /** Up to which position the user has read. */
  readonly readSeq: number;
  readonly lastMessage?: ZIMMessage;
  readonly notificationStatus: ZIMConversationNotificationStatus;
  /** Until when that holds, Unix ms; absent = until it is set anew. */
  readonly muteUntil?: number;
  /** When something was last written, Unix ms. */
  readonly activeTime: number;
}

export interface ZIMConversationQueryConfig {
  /** 1..100 conversations a page. */
  readonly count?: number;
  /** From the page before. */
  readonly nextFlag?: string;
}

export interface ZIMConversationListQueriedResult {
  /** The one with the newest message first. */
  readonly conversationList: readonly ZIMConversation[];
  /** Empty on the last page. */
  readonly nextFlag: string;
}

export interface ZIMMessageQueryConfig {
  /** 1..100 messages a page. */
  readonly count?: number;
  /** Messages before this one, or before its time when it was sent from here and has no position yet; absent: the newest. */
  readonly nextMessage?: Pick<ZIMMessage, 'conversationSeq'> & Partial<Pick<ZIMMessage, 'timestamp'>>;
  /** Messages from before this time, Unix ms. */
  readonly beforeTime?: number;
}

export interface ZIMMessageQueriedResult extends ZIMConversationName {
  /** Oldest first, as ZIM gives them. For the page before it pass the first one as `nextMessage`. */
  readonly messageList: readonly ZIMMessage[];
  /** Whether there are older ones. */
  readonly hasMore: boolean;
}

export interface ZIMMessageRevokeConfig {
  /** What replaces the notification of the message; absent = it is taken away. */
  readonly pushConfig?: ZIMPushConfig;
}

/** How far somebody has read. */
export interface ZIMConversationMessageReceiptInfo extends ZIMConversationName {
  /** Who has read: the other user, a member of the group, or the user of this device, elsewhere. */
  readonly userID: string;
  readonly isSelf: boolean;
  /** Up to this position. */
  readonly readSeq: number;
  /** Unix ms. */
  readonly readTime: number;
}

export interface ZIMEventOfMessageDeletedResult extends ZIMConversationName {
  /** These, or (absent) everything up to `upToSeq`. */
  readonly messageIDs?: readonly string[];
  readonly upToSeq?: number;
}

export interface ZIMEventOfConversationNotificationStatusChangedResult extends ZIMConversationName {
  readonly notificationStatus: ZIMConversationNotificationStatus;
  readonly muteUntil?: number;
}

export interface ZIMConversationEvents {
  /** Messages were revoked: their notifications are gone, and they have no content any more. Acknowledged as messages are. */
  messageRevokeReceived: { readonly messageList: readonly ZIMMessage[] };
  /** Somebody has read messages of the user, or the user has elsewhere. */
  conversationMessageReceiptChanged: { readonly infos: readonly ZIMConversationMessageReceiptInfo[] };
  /** The user has deleted messages elsewhere. */
  messageDeleted: ZIMEventOfMessageDeletedResult;
  /** The user has set it elsewhere. */
  conversationNotificationStatusChanged: ZIMEventOfConversationNotificationStatusChangedResult;
}
