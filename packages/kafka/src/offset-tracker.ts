/** How far a partition is done. */
export interface Progress {
  /** Every record below is settled. */
  readonly offset: bigint;
  /** Records above it that are settled, too. */
  readonly settledAbove: ReadonlySet<bigint>;
}

/**
 * Which records of one partition are under way and how far everything is done: the watermark.
 * An offset may be committed only when every record below it is settled, so a crash at any moment replays and loses nothing.
 */
export interface OffsetTracker {
  /** A record was taken from Kafka. Offsets come in rising order, possibly with holes (compaction). */
  take(offset: bigint): void;
  /** A record is settled. */
  settle(offset: bigint): void;
  /** Records taken and not below the watermark yet. */
  readonly underWay: number;
  /** What to commit. Undefined when nothing was settled since. */
  takeCommittable(): Progress | undefined;
  /** What was taken for committing was not committed: it is taken again. */
  notCommitted(): void;
}

export function createOffsetTracker(): OffsetTracker {
  // A queue with a moving head: `offsets[head]` is the oldest record that is not settled.
  let offsets: bigint[] = [];
  let head = 0;
  const settled = new Set<bigint>();
  let watermark: bigint | undefined;
  let isNew = false;

  return {
    take: (offset) => {
      offsets.push(offset);
    },
    settle: (offset) => {
      isNew = true;
      settled.add(offset);
      for (let oldest = offsets[head]; oldest !== undefined && settled.has(oldest); oldest = offsets[head]) {
        settled.delete(oldest);
        watermark = oldest + 1n;
        head += 1;
      }
      if (head > 1_024 && head * 2 > offsets.length) {
        offsets = offsets.slice(head);
        head = 0;
      }
    },
    get underWay() {
      return offsets.length - head;
    },
    takeCommittable: () => {
      if (!isNew) return undefined;
      isNew = false;
      const offset = settled.size > 0 ? offsets[head] : watermark;
      return offset === undefined ? undefined : { offset, settledAbove: settled };
    },
    notCommitted: () => {
      isNew = true;
    },
  };
}
