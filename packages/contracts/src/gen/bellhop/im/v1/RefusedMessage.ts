// Original file: proto/bellhop/im/v1/message_service.proto

import type { Long } from '@grpc/proto-loader';

/**
 * Why a message was not accepted. The caller must handle it; sending the same again gives the same answer.
 */
export interface RefusedMessageInput {
  /**
   * Stable code: INVALID_ARGUMENT, GROUP_NOT_FOUND, GROUP_DISSOLVED, NOT_A_MEMBER, MUTED, NOT_ALLOWED, UNKNOWN_RESOURCE, TEXT_TOO_LONG, LOCAL_ID_CONFLICT. A limit of rate or load
   * is no refusal of a message: the whole call fails with RESOURCE_EXHAUSTED then.
   */
  'code'?: (string);
  /**
   * For people: what is wrong and what is allowed.
   */
  'message'?: (string);
  /**
   * Path of the offending field, e.g. "pushConfig.title". Empty when no single field is at fault.
   */
  'field'?: (string);
  /**
   * Of MUTED: when it ends by itself, Unix ms; 0 = it does not.
   */
  'muteUntilMs'?: (number | string | Long);
}

/**
 * Why a message was not accepted. The caller must handle it; sending the same again gives the same answer.
 */
export interface RefusedMessage {
  /**
   * Stable code: INVALID_ARGUMENT, GROUP_NOT_FOUND, GROUP_DISSOLVED, NOT_A_MEMBER, MUTED, NOT_ALLOWED, UNKNOWN_RESOURCE, TEXT_TOO_LONG, LOCAL_ID_CONFLICT. A limit of rate or load
   * is no refusal of a message: the whole call fails with RESOURCE_EXHAUSTED then.
   */
  'code': (string);
  /**
   * For people: what is wrong and what is allowed.
   */
  'message': (string);
  /**
   * Path of the offending field, e.g. "pushConfig.title". Empty when no single field is at fault.
   */
  'field': (string);
  /**
   * Of MUTED: when it ends by itself, Unix ms; 0 = it does not.
   */
  'muteUntilMs': (number);
}
