import { vendorNames, type VendorName } from './vendors.ts';

/** A topic as it is created: locally, in tests and by Helm. */
export interface Topic {
  readonly name: string;
  readonly partitions: number;
  /** `delete` after `retentionMs`, or `compact`: the newest record of each key stays. */
  readonly cleanup: 'delete' | 'compact';
  /** How long records stay, ms. Undefined for compacted topics. */
  readonly retentionMs?: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Waiting times of the retry topics, in order. One topic per delay, so that records are due in the order they lie in. */
export const retryTiers = [
  { name: '5s', delayMs: 5_000 },
  { name: '30s', delayMs: 30_000 },
  { name: '2m', delayMs: 120_000 },
  { name: '10m', delayMs: 600_000 },
] as const;

export type RetryTier = (typeof retryTiers)[number];

/** What waits longer for its next attempt does it in steps: as long as records of the last retry topic wait. */
export const LONGEST_RETRY_STEP_MS = Math.max(...retryTiers.map(({ delayMs }) => delayMs));

/** gateway → message-store, key = app + conversation. */
export const messageAcceptedTopic: Topic = topic('im.message-accepted.v1', 12, 3 * DAY);
/** gateway → every presence replica and every gateway, key = app + user + device. */
export const sessionTopic: Topic = compacted('presence.session.v1', 6);
/** gateway → every presence replica, key = gateway + epoch. Only the last beats matter. */
export const gatewayBeatTopic: Topic = topic('presence.node.v1', 1, HOUR);
/** message-store → push-router, key = app + conversation. */
export const offlineRecipientTopic: Topic = topic('push.offline-recipient.v1', 12, 3 * DAY);
/** message-store → push-router, key = app + call. Calls never wait behind messages. */
export const urgentOfflineRecipientTopic: Topic = topic('push.offline-recipient.urgent.v1', 6, DAY);
/** message-store → itself, key = app + call: what is to be done after a call has changed. */
export const callChangedTopic: Topic = topic('im.call-changed.v1', 6, DAY);
/** message-store, push-router and adapters → push-history, and push-router for tokens that are dead; key = app + message. */
export const pushOutcomeTopic: Topic = topic('push.outcome.v1', 6, 3 * DAY);
/** push-router → every service, key = app. */
export const appSettingsTopic: Topic = compacted('app.settings.v1', 1);

/** push-router → the vendor's adapter, key = app + conversation. */
export function pushTaskTopic(vendor: VendorName): Topic {
  return topic(`push.task.${vendor}.v1`, 6, 3 * DAY);
}

/** push-router → the vendor's adapter, for calls; key = app + call. */
export function urgentTaskTopic(vendor: VendorName): Topic {
  return topic(`push.task.${vendor}.urgent.v1`, 3, DAY);
}

/** adapter → itself when due, for calls; key as the task. Records wait for different times; all are short. */
export function urgentRetryTopic(vendor: VendorName): Topic {
  return topic(`push.retry.${vendor}.urgent.v1`, 3, DAY);
}

/** adapter → itself when due, key as the task. */
export function pushRetryTopic(vendor: VendorName, tier: RetryTier): Topic {
  return topic(`push.retry.${vendor}.${tier.name}.v1`, 3, 3 * DAY);
}

/** adapter → operator: what no retry can help, with the cause in its headers. */
export function pushDeadLetterTopic(vendor: VendorName): Topic {
  return topic(`push.dead-letter.${vendor}.v1`, 3, 30 * DAY);
}

export const serviceNames = [
  'gateway',
  'message-store',
  'presence',
  'push-router',
  'push-history',
  'vendor-adapters',
] as const;

export type ServiceName = (typeof serviceNames)[number];

/** A consumer group → operator, and push-history: records the group could not read or handle, unchanged, with the cause in their headers. */
export function deadLetterTopic(service: ServiceName): Topic {
  return topic(`dead-letter.${service}.v1`, 1, 30 * DAY);
}

/** Every topic there is. */
export function topicCatalogue(): Topic[] {
  return [
    messageAcceptedTopic,
    sessionTopic,
    gatewayBeatTopic,
    offlineRecipientTopic,
    urgentOfflineRecipientTopic,
    callChangedTopic,
    pushOutcomeTopic,
    appSettingsTopic,
    ...serviceNames.map(deadLetterTopic),
    ...vendorNames.flatMap((vendor) => [
      pushTaskTopic(vendor),
      urgentTaskTopic(vendor),
      urgentRetryTopic(vendor),
      ...retryTiers.map((tier) => pushRetryTopic(vendor, tier)),
      pushDeadLetterTopic(vendor),
    ]),
  ];
}

function topic(name: string, partitions: number, retentionMs: number): Topic {
  return { name, partitions, cleanup: 'delete', retentionMs };
}

function compacted(name: string, partitions: number): Topic {
  return { name, partitions, cleanup: 'compact' };
}
