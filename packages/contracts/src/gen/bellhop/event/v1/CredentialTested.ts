// Original file: proto/bellhop/event/v1/push_outcomes.proto

import type { VendorInput as _bellhop_push_v1_VendorInput, Vendor as _bellhop_push_v1_Vendor } from '../../../bellhop/push/v1/Vendor.ts';
import type { CredentialVerdictInput as _bellhop_event_v1_CredentialVerdictInput, CredentialVerdict as _bellhop_event_v1_CredentialVerdict } from '../../../bellhop/event/v1/CredentialVerdict.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * The outcome of a test of a credential: no push was sent.
 */
export interface CredentialTestedInput {
  /**
   * Id of the test, from its task.
   */
  'testId'?: (string);
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The vendor.
   */
  'vendor'?: (_bellhop_push_v1_VendorInput);
  /**
   * The certificate set.
   */
  'appType'?: (number);
  /**
   * Version of the credential that was shown to the vendor; 0 = none was.
   */
  'version'?: (number | string | Long);
  /**
   * What the vendor said.
   */
  'verdict'?: (_bellhop_event_v1_CredentialVerdictInput);
  /**
   * The vendor's own code, or "HTTP 503", "timeout" and the like; empty when there is none.
   */
  'vendorCode'?: (string);
  /**
   * In plain words, at most 200 characters, without secrets.
   */
  'reason'?: (string);
  /**
   * When the answer came, Unix ms.
   */
  'atMs'?: (number | string | Long);
}

/**
 * The outcome of a test of a credential: no push was sent.
 */
export interface CredentialTested {
  /**
   * Id of the test, from its task.
   */
  'testId': (string);
  /**
   * The app.
   */
  'app': (string);
  /**
   * The vendor.
   */
  'vendor': (_bellhop_push_v1_Vendor);
  /**
   * The certificate set.
   */
  'appType': (number);
  /**
   * Version of the credential that was shown to the vendor; 0 = none was.
   */
  'version': (number);
  /**
   * What the vendor said.
   */
  'verdict': (_bellhop_event_v1_CredentialVerdict);
  /**
   * The vendor's own code, or "HTTP 503", "timeout" and the like; empty when there is none.
   */
  'vendorCode': (string);
  /**
   * In plain words, at most 200 characters, without secrets.
   */
  'reason': (string);
  /**
   * When the answer came, Unix ms.
   */
  'atMs': (number);
}
