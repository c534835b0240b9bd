import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type MockAnswer =
  | {
      readonly status?: number;
      readonly headers?: Record<string, string>;
      readonly json?: unknown;
      readonly text?: string;
      readonly bytes?: Buffer;
    }
  | 'reset'
  | 'hang';

/** A hand-made vendor: answers as the function says and remembers what it was asked. */
export interface MockVendor extends AsyncDisposable {
  readonly url: string;
  readonly requests: ReceivedRequest[];
  /** Requests whose path ends so. */
  to(pathEnd: string): ReceivedRequest[];
  /** Connections that are open, used or not: it keeps them for a minute. */
  connections(): Promise<number>;
}

export async function startMockVendor(
  answer: (request: ReceivedRequest) => MockAnswer | Promise<MockAnswer>,
): Promise<MockVendor> {
  const requests: ReceivedRequest[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const received = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: await text(request),
      };
      requests.push(received);
      const given = await answer(received);
      if (given === 'hang') return;
      if (given === 'reset') return void request.socket.resetAndDestroy();
      response.writeHead(given.status ?? 200, { 'content-type': 'application/json', ...given.headers });
      response.end(given.bytes ?? given.text ?? JSON.stringify(given.json ?? {}));
    })();
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    requests,
    to: (pathEnd) => requests.filter(({ path }) => path.endsWith(pathEnd)),
    connections: () => promisify(server.getConnections.bind(server))(),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The fields of a form body. */
export function formOf({ body }: ReceivedRequest): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(body));
}

/** The JSON of a body. */
export function jsonOf({ body }: ReceivedRequest): Record<string, unknown> {
  return JSON.parse(body) as Record<string, unknown>;
}
