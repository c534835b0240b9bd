import type { Fields } from './proto-json.ts';

const notification: Fields = { title: 'string', body: 'string', image: 'string' };

const color: Fields = { red: 'double', green: 'double', blue: 'double', alpha: 'double' };

const androidNotification: Fields = {
  title: 'string',
  body: 'string',
  icon: 'string',
  color: 'string',
  sound: 'string',
  tag: 'string',
  click_action: 'string',
  body_loc_key: 'string',
  body_loc_args: 'string-list',
  title_loc_key: 'string',
  title_loc_args: 'string-list',
  channel_id: 'string',
  ticker: 'string',
  sticky: 'bool',
  event_time: 'timestamp',
  local_only: 'bool',
  notification_priority: {
    enum: ['PRIORITY_UNSPECIFIED', 'PRIORITY_MIN', 'PRIORITY_LOW', 'PRIORITY_DEFAULT', 'PRIORITY_HIGH', 'PRIORITY_MAX'],
  },
  default_sound: 'bool',
  default_vibrate_timings: 'bool',
  default_light_settings: 'bool',
  vibrate_timings: 'duration-list',
  visibility: { enum: ['VISIBILITY_UNSPECIFIED', 'PRIVATE', 'PUBLIC', 'SECRET'] },
  notification_count: 'int32',
  light_settings: {
    message: { color: { message: color }, light_on_duration: 'duration', light_off_duration: 'duration' },
  },
  image: 'string',
  bypass_proxy_notification: 'bool',
  proxy: { enum: ['PROXY_UNSPECIFIED', 'ALLOW', 'DENY', 'IF_PRIORITY_LOWERED'] },
};

const android: Fields = {
  collapse_key: 'string',
  priority: { enum: ['NORMAL', 'HIGH'] },
  ttl: 'duration',
  restricted_package_name: 'string',
  data: 'string-map',
  notification: { message: androidNotification },
  fcm_options: { message: { analytics_label: 'string' } },
  direct_boot_ok: 'bool',
  bandwidth_constrained_ok: 'bool',
  restricted_satellite_ok: 'bool',
};

const apns: Fields = {
  headers: 'string-map',
  payload: 'struct',
  fcm_options: { message: { analytics_label: 'string', image: 'string' } },
  live_activity_token: 'string',
};

const webpush: Fields = {
  headers: 'string-map',
  data: 'string-map',
  notification: 'struct',
  fcm_options: { message: { link: 'string', analytics_label: 'string' } },
};

/** The body of messages:send (fcm.md §4). */
export const sendRequest: Fields = {
  validate_only: 'bool',
  message: {
    message: {
      name: 'string',
      data: 'string-map',
      notification: { message: notification },
      android: { message: android },
      webpush: { message: webpush },
      apns: { message: apns },
      fcm_options: { message: { analytics_label: 'string' } },
      token: 'string',
      topic: 'string',
      condition: 'string',
      fid: 'string',
    },
  },
};
