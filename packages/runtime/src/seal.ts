import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { ServiceError } from './errors.ts';

/**
 * Keys that seal secrets at rest: AES-256-GCM. The first seals, all open, so that a key can be replaced:
 * put the new one first, run `bellhop keyring rewrap`, take the old one out.
 */
export interface Keyring {
  /** Ids of its keys; what is sealed begins with that of its key and a dot. */
  readonly ids: ReadonlySet<string>;
  /** Seals a text for one purpose, e.g. `certificate/app/vendor/1`; it opens for that purpose alone. */
  seal(text: string, purpose: string): string;
  /** Throws `SEAL_BROKEN` when key, purpose or text do not fit. */
  open(sealed: string, purpose: string): string;
  /** Whether the first key has sealed it, so that the others are not needed for it. */
  isSealedWithFirst(sealed: string): boolean;
}

/** Makes a keyring from `id:base64(32 bytes)` pairs, separated by commas. */
export function createKeyring(text: string): Keyring {
  const keys = text.split(',').map((pair) => {
    const [id, encoded] = pair.trim().split(':');
    const key = Buffer.from(encoded ?? '', 'base64');
    if (id === undefined || !/^[a-z0-9-]{1,16}$/.test(id) || key.length !== 32) {
      throw new ServiceError('INVALID_KEYRING', 'a keyring is id:base64(32 bytes),… with ids of a-z, 0-9 and -', {
        retryable: false,
      });
    }
    return { id, key };
  });
  const first = keys[0];
  if (first === undefined) throw new ServiceError('INVALID_KEYRING', 'the keyring is empty', { retryable: false });
  return {
    ids: new Set(keys.map(({ id }) => id)),
    isSealedWithFirst: (sealed) => sealed.startsWith(`${first.id}.`),
    seal: (plain, purpose) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', first.key, nonce).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return `${first.id}.${Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64')}`;
    },
    open: (sealed, purpose) => {
      const [id, encoded] = sealed.split('.');
      const key = keys.find((candidate) => candidate.id === id)?.key;
      try {
        if (key === undefined) throw new Error(`no key ${id}`);
        const bytes = Buffer.from(encoded ?? '', 'base64');
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(purpose));
        decipher.setAuthTag(bytes.subarray(-16));
        return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new ServiceError('SEAL_BROKEN', `cannot open what was sealed for ${purpose}`, {
          retryable: false,
          cause,
        });
      }
    },
  };
}
