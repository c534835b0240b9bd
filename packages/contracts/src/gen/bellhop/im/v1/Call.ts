// Original file: proto/bellhop/im/v1/call.proto

import type { CallStateInput as _bellhop_im_v1_CallStateInput, CallState as _bellhop_im_v1_CallState } from '../../../bellhop/im/v1/CallState.ts';
import type { CallUserInput as _bellhop_im_v1_CallUserInput, CallUser as _bellhop_im_v1_CallUser } from '../../../bellhop/im/v1/CallUser.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * A call: an invitation to talk, and what became of it.
 */
export interface CallInput {
  /**
   * Its id, a UUID.
   */
  'callId'?: (string);
  /**
   * Who called.
   */
  'callerUserId'?: (string);
  /**
   * Whether it goes on.
   */
  'state'?: (_bellhop_im_v1_CallStateInput);
  /**
   * What the caller said to those who were invited, at most 2,048 bytes.
   */
  'extendedData'?: (string);
  /**
   * How long an invitation rings, seconds, 1..600.
   */
  'timeoutSeconds'?: (number);
  /**
   * When it began, Unix ms.
   */
  'createdAtMs'?: (number | string | Long);
  /**
   * When it ended, Unix ms; 0 = it goes on.
   */
  'endedAtMs'?: (number | string | Long);
  /**
   * Rises with every change; of two reports of a call the one with the greater number is the later.
   */
  'version'?: (number | string | Long);
  /**
   * Everybody who is or was in it or invited, the caller first.
   */
  'users'?: (_bellhop_im_v1_CallUserInput)[];
}

/**
 * A call: an invitation to talk, and what became of it.
 */
export interface Call {
  /**
   * Its id, a UUID.
   */
  'callId': (string);
  /**
   * Who called.
   */
  'callerUserId': (string);
  /**
   * Whether it goes on.
   */
  'state': (_bellhop_im_v1_CallState);
  /**
   * What the caller said to those who were invited, at most 2,048 bytes.
   */
  'extendedData': (string);
  /**
   * How long an invitation rings, seconds, 1..600.
   */
  'timeoutSeconds': (number);
  /**
   * When it began, Unix ms.
   */
  'createdAtMs': (number);
  /**
   * When it ended, Unix ms; 0 = it goes on.
   */
  'endedAtMs': (number);
  /**
   * Rises with every change; of two reports of a call the one with the greater number is the later.
   */
  'version': (number);
  /**
   * Everybody who is or was in it or invited, the caller first.
   */
  'users': (_bellhop_im_v1_CallUser)[];
}
