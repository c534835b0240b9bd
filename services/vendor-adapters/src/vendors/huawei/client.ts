import type { HuaweiCredential } from '@bellhop/contracts';
import type { HttpResult } from '../../http/answer.ts';
import { urlAt } from '../../http/url-at.ts';
import type { VendorHttp } from '../../http/vendor-http.ts';

/** Single, global names (huawei §1). */
const DEFAULT_ENDPOINT = 'https://push-api.cloud.huawei.com';
const DEFAULT_AUTH_ENDPOINT = 'https://oauth-login.cloud.huawei.com';
const TOKEN_PATH = '/oauth2/v3/token';

/** The calls of Push Kit that Bellhop uses. */
export interface HuaweiClient {
  requestToken(signal: AbortSignal): Promise<HttpResult>;
  send(body: string, token: string, signal: AbortSignal): Promise<HttpResult>;
}

export function createHuaweiClient(credential: HuaweiCredential, http: VendorHttp): HuaweiClient {
  const { clientId, clientSecret } = credential;
  const sendUrl = urlAt(credential.endpoint ?? DEFAULT_ENDPOINT, `/v1/${clientId}/messages:send`);
  const tokenUrl = tokenUrlOf(credential);
  const tokenForm = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
  }).toString();
  return {
    requestToken: (signal) =>
      http.call({
        url: tokenUrl,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: tokenForm,
        signal,
      }),
    send: (body, token, signal) =>
      http.call({
        url: sendUrl,
        headers: { 'content-type': 'application/json; charset=UTF-8', authorization: `Bearer ${token}` },
        body,
        signal,
      }),
  };
}

function tokenUrlOf({ endpoint, authEndpoint }: HuaweiCredential): string {
  const base = authEndpoint ?? endpoint ?? DEFAULT_AUTH_ENDPOINT;
  return base.endsWith('/token') ? base : urlAt(base, TOKEN_PATH);
}
