/**
 * When a beat of a gateway counts, by the clock that nobody sets: when it arrives. While old ones are read again at the start it is when they were written,
 * which only the clock on the wall tells.
 */
export function beatTime(
  { writtenAtMs, isOld }: { readonly writtenAtMs: number; readonly isOld: boolean },
  { wallMs, monotonicMs }: { readonly wallMs: number; readonly monotonicMs: number },
): number {
  const ageMs = isOld ? Math.max(0, wallMs - writtenAtMs) : 0;
  return monotonicMs - ageMs;
}
