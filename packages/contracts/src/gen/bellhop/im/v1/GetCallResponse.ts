// Original file: proto/bellhop/im/v1/call_service.proto

import type { CallRefusalInput as _bellhop_im_v1_CallRefusalInput, CallRefusal as _bellhop_im_v1_CallRefusal } from '../../../bellhop/im/v1/CallRefusal.ts';
import type { CallInput as _bellhop_im_v1_CallInput, Call as _bellhop_im_v1_Call } from '../../../bellhop/im/v1/Call.ts';

/**
 * Response of GetCall.
 */
export interface GetCallResponseInput {
  /**
   * Why nothing was found; unspecified = it was.
   */
  'refusal'?: (_bellhop_im_v1_CallRefusalInput);
  /**
   * The call.
   */
  'call'?: (_bellhop_im_v1_CallInput | null);
}

/**
 * Response of GetCall.
 */
export interface GetCallResponse {
  /**
   * Why nothing was found; unspecified = it was.
   */
  'refusal': (_bellhop_im_v1_CallRefusal);
  /**
   * The call.
   */
  'call': (_bellhop_im_v1_Call | null);
}
