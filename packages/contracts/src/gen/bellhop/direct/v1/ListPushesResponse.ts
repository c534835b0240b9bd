// Original file: proto/bellhop/direct/v1/push_service.proto

import type { DirectPushInput as _bellhop_direct_v1_DirectPushInput, DirectPush as _bellhop_direct_v1_DirectPush } from '../../../bellhop/direct/v1/DirectPush.ts';

/**
 * Response of ListPushes.
 */
export interface ListPushesResponseInput {
  /**
   * The pushes of the page, the next to leave first.
   */
  'pushes'?: (_bellhop_direct_v1_DirectPushInput)[];
  /**
   * For the next page; empty = this was the last.
   */
  'nextPageToken'?: (string);
}

/**
 * Response of ListPushes.
 */
export interface ListPushesResponse {
  /**
   * The pushes of the page, the next to leave first.
   */
  'pushes': (_bellhop_direct_v1_DirectPush)[];
  /**
   * For the next page; empty = this was the last.
   */
  'nextPageToken': (string);
}
