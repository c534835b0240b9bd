import { rewrapKeyring } from '@bellhop/push-router/rewrap';
import { databaseEnv, databaseSettings, parseEnv, secret } from '@bellhop/runtime';
import { commandLog } from '../command-log.ts';
import type { Printing } from './print.ts';

/** Seals anew what an older key has sealed. Throws when something could not be opened: its key is missing in KEYRING. */
export async function rewrap({ json = false }: Printing, env: NodeJS.ProcessEnv): Promise<void> {
  const values = parseEnv({ ...databaseEnv, KEYRING: secret }, env);
  const database = { ...databaseSettings(values), log: commandLog(env) };
  const done = await rewrapKeyring({ database, keyring: values.KEYRING });
  const { sealedAnew, asTheyShallBe, notOpened } = done;
  console.log(json ? JSON.stringify(done) : `${sealedAnew} sealed anew, ${asTheyShallBe} were as they shall be.`);
  if (notOpened.length === 0) return;
  const rows = notOpened.map((row) => `  - ${row}`).join('\n');
  throw new Error(
    `KEYRING lacks the key that sealed these: put it back, behind the first, and run this again.\n${rows}`,
  );
}
