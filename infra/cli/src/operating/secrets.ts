import { UsageError } from '../usage-error.ts';
import { appPath } from './apps.ts';
import { operatorApi } from './gateway-api.ts';
import { printOne, printRows, time, type Printing } from './print.ts';

interface ClientTokenSecret {
  readonly issuedAt: number;
  readonly validUntil?: number;
}

/** For how long the secret until now stays valid. */
export interface RotateOptions extends Printing {
  readonly overlap?: string;
}

const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** Prints the new secret, which is shown this once. */
export async function rotateSecret(
  app: string,
  { overlap, ...printing }: RotateOptions,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const body = overlap === undefined ? {} : { overlapSeconds: overlapOf(overlap) };
  const rotated = await operatorApi(env)<{ clientTokenSecret: string; formerValidUntil?: number }>(
    'POST',
    secretsPath(app),
    body,
  );
  const { clientTokenSecret, formerValidUntil: until } = rotated;
  printOne(printing.json === true ? rotated : { clientTokenSecret }, printing);
  console.error(
    until === undefined
      ? 'No other secret is valid any more: clients whose tokens the one before has signed are disconnected.'
      : `The one before stays valid until ${time(until)}. When the app's servers use the new one: bellhop apps secret revoke-former ${app}`,
  );
}

export async function listSecrets(app: string, printing: Printing, env: NodeJS.ProcessEnv): Promise<void> {
  const { secrets } = await operatorApi(env)<{ secrets: ClientTokenSecret[] }>('GET', secretsPath(app));
  const columns = {
    ISSUED: (it: ClientTokenSecret) => time(it.issuedAt),
    'VALID-UNTIL': (it: ClientTokenSecret) => (it.validUntil === undefined ? 'it is replaced' : time(it.validUntil)),
  };
  printRows(secrets, columns, printing);
}

export async function revokeFormerSecret(app: string, printing: Printing, env: NodeJS.ProcessEnv): Promise<void> {
  printOne(await operatorApi(env)<object>('DELETE', `${secretsPath(app)}/former`), printing);
}

const secretsPath = (app: string): string => `${appPath(app)}/client-token-secrets`;

/** Seconds of a time such as `24h`. */
function overlapOf(text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,7})([smhd]?)$/.exec(text) ?? [];
  const factor = text === '0' ? 0 : secondsOf[unit];
  if (factor === undefined)
    throw new UsageError(`--overlap is 0 or a time such as 90s, 30m, 24h or 7d, not "${text}".`);
  return Number(count) * factor;
}
