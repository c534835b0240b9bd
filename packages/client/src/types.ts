import type { ZIMCallEvents } from './call-types.ts';
import type { ZIMPushConfig } from './push-config.ts';
import type { ConnectionEvent, ConnectionState } from './session.ts';
import type { ZIMError } from './zim-error.ts';

export const ZIMConversationType = { Peer: 0, Group: 2 } as const;
export type ZIMConversationType = (typeof ZIMConversationType)[keyof typeof ZIMConversationType];

/** `MissedCall` is not sent by apps: the server leaves it in the conversation of the caller and who missed the call. */
export const ZIMMessageType = { Text: 1, Custom: 200, MissedCall: 201 } as const;
export type ZIMMessageType = (typeof ZIMMessageType)[keyof typeof ZIMMessageType];

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
  /** The call that was missed: `queryCall` tells more. `message` is empty then. */
  readonly callID?: string;
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

/** What the server has not been told yet. */
export interface ZIMPendingDeviceChanges {
  /** These users have logged out on the device, at least one. Until the server knows, pushes for them may still come. */
  readonly logoutUserIDs?: readonly string[];
  /** Push is to be off on the device. Until the server knows, pushes may still come. */
  readonly unregisterPush?: true;
}

/** What became of pending changes; `superseded`: a login, or a new registration for push, has made them pointless. */
export type DeviceChangesReason = 'kept' | 'told' | 'superseded' | 'refused';

export interface ZIMEvents extends ZIMCallEvents, Record<string, unknown> {
  messageReceived: ZIMMessage;
  connectionStateChanged: { readonly state: ConnectionState; readonly event: ConnectionEvent };
  tokenWillExpire: { readonly second: number };
  kickedOut: { readonly reason: string };
  /**
   * A logout or `unregisterPush` could not be told to the server, and is kept (`kept`); it has been told now (`told`); a login or a
   * registration for push has made it pointless (`superseded`); the server will not take it (`refused`, with `error`).
   */
  pendingDeviceChangesUpdated: {
    readonly pendingDeviceChanges: ZIMPendingDeviceChanges;
    readonly reason: DeviceChangesReason;
    readonly error?: ZIMError;
  };
  /** A handler of yours failed (its message is not acknowledged, its invitation not confirmed, so it comes again), or the storage did (`STORAGE_FAILED`). */
  error: unknown;
}
