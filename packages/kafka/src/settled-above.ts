/**
 * What a consumer commits beside an offset: which records above it are settled already. Whoever has the partition next passes over them: a
 * record that waits for its time, or for a slow vendor, must not make those behind it be handled twice.
 *
 * A bitmap in base64; bit n stands for offset + n. Brokers keep at most 4,096 bytes (`offset.metadata.max.bytes`).
 */
const MOST_BYTES = 3_000;
const VERSION = '1:';

/** What to commit; what is too far above the offset is left out, and handled again. */
export function encodeSettled(offset: bigint, settled: Iterable<bigint>): string {
  const bits = Buffer.alloc(MOST_BYTES);
  let length = 0;
  for (const one of settled) {
    const bit = Number(one - offset);
    if (bit < 0 || bit >= MOST_BYTES * 8) continue;
    const byte = bit >> 3;
    bits[byte] = (bits[byte] ?? 0) | (1 << (bit & 7));
    length = Math.max(length, byte + 1);
  }
  return length === 0 ? '' : VERSION + bits.toString('base64', 0, length);
}

/** The settled records above a committed offset; none where another version wrote what nobody can read. */
export function decodeSettled(offset: bigint, metadata: string): Set<bigint> {
  const settled = new Set<bigint>();
  if (!metadata.startsWith(VERSION)) return settled;
  for (const [byte, bits] of Buffer.from(metadata.slice(VERSION.length), 'base64').entries())
    for (let bit = 0; bit < 8; bit += 1) if ((bits & (1 << bit)) !== 0) settled.add(offset + BigInt(byte * 8 + bit));
  return settled;
}
