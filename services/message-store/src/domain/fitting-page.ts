/** A gateway cuts a client off for whom more than 1 MiB waits: a page leaves room for what comes beside it. */
const MAX_BYTES = 512 * 1024;

/** The first of what was found: so many at most, as JSON no more than a client can be sent at once, and at least one. */
export function fittingPage<Entry>(found: readonly Entry[], limit: number): Entry[] {
  const page = found.slice(0, limit);
  let bytes = 0;
  const tooMuch = page.findIndex((entry) => (bytes += Buffer.byteLength(JSON.stringify(entry))) > MAX_BYTES);
  return tooMuch === -1 ? page : page.slice(0, Math.max(1, tooMuch));
}
