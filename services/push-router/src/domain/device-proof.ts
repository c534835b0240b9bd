/** What is known of a device when somebody logs in on it. */
export interface KnownDevice {
  /** Who is logged in there; null = nobody. */
  readonly userId: string | null;
  /** Who was logged in there last; null = nobody since devices have secrets. */
  readonly ownerUserId: string | null;
  /** Hash of its secret; null = it has none. */
  readonly secretSha256: string | null;
}

/** The hash fits; a secret must be issued; or the device belongs to somebody else. */
export type DeviceProof = 'proven' | 'issue' | 'taken';

/**
 * Whether whoever logs in holds the device. Knowing its id is not enough: a login moves its binding, PushID and token. Its own user needs
 * no proof beside the login (the answer with the secret may have been lost); anybody else shows the secret, as the app does when the
 * user of a phone changes.
 */
export function proofOf(
  device: KnownDevice | undefined,
  login: { readonly userId: string; readonly secretSha256: string | undefined },
): DeviceProof {
  if (device === undefined) return 'issue';
  if (device.secretSha256 !== null && device.secretSha256 === login.secretSha256) return 'proven';
  const owner = device.userId ?? device.ownerUserId;
  return owner === null || owner === login.userId ? 'issue' : 'taken';
}
