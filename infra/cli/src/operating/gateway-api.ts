import { messageOf, parseEnv, secret, z } from '@bellhop/runtime';
import { demoSettings } from './demo-settings.ts';

/** How long the gateway may take to answer. */
const WITHIN_MS = 15_000;

/** The gateway's HTTP API (docs/http-api.md), with one key. Throws a sentence that names what to change. */
export type GatewayApi = <Answer>(method: string, path: string, body?: object) => Promise<Answer>;

const url = z
  .url({ protocol: /^https?$/, error: 'must be http://host:port or https://host:port, the gateway’s HTTP door' })
  .transform((text) => text.replace(/\/+$/, ''));

/** What the commands of an operator read: as NAME or NAME_FILE, or from the demo that runs on this machine. */
export const operatorEnv = {
  BELLHOP_URL: url.describe('The gateway, e.g. http://localhost:8080'),
  OPERATOR_KEY: secret.describe('The key of operators, as the gateway has it'),
};
const appEnv = {
  BELLHOP_URL: url,
  API_KEY: secret.describe("The app's own key, shown when the app was created"),
};

/** The API as an operator sees it. */
export function operatorApi(env: NodeJS.ProcessEnv): GatewayApi {
  const { BELLHOP_URL, OPERATOR_KEY } = parseEnv(operatorEnv, { ...demoSettings(env), ...env });
  return gatewayApi(BELLHOP_URL, { key: OPERATOR_KEY.reveal(), named: 'OPERATOR_KEY' });
}

/** The API as a service of the app sees it. */
export function appApi(env: NodeJS.ProcessEnv): GatewayApi {
  const { BELLHOP_URL, API_KEY } = parseEnv(appEnv, { ...demoSettings(env), ...env });
  return gatewayApi(BELLHOP_URL, { key: API_KEY.reveal(), named: 'API_KEY' });
}

function gatewayApi(base: string, { key, named }: { key: string; named: string }): GatewayApi {
  return async <Answer>(method: string, path: string, body?: object): Promise<Answer> => {
    let response: Response;
    try {
      response = await fetch(`${base}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(WITHIN_MS),
      });
    } catch (error) {
      const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
      throw new Error(`BELLHOP_URL: ${base} does not answer: ${messageOf(cause)}`, { cause: error });
    }
    const answer = await response.json().catch(() => undefined);
    if (response.ok && answer !== undefined) return answer as Answer;
    const { code, message } = (answer as { error?: { code?: string; message?: string } } | undefined)?.error ?? {};
    if (code === undefined)
      throw new Error(`BELLHOP_URL: what answers at ${base} is no gateway (HTTP ${response.status}).`);
    const wayOut = response.status === 401 ? ` Is ${named} the right one for ${base}?` : '';
    throw new Error(`${code}: ${message ?? ''}${wayOut}`);
  };
}
