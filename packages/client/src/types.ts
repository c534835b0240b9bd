import type { ZIMCallEvents } from './call-types.ts';
import type { ZIMConversationEvents } from './conversation-types.ts';
import type { ZIMGroupEvents } from './group-types.ts';
import type { ZIMMessage } from './message-types.ts';
import type { ConnectionEvent, ConnectionState } from './session.ts';
import type { ZIMError } from './zim-error.ts';

/** What the server has not been told yet. */
export interface ZIMPendingDeviceChanges {
  /** These users have logged out on the device, at least one. Until the server knows, pushes for them may still come. */
  readonly logoutUserIDs?: readonly string[];
  /** Push is to be off on the device. Until the server knows, pushes may still come. */
  readonly unregisterPush?: true;
}

/** What became of pending changes; `superseded`: a login, or a new registration for push, has made them pointless. */
export type DeviceChangesReason = 'kept' | 'told' | 'superseded' | 'refused';

export interface ZIMEvents extends ZIMCallEvents, ZIMConversationEvents, ZIMGroupEvents {
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
