import type { Context } from '@opentelemetry/api';
import type { EventContract, Topic } from '@bellhop/contracts';
import type { Outcome } from './outcome.ts';

/** An event as a handler sees it. */
export interface Consumed<Event> {
  readonly value: Event;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  /** When the record was written, Unix ms. */
  readonly timestampMs: number;
  /**
   * False when another replica may have the record by now: after a rebalance, and while the group has not answered for so long that it may have
   * given us up (a machine that was paused). Whoever is about to do what must not be done twice asks right before, and throws `Lapsed` then.
   */
  readonly isOurs: () => boolean;
  /**
   * The same, once it is known: a group that has not answered for a while may answer again, and the record is settled then as if nothing had been. Whoever
   * leaves out an effect because the record may be another's waits for this, and throws `Lapsed` when it is false.
   */
  readonly isStillOurs: () => Promise<boolean>;
  /** The message's trace, with the span of this hop as the current one. Give it to what you publish or call. */
  readonly context: Context;
}

/** A consumer says what happens to a batch of events; the runner does the rest. */
export interface BatchConsumer<Event> {
  /** Group name; the prefix is added. */
  readonly group: string;
  readonly topics: readonly Topic[];
  readonly event: EventContract<never, Event>;
  /** Where records go that cannot be read or handled. */
  readonly deadLetterTopic: Topic;
  /** Largest batch given to `handle`. */
  readonly maxBatch?: number;
  /** How many `handle` calls may run at once; 1 keeps the order of every partition. */
  readonly concurrency?: number;
  /**
   * Least time between two fetches, ms; more than the usual 5 for work that nobody waits for: fewer and larger batches leave the processor
   * to others. Not kept by who is behind by more than a batch.
   */
  readonly fetchSpacingMs?: number;
  /** Records of a topic taken and not settled, above which its partitions are paused. Bounds memory. */
  readonly maxUnderWay?: number;
  /** How long what was begun may take when the consumer stops; default: 10,000 ms. What takes longer is handled again by whoever is next. */
  readonly drainMs?: number;
  /** Longest pause before what something was away for is handled again, ms; default: 5,000. The first one is 200, and each twice the one before. */
  readonly maxPauseMs?: number;
  /**
   * Handles a batch: one outcome per event, in order, or a promise of one for an event that settles later; its offset
   * waits for it, the next batch does not.
   * A retryable ServiceError that is thrown makes the batch be handled again after a pause, for as long as it takes; one that a promise
   * rejects with, its event alone. Anything else that is thrown is a bug: the batch is handled in halves, and what still fails alone is dead-lettered.
   */
  handle(batch: readonly Consumed<Event>[]): Promise<readonly (Outcome | Promise<Outcome>)[]>;
}
