import { appPath } from './apps.ts';
import { operatorApi } from './gateway-api.ts';
import { printOne, type Printing } from './print.ts';

/** Erases what is kept of a user. Fails, and says who is not done, as long as anything is left. */
export async function deleteUser(
  { app, user }: { app: string; user: string },
  printing: Printing,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const path = `${appPath(app)}/users/${encodeURIComponent(user)}`;
  const { erased } = await operatorApi(env)<{ erased: object }>('DELETE', path);
  printOne(printing.json === true ? { done: true, erased } : erased, printing);
  if (printing.json !== true) console.error(`Nothing is left of ${user}. Rows are what this call has erased.`);
}
