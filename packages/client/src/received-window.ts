import type { ZIMMessage } from './message-types.ts';

/** Numbers from one to another, both included. */
type Range = readonly [from: number, to: number];
type Arrived = Pick<ZIMMessage, 'conversationKey' | 'conversationSeq' | 'messageID' | 'timestamp'>;

interface Conversation {
  highest: number;
  /** Time of the newest message. */
  newestAt: number;
  /** Which message has which number, of the latest that came. */
  readonly ids: Map<number, string>;
  /** Numbers up to the highest that have not come, rising. */
  gaps: Range[];
  /** Numbers of messages that the app could not take. */
  readonly failed: Set<number>;
}

const MAX_GAPS = 1_000;

/**
 * Which messages of which conversations have come, so that none is shown twice and none is taken for shown, however late a sync brings it. Bounded: old
 * conversations are forgotten, and the oldest gaps but the first, which is what was missed before this run.
 */
export class ReceivedWindow {
  readonly #conversations = new Map<string, Conversation>(); // the first is the one not used longest
  readonly #maxConversations: number;
  readonly #width: number;

  constructor({ maxConversations = 5_000, width = 500 }: { maxConversations?: number; width?: number } = {}) {
    this.#maxConversations = maxConversations;
    this.#width = width;
  }

  /** True when this message has not come before; from now on it has. */
  isNew({ conversationKey, conversationSeq: seq, messageID, timestamp }: Arrived): boolean {
    const known = this.#of(conversationKey);
    const before = known.ids.get(seq);
    const isOwed = known.failed.delete(seq);
    const gap = known.gaps.findIndex(([from, to]) => from <= seq && seq <= to);
    const isKnown = seq <= known.highest && gap < 0 && !isOwed;
    // A server that was restored from a backup hands out numbers a second time. Who took those for known would acknowledge what nobody has seen.
    if (before === undefined ? isKnown && timestamp > known.newestAt : before !== messageID) {
      for (const number of known.ids.keys()) if (number >= seq) known.ids.delete(number);
      known.gaps = known.gaps.filter(([from]) => from < seq);
      known.highest = seq;
    } else if (isKnown) return false;
    const [from, to] = known.gaps[gap] ?? [known.highest + 1, seq];
    // Gaps are no sign of loss: one's own messages and messages for other members have positions, too.
    const left: Range[] = [
      [from, seq - 1],
      [seq + 1, to],
    ];
    known.gaps.splice(gap < 0 ? known.gaps.length : gap, 1, ...left.filter(([first, last]) => first <= last));
    if (known.gaps.length > MAX_GAPS) known.gaps.splice(1, 1);
    known.ids.set(seq, messageID);
    known.highest = Math.max(known.highest, seq);
    known.newestAt = Math.max(known.newestAt, timestamp);
    dropOldest(known.ids, this.#width);
    return true;
  }

  /** Whether it is one of the latest that have come, by its id alone. */
  has({ conversationKey, messageID }: Arrived): boolean {
    return [...this.#of(conversationKey).ids.values()].includes(messageID);
  }

  /** It has not come after all: the app could not take it. */
  forget({ conversationKey, conversationSeq }: Arrived): void {
    const known = this.#of(conversationKey);
    known.ids.delete(conversationSeq);
    known.failed.add(conversationSeq);
  }

  /** Position of the newest message of a conversation that has come, below those at its end that the app could not take; 0: none but those. */
  newest(conversationKey: string): number | undefined {
    const { highest = 0, failed } = this.#conversations.get(conversationKey) ?? {};
    let seq = highest;
    while (failed?.has(seq)) seq -= 1;
    return highest === 0 ? undefined : seq;
  }

  clear(): void {
    this.#conversations.clear();
  }

  /** The conversation, from now on the one used last. */
  #of(key: string): Conversation {
    const known: Conversation = this.#conversations.get(key) ?? {
      highest: 0,
      newestAt: 0,
      ids: new Map(),
      gaps: [],
      failed: new Set(),
    };
    this.#conversations.delete(key);
    this.#conversations.set(key, known);
    dropOldest(this.#conversations, this.#maxConversations);
    return known;
  }
}

/** Keeps a collection that has got one more at its size. */
export function dropOldest<Key>(
  of: { readonly size: number; keys(): Iterable<Key>; delete(key: Key): unknown },
  max: number,
): void {
  const [oldest] = of.keys();
  if (of.size > max) of.delete(oldest as Key);
}
