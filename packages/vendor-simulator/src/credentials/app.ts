/** Vendor-side settings of an app: what its developer was granted, has registered, and may send. `null` is "no limit". */

export interface XiaomiSettings {
  /** Notification categories created in Xiaomi's console. */
  channels: { id: string; class: 'private' | 'public'; name?: string; description?: string }[];
  /** Approved templates; `channelId`: of this channel only. */
  templates: { id: string; variables: string[]; channelId?: string }[];
  /** Private channels need a template, as for new apps since 2026-07-01 → 27001 (xiaomi.md §5.3). */
  templateRequired: boolean;
  /** Messages need a channel, as after the migration → 27001 (xiaomi.md §5.1). */
  channelRequired: boolean;
  /** Delivered messages per day (xiaomi.md §5.1; base 10,000 devices). */
  dailyQuotaDefault: number | null;
  dailyQuotaPublic: number | null;
  dailyQuotaPrivate: number | null;
  perDeviceDailyDefault: number | null;
  perDeviceDailyPublic: number | null;
  /** Highest notify_id → 22103. As documented; one public client sends the time in ms, which is higher. */
  notifyIdLimit: number | null;
  /** Targets per second → 200002. */
  qps: number | null;
}

export interface HuaweiReceiptConfiguration {
  id: string;
  url: string;
  username?: string;
  secret?: string;
  /** Newer configurations have a Base64 secret made by AppGallery Connect (huawei.md §7). */
  secretEncoding?: 'utf8' | 'base64';
  version?: 'V1' | 'V2';
}

export interface HuaweiSettings {
  /** Categories for which the self-classification right is held; anything else is treated as marketing. */
  categories: string[];
  /** The special permission behind `urgency: HIGH`. */
  highPriority: boolean;
  /** False: the push service is not switched on for the app → 80300002. */
  pushEnabled: boolean;
  /** Messages with `target_user_type` 1, by target; beyond → 80100001 (the vendor's own code is not known). */
  testMessagesPerDay: number | null;
  marketingPerDevicePerDay: number | null;
  totalPerDevicePerDay: number | null;
  /** Targets per second → HTTP 503. */
  qps: number | null;
  tokenRequestsPer5Minutes: number | null;
  tokenLifetimeSeconds: number;
  /** False: refusals come with HTTP 200 as observed; true: with 400/401 as the vendor's table says (huawei.md §2.3). */
  documentedHttpStatuses: boolean;
  receipts: HuaweiReceiptConfiguration[];
  /** Receipt configuration for messages that name none. */
  defaultReceiptId: string | null;
}

export interface OppoSettings {
  /** Granted categories of the group communication & service. */
  categories: string[];
  /** Channel ids registered as private (the scheme before 2024-11). */
  privateChannels: string[];
  /** May use notify_level 16. */
  strongReminder: boolean;
  /** Communication & service messages need `private_msg_template_id` → 54. */
  templateRequired: boolean;
  /** Approved templates; when there are any, another id or other variables → 54. */
  templates: { id: string; titleVariables?: string[]; contentVariables?: string[] }[];
  /** May show numbers on the icon, not a dot alone. */
  badgeNumbers: boolean;
  /** Characters of content in style 1: 50 in the online document, 200 in the vendor's SDK (oppo.md §4). */
  contentLimit: number;
  /** A repeated `app_message_id` → 32; false: the first answer again, delivered once (oppo.md, open question 4). */
  refuseDuplicates: boolean;
  /** Public and marketing messages per day → 33. */
  dailyQuota: number | null;
  perDeviceDailyPublic: number | null;
  /** Targets per second → 55. */
  qps: number | null;
  tokenLifetimeSeconds: number;
}

export interface VivoSettings {
  dailyQuotaSystem: number | null;
  dailyQuotaOperational: number | null;
  perDeviceDailyOperational: number | null;
  savePayloadsPerDay: number | null;
  allPushesPerDay: number | null;
  /** Targets per second → 10072. */
  qps: number | null;
  authPerSecond: number | null;
  tokenLifetimeSeconds: number;
  savedPayloadLifetimeSeconds: number;
  /** Operational messages only 07:00–23:00 → 10071. */
  enforceSendingHours: boolean;
  /** Refuse texts that look like tests → 10085. */
  contentCheck: boolean;
  underReview: boolean;
  systemMessages: boolean;
  deduplicateRequestId: boolean;
  /** RegIds registered in the console for pushMode 1. */
  testTokens: string[];
  /** Receipt addresses by their id (`extra["callback.id"]`). */
  receiptAddresses: { id: string; url: string }[];
}

export interface FcmSettings {
  /** Project quota → 429. */
  messagesPerMinute: number | null;
  perDevicePerMinute: number | null;
  perDevicePerHour: number | null;
  /** Adds Retry-After to 429. */
  retryAfterSeconds: number | null;
  tokenLifetimeSeconds: number;
  /** False: 403 PERMISSION_DENIED, reason SERVICE_DISABLED. */
  apiEnabled: boolean;
}

interface Identity {
  /** The id by which the control API and the vendor's console name the app. */
  appId: string;
  packageName: string;
}

export interface XiaomiApp extends Identity {
  vendor: 'xiaomi';
  credentials: { appSecret: string };
  settings: XiaomiSettings;
}

/** `appId` is the OAuth client id. */
export interface HuaweiApp extends Identity {
  vendor: 'huawei';
  credentials: { clientId: string; clientSecret: string; projectId: string };
  settings: HuaweiSettings;
}

export interface OppoApp extends Identity {
  vendor: 'oppo';
  credentials: { appKey: string; masterSecret: string };
  settings: OppoSettings;
}

export interface VivoApp extends Identity {
  vendor: 'vivo';
  credentials: { appId: string; appKey: string; appSecret: string };
  settings: VivoSettings;
}

/** The JSON file that Google hands out for a service account. */
export interface ServiceAccount {
  type: 'service_account';
  project_id: string;
  private_key_id: string;
  private_key: string;
  client_email: string;
  client_id: string;
  auth_uri: string;
  token_uri: string;
  auth_provider_x509_cert_url: string;
  client_x509_cert_url: string;
  universe_domain: string;
}

/** `appId` is the project id. */
export interface FcmApp extends Identity {
  vendor: 'fcm';
  credentials: { projectNumber: string; serviceAccount: ServiceAccount; publicKeyPem: string };
  settings: FcmSettings;
}

export type App = XiaomiApp | HuaweiApp | OppoApp | VivoApp | FcmApp;
