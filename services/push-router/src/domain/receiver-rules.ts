import type { OfflineRecipient, OfflineRecipients, PushVerdict } from '@bellhop/contracts';
import { rangSinceMs } from './call-end.ts';
import type { BoundDevice } from './ports.ts';
import { takesBack } from './push-task.ts';
import { isQuietHour } from './quiet-hours.ts';
import { isSilenced } from './quiet-platforms.ts';
import type { UserSettings } from './user-settings.ts';

/** What a receiver does not want to be notified of, device by device; undefined = nothing against it. */
export function receiverVerdict(
  {
    event,
    recipient,
    settings,
    onlinePlatforms,
    callsForceThrough,
    nowMs,
  }: {
    readonly event: OfflineRecipients;
    readonly recipient: OfflineRecipient;
    readonly settings: UserSettings;
    /** Where they are online, lower case. */
    readonly onlinePlatforms: ReadonlySet<string>;
    readonly callsForceThrough: boolean;
    readonly nowMs: number;
  },
  device: Pick<BoundDevice, 'platform' | 'timeZone'>,
): PushVerdict | undefined {
  if (event.call !== null && callsForceThrough) return undefined;
  if (!isWanted(recipient)) return 'PUSH_VERDICT_MUTED';
  // Takes away what stands on the screen, and raises nothing.
  if (takesBack(event)) return undefined;
  const rangAtMs = rangSinceMs(event);
  // Who answers on a platform that silences others is online there by then; what rang before is to be taken away all the same.
  if (rangAtMs === undefined && isSilenced(settings, device.platform, onlinePlatforms))
    return 'PUSH_VERDICT_QUIET_PLATFORM';
  // The end of a ringing goes where the ringing went: quiet hours may have begun meanwhile, or be over.
  if (settings.quietHours !== undefined && isQuietHour(settings.quietHours, device.timeZone, rangAtMs ?? nowMs))
    return 'PUSH_VERDICT_QUIET_HOURS';
  return undefined;
}

/** Whether the receiver wants to be notified of the message in its conversation. */
function isWanted({ notifyMode, mention }: OfflineRecipient): boolean {
  switch (notifyMode) {
    case 'NOTIFY_MODE_NONE':
      return mention === 'MENTION_NOTIFIED';
    case 'NOTIFY_MODE_MENTIONS':
      return mention !== 'MENTION_UNSPECIFIED';
    case 'NOTIFY_MODE_ALL':
    case 'NOTIFY_MODE_UNSPECIFIED':
      return true;
  }
}
