import { get } from 'node:http';
import { text } from 'node:stream/consumers';

/** How long the answer may take: nobody works for it. */
const WITHIN_MS = 3_000;

/**
 * Asks whether the service that shares this container is ready: /readyz on MANAGEMENT_PORT, or another address. Throws with its own
 * words when it is not. An image without a shell has nothing else to ask with; this runs every few seconds, so it loads little.
 */
export async function checkHealth(address: string | undefined, env: NodeJS.ProcessEnv): Promise<void> {
  const url = address ?? `http://127.0.0.1:${env['MANAGEMENT_PORT'] ?? '9090'}/readyz`;
  const { status, body } = await ask(url).catch((error: unknown) => {
    const hint = address === undefined ? '; MANAGEMENT_PORT says which port is asked' : '';
    throw new Error(`Nothing answers at ${url} within ${WITHIN_MS / 1_000} s${hint}.`, { cause: error });
  });
  if (status !== 200) throw new Error(`Not ready: ${body.trim()}`);
}

function ask(url: string): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const request = get(url, { signal: AbortSignal.timeout(WITHIN_MS), agent: false }, (response) => {
      text(response).then((body) => {
        resolve({ status: response.statusCode, body });
      }, reject);
    });
    request.once('error', reject);
  });
}
