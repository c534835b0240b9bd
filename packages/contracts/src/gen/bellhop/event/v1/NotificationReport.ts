// Original file: proto/bellhop/event/v1/push_outcomes.proto

import type { NotificationReportKindInput as _bellhop_event_v1_NotificationReportKindInput, NotificationReportKind as _bellhop_event_v1_NotificationReportKind } from '../../../bellhop/event/v1/NotificationReportKind.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * A device says what became of a notification. From the gateway, which knows the device; whether there was such a push the trace knows.
 */
export interface NotificationReportInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The message; of a call its id.
   */
  'messageId'?: (string);
  /**
   * The user who is logged in on the device.
   */
  'userId'?: (string);
  /**
   * The device.
   */
  'deviceId'?: (string);
  /**
   * Its push address.
   */
  'pushId'?: (string);
  /**
   * What became of it.
   */
  'kind'?: (_bellhop_event_v1_NotificationReportKindInput);
  /**
   * When, Unix ms by the server's clock.
   */
  'atMs'?: (number | string | Long);
}

/**
 * A device says what became of a notification. From the gateway, which knows the device; whether there was such a push the trace knows.
 */
export interface NotificationReport {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The message; of a call its id.
   */
  'messageId': (string);
  /**
   * The user who is logged in on the device.
   */
  'userId': (string);
  /**
   * The device.
   */
  'deviceId': (string);
  /**
   * Its push address.
   */
  'pushId': (string);
  /**
   * What became of it.
   */
  'kind': (_bellhop_event_v1_NotificationReportKind);
  /**
   * When, Unix ms by the server's clock.
   */
  'atMs': (number);
}
