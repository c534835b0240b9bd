import { SpanKind } from '@opentelemetry/api';
import { endSpan, openSpan } from '@bellhop/runtime';
import type { HttpResult } from './answer.ts';

/**
 * Makes one HTTP call to a vendor inside a span of its own. The span says where the call went and how it ended, by the conventions for
 * HTTP clients; no header, no body and no query is in it, for that is where tokens and words are.
 */
export async function vendorCall(
  { url, method }: { url: string; method: string },
  call: () => Promise<HttpResult>,
): Promise<HttpResult> {
  const { protocol, hostname, port, origin, pathname } = new URL(url);
  const span = openSpan(method, SpanKind.CLIENT, {
    'http.request.method': method,
    'server.address': hostname,
    'server.port': port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port),
    'url.full': origin + pathname,
  });
  const result = await call();
  if (result.kind === 'no answer') {
    span?.setAttribute('error.type', result.outcome.code);
    endSpan(span, result.outcome.reason);
    return result;
  }
  span?.setAttribute('http.response.status_code', result.status);
  const failed = result.status >= 400;
  if (failed) span?.setAttribute('error.type', String(result.status));
  endSpan(span, failed ? `HTTP ${result.status}` : undefined);
  return result;
}
