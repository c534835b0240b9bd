import { z } from 'zod';

// Ids of users and groups are ASCII, so 32 bytes are 32 characters; they hold no '/', which keeps conversation ids unambiguous.
const ID = /^[A-Za-z0-9!#$%&()+\-:;<=.>?@[\]^_{}|~]{1,32}$/;
const allowed = 'must be 1 to 32 letters, digits or !#$%&()+-:;<=.>?@[]^_{}|~';

export const appId = z.string().regex(/^[a-z0-9-]{1,32}$/, 'must be 1 to 32 lower-case letters, digits or -');
export const userId = z.string().regex(ID, allowed);
export const groupId = z.string().regex(ID, allowed);
export const deviceId = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, 'must be 1 to 64 letters, digits, ., _ or -');
export const messageId = z.string().min(1).max(64);
export const pushId = z.string().min(1).max(128);
export const resourcesId = z.string().regex(/^[A-Za-z0-9._-]{1,32}$/, 'must be 1 to 32 letters, digits, ., _ or -');

/** A text of at most `max` characters; a character outside the basic plane (an emoji) counts as one. */
export function characters(min: number, max: number) {
  return z
    .string()
    .refine((text) => text.length >= min, min === 1 ? 'must not be empty' : `must have at least ${min} characters`)
    .refine(
      (text) => text.length <= max || (text.length <= 2 * max && [...text].length <= max),
      `must have at most ${max} characters`,
    )
    .meta({ ...(min > 0 ? { minLength: min } : {}), maxLength: max }); // for the OpenAPI document
}

/** A text of at most `max` bytes in UTF-8. */
export function utf8Bytes(max: number) {
  const rule = `must have at most ${max} bytes in UTF-8`;
  return z
    .string()
    .refine((text) => Buffer.byteLength(text) <= max, rule)
    .meta({ description: rule });
}
