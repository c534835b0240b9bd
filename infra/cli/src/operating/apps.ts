import { UsageError } from '../usage-error.ts';
import { operatorApi } from './gateway-api.ts';
import { printOne, printRows, time, type Printing } from './print.ts';

interface App {
  readonly app: string;
  readonly name: string;
  readonly packageName: string;
  readonly deviceMode: string;
  readonly limits: Readonly<Record<string, number>>;
  readonly createdAt: number;
}

/** What of an app can be set. */
export interface AppOptions extends Printing {
  readonly package?: string;
  readonly name?: string;
  readonly deviceMode?: string;
  readonly limit?: readonly string[];
}

export async function listApps(printing: Printing, env: NodeJS.ProcessEnv): Promise<void> {
  const { apps } = await operatorApi(env)<{ apps: App[] }>('GET', '/v1/apps');
  const columns = {
    APP: (it: App) => it.app,
    PACKAGE: (it: App) => it.packageName,
    DEVICES: (it: App) => it.deviceMode,
    CREATED: (it: App) => time(it.createdAt),
    NAME: (it: App) => it.name,
  };
  printRows(apps, columns, printing);
}

export async function showApp(app: string, printing: Printing, env: NodeJS.ProcessEnv): Promise<void> {
  const found = await operatorApi(env)<App>('GET', appPath(app));
  printOne(printing.json === true ? found : { ...found, createdAt: time(found.createdAt) }, printing);
}

/** Prints the app's secrets, which are shown this once. */
export async function createApp(app: string, options: AppOptions, env: NodeJS.ProcessEnv): Promise<void> {
  printOne(await operatorApi(env)<object>('POST', '/v1/apps', { app, ...fieldsOf(options) }), options);
}

export async function updateApp(app: string, options: AppOptions, env: NodeJS.ProcessEnv): Promise<void> {
  const fields = fieldsOf(options);
  if (Object.keys(fields).length === 0)
    throw new UsageError('Say what to change: --package, --name, --device-mode or --limit.');
  printOne(await operatorApi(env)<App>('PATCH', appPath(app), fields), options);
}

export const appPath = (app: string): string => `/v1/apps/${encodeURIComponent(app)}`;

function fieldsOf({ package: packageName, name, deviceMode, limit = [] }: AppOptions): Record<string, unknown> {
  const limits = limit.map((pair) => {
    const [, key, value] = /^([A-Za-z]+)=(\d+)$/.exec(pair) ?? [];
    if (key === undefined) throw new UsageError(`--limit is name=number, e.g. messagesPerSecond=20, not "${pair}".`);
    return [key, Number(value)] as const;
  });
  return {
    ...(packageName === undefined ? {} : { packageName }),
    ...(name === undefined ? {} : { name }),
    ...(deviceMode === undefined ? {} : { deviceMode }),
    ...(limits.length === 0 ? {} : { limits: Object.fromEntries(limits) }),
  };
}
