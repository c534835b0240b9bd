import { messageOf, ServiceError, type TokenSource } from '@bellhop/runtime';
import { currentFile, currentSecret } from './secret-source.ts';

/** Gives the token to log in with now. */
export type TokenProvider = () => Promise<string>;

const ANSWER_WITHIN_MS = 10_000;
/** A token is not used any more this long before it expires, or a tenth of its life, whichever is shorter. */
const SPARE_MS = 30_000;
/** For an endpoint that does not say how long its tokens live. */
const UNKNOWN_LIFE_MS = 60_000;

/** Tokens from a file, read for every login, or from a token endpoint, asked when the last token is about to expire. */
export function tokenProvider(source: TokenSource, clock: () => number = Date.now): TokenProvider {
  if ('file' in source) return () => currentFile(source.file, 'KAFKA_OAUTH_TOKEN_FILE');
  let held: { readonly token: string; readonly useUntil: number } | undefined;
  let asking: Promise<string> | undefined;
  const ask = async (): Promise<string> => {
    const askedAt = clock();
    const { token, livesMs } = await askForToken(source);
    held = { token, useUntil: askedAt + livesMs - Math.min(SPARE_MS, livesMs / 10) };
    return token;
  };
  return () => {
    if (held !== undefined && clock() < held.useUntil) return Promise.resolve(held.token);
    // All connections that begin at once share one question.
    return (asking ??= ask().finally(() => (asking = undefined)));
  };
}

/** The client credentials grant of RFC 6749, section 4.4. */
async function askForToken(
  source: Exclude<TokenSource, { file: string }>,
): Promise<{ token: string; livesMs: number }> {
  const { url, clientId, scope } = source;
  const secret = await currentSecret(source.clientSecret, 'KAFKA_OAUTH_CLIENT_SECRET');
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { authorization: basic(clientId, secret), accept: 'application/json' },
      body: new URLSearchParams({ grant_type: 'client_credentials', ...(scope === undefined ? {} : { scope }) }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    text = await response.text();
  } catch (cause) {
    const reason = messageOf((cause as Error).cause ?? cause);
    throw new ServiceError('KAFKA_AUTHENTICATION', `KAFKA_OAUTH_TOKEN_URL: ${url} does not answer: ${reason}`, {
      retryable: true,
      cause,
    });
  }
  const answer = parsed(text);
  if (!response.ok || typeof answer['access_token'] !== 'string') {
    // The error code of RFC 6749 is for people to read; the rest of the answer is nobody's.
    const code = typeof answer['error'] === 'string' ? ` ${answer['error'].slice(0, 100)}` : '';
    throw new ServiceError(
      'KAFKA_AUTHENTICATION',
      `KAFKA_OAUTH_TOKEN_URL: ${url} gave no token to client "${clientId}": status ${response.status}${code}. ` +
        'Check KAFKA_OAUTH_CLIENT_ID, KAFKA_OAUTH_CLIENT_SECRET and KAFKA_OAUTH_SCOPE.',
      { retryable: response.status >= 500 || response.status === 429 },
    );
  }
  const seconds = Number(answer['expires_in']);
  return {
    token: answer['access_token'],
    livesMs: Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : UNKNOWN_LIFE_MS,
  };
}

/** Id and secret are form-encoded first: RFC 6749, section 2.3.1. */
function basic(clientId: string, secret: string): string {
  return `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`).toString('base64')}`;
}

function parsed(text: string): Record<string, unknown> {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
