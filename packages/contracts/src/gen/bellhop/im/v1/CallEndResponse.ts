// Original file: proto/bellhop/im/v1/call_service.proto

import type { CallRefusalInput as _bellhop_im_v1_CallRefusalInput, CallRefusal as _bellhop_im_v1_CallRefusal } from '../../../bellhop/im/v1/CallRefusal.ts';
import type { CallInput as _bellhop_im_v1_CallInput, Call as _bellhop_im_v1_Call } from '../../../bellhop/im/v1/Call.ts';

/**
 * Response of CallEnd.
 */
export interface CallEndResponseInput {
  /**
   * Why nothing was done; unspecified = it was done.
   */
  'refusal'?: (_bellhop_im_v1_CallRefusalInput);
  /**
   * The call as it stands.
   */
  'call'?: (_bellhop_im_v1_CallInput | null);
}

/**
 * Response of CallEnd.
 */
export interface CallEndResponse {
  /**
   * Why nothing was done; unspecified = it was done.
   */
  'refusal': (_bellhop_im_v1_CallRefusal);
  /**
   * The call as it stands.
   */
  'call': (_bellhop_im_v1_Call | null);
}
