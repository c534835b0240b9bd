import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { Pool } from 'undici';
import { parseRetryAfter, type HttpResult, type NoAnswer } from './answer.ts';
import { vendorCall } from './vendor-call-span.ts';

export interface VendorHttpOptions {
  /** Until the TCP and TLS connection stands. */
  readonly connectTimeoutMs?: number;
  /** From the call to the last byte of the answer, waiting for a free connection included. */
  readonly totalTimeoutMs?: number;
  /** Keep-alive connections per origin. More than the latency needs costs throughput (engineering-notes §12). */
  readonly connections?: number;
  /** A connection that nobody uses is closed after this time, however long the vendor would keep it: there are as many pools as credentials. */
  readonly idleTimeoutMs?: number;
  /** A longer answer is not read. */
  readonly maxAnswerBytes?: number;
}

/** Used where an adapter is not told otherwise. */
export const vendorHttpDefaults: Required<VendorHttpOptions> = {
  connectTimeoutMs: 3_000,
  totalTimeoutMs: 10_000,
  connections: 50,
  idleTimeoutMs: 30_000,
  maxAnswerBytes: 1024 * 1024,
};

export interface HttpCall {
  readonly url: string;
  readonly method?: 'POST' | 'GET';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

/** HTTP towards one vendor: a pool of connections per origin, bounded in time and size. Never throws for the network. */
export interface VendorHttp {
  call(call: HttpCall): Promise<HttpResult>;
  /** Lets calls under way finish, then closes the connections. */
  close(): Promise<void>;
}

export function createVendorHttp(options: VendorHttpOptions = {}): VendorHttp {
  const all = { ...vendorHttpDefaults, ...options };
  const { connectTimeoutMs, totalTimeoutMs, connections, idleTimeoutMs, maxAnswerBytes } = all;
  const pools = new Map<string, Pool>();
  let isClosed = false;

  function poolOf(origin: string): Pool {
    const open = pools.get(origin);
    if (open !== undefined) return open;
    const pool = new Pool(origin, {
      connections,
      // HTTP/2 would be one connection for all calls, which is not closed when nobody uses it, and not replaced when it is dead and calls on it time out.
      allowH2: false,
      connect: { timeout: connectTimeoutMs, autoSelectFamilyAttemptTimeout: addressTimeoutMs(connectTimeoutMs) },
      keepAliveMaxTimeout: idleTimeoutMs,
      headersTimeout: totalTimeoutMs + 1_000, // ours fires first and is exact; theirs has a coarse clock
      bodyTimeout: totalTimeoutMs + 1_000,
      maxResponseSize: maxAnswerBytes,
    });
    pools.set(origin, pool);
    return pool;
  }

  async function request({
    url,
    method,
    headers,
    body,
    signal,
  }: HttpCall & { method: 'POST' | 'GET' }): Promise<HttpResult> {
    const { origin, pathname, search } = new URL(url);
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(timedOut), totalTimeoutMs);
    const onAbort = (): void => deadline.abort(aborted);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      const answer = await poolOf(origin).request({
        path: pathname + search,
        method,
        headers,
        body: body ?? null,
        signal: deadline.signal,
      });
      const bytes = Buffer.from(await answer.body.arrayBuffer());
      const dateMs = dateOf(answer.headers.date);
      return {
        kind: 'answer',
        dateMs,
        status: answer.statusCode,
        body: parseJson(decoded(bytes, answer.headers['content-encoding'], maxAnswerBytes)),
        retryAfterMs: parseRetryAfter(answer.headers['retry-after'], dateMs ?? Date.now()),
      };
    } catch (error) {
      const reason: unknown = deadline.signal.reason;
      return reason === timedOut || reason === aborted ? (reason as NoAnswer) : failureOf(error);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    }
  }

  return {
    async call({ method = 'POST', ...call }) {
      if (call.signal.aborted || isClosed) return aborted;
      return vendorCall({ url: call.url, method }, () => request({ method, ...call }));
    },
    async close() {
      isClosed = true;
      await Promise.all([...pools.values()].map((pool) => pool.close()));
      pools.clear();
    },
  };
}

/**
 * How long one address of a vendor is tried before the next. Node's own 250 ms are less than the way to a vendor on another continent or a lost packet
 * take: where the last address is an IPv6 one that cannot be reached from here, no connection would ever stand (nodejs/undici#2990).
 */
export function addressTimeoutMs(connectTimeoutMs: number): number {
  return Math.ceil(connectTimeoutMs / 2);
}

export const timedOut: NoAnswer = noAnswer('timeout', 'the vendor did not answer in time');
export const aborted: NoAnswer = noAnswer('aborted', 'the call was given up');

function noAnswer(code: string, reason: string): NoAnswer {
  return { kind: 'no answer', outcome: { kind: 'unavailable', code, reason } };
}

/** Codes of undici and of the system, in the words of our outcomes. */
export function failureOf(error: unknown): NoAnswer {
  const code = codeOf(error);
  switch (code) {
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
    case 'ETIMEDOUT':
      return timedOut;
    case 'UND_ERR_SOCKET':
    case 'ECONNRESET':
    case 'EPIPE':
      return noAnswer('reset', 'the connection broke');
    case 'ECONNREFUSED':
      return noAnswer('refused', 'the vendor does not accept connections');
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return noAnswer('dns', 'the name of the vendor cannot be resolved');
    case 'UND_ERR_RES_EXCEEDED_MAX_SIZE':
    case 'ERR_BUFFER_TOO_LARGE':
      return noAnswer('answer too large', 'the answer is larger than we read');
    case 'UND_ERR_INVALID_ARG': {
      const reason =
        'no call can be made with this credential: a character that HTTP does not allow, or a wrong address';
      return { kind: 'no answer', outcome: { kind: 'misconfigured', code, reason } };
    }
    default:
      return noAnswer(code ?? 'network', 'the call failed');
  }
}

/** The `code` of an error or of what caused it; several attempts (happy eyeballs) come as an AggregateError. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}

/** Nobody asks for compressed answers, but a proxy on the way may send them: taken for unreadable they would be sent again. */
function decoded(bytes: Buffer, encoding: string | string[] | undefined, maxOutputLength: number): string {
  return utf8.decode(decompressed(bytes, encoding, maxOutputLength));
}

/** Without the byte order mark that some servers put before their JSON. */
const utf8 = new TextDecoder();

function decompressed(bytes: Buffer, encoding: string | string[] | undefined, maxOutputLength: number): Buffer {
  const decompress = typeof encoding === 'string' ? decompressors.get(encoding.trim().toLowerCase()) : undefined;
  try {
    return decompress?.(bytes, { maxOutputLength }) ?? bytes;
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw error;
    return bytes; // said to be compressed, and is not (curl/curl#2368): there still is a status, and mostly a body
  }
}

const decompressors: ReadonlyMap<string, (bytes: Buffer, options: { maxOutputLength: number }) => Buffer> = new Map([
  ['gzip', gunzipSync],
  ['x-gzip', gunzipSync],
  ['deflate', inflateSync],
  ['br', brotliDecompressSync],
]);

function dateOf(header: string | string[] | undefined): number | undefined {
  const date = typeof header === 'string' ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? undefined : date;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
