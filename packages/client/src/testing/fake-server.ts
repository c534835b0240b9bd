import type { WebSocketConstructor, WebSocketLike } from '../web-socket.ts';

interface SentFrame {
  readonly id: number;
  readonly type: string;
  readonly body: Record<string, unknown>;
}

/** One connection as the server sees it. */
export interface FakeConnection {
  readonly url: string;
  readonly sent: SentFrame[];
  /** Answers the newest frame of a type, waiting for it. */
  answer(type: string, body?: object, kind?: 'ok' | 'error'): Promise<SentFrame>;
  event(type: string, body: object): void;
  close(code: number): void;
}

/** A server for unit tests: tests answer every frame by hand. */
export function fakeServer() {
  const connections: FakeConnection[] = [];
  const webSocket: WebSocketConstructor = class implements WebSocketLike {
    readyState = 0;
    readonly #listeners = new Map<string, ((event: never) => void)[]>();

    constructor(url: string) {
      const sent: SentFrame[] = [];
      const answered = new Set<number>();
      connections.push({
        url,
        sent,
        answer: async (type, body = {}, kind = 'ok') => {
          const frame = await eventually(() => sent.find((one) => one.type === type && !answered.has(one.id)));
          answered.add(frame.id);
          this.#emit('message', { data: JSON.stringify({ v: 1, replyTo: frame.id, type: kind, body }) });
          await turn();
          return frame;
        },
        event: (type, body) => this.#emit('message', { data: JSON.stringify({ v: 1, type, body }) }),
        close: (code) => this.#end(code),
      });
      this.send = (data) => void sent.push(JSON.parse(data) as SentFrame);
      queueMicrotask(() => {
        this.readyState = 1;
        this.#emit('open', {});
      });
    }

    send: (data: string) => void;

    close(): void {
      queueMicrotask(() => this.#end(1000));
    }

    addEventListener(type: string, listener: (event: never) => void): void {
      this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
    }

    #end(code: number): void {
      if (this.readyState === 3) return;
      this.readyState = 3;
      this.#emit('close', { code, reason: '' });
    }

    #emit(type: string, event: object): void {
      for (const listener of this.#listeners.get(type) ?? []) listener(event as never);
    }
  };
  return {
    webSocket,
    connections,
    connection: (index: number): Promise<FakeConnection> => eventually(() => connections[index]),
  };
}

/** Lets what is waiting run. */
export async function turn(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
}

export async function eventually<T>(check: () => T | undefined | false): Promise<T> {
  for (let round = 0; round < 1_000; round += 1) {
    const result = check();
    if (result !== undefined && result !== false) return result;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  throw new Error('what was expected did not happen');
}
