// Original file: proto/bellhop/event/v1/push_outcomes.proto

/**
 * What devices say of notifications.
 */
export const NotificationReportKind = {
  /**
   * Never sent.
   */
  NOTIFICATION_REPORT_KIND_UNSPECIFIED: 'NOTIFICATION_REPORT_KIND_UNSPECIFIED',
  /**
   * It was shown, or its data message came.
   */
  NOTIFICATION_REPORT_KIND_ARRIVED: 'NOTIFICATION_REPORT_KIND_ARRIVED',
  /**
   * It was tapped.
   */
  NOTIFICATION_REPORT_KIND_CLICKED: 'NOTIFICATION_REPORT_KIND_CLICKED',
} as const;

/**
 * What devices say of notifications.
 */
export type NotificationReportKindInput =
  /**
   * Never sent.
   */
  | 'NOTIFICATION_REPORT_KIND_UNSPECIFIED'
  | 0
  /**
   * It was shown, or its data message came.
   */
  | 'NOTIFICATION_REPORT_KIND_ARRIVED'
  | 1
  /**
   * It was tapped.
   */
  | 'NOTIFICATION_REPORT_KIND_CLICKED'
  | 2

/**
 * What devices say of notifications.
 */
export type NotificationReportKind = typeof NotificationReportKind[keyof typeof NotificationReportKind]
