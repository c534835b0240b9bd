import type { HttpResult } from './answer.ts';

/** A clock further off than this is no clock: the header is somebody else's, or nonsense. */
const MOST_OFFSET_MS = 24 * 3_600_000;

/**
 * A vendor's time, as far as it matters for what is signed with it. Vendors refuse a timestamp that is more than 10 minutes off; whichever clock is wrong, theirs is
 * the one that counts. When a call is refused for its time, the vendor's own `Date` header says what the time is there.
 */
export interface VendorClock {
  /**
   * Calls with the vendor's time. A call that is refused for its time is made once more with the time of the answer; what that
   * answers stands.
   */
  call(make: (nowMs: number) => Promise<HttpResult>): Promise<HttpResult>;
}

export function createVendorClock({
  isRefusedForTime,
  now = Date.now,
}: {
  isRefusedForTime: (result: HttpResult) => boolean;
  now?: () => number;
}): VendorClock {
  let offsetMs = 0;
  return {
    call: async (make) => {
      const result = await make(now() + offsetMs);
      if (result.kind !== 'answer' || !isRefusedForTime(result) || result.dateMs === undefined) return result;
      const offset = result.dateMs - now();
      if (Math.abs(offset) > MOST_OFFSET_MS) return result;
      const again = await make(now() + offset);
      if (!isRefusedForTime(again)) offsetMs = offset; // what the vendor refuses as well is not its time
      return again;
    },
  };
}
