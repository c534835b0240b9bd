import { printable } from '@bellhop/runtime';
import { appPath } from './apps.ts';
import { operatorApi } from './gateway-api.ts';
import { time, type Printing } from './print.ts';

interface Entry {
  readonly at: number;
  readonly text: string;
  readonly userID?: string;
  readonly deviceID?: string;
}

/** All that became of a message, oldest first, page by page as it comes. */
export async function showTrace(
  { app, message }: { app: string; message: string },
  { json = false }: Printing,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const api = operatorApi(env);
  const path = `${appPath(app)}/messages/${encodeURIComponent(message)}/trace?limit=1000`;
  let pageToken: string | undefined = '';
  let count = 0;
  while (pageToken !== undefined) {
    const query: string = pageToken === '' ? '' : `&pageToken=${encodeURIComponent(pageToken)}`;
    const page: { entries: Entry[]; nextPageToken?: string } = await api('GET', path + query);
    for (const entry of page.entries) console.log(json ? JSON.stringify(entry) : lineOf(entry));
    count += page.entries.length;
    pageToken = page.nextPageToken;
  }
  if (count === 0) throw new Error(`Nothing is known of message ${message} of ${app} (any more).`);
}

function lineOf({ at, text, userID, deviceID }: Entry): string {
  const whose = userID === undefined ? '' : `${userID}${deviceID === undefined ? '' : ` (${deviceID})`}: `;
  return printable(`${time(at)}  ${whose}${text}`);
}
