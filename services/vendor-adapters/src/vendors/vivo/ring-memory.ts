/** Which message of the vendor made a device ring, so that it can be taken back; as far as this process knows. */
export interface RingMemory {
  remember(ring: Ring, vendorTaskId: string): void;
  /** The vendor's task id; undefined = not known. */
  find(ring: Ring): string | undefined;
}

export interface Ring {
  readonly notifyId: number;
  readonly regId: string;
}

const MAX_AGE_MS = 15 * 60_000;
const MAX_RINGS = 10_000;

export function createRingMemory(now: () => number = Date.now): RingMemory {
  const rings = new Map<string, { readonly vendorTaskId: string; readonly endsAtMs: number }>();

  function forgetOld(): void {
    for (const [key, { endsAtMs }] of rings) {
      if (rings.size <= MAX_RINGS && now() < endsAtMs) return; // the oldest are in front
      rings.delete(key);
    }
  }

  return {
    remember(ring, vendorTaskId) {
      const key = keyOf(ring);
      rings.delete(key);
      rings.set(key, { vendorTaskId, endsAtMs: now() + MAX_AGE_MS });
      forgetOld();
    },
    find(ring) {
      const known = rings.get(keyOf(ring));
      return known !== undefined && now() < known.endsAtMs ? known.vendorTaskId : undefined;
    },
  };
}

function keyOf({ notifyId, regId }: Ring): string {
  return `${String(notifyId)}/${regId}`;
}
