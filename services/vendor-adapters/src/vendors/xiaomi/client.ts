import type { XiaomiCredential } from '@bellhop/contracts';
import type { HttpResult } from '../../http/answer.ts';
import { urlAt } from '../../http/url-at.ts';
import type { VendorHttp } from '../../http/vendor-http.ts';

/** Mainland China, production (xiaomi §1). Other regions by `endpoint`. */
const DEFAULT_ENDPOINT = 'https://api.xmpush.xiaomi.com';

/** The calls of MiPush that Bellhop uses. There is no token exchange: every call carries the AppSecret. */
export interface XiaomiClient {
  /** One content to up to 1000 registration ids. */
  readonly sendToRegIds: (form: string, signal: AbortSignal) => Promise<HttpResult>;
  /** A content of its own for each registration id. */
  readonly sendMultiple: (form: string, signal: AbortSignal) => Promise<HttpResult>;
  /** Takes a notification away again. */
  readonly revoke: (form: string, signal: AbortSignal) => Promise<HttpResult>;
  /** What was sent in a period (xiaomi §3.4); `period` is a query. Sends nothing. */
  readonly statusOf: (period: string, signal: AbortSignal) => Promise<HttpResult>;
}

export function createXiaomiClient(credential: XiaomiCredential, http: VendorHttp): XiaomiClient {
  const base = credential.endpoint ?? DEFAULT_ENDPOINT;
  const headers = {
    authorization: `key=${credential.appSecret}`,
    'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
  };
  const post = (path: string) => (body: string, signal: AbortSignal) =>
    http.call({ url: urlAt(base, path), headers, body, signal });
  return {
    sendToRegIds: post('/v3/message/regid'),
    sendMultiple: post('/v2/multi_messages/regids'),
    revoke: post('/v1/message/regid/revoke'),
    statusOf: (period, signal) =>
      http.call({
        url: `${urlAt(base, '/v1/trace/messages/status')}?${period}`,
        method: 'GET',
        headers: { authorization: headers.authorization },
        signal,
      }),
  };
}
