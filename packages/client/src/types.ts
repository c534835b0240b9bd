import type { ConnectionEvent, ConnectionState } from './session.ts';

export const ZIMConversationType = { Peer: 0, Group: 2 } as const;
export type ZIMConversationType = (typeof ZIMConversationType)[keyof typeof ZIMConversationType];

export const ZIMMessageType = { Text: 1, Custom: 200 } as const;
export type ZIMMessageType = (typeof ZIMMessageType)[keyof typeof ZIMMessageType];

/** What the receiver's phone shows when he is offline. */
export interface ZIMPushConfig {
  /** 1..64 characters. */
  readonly title: string;
  /** 1..512 characters. */
  readonly content: string;
  /** For the receiving app, at most 1,000 bytes. */
  readonly payload?: string;
  /** A resource of the app. */
  readonly resourcesID?: string;
  /** Groups notifications. */
  readonly threadID?: string;
  readonly enableBadge?: boolean;
  /** 0..99. */
  readonly badgeIncrement?: number;
  /** A template registered at the vendors that want one for private messages (xiaomi, oppo), at most 64 characters. */
  readonly templateID?: string;
  /** Variables of the template's title: at most 9, values of 1..128 characters. */
  readonly titleParameters?: Readonly<Record<string, string>>;
  /** Variables of the template's content. */
  readonly contentParameters?: Readonly<Record<string, string>>;
}

export interface ZIMTextMessage {
  readonly type: typeof ZIMMessageType.Text;
  readonly message: string;
}

/** A message whose meaning only the app knows. */
export interface ZIMCustomMessage {
  readonly type: typeof ZIMMessageType.Custom;
  readonly message: string;
  /** The app's own sub type, 0..200. */
  readonly subType: number;
}

export interface ZIMMessageSendConfig {
  /** Absent = no push. */
  readonly pushConfig?: ZIMPushConfig;
  /** The same id again is the same message. Default: a random one. */
  readonly localMessageID?: string;
  /** Group messages: only these members receive it, at most 2,000. */
  readonly targetUserIDs?: readonly string[];
}

export interface ZIMMessageSentResult {
  readonly messageID: string;
  readonly localMessageID: string;
  /** When the server took it, Unix ms. */
  readonly timestamp: number;
}

/** A message that was received. */
export interface ZIMMessage {
  readonly type: ZIMMessageType;
  readonly message: string;
  readonly subType?: number;
  readonly messageID: string;
  readonly localMessageID?: string;
  /** The other user of a peer conversation, or the group. */
  readonly conversationID: string;
  readonly conversationType: ZIMConversationType;
  /** Position in the conversation. */
  readonly conversationSeq: number;
  /** Name of the conversation at the server: what acknowledgements speak of. */
  readonly conversationKey: string;
  readonly senderUserID: string;
  /** When the server took it, Unix ms. */
  readonly timestamp: number;
  /** True when it came by the sync after a login. */
  readonly isOffline: boolean;
}

export interface ZIMGroupMember {
  readonly userID: string;
  readonly role: 'owner' | 'member';
  readonly joinedAt: number;
}

export interface ZIMEvents extends Record<string, unknown> {
  messageReceived: ZIMMessage;
  connectionStateChanged: { readonly state: ConnectionState; readonly event: ConnectionEvent };
  tokenWillExpire: { readonly second: number };
  kickedOut: { readonly reason: string };
  /** A handler of yours failed. Its message is not acknowledged, so it comes again. */
  error: unknown;
}
