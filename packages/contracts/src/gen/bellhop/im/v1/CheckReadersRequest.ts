// Original file: proto/bellhop/im/v1/sync_service.proto

import type { ReaderInput as _bellhop_im_v1_ReaderInput, Reader as _bellhop_im_v1_Reader } from '../../../bellhop/im/v1/Reader.ts';

/**
 * Request of CheckReaders.
 */
export interface CheckReadersRequestInput {
  /**
   * 1..1,000 readers, of whatever apps.
   */
  'readers'?: (_bellhop_im_v1_ReaderInput)[];
}

/**
 * Request of CheckReaders.
 */
export interface CheckReadersRequest {
  /**
   * 1..1,000 readers, of whatever apps.
   */
  'readers': (_bellhop_im_v1_Reader)[];
}
