// Original file: proto/bellhop/im/v1/delivery_service.proto

import type { CallInput as _bellhop_im_v1_CallInput, Call as _bellhop_im_v1_Call } from '../../../bellhop/im/v1/Call.ts';

/**
 * What is said of a call.
 */
export interface CallNewsInput {
  /**
   * The call as it stands.
   */
  'call'?: (_bellhop_im_v1_CallInput | null);
  /**
   * The receiver is invited: `callInvitationReceived`.
   */
  'isInvitation'?: (boolean);
  /**
   * Whose state has changed: `callUserStateChanged`, when there are any.
   */
  'changedUserIds'?: (string)[];
  /**
   * The receiver's invitation has ended by itself: `callInvitationTimeout`.
   */
  'isTimeout'?: (boolean);
  /**
   * The call has ended: `callInvitationEnded`.
   */
  'isEnd'?: (boolean);
  /**
   * Who ended it; empty = time, or the system.
   */
  'actingUserId'?: (string);
}

/**
 * What is said of a call.
 */
export interface CallNews {
  /**
   * The call as it stands.
   */
  'call': (_bellhop_im_v1_Call | null);
  /**
   * The receiver is invited: `callInvitationReceived`.
   */
  'isInvitation': (boolean);
  /**
   * Whose state has changed: `callUserStateChanged`, when there are any.
   */
  'changedUserIds': (string)[];
  /**
   * The receiver's invitation has ended by itself: `callInvitationTimeout`.
   */
  'isTimeout': (boolean);
  /**
   * The call has ended: `callInvitationEnded`.
   */
  'isEnd': (boolean);
  /**
   * Who ended it; empty = time, or the system.
   */
  'actingUserId': (string);
}
