/** Where a line stands in the order of a trace. */
export interface Place {
  /** Unix ms. */
  readonly atMs: number;
  /** Orders lines of one moment: a signed 64-bit number, as text. */
  readonly line: string;
}

/** The place that a page ends with, for the next one. */
export function pageTokenOf({ atMs, line }: Place): string {
  return `${atMs}.${line}`;
}

/** The place in a token; undefined when it is none that we gave. */
export function placeOf(token: string): Place | undefined {
  const [, at, line] = /^(\d{1,16})\.(-?\d{1,19})$/.exec(token) ?? [];
  if (at === undefined || line === undefined) return undefined;
  const place = { atMs: Number(at), line };
  return Number.isSafeInteger(place.atMs) && isInt64(BigInt(line)) ? place : undefined;
}

const isInt64 = (value: bigint): boolean => BigInt.asIntN(64, value) === value;
