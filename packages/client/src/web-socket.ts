/** What the SDK needs of a WebSocket: browsers, Node 22+, React Native and the package `ws` all have it. */
export interface WebSocketLike {
  readonly readyState: number;
  send(data: string): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'open' | 'error', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'close', listener: (event: { code: number; reason: string }) => void): void;
}

export type WebSocketConstructor = new (url: string) => WebSocketLike;

/** The platform's own WebSocket. */
export function platformWebSocket(): WebSocketConstructor {
  const found = (globalThis as { WebSocket?: unknown }).WebSocket;
  if (typeof found !== 'function') throw new TypeError('there is no WebSocket here: pass one as `webSocket`');
  return found as WebSocketConstructor;
}

/** The address of the WebSocket for a server given as ws://, wss://, http:// or https://. */
export function socketUrl(server: string): string {
  const match = /^(ws|http)(s?):\/\/([^/?#]+)(\/[^?#]*)?$/i.exec(server.trim());
  if (match === null) throw new TypeError('server must be ws(s)://host:port or http(s)://host:port');
  const [, , secure = '', host = '', path = ''] = match;
  return `ws${secure.toLowerCase()}://${host}${path.length > 1 ? path : '/v1/ws'}`;
}
