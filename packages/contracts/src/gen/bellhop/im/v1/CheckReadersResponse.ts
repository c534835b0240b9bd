// Original file: proto/bellhop/im/v1/sync_service.proto

import type { ReaderStateInput as _bellhop_im_v1_ReaderStateInput, ReaderState as _bellhop_im_v1_ReaderState } from '../../../bellhop/im/v1/ReaderState.ts';

/**
 * Response of CheckReaders.
 */
export interface CheckReadersResponseInput {
  /**
   * One per reader, in request order.
   */
  'readers'?: (_bellhop_im_v1_ReaderStateInput)[];
}

/**
 * Response of CheckReaders.
 */
export interface CheckReadersResponse {
  /**
   * One per reader, in request order.
   */
  'readers': (_bellhop_im_v1_ReaderState)[];
}
