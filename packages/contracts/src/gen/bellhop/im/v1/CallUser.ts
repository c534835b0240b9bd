// Original file: proto/bellhop/im/v1/call.proto

import type { CallUserStateInput as _bellhop_im_v1_CallUserStateInput, CallUserState as _bellhop_im_v1_CallUserState } from '../../../bellhop/im/v1/CallUserState.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * Somebody in a call.
 */
export interface CallUserInput {
  /**
   * The user.
   */
  'userId'?: (string);
  /**
   * Where they stand.
   */
  'state'?: (_bellhop_im_v1_CallUserStateInput);
  /**
   * What they said last (accepting, rejecting, leaving …), at most 2,048 bytes.
   */
  'extendedData'?: (string);
  /**
   * When their invitation ends or ended by itself, Unix ms; 0 = the caller, who was not invited.
   */
  'deadlineAtMs'?: (number | string | Long);
  /**
   * When they came to this state, Unix ms.
   */
  'changedAtMs'?: (number | string | Long);
  /**
   * Who invited them last; empty = the caller, who was not invited.
   */
  'inviterUserId'?: (string);
}

/**
 * Somebody in a call.
 */
export interface CallUser {
  /**
   * The user.
   */
  'userId': (string);
  /**
   * Where they stand.
   */
  'state': (_bellhop_im_v1_CallUserState);
  /**
   * What they said last (accepting, rejecting, leaving …), at most 2,048 bytes.
   */
  'extendedData': (string);
  /**
   * When their invitation ends or ended by itself, Unix ms; 0 = the caller, who was not invited.
   */
  'deadlineAtMs': (number);
  /**
   * When they came to this state, Unix ms.
   */
  'changedAtMs': (number);
  /**
   * Who invited them last; empty = the caller, who was not invited.
   */
  'inviterUserId': (string);
}
