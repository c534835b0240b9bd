// Original file: proto/bellhop/push/v1/user_settings_service.proto


/**
 * Hours in which no message rings. Calls do when the app says so (PushRules.calls_force_through).
 */
export interface QuietHoursInput {
  /**
   * When they begin, "HH:MM" of 24 hours.
   */
  'from'?: (string);
  /**
   * When they end, "HH:MM"; before `from` = on the next day.
   */
  'to'?: (string);
  /**
   * IANA time zone, at most 64 characters, e.g. "Europe/Berlin". Empty = that of each device, and UTC for one that did not say.
   */
  'timeZone'?: (string);
  /**
   * Days on which they begin, 1 = Monday to 7 = Sunday; empty = every day.
   */
  'days'?: (number)[];
}

/**
 * Hours in which no message rings. Calls do when the app says so (PushRules.calls_force_through).
 */
export interface QuietHours {
  /**
   * When they begin, "HH:MM" of 24 hours.
   */
  'from': (string);
  /**
   * When they end, "HH:MM"; before `from` = on the next day.
   */
  'to': (string);
  /**
   * IANA time zone, at most 64 characters, e.g. "Europe/Berlin". Empty = that of each device, and UTC for one that did not say.
   */
  'timeZone': (string);
  /**
   * Days on which they begin, 1 = Monday to 7 = Sunday; empty = every day.
   */
  'days': (number)[];
}
