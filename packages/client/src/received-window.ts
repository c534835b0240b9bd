/** Which messages of which conversations have come, so that none is shown twice. Bounded: old conversations are forgotten. */
export class ReceivedWindow {
  readonly #conversations = new Map<string, { highest: number; seen: Set<number> }>(); // the first is the one not used longest
  readonly #maxConversations: number;
  readonly #width: number;

  constructor({ maxConversations = 5_000, width = 512 }: { maxConversations?: number; width?: number } = {}) {
    this.#maxConversations = maxConversations;
    this.#width = width;
  }

  /** True when this message has not come before; from now on it has. */
  isNew(conversationKey: string, seq: number): boolean {
    const known = this.#conversations.get(conversationKey) ?? { highest: 0, seen: new Set<number>() };
    this.#conversations.delete(conversationKey);
    this.#conversations.set(conversationKey, known);
    for (const oldest of this.#conversations.keys()) {
      if (this.#conversations.size <= this.#maxConversations) break;
      this.#conversations.delete(oldest);
    }
    // Gaps are no sign of loss: one's own messages and messages for other members have positions, too.
    if (known.seen.has(seq) || seq <= known.highest - this.#width) return false;
    known.seen.add(seq);
    known.highest = Math.max(known.highest, seq);
    if (known.seen.size > this.#width * 2) {
      for (const old of known.seen) if (old <= known.highest - this.#width) known.seen.delete(old);
    }
    return true;
  }

  /** It has not come after all: the app could not take it. */
  forget(conversationKey: string, seq: number): void {
    this.#conversations.get(conversationKey)?.seen.delete(seq);
  }

  clear(): void {
    this.#conversations.clear();
  }
}
