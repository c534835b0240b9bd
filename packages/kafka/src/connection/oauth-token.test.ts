import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Secret } from '@bellhop/runtime';
import { afterEach, describe, expect, it } from 'vitest';
import { tokenProvider } from './oauth-token.ts';

let server: Server | undefined;
afterEach(() => void server?.close());

/** A token endpoint that answers in turn. */
async function endpoint(...answers: { status: number; body: unknown }[]) {
  let asked = 0;
  server = createServer((_, response) => {
    const { status, body } = answers[Math.min(asked, answers.length - 1)] ?? { status: 500, body: {} };
    asked += 1;
    response.writeHead(status).end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
  const source = { url, clientId: 'gateway', clientSecret: { value: new Secret('its-secret') }, scope: undefined };
  return { source, asked: () => asked };
}

describe('tokens of a token endpoint', () => {
  it('one is used until shortly before it expires', async () => {
    let now = 0;
    const { source, asked } = await endpoint(
      { status: 200, body: { access_token: 'first', expires_in: 600 } },
      { status: 200, body: { access_token: 'second', expires_in: 600 } },
    );
    const provide = tokenProvider(source, () => now);
    expect(await Promise.all([provide(), provide()])).toEqual(['first', 'first']);
    now = 569_999;
    expect(await provide()).toBe('first');
    expect(asked()).toBe(1);
    now = 570_000;
    expect(await provide()).toBe('second');
  });

  it('a refusal names the settings and is not hidden behind retries; an endpoint in trouble is asked again', async () => {
    const { source } = await endpoint(
      { status: 401, body: { error: 'invalid_client' } },
      { status: 503, body: {} },
      { status: 200, body: { access_token: 'at last' } },
    );
    const provide = tokenProvider(source);
    await expect(provide()).rejects.toMatchObject({
      message: `KAFKA_OAUTH_TOKEN_URL: ${source.url} gave no token to client "gateway": status 401 invalid_client. Check KAFKA_OAUTH_CLIENT_ID, KAFKA_OAUTH_CLIENT_SECRET and KAFKA_OAUTH_SCOPE.`,
      retryable: false,
    });
    await expect(provide()).rejects.toMatchObject({ retryable: true });
    expect(await provide()).toBe('at last');
  });

  it('an endpoint that is not there is named', async () => {
    const { source } = await endpoint();
    server?.close();
    await expect(tokenProvider(source)()).rejects.toThrow(/^KAFKA_OAUTH_TOKEN_URL: .* does not answer: .*ECONNREFUSED/);
  });
});
