// Original file: proto/bellhop/admin/v1/admin_service.proto

import type { Long } from '@grpc/proto-loader';

/**
 * An API key of an app. The key itself is nowhere.
 */
export interface ApiKeyInput {
  /**
   * Its id: the first 12 hex digits of its SHA-256.
   */
  'keyId'?: (string);
  /**
   * What the operator called it; empty for the one that came with the app.
   */
  'name'?: (string);
  /**
   * When it was issued, Unix ms.
   */
  'createdAtMs'?: (number | string | Long);
}

/**
 * An API key of an app. The key itself is nowhere.
 */
export interface ApiKey {
  /**
   * Its id: the first 12 hex digits of its SHA-256.
   */
  'keyId': (string);
  /**
   * What the operator called it; empty for the one that came with the app.
   */
  'name': (string);
  /**
   * When it was issued, Unix ms.
   */
  'createdAtMs': (number);
}
