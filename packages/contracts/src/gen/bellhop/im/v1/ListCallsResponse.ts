// Original file: proto/bellhop/im/v1/call_service.proto

import type { CallInput as _bellhop_im_v1_CallInput, Call as _bellhop_im_v1_Call } from '../../../bellhop/im/v1/Call.ts';

/**
 * Response of ListCalls.
 */
export interface ListCallsResponseInput {
  /**
   * Newest first.
   */
  'calls'?: (_bellhop_im_v1_CallInput)[];
  /**
   * For the next page; empty = this was the last.
   */
  'nextPageToken'?: (string);
}

/**
 * Response of ListCalls.
 */
export interface ListCallsResponse {
  /**
   * Newest first.
   */
  'calls': (_bellhop_im_v1_Call)[];
  /**
   * For the next page; empty = this was the last.
   */
  'nextPageToken': (string);
}
