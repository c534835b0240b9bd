import type { ZIMPushConfig } from './push-config.ts';

export const ZIMConversationType = { Peer: 0, Group: 2 } as const;
export type ZIMConversationType = (typeof ZIMConversationType)[keyof typeof ZIMConversationType];

/**
 * ZIM's numbers. `MissedCall` is ours and not sent by apps: the server leaves it in the conversation of the caller and who missed the call.
 * `Revoke` stands for what was revoked. `Unknown` is a message of a kind that this version of the SDK does not know: `raw` has all of it.
 */
export const ZIMMessageType = {
  Unknown: 0,
  Text: 1,
  Image: 11,
  File: 12,
  Audio: 13,
  Video: 14,
  Revoke: 31,
  Combine: 100,
  Custom: 200,
  MissedCall: 201,
} as const;
export type ZIMMessageType = (typeof ZIMMessageType)[keyof typeof ZIMMessageType];

/** Whom a message to a group mentions. */
export interface ZIMMentions {
  /** At most 50 members. */
  readonly mentionedUserIDs?: readonly string[];
  readonly isMentionAll?: boolean;
}

export interface ZIMTextMessage extends ZIMMentions {
  readonly type: typeof ZIMMessageType.Text;
  /** 1 to 2,048 bytes, or what the app's settings allow. */
  readonly message: string;
}

/** A message whose meaning only the app knows. */
export interface ZIMCustomMessage extends ZIMMentions {
  readonly type: typeof ZIMMessageType.Custom;
  readonly message: string;
  /** The app's own sub type, 0..200. */
  readonly subType: number;
}

/** Where a file is and what it is. Bellhop carries the reference; the file lies where the app has put it. */
export interface ZIMMedia {
  /** Address of the file, https. */
  readonly fileDownloadUrl: string;
  readonly fileName?: string;
  /** Bytes. */
  readonly fileSize?: number;
  /** e.g. image/jpeg */
  readonly mimeType?: string;
  /** Of sound and film, ms. */
  readonly durationMs?: number;
  /** Of pictures and film, pixels. */
  readonly width?: number;
  readonly height?: number;
  readonly thumbnailDownloadUrl?: string;
}

export interface ZIMMediaMessage extends ZIMMentions, ZIMMedia {
  readonly type:
    | typeof ZIMMessageType.Image
    | typeof ZIMMessageType.File
    | typeof ZIMMessageType.Audio
    | typeof ZIMMessageType.Video;
}

/** Several messages forwarded as one. */
export interface ZIMCombineMessage extends ZIMMentions {
  readonly type: typeof ZIMMessageType.Combine;
  readonly title: string;
  /** The lines that are shown before it is opened, 1..5. */
  readonly previews: readonly string[];
  /** The forwarded messages, in the app's own form. */
  readonly message: string;
}

/** What can be sent. */
export type ZIMOutgoingMessage = ZIMTextMessage | ZIMCustomMessage | ZIMMediaMessage | ZIMCombineMessage;

export interface ZIMMessageSendConfig {
  /** Absent = no push, unless the app has a default one. */
  readonly pushConfig?: ZIMPushConfig;
  /** The same id again is the same message. Default: a random one. */
  readonly localMessageID?: string;
  /** Group messages: only these members receive it, 1..2,000. Absent = all. */
  readonly targetUserIDs?: readonly string[];
  /** Whom it mentions is pushed to even when they have muted the conversation. Default false (in ZIM true). */
  readonly isNotifyMentionedUsers?: boolean;
}

/** Callbacks of `sendMessage`. */
export interface ZIMMessageSendNotification {
  /** The message as it is going to be sent, before it is: for showing it at once. Its id and position are empty and 0. */
  onMessageAttached?(message: ZIMMessage): void;
}

export interface ZIMMessageSentResult {
  /** The message with its id. */
  readonly message: ZIMMessage;
  readonly messageID: string;
  readonly localMessageID: string;
  /** When the server took it, Unix ms. */
  readonly timestamp: number;
}

/** A message that was received, or sent from here. */
export interface ZIMMessage extends ZIMMentions, Partial<ZIMMedia> {
  readonly type: ZIMMessageType;
  /** The text, or the data of custom and combined messages; of others empty. */
  readonly message: string;
  readonly subType?: number;
  /** Of combined messages. */
  readonly title?: string;
  readonly previews?: readonly string[];
  /** The call that was missed: `queryCall` tells more. `message` is empty then. */
  readonly callID?: string;
  /**
   * Of type `Revoke`. In the history it is this message that was revoked (`revokedMessageID` is its own id); `messageRevokeReceived` names another one.
   */
  readonly revokedMessageID?: string;
  /** Position of the revoked message in the conversation. */
  readonly revokedSeq?: number;
  /** Who revoked it; empty: the app's server. */
  readonly operatorUserID?: string;
  /** Of mentions: they break through muted conversations. */
  readonly isNotifyMentionedUsers?: boolean;
  /** A message of type `Unknown` as the server sent it; `message` is empty then. */
  readonly raw?: Readonly<Record<string, unknown>>;
  readonly messageID: string;
  readonly localMessageID?: string;
  /** The other user of a peer conversation, or the group. */
  readonly conversationID: string;
  readonly conversationType: ZIMConversationType;
  /** Position in the conversation; 0 = not known, of what was sent from here. */
  readonly conversationSeq: number;
  /** Name of the conversation at the server: what acknowledgements speak of. */
  readonly conversationKey: string;
  readonly senderUserID: string;
  /** When the server took it, Unix ms. */
  readonly timestamp: number;
  /** True when it came by the sync after a login, or from the history. */
  readonly isOffline: boolean;
}
