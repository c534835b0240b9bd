import { clearTimeout, setTimeout } from 'k6/timers';
import { WebSocket } from 'k6/websockets';
import { clientToken } from './client-token.ts';
import { settings } from './settings.ts';

interface Frame {
  readonly type: string;
  readonly replyTo?: number;
  readonly body: { readonly [name: string]: unknown };
}

/** A client that is logged in. */
export interface Session {
  /** What a frame is answered; rejects when it is an error, or when there is no answer. */
  ask(type: string, body: object): Promise<Frame['body']>;
  /** Called with every message that comes live, which is acknowledged. */
  onMessage(take: (body: Frame['body']) => void): void;
  close(): void;
}

const ANSWER_WITHIN_MS = 10_000;

/** Connects and logs in (docs/websocket-protocol.md). */
export function openSession(userID: string): Promise<Session> {
  const socket = new WebSocket(`${settings.http.replace(/^http/, 'ws')}/v1/ws`);
  const waiting = new Map<number, (frame: Frame) => void>();
  let take: (body: Frame['body']) => void = () => {};
  let next = 1;

  const ask = (type: string, body: object): Promise<Frame['body']> =>
    new Promise((resolve, reject) => {
      const id = next;
      next += 1;
      const late = setTimeout(() => reject(new Error(`${type}: no answer`)), ANSWER_WITHIN_MS);
      waiting.set(id, (frame) => {
        clearTimeout(late);
        waiting.delete(id);
        if (frame.type === 'ok') resolve(frame.body);
        else reject(new Error(`${type}: ${JSON.stringify(frame.body)}`));
      });
      socket.send(JSON.stringify({ v: 1, id, type, body }));
    });

  socket.onmessage = (event) => {
    const frame = JSON.parse(event?.data as string) as Frame;
    if (frame.replyTo !== undefined) waiting.get(frame.replyTo)?.(frame);
    if (frame.type !== 'message') return;
    const { messageID, conversationID, seq } = frame.body;
    void ask('ack', { messages: [{ messageID, conversationID, seq }] }).catch(() => undefined);
    take(frame.body);
  };

  return new Promise((resolve, reject) => {
    socket.onerror = () => reject(new Error('the connection failed'));
    socket.onopen = () => {
      const login = { app: settings.app, token: clientToken(userID), deviceID: userID, platform: 'android' };
      ask('login', login).then(
        () => resolve({ ask, onMessage: (taker) => (take = taker), close: () => socket.close() }),
        (error: unknown) => {
          socket.close();
          reject(error instanceof Error ? error : new Error(String(error)));
        },
      );
    };
  });
}
