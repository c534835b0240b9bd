// Original file: proto/bellhop/event/v1/app_settings_changed.proto

import type { AppLimitsInput as _bellhop_admin_v1_AppLimitsInput, AppLimits as _bellhop_admin_v1_AppLimits } from '../../../bellhop/admin/v1/AppLimits.ts';
import type { PushRulesInput as _bellhop_admin_v1_PushRulesInput, PushRules as _bellhop_admin_v1_PushRules } from '../../../bellhop/admin/v1/PushRules.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * All settings of an app as they are now. Topic app.settings.v1 (compacted), key = app.
 * From push-router, who owns them, to every service, which holds them in memory.
 */
export interface AppSettingsChangedInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * Android package name.
   */
  'packageName'?: (string);
  /**
   * SHA-256 of the API key that came with the app, hex; empty when it was revoked.
   */
  'apiKeySha256'?: (string);
  /**
   * Secret of client tokens, sealed (AES-256-GCM, key id inside, bound to app and purpose).
   */
  'sealedClientTokenSecret'?: (string);
  /**
   * Limits, defaults filled in.
   */
  'limits'?: (_bellhop_admin_v1_AppLimitsInput | null);
  /**
   * Ids of the app's resources: a message that names another is refused at send.
   */
  'resourcesIds'?: (string)[];
  /**
   * Counts up with every change of the app.
   */
  'version'?: (number | string | Long);
  /**
   * SHA-256 of the API keys that were issued since, hex.
   */
  'furtherApiKeySha256s'?: (string)[];
  /**
   * When the secret of client tokens was issued, Unix ms; 0 = with the app.
   */
  'clientTokenSecretIssuedAtMs'?: (number | string | Long);
  /**
   * The secret before it, sealed the same way, while tokens that it has signed are valid; empty = there is none.
   */
  'sealedFormerClientTokenSecret'?: (string);
  /**
   * When that one was issued, Unix ms; 0 = with the app.
   */
  'formerClientTokenSecretIssuedAtMs'?: (number | string | Long);
  /**
   * When that one ends, Unix ms.
   */
  'formerClientTokenSecretValidUntilMs'?: (number | string | Long);
  /**
   * Rules of pushes, defaults filled in.
   */
  'pushRules'?: (_bellhop_admin_v1_PushRulesInput | null);
  /**
   * Its templates. When there is none, messages name templates of vendors.
   */
  'templateIds'?: (string)[];
}

/**
 * All settings of an app as they are now. Topic app.settings.v1 (compacted), key = app.
 * From push-router, who owns them, to every service, which holds them in memory.
 */
export interface AppSettingsChanged {
  /**
   * The app.
   */
  'app': (string);
  /**
   * Android package name.
   */
  'packageName': (string);
  /**
   * SHA-256 of the API key that came with the app, hex; empty when it was revoked.
   */
  'apiKeySha256': (string);
  /**
   * Secret of client tokens, sealed (AES-256-GCM, key id inside, bound to app and purpose).
   */
  'sealedClientTokenSecret': (string);
  /**
   * Limits, defaults filled in.
   */
  'limits': (_bellhop_admin_v1_AppLimits | null);
  /**
   * Ids of the app's resources: a message that names another is refused at send.
   */
  'resourcesIds': (string)[];
  /**
   * Counts up with every change of the app.
   */
  'version': (number);
  /**
   * SHA-256 of the API keys that were issued since, hex.
   */
  'furtherApiKeySha256s': (string)[];
  /**
   * When the secret of client tokens was issued, Unix ms; 0 = with the app.
   */
  'clientTokenSecretIssuedAtMs': (number);
  /**
   * The secret before it, sealed the same way, while tokens that it has signed are valid; empty = there is none.
   */
  'sealedFormerClientTokenSecret': (string);
  /**
   * When that one was issued, Unix ms; 0 = with the app.
   */
  'formerClientTokenSecretIssuedAtMs': (number);
  /**
   * When that one ends, Unix ms.
   */
  'formerClientTokenSecretValidUntilMs': (number);
  /**
   * Rules of pushes, defaults filled in.
   */
  'pushRules': (_bellhop_admin_v1_PushRules | null);
  /**
   * Its templates. When there is none, messages name templates of vendors.
   */
  'templateIds': (string)[];
}
