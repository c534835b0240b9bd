import { headers as headerNames, LONGEST_RETRY_STEP_MS } from '@bellhop/contracts';
import type { Batch, KafkaMessage } from 'kafkajs';
import { createOffsetTracker, type OffsetTracker } from './offset-tracker.ts';
import { encodeSettled } from './settled-above.ts';

/** A record that was taken from Kafka. */
export interface TakenRecord {
  /** As Kafka calls it: with the prefix. */
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly message: KafkaMessage;
  readonly tracker: OffsetTracker;
  readonly epoch: number;
}

/**
 * So far above its oldest record that is not settled a partition is read on: each of these takes memory and is looked at with every commit, and
 * one that is never settled would let them become ever more.
 */
const MOST_ABOVE_OLDEST = 100_000;

interface TopicPartitions {
  readonly topic: string;
  readonly partitions: number[];
}

/** Records that were taken and are not settled: which are ready, which wait for their time, how far each partition is done. */
export interface Intake {
  readonly take: (batch: Pick<Batch, 'topic' | 'partition' | 'messages'>) => void;
  /** These records of a partition, above the offset that it committed, were settled by its former owner: they are passed over when they come. */
  readonly passOver: (
    topic: string,
    partition: number,
    settled: { readonly from: bigint; readonly offsets: ReadonlySet<bigint> },
  ) => void;
  /** Removes up to `max` records that are ready, oldest first. */
  readonly next: (max: number) => TakenRecord[];
  /** False since a rebalance: somebody else has the record, or it comes again. */
  readonly isOurs: (record: TakenRecord) => boolean;
  /** Gives out no records until the rebalance that follows. */
  readonly hold: () => void;
  /** All that the record had to cause is durable. */
  readonly settle: (record: TakenRecord) => void;
  /** What to commit since the last call. */
  readonly takeCommittable: () => {
    readonly topic: string;
    readonly partition: number;
    readonly offset: string;
    /** Which records above it are settled, see settled-above.ts; null = none. */
    readonly metadata: string | null;
  }[];
  /** The commit failed: everything is taken again the next time. */
  readonly notCommitted: () => void;
  /** A rebalance: nothing is ours any more. */
  readonly reset: () => void;
  /** Gives out no more records. */
  readonly close: () => void;
}

