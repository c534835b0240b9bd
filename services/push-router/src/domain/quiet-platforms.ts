import type { OfflineRecipient, OfflineRecipients } from '@bellhop/contracts';
import type { ConnectedDevice } from './ports.ts';
import type { UserSettings } from './user-settings.ts';

// "While I am online on one of these platforms, those get no push." Only who is known to be online silences: unknown means push. And a device that did
// not acknowledge is no proof that somebody sits there: a browser that hangs must not silence the phone.

type PlatformRule = Pick<UserSettings, 'onlinePlatforms' | 'quietPlatforms'>;

/** Whether a device on this platform could be silenced: of what cannot be nobody has to ask who is online. */
export function isSilenceable({ onlinePlatforms, quietPlatforms }: PlatformRule, platform: string): boolean {
  return onlinePlatforms.length > 0 && quietPlatforms.includes(platform.toLowerCase());
}

/** Whether a device on this platform is silent, as its user is online on those, lower case. */
export function isSilenced(rule: PlatformRule, platform: string, online: ReadonlySet<string>): boolean {
  return isSilenceable(rule, platform) && rule.onlinePlatforms.some((name) => online.has(name));
}

/** The devices on which a user is online when a burst has ended: not those that did not acknowledge its newest message, unless they came back since. */
export function witnesses<Device extends Pick<ConnectedDevice, 'deviceId' | 'connectedAtMs'>>(
  {
    reason,
    recipients,
    decidedAtMs,
  }: Pick<OfflineRecipients, 'reason' | 'decidedAtMs'> & {
    readonly recipients: readonly Pick<OfflineRecipient, 'deviceIds'>[];
  },
  connected: readonly Device[],
): Device[] {
  const silent = new Set(
    reason === 'OFFLINE_REASON_NO_ACK' ? recipients.flatMap(({ deviceIds }) => deviceIds) : undefined,
  );
  return connected.filter(({ deviceId, connectedAtMs }) => !silent.has(deviceId) || connectedAtMs > decidedAtMs);
}

/**
 * The platforms, lower case, on which a user's being online keeps a push that waited from leaving. What was connected when it was decided and did not
 * keep it from being made does not keep it from leaving either: it did not acknowledge. Of a rule that may have been set since, nothing was asked by then.
 */
export function witnessesSince(
  connected: readonly ConnectedDevice[],
  { decidedAtMs, settingsChangedAtMs }: { readonly decidedAtMs: number; readonly settingsChangedAtMs: number },
): ReadonlySet<string> {
  const sinceMs = settingsChangedAtMs > decidedAtMs ? 0 : decidedAtMs;
  return new Set(
    connected.filter(({ connectedAtMs }) => connectedAtMs > sinceMs).map(({ platform }) => platform.toLowerCase()),
  );
}
