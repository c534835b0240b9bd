import { WebSocket } from 'ws';
import { until } from '@bellhop/testkit';
import { APP, tokenFor } from './harness.ts';

interface Frame {
  readonly v: number;
  readonly replyTo?: number;
  readonly type: string;
  readonly body: Record<string, unknown>;
}

/** A client that speaks frames by hand, so that it can also speak wrong ones. */
export async function openRawClient(
  httpUrl: string,
  {
    localAddress = '127.0.0.1',
    headers = {},
  }: {
    /** Where it comes from: any of 127.0.0.0/8. */
    localAddress?: string;
    headers?: Record<string, string>;
  } = {},
) {
  const socket = new WebSocket(`${httpUrl.replace('http', 'ws')}/v1/ws`, { localAddress, headers });
  const frames: Frame[] = [];
  const closed = new Promise<{ code: number }>((resolve) => socket.on('close', (code) => resolve({ code })));
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()) as Frame));
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.on('error', () => undefined);
  let nextId = 1;
  const answerTo = (id: number): Promise<Frame> =>
    until(() => frames.find(({ replyTo }) => replyTo === id), { message: `an answer to ${id}` });
  const request = (type: string, body: object = {}): Promise<Frame> => {
    const id = nextId++;
    socket.send(JSON.stringify({ v: 1, id, type, body }));
    return answerTo(id);
  };
  return {
    socket,
    frames,
    closed,
    answerTo,
    request,
    sendRaw: (text: string) => socket.send(text),
    next: (type: string) => until(() => frames.find((frame) => frame.type === type), { message: `a frame ${type}` }),
    login: async (userID: string, deviceID = `${userID}-phone`) =>
      request('login', { app: APP, token: await tokenFor(userID), deviceID, platform: 'android' }),
    close: () => socket.close(),
  };
}
