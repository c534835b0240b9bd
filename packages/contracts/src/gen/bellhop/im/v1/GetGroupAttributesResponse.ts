// Original file: proto/bellhop/im/v1/group_service.proto

import type { GroupRefusalInput as _bellhop_im_v1_GroupRefusalInput, GroupRefusal as _bellhop_im_v1_GroupRefusal } from '../../../bellhop/im/v1/GroupRefusal.ts';

/**
 * Response of GetGroupAttributes.
 */
export interface GetGroupAttributesResponseInput {
  /**
   * Set when refused.
   */
  'refusal'?: (_bellhop_im_v1_GroupRefusalInput);
  /**
   * All of them.
   */
  'attributes'?: ({[key: string]: string});
}

/**
 * Response of GetGroupAttributes.
 */
export interface GetGroupAttributesResponse {
  /**
   * Set when refused.
   */
  'refusal': (_bellhop_im_v1_GroupRefusal);
  /**
   * All of them.
   */
  'attributes': ({[key: string]: string});
}
