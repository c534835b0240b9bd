// Original file: proto/bellhop/im/v1/user_service.proto

import type { ErasedDataInput as _bellhop_im_v1_ErasedDataInput, ErasedData as _bellhop_im_v1_ErasedData } from '../../../bellhop/im/v1/ErasedData.ts';

/**
 * Response of DeleteUser: all is erased.
 */
export interface DeleteUserResponseInput {
  /**
   * What each owner has erased in this call; zeros when the user was erased before.
   */
  'erased'?: (_bellhop_im_v1_ErasedDataInput | null);
}

/**
 * Response of DeleteUser: all is erased.
 */
export interface DeleteUserResponse {
  /**
   * What each owner has erased in this call; zeros when the user was erased before.
   */
  'erased': (_bellhop_im_v1_ErasedData | null);
}
