import { appPath } from './apps.ts';
import { operatorApi } from './gateway-api.ts';
import { printOne, printRows, time, type Printing } from './print.ts';

interface Key {
  readonly keyID: string;
  readonly name: string;
  readonly createdAt: number;
}
type Issued = Pick<Key, 'keyID'> & { readonly apiKey: string };

export async function listKeys(app: string, printing: Printing, env: NodeJS.ProcessEnv): Promise<void> {
  const { keys } = await operatorApi(env)<{ keys: Key[] }>('GET', keysPath(app));
  const columns = {
    KEY: (it: Key) => it.keyID,
    CREATED: (it: Key) => time(it.createdAt),
    NAME: (it: Key) => it.name,
  };
  printRows(keys, columns, printing);
}

/** Prints the new key, which is shown this once. The others stay valid. */
export async function issueKey(
  { app, name }: { app: string; name: string },
  printing: Printing,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  printOne(await operatorApi(env)<Issued>('POST', keysPath(app), { name }), printing);
}

export async function revokeKey(
  { app, key }: { app: string; key: string },
  printing: Printing,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  printOne(await operatorApi(env)<object>('DELETE', `${keysPath(app)}/${encodeURIComponent(key)}`), printing);
}

/** Issues a key that takes the place of another one. That one stays valid until it is revoked, so that nobody is locked out in between. */
export async function rotateKey(
  { app, key }: { app: string; key: string },
  printing: Printing,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const api = operatorApi(env);
  const { keys } = await api<{ keys: Key[] }>('GET', keysPath(app));
  const old = keys.find(({ keyID }) => keyID === key);
  if (old === undefined) throw new Error(`${app} has no key ${key}; \`bellhop keys list ${app}\` shows them.`);
  printOne(await api<Issued>('POST', keysPath(app), { name: old.name }), printing);
  console.error(`${key} is still valid. When everybody uses the new one: bellhop keys revoke ${app} ${key}`);
}

const keysPath = (app: string): string => `${appPath(app)}/keys`;
