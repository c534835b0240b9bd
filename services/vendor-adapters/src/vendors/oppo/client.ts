import { createHash } from 'node:crypto';
import type { OppoCredential } from '@bellhop/contracts';
import type { HttpResult } from '../../http/answer.ts';
import { urlAt } from '../../http/url-at.ts';
import type { VendorHttp } from '../../http/vendor-http.ts';

/** China, classic name; https://api-push-cn.heytapmobi.com serves the same, overseas apps need api-intl (oppo §1). */
const DEFAULT_ENDPOINT = 'https://api.push.oppomobile.com';

export type OppoSendPath = 'unicast' | 'unicast_batch' | 'save_message_content' | 'broadcast';

/** The calls of OPPO Push that Bellhop uses. */
export interface OppoClient {
  requestToken(nowMs: number, signal: AbortSignal): Promise<HttpResult>;
  send(
    path: OppoSendPath,
    fields: Readonly<Record<string, string>>,
    token: string,
    signal: AbortSignal,
  ): Promise<HttpResult>;
}

export function createOppoClient(credential: OppoCredential, http: VendorHttp): OppoClient {
  const base = credential.endpoint ?? DEFAULT_ENDPOINT;
  const post = (path: string, fields: Readonly<Record<string, string>>, signal: AbortSignal) =>
    http.call({
      url: urlAt(base, `/server/v1/${path}`),
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' },
      body: new URLSearchParams(fields).toString(),
      signal,
    });
  return {
    requestToken(nowMs, signal) {
      const timestamp = String(nowMs);
      return post('auth', { app_key: credential.appKey, timestamp, sign: oppoSign(credential, timestamp) }, signal);
    },
    send: (path, fields, token, signal) =>
      post(`message/notification/${path}`, { auth_token: token, ...fields }, signal),
  };
}

/** Lower-case hex of SHA-256 over app key, timestamp (13-digit ms) and master secret, without separators (oppo §2.1). */
export function oppoSign(
  { appKey, masterSecret }: Pick<OppoCredential, 'appKey' | 'masterSecret'>,
  timestamp: string,
): string {
  return createHash('sha256')
    .update(appKey + timestamp + masterSecret)
    .digest('hex');
}
