import type { WebSocketConstructor, WebSocketLike } from '@bellhop/client';

/** What happens to an app on a phone, seen from its network. */
export interface PhoneNetwork {
  /** Give this to the SDK. */
  readonly webSocket: WebSocketConstructor;
  /** The system freezes the app: its connection stays up, it neither reads nor writes. */
  freeze(): void;
  thaw(): void;
  /** The system kills the app: its connections end, and no new ones come. */
  kill(): void;
}

type Listener = (event: never) => void;

/** A network of one app, to be frozen and cut as phones do it. */
export function phoneNetwork(): PhoneNetwork {
  const sockets = new Set<WebSocket>();
  let frozen = false;
  let killed = false;
  let waiting: (() => void)[] = [];
  const whenAwake = (work: () => void): void => {
    if (killed) return;
    if (frozen) waiting.push(work);
    else work();
  };

  class PhoneSocket implements WebSocketLike {
    readonly #socket: WebSocket | undefined;

    constructor(url: string) {
      if (killed) return; // a dead app opens no connection
      this.#socket = new WebSocket(url);
      sockets.add(this.#socket);
    }

    get readyState(): number {
      return this.#socket?.readyState ?? WebSocket.CLOSED;
    }

    send(data: string): void {
      whenAwake(() => this.#socket?.send(data));
    }

    close(code?: number, reason?: string): void {
      this.#socket?.close(code, reason);
    }

    addEventListener(type: string, listener: Listener): void {
      this.#socket?.addEventListener(type, (event) => whenAwake(() => listener(event as never)));
    }
  }

  return {
    webSocket: PhoneSocket,
    freeze: () => (frozen = true),
    thaw: () => {
      frozen = false;
      for (const work of waiting.splice(0)) work();
    },
    kill: () => {
      killed = true;
      waiting = [];
      for (const socket of sockets) socket.close();
    },
  };
}
