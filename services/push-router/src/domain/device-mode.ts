import type { DeviceModeName } from '@bellhop/contracts';

/** A device on which a user is logged in. */
export interface LoggedInDevice {
  readonly deviceId: string;
  /** As given at login; "web" is a class of its own in dual mode. */
  readonly platform: string;
  /** The greater is the later. */
  readonly loginNumber: number;
}

/** Of each class of devices that a mode tells apart, so many may be logged in. */
const rules: Record<DeviceModeName, { room: number; classOf: (platform: string) => string }> = {
  single: { room: 1, classOf: () => 'any' },
  dual: { room: 1, classOf: (platform) => (platform.toLowerCase() === 'web' ? 'web' : 'native') },
  multi: { room: 10, classOf: () => 'any' },
};

/** The user's other devices whose logins end because a new one leaves no room for them: the oldest of each class. */
export function devicesToEnd(
  mode: DeviceModeName,
  login: Pick<LoggedInDevice, 'platform'>,
  others: readonly LoggedInDevice[],
): string[] {
  const { room, classOf } = rules[mode];
  const left = new Map([[classOf(login.platform), room - 1]]);
  return others
    .toSorted((one, other) => other.loginNumber - one.loginNumber)
    .filter(({ platform }) => {
      const ofClass = classOf(platform);
      const places = left.get(ofClass) ?? room;
      left.set(ofClass, places - 1);
      return places <= 0;
    })
    .map(({ deviceId }) => deviceId);
}
