import { z } from 'zod';

// Ids of users and groups are ASCII, so 64 bytes are 64 characters; they hold no '/', which keeps conversation ids unambiguous.
// No id is '.' or '..': whatever they escape, HTTP clients take these in a path for folders (WHATWG URL), and would call with another user's id.
const ID = /^(?!\.{1,2}$)[A-Za-z0-9!#$%&()+\-:;<=.>?@[\]^_{}|~]{1,64}$/;
const allowed = 'must be 1 to 64 letters, digits or !#$%&()+-:;<=.>?@[]^_{}|~, and not . or ..';
/** An id of letters and digits, such as that of a template. */
export const plainId = (max: number) =>
  z
    .string()
    .regex(
      new RegExp(`^(?!\\.{1,2}$)[A-Za-z0-9._-]{1,${max}}$`),
      `must be 1 to ${max} letters, digits, ., _ or -, and not . or ..`,
    );

export const appId = z.string().regex(/^[a-z0-9-]{1,32}$/, 'must be 1 to 32 lower-case letters, digits or -');
export const userId = z.string().regex(ID, allowed);
export const groupId = z.string().regex(ID, allowed);
export const deviceId = plainId(64);
/** What the server gave a device at its first login. */
export const deviceSecret = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, _ or -');
export const messageId = z.string().min(1).max(64);
export const pushId = z.string().min(1).max(128);
export const resourcesId = plainId(32);

/** "peer/<user>/<user>" or "group/<group>". */
export const conversationId = z.string().min(1).max(140);

/** Any text. Half of a surrogate pair, what is left of an emoji that was cut in two, becomes U+FFFD before anything else happens. */
export const text = () => z.string().overwrite((given) => given.toWellFormed());

/** A text of at most `max` characters. */
export const textOf = (min: number, max: number) => measured(text(), min, max);

/** Something that is compared, of at most `max` characters: ill-formed ones are refused and never mended, or two would become one. */
export const characters = (min: number, max: number) => measured(z.string(), min, max);

/** A character outside the basic plane (an emoji) counts as one. */
function measured(schema: z.ZodString, min: number, max: number) {
  return schema
    .refine((given) => given.length >= min, min === 1 ? 'must not be empty' : `must have at least ${min} characters`)
    .refine(
      (given) => given.length <= max || (given.length <= 2 * max && [...given].length <= max),
      `must have at most ${max} characters`,
    )
    .meta({ ...(min > 0 ? { minLength: min } : {}), maxLength: max }); // for the OpenAPI document
}

/** A text of at most `max` bytes in UTF-8. */
export function utf8Bytes(max: number) {
  const rule = `must have at most ${max} bytes in UTF-8`;
  return text()
    .refine((given) => Buffer.byteLength(given) <= max, rule)
    .meta({ description: rule });
}
