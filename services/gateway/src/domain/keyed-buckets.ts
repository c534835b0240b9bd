import { createTokenBucket, type TakeResult, type TokenBucket } from './token-bucket.ts';

/** A token bucket for each key. One that has not been used for so long that it is full again is forgotten. */
export function keyedBuckets({
  ratePerSecond,
  burstSeconds,
}: {
  ratePerSecond: number;
  burstSeconds: number;
}): (key: string, nowMs: number, count?: number) => TakeResult {
  let newer = new Map<string, TokenBucket>();
  let older = newer;
  let turnedAtMs = 0;
  return (key, nowMs, count = 1) => {
    if (nowMs - turnedAtMs >= burstSeconds * 1_000) {
      older = newer;
      newer = new Map();
      turnedAtMs = nowMs;
    }
    const bucket = newer.get(key) ?? older.get(key) ?? createTokenBucket({ burstSeconds });
    newer.set(key, bucket);
    return bucket.take({ count, ratePerSecond, nowMs });
  };
}
