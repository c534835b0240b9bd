import { createHash } from 'node:crypto';

/** A UUID made from names: the same for the same ones. Version 8 (RFC 9562: custom), so that nobody reads a time from it. */
export function derivedId(names: readonly string[]): string {
  const hash = createHash('sha256').update(names.join('\0')).digest();
  hash[6] = (hash.readUInt8(6) & 0x0f) | 0x80;
  hash[8] = (hash.readUInt8(8) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
