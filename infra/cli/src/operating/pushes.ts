import { UsageError } from '../usage-error.ts';
import { appPath } from './apps.ts';
import { appApi } from './gateway-api.ts';
import { printOne, printRows, time, type Printing } from './print.ts';

/** What is pushed, to whom and when. */
export interface PushOptions extends Printing {
  readonly user?: readonly string[];
  readonly pushId?: readonly string[];
  readonly title: string;
  readonly content: string;
  readonly payload?: string;
  readonly resource?: string;
  readonly at?: string;
  readonly key?: string;
  readonly onlyOffline?: boolean;
  readonly dryRun?: boolean;
}

interface Target {
  readonly userID?: string;
  readonly pushID?: string;
  readonly state: string;
  readonly devices: readonly { readonly deviceID: string; readonly vendor?: string; readonly verdict: string }[];
}
interface DirectPush {
  readonly directPushID: string;
  readonly state: string;
  readonly sendAt: number;
  readonly targetCount: number;
  readonly pushConfig: { readonly title: string };
}

/** Pushes without a message, now or later. Prints how it stands with each target; the id goes to standard error. */
export async function sendPush(app: string, options: PushOptions, env: NodeJS.ProcessEnv): Promise<void> {
  const { user = [], pushId = [], title, content, payload, resource, at, key, onlyOffline, dryRun } = options;
  const { directPushID, targets } = await appApi(env)<{ directPushID?: string; targets: Target[] }>(
    'POST',
    pushesOf(app),
    {
      userIDs: user,
      pushIDs: pushId,
      pushConfig: {
        ...{ title, content },
        ...(payload === undefined ? {} : { payload }),
        ...(resource === undefined ? {} : { resourcesID: resource }),
      },
      ...(at === undefined ? {} : { sendAt: timeOf(at) }),
      ...(key === undefined ? {} : { idempotencyKey: key }),
      ...(onlyOffline === true ? { onlyOffline } : {}),
      ...(dryRun === true ? { dryRun } : {}),
    },
  );
  printTargets(targets, options);
  console.error(
    directPushID === undefined
      ? 'Nothing was sent.'
      : `It is ${directPushID}: bellhop push show ${app} ${directPushID} says what became of it, bellhop trace ${app} ${directPushID} what vendors answered.`,
  );
}

export async function showPush(
  { app, id }: { app: string; id: string },
  printing: Printing,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const path = `${pushesOf(app)}/${encodeURIComponent(id)}`;
  const { push, targets } = await appApi(env)<{ push: DirectPush; targets: Target[] }>('GET', path);
  console.error(`${push.state}, ${time(push.sendAt)}`);
  printTargets(targets, printing);
}

export async function cancelPush(
  { app, id }: { app: string; id: string },
  printing: Printing,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  printOne(await appApi(env)<object>('POST', `${pushesOf(app)}/${encodeURIComponent(id)}/cancel`, {}), printing);
}

/** Those that wait for their time, the next one first. */
export async function listPushes(app: string, printing: Printing, env: NodeJS.ProcessEnv): Promise<void> {
  const api = appApi(env);
  const all: DirectPush[] = [];
  for (let next: string | undefined = ''; next !== undefined;) {
    const query: string = next === '' ? '' : `?pageToken=${encodeURIComponent(next)}`;
    const page: { pushes: DirectPush[]; nextPageToken?: string } = await api('GET', `${pushesOf(app)}${query}`);
    all.push(...page.pushes);
    next = page.nextPageToken;
  }
  const columns = {
    PUSH: (it: DirectPush) => it.directPushID,
    'SEND-AT': (it: DirectPush) => time(it.sendAt),
    TARGETS: (it: DirectPush) => it.targetCount,
    TITLE: (it: DirectPush) => it.pushConfig.title,
  };
  printRows(all, columns, printing);
}

function printTargets(targets: readonly Target[], printing: Printing): void {
  const columns = {
    TARGET: (it: Target) => it.userID ?? it.pushID,
    STATE: (it: Target) => it.state,
    DEVICES: (it: Target) =>
      it.devices.map(({ deviceID, vendor = '-', verdict }) => `${deviceID} (${vendor}): ${verdict}`).join(', ') ||
      undefined,
  };
  printRows(targets, columns, printing);
}

function timeOf(at: string): number {
  const ms = /^\d+$/.test(at) ? Number(at) : Date.parse(at);
  if (Number.isNaN(ms))
    throw new UsageError(`--at is ${at}: give a time such as 2026-12-24T18:00:00Z, or Unix milliseconds.`);
  return ms;
}

function pushesOf(app: string): string {
  return `${appPath(app)}/pushes`;
}
