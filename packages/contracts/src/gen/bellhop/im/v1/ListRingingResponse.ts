// Original file: proto/bellhop/im/v1/sync_service.proto

import type { CallInput as _bellhop_im_v1_CallInput, Call as _bellhop_im_v1_Call } from '../../../bellhop/im/v1/Call.ts';

/**
 * Response of ListRinging.
 */
export interface ListRingingResponseInput {
  /**
   * Oldest first, at most 50.
   */
  'calls'?: (_bellhop_im_v1_CallInput)[];
}

/**
 * Response of ListRinging.
 */
export interface ListRingingResponse {
  /**
   * Oldest first, at most 50.
   */
  'calls': (_bellhop_im_v1_Call)[];
}
