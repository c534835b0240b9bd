/**
 * A bucket that holds one interval's worth of permits. A request larger than what is left still passes while
 * anything is left, and leaves a debt: otherwise a batch bigger than the limit could never be sent.
 */
export class TokenBucket {
  #permits = Number.NaN;
  #capacity = 0;
  #filledAt = 0;

  take(amount: number, capacity: number, intervalMs: number, nowMs: number): boolean {
    if (capacity !== this.#capacity || Number.isNaN(this.#permits)) {
      this.#capacity = capacity;
      this.#permits = capacity;
    } else {
      const refill = ((nowMs - this.#filledAt) * capacity) / intervalMs;
      this.#permits = Math.min(capacity, this.#permits + Math.max(0, refill));
    }
    this.#filledAt = nowMs;
    if (this.#permits < 1) return false;
    this.#permits -= amount;
    return true;
  }
}

const MAX_BUCKETS = 100_000;

/** One bucket per key (app, device); the oldest is forgotten when there are too many. */
export class TokenBuckets {
  #buckets = new Map<string, TokenBucket>();

  take(key: string, amount: number, capacity: number, intervalMs: number, nowMs: number): boolean {
    let bucket = this.#buckets.get(key);
    if (bucket === undefined) {
      if (this.#buckets.size >= MAX_BUCKETS) {
        const oldest = this.#buckets.keys().next();
        if (!oldest.done) this.#buckets.delete(oldest.value);
      }
      bucket = new TokenBucket();
      this.#buckets.set(key, bucket);
    }
    return bucket.take(amount, capacity, intervalMs, nowMs);
  }

  reset(): void {
    this.#buckets.clear();
  }
}
