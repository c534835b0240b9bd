import type { WebSocketConstructor, WebSocketLike } from '../web-socket.ts';
import { answerTo } from './device-fixture.ts';

/** What becomes of one `send`. */
export interface Fate {
  readonly isStored: boolean;
  /** How long the server takes to store it, after what came before it over the same connection. */
  readonly storedAfterMs: number;
  /** An error's code, nothing at all, or the end of the connection. */
  readonly answer: 'ok' | 'none' | 'lost' | 'UNAVAILABLE' | 'RATE_LIMITED' | 'RESOURCE_EXHAUSTED' | 'INTERNAL';
  /** After it was stored. */
  readonly answeredAfterMs: number;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * A server of messages over several gateways: each handles what comes over a connection in order, goes on with it when the connection is gone, and
 * may store what it answers with an error. A message is known by its local id. `fates` are those of the sends that come; when they are used up, all is well.
 */
export function forgetfulServer(fates: readonly Fate[]) {
  const stored = new Map<string, string[]>();
  const known = new Set<string>();
  const left = fates.values();

  const store = (conversation: string, id: string, text: string): void => {
    if (known.has(id)) return;
    known.add(id);
    stored.set(conversation, [...(stored.get(conversation) ?? []), text]);
  };

  const webSocket: WebSocketConstructor = class implements WebSocketLike {
    readyState = 0;
    readonly #listeners: [type: string, listener: (event: never) => void][] = [];
    #working: Promise<void> = Promise.resolve();

    constructor() {
      setTimeout(() => {
        this.readyState = 1;
        this.#emit('open', {});
      }, 0);
    }

    send(data: string): void {
      const { id, type, body } = JSON.parse(data) as { id: number; type: string; body: Record<string, string> };
      const answer = (kind: string, said: object): void => {
        if (this.readyState === 1)
          this.#emit('message', { data: JSON.stringify({ v: 1, replyTo: id, type: kind, body: said }) });
      };
      if (type === 'login') setTimeout(() => answer('ok', answerTo('alice')), 0);
      else if (type !== 'send') setTimeout(() => answer('ok', type === 'sync' ? { messages: [] } : {}), 0);
      else this.#working = this.#handle(this.#working, body, answer);
    }

    async #handle(
      before: Promise<void>,
      { toUserID, toGroupID, localMessageID = '', text = '' }: Record<string, string>,
      answer: (kind: string, said: object) => void,
    ): Promise<void> {
      const conversation = toGroupID ?? toUserID ?? '';
      const fate = left.next().value ?? { isStored: true, storedAfterMs: 0, answer: 'ok', answeredAfterMs: 0 };
      await before;
      await pause(fate.storedAfterMs);
      if (fate.isStored) store(conversation, localMessageID, text);
      void pause(fate.answeredAfterMs).then(() => {
        if (fate.answer === 'lost') this.#end(1006);
        else if (fate.answer === 'ok') answer('ok', { messageID: localMessageID, conversationID: 'c', acceptedAt: 1 });
        else if (fate.answer !== 'none') answer('error', { code: fate.answer, message: fate.answer, retryAfterMs: 20 });
      });
    }

    close(): void {
      queueMicrotask(() => this.#end(1000));
    }

    addEventListener(type: string, listener: (event: never) => void): void {
      this.#listeners.push([type, listener]);
    }

    #end(code: number): void {
      if (this.readyState === 3) return;
      this.readyState = 3;
      this.#emit('close', { code, reason: '' });
    }

    #emit(type: string, event: object): void {
      for (const [wanted, listener] of this.#listeners) if (wanted === type) listener(event as never);
    }
  };

  /** `stored`: texts by conversation, in the order in which they were stored. */
  return { webSocket, stored };
}
