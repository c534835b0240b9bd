import { randomBytes } from 'node:crypto';

/** A new push address: opaque, 128 random bits, says nothing of vendor, token or user. */
export function newPushId(): string {
  return `p_${randomBytes(16).toString('base64url')}`;
}
