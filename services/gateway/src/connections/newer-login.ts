/** A login as the gateway that holds it tells it on `presence.session.v1`. */
export interface Login {
  readonly app: string;
  readonly userId: string;
  readonly deviceId: string;
  /** Rises with every login on a device and with every login of a user; 0 = not known. */
  readonly loginNumber: number;
  /** The devices on which the user was logged in right after it. Empty = says nothing about other devices. */
  readonly userDeviceIds: readonly string[];
  /** No login: the app's server has ended this user's older ones on the device. */
  readonly unbound?: boolean;
}

/** Why a login ends the one before it on its device. */
export const SAME_DEVICE = 'this device has logged in on another connection';

const ENDED_BY_SERVER = "the app's server has ended this login";

/** Why a newer login ends this one, in words for the client; undefined when it does not. */
export function endedBy(login: Omit<Login, 'userDeviceIds'>, newer: Login): string | undefined {
  if (newer.app !== login.app || newer.loginNumber <= login.loginNumber) return undefined;
  if (newer.unbound === true) {
    return newer.userId === login.userId && newer.deviceId === login.deviceId ? ENDED_BY_SERVER : undefined;
  }
  if (newer.deviceId === login.deviceId) return SAME_DEVICE;
  // A login without a number was bound by a push-router that knew of no device modes; the lists of newer ones may lack it.
  if (login.loginNumber === 0) return undefined;
  if (newer.userId !== login.userId || newer.userDeviceIds.length === 0) return undefined;
  return newer.userDeviceIds.includes(login.deviceId)
    ? undefined
    : 'the user has logged in on another device, and the app allows no more';
}
