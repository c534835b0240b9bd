import { AsyncLocalStorage } from 'node:async_hooks';
import { Agent, type AgentOptions } from 'node:https';
import { connect as connectTcp, type NetConnectOpts, type TcpNetConnectOpts } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';
import type { ClientRequest } from 'node:http';
import { addAbortSignal, type Duplex } from 'node:stream';
import { addressTimeoutMs } from '../../http/vendor-http.ts';

export interface FcmAgentOptions {
  readonly endpoint: string | undefined;
  readonly connections: number;
  readonly connectTimeoutMs: number;
  readonly idleTimeoutMs: number;
}

/**
 * Keep-alive connections for firebase-admin. It always calls https://fcm.googleapis.com; with an endpoint, the same
 * HTTP/1.1 bytes go there instead, over TLS or plain, with its host name and below its path (fcm §9 A).
 */
export function createFcmAgent({ endpoint, connections, connectTimeoutMs, idleTimeoutMs }: FcmAgentOptions): FcmAgent {
  const options: AgentOptions & Pick<TcpNetConnectOpts, 'autoSelectFamilyAttemptTimeout'> = {
    keepAlive: true,
    maxSockets: connections,
    timeout: idleTimeoutMs,
    autoSelectFamilyAttemptTimeout: addressTimeoutMs(connectTimeoutMs),
  };
  return endpoint === undefined
    ? new FcmAgent(options, connectTimeoutMs)
    : new EndpointAgent(options, connectTimeoutMs, endpoint);
}

/** What Node's agent is given to know of each request; not in its types, as in the `agent-base` package. */
const nodeAgent = Agent.prototype as unknown as {
  addRequest(this: Agent, request: ClientRequest, options: object): void;
};

/** Node's own agent waits for a connection as long as the system does. */
export class FcmAgent extends Agent {
  readonly #connectTimeoutMs: number;
  readonly #signals = new AsyncLocalStorage<AbortSignal>();

  constructor(options: AgentOptions, connectTimeoutMs: number) {
    super(options);
    this.#connectTimeoutMs = connectTimeoutMs;
  }

  /**
   * Requests that are made meanwhile end with the signal. firebase-admin takes none, and what was given up while it waited for a connection would leave as soon as there
   * is one: beside its own next attempt, or after the call that it rings for.
   */
  until<Value>(signal: AbortSignal, make: () => Promise<Value>): Promise<Value> {
    return this.#signals.run(signal, make);
  }

  /** Node calls it for every request before the header is written. */
  addRequest(request: ClientRequest, options: object): void {
    const signal = this.#signals.getStore();
    if (signal !== undefined) addAbortSignal(signal, request);
    nodeAgent.addRequest.call(this, request, options);
  }

  override createConnection(
    options: NetConnectOpts,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | null | undefined {
    const socket = this.open(options, callback);
    if (socket === null || socket === undefined) return socket;
    const timer = setTimeout(
      () => socket.destroy(Object.assign(new Error('connect timeout'), { code: 'ETIMEDOUT' })),
      this.#connectTimeoutMs,
    );
    const ready = socket instanceof TLSSocket ? 'secureConnect' : 'connect';
    for (const event of [ready, 'error', 'close']) socket.once(event, () => clearTimeout(timer));
    return socket;
  }

  protected open(
    options: NetConnectOpts,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | null | undefined {
    return super.createConnection(options, callback);
  }
}

class EndpointAgent extends FcmAgent {
  readonly #url: URL;

  constructor(options: AgentOptions, connectTimeoutMs: number, endpoint: string) {
    super(options, connectTimeoutMs);
    this.#url = new URL(endpoint);
  }

  protected override open(options: NetConnectOpts): Duplex {
    const { protocol, hostname, port } = this.#url;
    const host = hostname.replace(/^\[|\]$/g, ''); // an IPv6 address
    const { autoSelectFamilyAttemptTimeout } = options as TcpNetConnectOpts;
    const address = { host, port: Number(port || (protocol === 'http:' ? 80 : 443)), autoSelectFamilyAttemptTimeout };
    if (protocol === 'http:') return connectTcp({ ...address, noDelay: true });
    return connectTls({ ...address, servername: host, ALPNProtocols: ['http/1.1'] });
  }

  override addRequest(request: ClientRequest, options: object): void {
    request.path = this.#url.pathname.replace(/\/+$/, '') + request.path;
    request.setHeader('host', this.#url.host);
    super.addRequest(request, options);
  }
}
