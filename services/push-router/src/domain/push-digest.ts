import { createHash } from 'node:crypto';
import type { DirectContent, DirectTarget } from './direct-push.ts';

/** All that was asked for. */
export interface AskedPush {
  readonly targets: readonly DirectTarget[];
  readonly content: DirectContent;
  readonly sendAtMs: number;
}

/**
 * Two requests ask for the same when their digests are equal, whatever order the members of an object come in. A field that a later release adds counts where it is
 * set: a repeat after an upgrade has the digest that was kept.
 */
export function digestOf(asked: AskedPush): string {
  const sorted = JSON.stringify(asked, (name, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? membersOf(name, value) : value,
  );
  return createHash('sha256').update(sorted).digest('hex');
}

/** The fields that counted from the first, set or not. Never to be added to. */
const firstFields = new Set(
  `targets userId pushId sendAtMs content pushConfig ttlSeconds collapseKey onlyOffline ignoreUserRules
   title payload resourcesId threadId enableBadge badgeIncrement templateId titleParameters contentParameters vendors voIp
   channelId category importance notifyLevel sound clickAction kind value image notifyType channelName hideInForeground onlySendOnce
   showTtlSeconds bigText urgency visibility receiptId groupByThread directBoot analyticsLabel mutableContent badgeMode pushKind
   handleType handleValue hasVideo`.split(/\s+/),
);
/** Their members have names that the app chose. */
const maps = new Set(['titleParameters', 'contentParameters', 'vendors']);

function membersOf(name: string, value: object): object {
  const counting = Object.entries(value).filter(
    ([field, given]) => maps.has(name) || firstFields.has(field) || !isDefault(given),
  );
  return Object.fromEntries(counting.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Whether it is what a field has that is not set. */
function isDefault(value: unknown): boolean {
  if (typeof value === 'object') return value === null || Object.keys(value).length === 0;
  if (typeof value === 'string') return value === '' || value.endsWith('_UNSPECIFIED');
  return value === 0 || value === false;
}
