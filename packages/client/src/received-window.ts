import type { ZIMMessage } from './message-types.ts';

type Arrived = Pick<ZIMMessage, 'conversationKey' | 'conversationSeq' | 'messageID' | 'timestamp'>;

interface Conversation {
  highest: number;
  /** Time of the newest message. */
  newestAt: number;
  /** The message of each number. */
  readonly ids: Map<number, string>;
  /** Numbers of messages that the app could not take. */
  readonly failed: Set<number>;
}

/** Which messages of which conversations have come, so that none is shown twice. Bounded: old conversations are forgotten. */
export class ReceivedWindow {
  readonly #conversations = new Map<string, Conversation>(); // the first is the one not used longest
  readonly #maxConversations: number;
  readonly #width: number;

  constructor({ maxConversations = 5_000, width = 512 }: { maxConversations?: number; width?: number } = {}) {
    this.#maxConversations = maxConversations;
    this.#width = width;
  }

  /** True when this message has not come before; from now on it has. */
  isNew({ conversationKey, conversationSeq: seq, messageID, timestamp }: Arrived): boolean {
    const known = this.#of(conversationKey);
    const before = known.ids.get(seq);
    const isOwed = known.failed.delete(seq);
    const isBelow = seq <= known.highest - this.#width && !isOwed;
    // A server that was restored from a backup hands out numbers a second time. Who took those for known would acknowledge what nobody has seen.
    if (before === undefined ? isBelow && timestamp > known.newestAt : before !== messageID) {
      for (const number of known.ids.keys()) if (number >= seq) known.ids.delete(number);
      known.highest = seq;
    } else if (before !== undefined || isBelow) return false;
    // Gaps are no sign of loss: one's own messages and messages for other members have positions, too.
    known.ids.set(seq, messageID);
    known.highest = Math.max(known.highest, seq);
    known.newestAt = Math.max(known.newestAt, timestamp);
    if (known.ids.size > this.#width * 2) {
      for (const old of known.ids.keys()) if (old <= known.highest - this.#width) known.ids.delete(old);
    }
    return true;
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
      failed: new Set(),
    };
    this.#conversations.delete(key);
    this.#conversations.set(key, known);
    for (const oldest of this.#conversations.keys()) {
      if (this.#conversations.size <= this.#maxConversations) break;
      this.#conversations.delete(oldest);
    }
    return known;
  }
}
