import { numberOf, objectIn } from './foreign-values.ts';
import type { FrameAnswer, FrameBody, FrameType } from './frames.ts';
import type { WebSocketConstructor, WebSocketLike } from './web-socket.ts';
import { WaitingRequests } from './waiting-requests.ts';
import { errorOf, ZIMError } from './zim-error.ts';

type Body = Readonly<Record<string, unknown>>;

export interface LinkEvents {
  /** A frame that the server sent by itself. */
  onEvent(type: string, body: Body): void;
  /** What the server's clock says, by the answer to a heartbeat. */
  readonly onServerTime?: (serverTime: number) => void;
  /** The socket is closed; called once. */
  onClosed(code: number): void;
}

const OPEN = 1;
const MAX_WAITING = 1_000;
/** What the server reads; at twice as much it ends the connection, and whoever sends it again would end every one. */
const MAX_FRAME_BYTES = 128 * 1_024;
const ABNORMAL = 1006;
/** How long a connection may take to show that it lives. */
const PROOF_MS = 5_000;

/** One WebSocket from its opening to its end: requests and their answers, events, heartbeats. */
export class Link {
  readonly #socket: WebSocketLike;
  readonly #events: LinkEvents;
  readonly #waiting = new WaitingRequests();
  readonly opened: Promise<void>;
  #lastHeardMs = Date.now();
  /** Frames of the server. */
  #heard = 0;
  #heartbeat: ReturnType<typeof setInterval> | undefined;
  isClosed = false;
  #neverOpens!: () => void;

  constructor(url: string, webSocket: WebSocketConstructor, events: LinkEvents) {
    this.#events = events;
    this.#socket = new webSocket(url);
    this.opened = new Promise((resolve, reject) => {
      this.#socket.addEventListener('open', () => resolve());
      this.#neverOpens = () => reject(new ZIMError('CONNECTION_LOST', 'the server cannot be reached'));
    });
    this.opened.catch(() => undefined); // whoever waits for it is told; nobody need wait
    this.#socket.addEventListener('message', ({ data }) => this.#receive(data));
    this.#socket.addEventListener('error', () => undefined); // 'close' follows
    this.#socket.addEventListener('close', ({ code }) => this.#end(code));
  }

  /** Sends a request; resolves with the body of its answer. */
  request<Type extends FrameType>(
    type: Type,
    body: FrameBody<Type> | undefined,
    timeoutMs: number,
  ): Promise<FrameAnswer<Type>> {
    if (this.isClosed || this.#socket.readyState !== OPEN) {
      return Promise.reject(new ZIMError('CONNECTION_LOST', 'there is no connection'));
    }
    if (this.#waiting.size >= MAX_WAITING) return Promise.reject(new ZIMError('QUEUE_FULL', 'too many requests wait'));
    const heard = this.#heard;
    const answered = this.#waiting.add(type, timeoutMs, (id) => {
      const frame = JSON.stringify({ v: 1, id, type, body: body ?? {} });
      const bytes = bytesOf(frame);
      if (bytes > MAX_FRAME_BYTES)
        throw new ZIMError('FRAME_TOO_LARGE', `${bytes} bytes, ${MAX_FRAME_BYTES} are allowed`);
      this.#socket.send(frame);
    });
    // A request that is slow says little of the connection, but when nothing at all has come since, it may be dead without knowing it.
    answered.catch(({ code }: ZIMError) => {
      if (code !== 'TIMEOUT' || this.#heard !== heard || this.#heartbeat === undefined) return; // before a login it would be refused
      if (type === 'heartbeat') this.abandon();
      else this.prove();
    });
    return answered;
  }

  /** Nothing was heard for so long that the server may have given the connection up; what it sends is not read while a page is frozen. */
  isDeaf: () => boolean = () => false;

  /** Sends a heartbeat, when one is due. */
  beat: () => void = () => undefined;

  /** Beats at the pace the server asks for, and gives the connection up when nothing comes back. */
  startHeartbeat({
    heartbeatIntervalMs,
    silenceTimeoutMs,
  }: {
    heartbeatIntervalMs: number;
    silenceTimeoutMs: number;
  }): void {
    clearInterval(this.#heartbeat);
    let beatenMs = Date.now();
    this.isDeaf = () => Date.now() - this.#lastHeardMs > (silenceTimeoutMs * 2) / 3;
    this.beat = () => {
      const nowMs = Date.now();
      if (nowMs < beatenMs) {
        beatenMs = 0; // the clock was set back
        this.#lastHeardMs = nowMs;
      }
      if (this.isClosed || nowMs - beatenMs < heartbeatIntervalMs * 0.9) return;
      beatenMs = nowMs;
      if (nowMs - this.#lastHeardMs > silenceTimeoutMs) return this.abandon();
      this.prove(silenceTimeoutMs);
    };
    this.#heartbeat = setInterval(() => this.beat(), heartbeatIntervalMs);
  }

  /** Gives the connection up unless the server is heard soon. */
  prove(withinMs = PROOF_MS): void {
    this.request('heartbeat', {}, withinMs)
      .then(({ serverTime }) => this.#events.onServerTime?.(serverTime))
      .catch(() => undefined);
  }

  /** Ends without waiting for the server, who may be gone, nor for the socket: one of React Native that has not opened yet may never say that it is closed. */
  abandon(): void {
    this.#end(ABNORMAL);
    this.#socket.close();
  }

  close(): void {
    this.#socket.close(1000);
  }

  #receive(data: unknown): void {
    if (this.isClosed) return;
    this.#lastHeardMs = Date.now();
    this.#heard += 1;
    const frame = parseFrame(data);
    if (frame === undefined) return; // a newer server may send what we do not know
    if (frame.replyTo === undefined) return this.#events.onEvent(frame.type, frame.body);
    this.#waiting.settle(frame.replyTo, frame.type === 'ok' ? frame.body : errorOf(frame.body));
  }

  #end(code: number): void {
    if (this.isClosed) return;
    this.isClosed = true;
    clearInterval(this.#heartbeat);
    this.#neverOpens();
    this.#waiting.rejectAll(new ZIMError('CONNECTION_LOST', 'the connection has ended'));
    this.#events.onClosed(code);
  }
}

/** In UTF-8. JSON has no halves of surrogate pairs, which could not be encoded. */
function bytesOf(json: string): number {
  return encodeURIComponent(json).replace(/%../g, '.').length;
}

function parseFrame(data: unknown) {
  const { v, type, replyTo, body } = objectIn(data);
  if (v !== 1 || typeof type !== 'string' || typeof body !== 'object' || body === null) return undefined;
  return { type, replyTo: numberOf(replyTo), body: body as Body };
}
