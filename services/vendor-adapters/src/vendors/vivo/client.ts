import { createHash } from 'node:crypto';
import type { VivoCredential } from '@bellhop/contracts';
import type { HttpResult } from '../../http/answer.ts';
import { urlAt } from '../../http/url-at.ts';
import type { VendorHttp } from '../../http/vendor-http.ts';

/** Mainland China, the only host known (vivo §1). */
const DEFAULT_ENDPOINT = 'https://api-push.vivo.com.cn';

export type VivoSendPath = 'send' | 'saveListPayload' | 'pushToList' | 'recycle';

/** The calls of vivo Push that Bellhop uses. */
export interface VivoClient {
  requestToken(nowMs: number, signal: AbortSignal): Promise<HttpResult>;
  send(path: VivoSendPath, body: string, token: string, signal: AbortSignal): Promise<HttpResult>;
}

export function createVivoClient(credential: VivoCredential, http: VendorHttp): VivoClient {
  const base = credential.endpoint ?? DEFAULT_ENDPOINT;
  const json = { 'content-type': 'application/json' };
  return {
    requestToken(timestamp, signal) {
      const { appId, appKey } = credential;
      const body = JSON.stringify({
        appId: Number(appId),
        appKey,
        timestamp,
        sign: vivoSign(credential, String(timestamp)),
      });
      return http.call({ url: urlAt(base, '/message/auth'), headers: json, body, signal });
    },
    send: (path, body, token, signal) =>
      http.call({ url: urlAt(base, `/message/${path}`), headers: { ...json, authToken: token }, body, signal }),
  };
}

/** Lower-case hex of MD5 over app id, app key, timestamp (13-digit ms) and app secret, without separators (vivo §2.1). */
export function vivoSign(
  { appId, appKey, appSecret }: Pick<VivoCredential, 'appId' | 'appKey' | 'appSecret'>,
  timestamp: string,
): string {
  return createHash('md5')
    .update(appId + appKey + timestamp + appSecret)
    .digest('hex');
}
