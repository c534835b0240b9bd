import { randomUUID } from 'node:crypto';
import type { FcmCredential } from '@bellhop/contracts';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import { getMessaging, type Messaging, type TokenMessage } from 'firebase-admin/messaging';
import { parseRetryAfter, type HttpResult } from '../../http/answer.ts';
import { urlAt } from '../../http/url-at.ts';
import { vendorCall } from '../../http/vendor-call-span.ts';
import { aborted, failureOf, timedOut, type VendorHttp, type VendorHttpOptions } from '../../http/vendor-http.ts';
import { createFcmAgent } from './agent.ts';
import { createAssertionSigner, GOOGLE_TOKEN_URI } from './service-account.ts';

/** Where firebase-admin sends to by itself. */
const FCM_ENDPOINT = 'https://fcm.googleapis.com';

/** The calls of FCM that Bellhop uses: sending through firebase-admin, the token exchange by ourselves. */
export interface FcmClient {
  requestToken(nowMs: number, signal: AbortSignal): Promise<HttpResult>;
  send(message: TokenMessage, signal: AbortSignal): Promise<HttpResult>;
  close(): Promise<void>;
}

export interface FcmClientOptions extends Required<
  Pick<VendorHttpOptions, 'connections' | 'connectTimeoutMs' | 'totalTimeoutMs' | 'idleTimeoutMs'>
> {
  /** The access token to send with. */
  readonly accessToken: () => Promise<string>;
}

/**
 * `send()` over a keep-alive agent: one HTTP/1.1 request per message. Measured against a local server at 55–80 µs of CPU a
 * message; `sendEach` over the deprecated legacy transport costs the same, over HTTP/2 twice that, for it opens a session per
 * call. firebase-admin keeps access tokens itself, with no way to drop one that Google refuses, so it gets ours for each send.
 */
export function createFcmClient(credential: FcmCredential, http: VendorHttp, options: FcmClientOptions): FcmClient {
  const { serviceAccount, endpoint } = credential;
  const agent = createFcmAgent({
    endpoint,
    connections: options.connections,
    connectTimeoutMs: options.connectTimeoutMs,
    idleTimeoutMs: options.idleTimeoutMs,
  });
  const app = initializeApp(
    {
      projectId: serviceAccount.project_id,
      credential: { getAccessToken: async () => ({ access_token: await options.accessToken(), expires_in: 0 }) },
      httpAgent: agent,
    },
    `bellhop-${randomUUID()}`,
  );
  const messaging = getMessaging(app);
  leaveRetriesToUs(messaging);
  const assertion = createAssertionSigner(serviceAccount);
  const sendUrl = urlAt(endpoint ?? FCM_ENDPOINT, `/v1/projects/${serviceAccount.project_id}/messages:send`);
  const tokenUrl = endpoint === undefined ? (serviceAccount.token_uri ?? GOOGLE_TOKEN_URI) : urlAt(endpoint, '/token');
  return {
    requestToken(nowMs, signal) {
      const body = new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        assertion: assertion(nowMs),
      });
      return http.call({
        url: tokenUrl,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: body.toString(),
        signal,
      });
    },
    async send(message, signal) {
      if (signal.aborted) return aborted;
      return vendorCall({ url: sendUrl, method: 'POST' }, () =>
        within(options.totalTimeoutMs, signal, (over) => agent.until(over, () => sendThrough(messaging, message))),
      );
    },
    async close() {
      await deleteApp(app);
      agent.destroy();
    },
  };
}

/**
 * firebase-admin repeats a send up to four times after 503 and resets, waiting up to a minute each time, which would hold
 * a place that other messages need; our retry topics do that better. There is no option, so the member is taken away; a
 * version that calls it something else keeps its retries (a test notices).
 */
function leaveRetriesToUs(messaging: Messaging): void {
  const client: unknown = memberOf(memberOf(messaging, 'messagingRequestHandler'), 'httpClient');
  if (memberOf(client, 'retry') !== undefined) Reflect.deleteProperty(client as object, 'retry');
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (Reflect.get(value, name) as unknown) : undefined;
}

/** The raw answer again, as firebase-admin keeps it on its errors: its own error codes merge cases that we must tell apart. */
async function sendThrough(messaging: Messaging, message: TokenMessage): Promise<HttpResult> {
  try {
    return { kind: 'answer', status: 200, body: { name: await messaging.send(message) }, retryAfterMs: undefined };
  } catch (error) {
    const status = memberOf(memberOf(error, 'httpResponse'), 'status');
    if (typeof status === 'number') {
      const headers = memberOf(memberOf(error, 'httpResponse'), 'headers');
      const retryAfter = memberOf(headers, 'retry-after');
      return {
        kind: 'answer',
        status,
        body: memberOf(memberOf(error, 'httpResponse'), 'data'),
        retryAfterMs: typeof retryAfter === 'string' ? parseRetryAfter(retryAfter, Date.now()) : undefined,
      };
    }
    const code = memberOf(error, 'code');
    if (typeof code === 'string' && code.startsWith('messaging/')) return refusedLocally;
    return failureOf(memberOf(error, 'cause') ?? error);
  }
}

/** firebase-admin checks messages before it sends them. */
const refusedLocally: HttpResult = {
  kind: 'answer',
  status: 400,
  body: { error: { code: 400, status: 'INVALID_ARGUMENT', message: 'refused by firebase-admin' } },
  retryAfterMs: undefined,
};

/** firebase-admin's own limit is 15 s of silence once there is a connection; ours counts from the call on. What is not answered by then is given up. */
function within(
  totalTimeoutMs: number,
  signal: AbortSignal,
  send: (over: AbortSignal) => Promise<HttpResult>,
): Promise<HttpResult> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const onAbort = (): void => giveUp(aborted);
    const timer = setTimeout(() => giveUp(timedOut), totalTimeoutMs);
    function finish(result: HttpResult): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      resolve(result);
    }
    function giveUp(result: HttpResult): void {
      finish(result);
      over.abort();
    }
    signal.addEventListener('abort', onAbort, { once: true });
    void send(over.signal).then(finish);
  });
}