export function createIntake(options: {
  /** Records of a topic under way above which its partitions are paused. Bounds memory. Of each topic, since what waits in one for ten minutes must not hold up another. */
  readonly maxUnderWay: number;
  readonly pause: (partitions: TopicPartitions[]) => void;
  readonly resume: (partitions: TopicPartitions[]) => void;
  /** Records that had to wait have become ready. */
  readonly onReady: () => void;
}): Intake {
  const { maxUnderWay, pause, resume, onReady } = options;
  const paused = new Map<string, Set<number>>();
  let trackers = new Map<string, OffsetTracker>();
  /** By topic and partition, what of it has not come yet. */
  let settledBefore = new Map<string, { readonly from: bigint; readonly offsets: Set<bigint> }>();
  let ready: TakenRecord[] = [];
  let waiting = new Set<NodeJS.Timeout>(); // records of retry topics that are not due yet
  let epoch = 0;
  let underWay = new Map<string, number>(); // by topic
  let isClosed = false;
  let isHeld = false;

  const trackerOf = (topic: string, partition: number): OffsetTracker => {
    const id = `${topic}/${partition}`;
    let tracker = trackers.get(id);
    if (tracker === undefined) trackers.set(id, (tracker = createOffsetTracker()));
    return tracker;
  };

  const pauseOne = (topic: string, partition: number): void => {
    pause([{ topic, partitions: [partition] }]);
    const partitions = paused.get(topic);
    if (partitions === undefined) paused.set(topic, new Set([partition]));
    else partitions.add(partition);
  };

  /** Hysteresis: what was fetched for a paused partition is thrown away and fetched again. */
  const resumeWhereRoom = (topic: string): void => {
    const partitions = paused.get(topic);
    if (partitions === undefined || isClosed || (underWay.get(topic) ?? 0) >= maxUnderWay / 2) return;
    const resumed = [...partitions].filter(
      (one) => (trackers.get(`${topic}/${one}`)?.underWay ?? 0) < MOST_ABOVE_OLDEST / 2,
    );
    if (resumed.length === 0) return;
    try {
      resume([{ topic, partitions: resumed }]);
    } catch {
      return; // between a crash of kafkajs and its restart there is no group; the next one begins with a rebalance, which resumes them
    }
    for (const one of resumed) partitions.delete(one);
    if (partitions.size === 0) paused.delete(topic);
  };

  /** Hands a record over when it is due, never before: a timer may fire a moment early, so it is asked again. By a clock that nobody sets. */
  const whenDue = (record: TakenRecord, waitMs = dueInMs(record.message)): void => {
    if (waitMs <= 0) {
      ready.push(record);
      return;
    }
    const dueAtMs = performance.now() + waitMs;
    const timer = setTimeout(() => {
      waiting.delete(timer);
      whenDue(record, dueAtMs - performance.now());
      onReady();
    }, waitMs);
    waiting.add(timer);
  };

  const forget = (): void => {
    for (const timer of waiting) clearTimeout(timer);
    waiting = new Set();
    ready = [];
  };

  return {
    take: ({ topic, partition, messages }) => {
      const tracker = trackerOf(topic, partition);
      const id = `${topic}/${partition}`;
      // From below where the former owner was: the partition has begun anew, and these are other records under the same numbers.
      if (BigInt(messages[0]?.offset ?? 0) < (settledBefore.get(id)?.from ?? 0n)) settledBefore.delete(id);
      for (const message of messages) {
        const record: TakenRecord = { topic, partition, message, offset: BigInt(message.offset), tracker, epoch };
        tracker.take(record.offset);
        if (settledBefore.get(id)?.offsets.delete(record.offset) === true) {
          tracker.settle(record.offset);
          continue;
        }
        underWay.set(topic, (underWay.get(topic) ?? 0) + 1);
        whenDue(record);
      }
      const isFull = (underWay.get(topic) ?? 0) >= maxUnderWay;
      if (isFull || tracker.underWay >= MOST_ABOVE_OLDEST) pauseOne(topic, partition);
    },
    passOver: (topic, partition, { from, offsets }) =>
      void settledBefore.set(`${topic}/${partition}`, { from, offsets: new Set(offsets) }),
    next: (max) => {
      if (isHeld) return [];
      const batch = ready.slice(0, max);
      ready = ready.slice(max);
      return batch;
    },
    isOurs: (record) => record.epoch === epoch,
    hold: () => (isHeld = true),
    settle: (record) => {
      if (record.epoch !== epoch) return;
      record.tracker.settle(record.offset);
      underWay.set(record.topic, (underWay.get(record.topic) ?? 0) - 1);
      resumeWhereRoom(record.topic);
    },
    takeCommittable: () =>
      [...trackers].flatMap(([id, tracker]) => {
        const progress = tracker.takeCommittable();
        if (progress === undefined) return [];
        const { offset, settledAbove } = progress;
        const cut = id.lastIndexOf('/');
        return [
          {
            topic: id.slice(0, cut),
            partition: Number(id.slice(cut + 1)),
            offset: String(offset),
            // What the former owner had settled and has not come again yet stays known, for the next one.
            metadata: encodeSettled(offset, [...settledAbove, ...(settledBefore.get(id)?.offsets ?? [])]) || null,
          },
        ];
      }),
    notCommitted: () => {
      for (const tracker of trackers.values()) tracker.notCommitted();
    },
    reset: () => {
      epoch += 1;
      isHeld = false;
      forget();
      trackers = new Map();
      settledBefore = new Map();
      underWay = new Map();
      for (const topic of [...paused.keys()]) resumeWhereRoom(topic);
    },
    close: () => {
      isClosed = true;
      forget();
    },
  };
}

/** How long until a record is due by the clock of who wrote it, which may be ahead of ours: nobody asks for more than the longest step. */
function dueInMs({ headers }: KafkaMessage): number {
  const due = headers?.[headerNames.dueAt];
  const dueAtMs = due === undefined ? 0 : Number(String(due));
  return Number.isNaN(dueAtMs) ? 0 : Math.min(dueAtMs - Date.now(), LONGEST_RETRY_STEP_MS);
}
