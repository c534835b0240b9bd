import { randomBytes } from 'node:crypto';
import { gatewayApi, Refused } from '../system/gateway-api.ts';
import { createReadyApp, isKnown, prepareApp } from '../system/prepare-app.ts';
import type { SystemDoors } from '../system/start-system.ts';
import type { DemoApp } from './demo-state.ts';

interface NewApp {
  readonly name: string;
  readonly limits?: Readonly<Record<string, number>>;
}

/** An app of the demo: that of the last run if the database still knows it, else a new one. Its certificates fit the simulator of this run. */
export async function openDemoApp(system: SystemDoors, last: DemoApp | undefined, app: NewApp): Promise<DemoApp> {
  if (last === undefined || !(await isKnown(system.httpUrl, last.name, last.apiKey))) return createApp(system, app);
  const operator = gatewayApi(system.httpUrl, system.keys.operatorKey);
  await prepareApp(last.name, operator, system.control, system.simulator.urls);
  return last;
}

async function createApp(system: SystemDoors, { name, limits = {} }: NewApp): Promise<DemoApp> {
  try {
    const { apiKey, clientTokenSecret } = await createReadyApp(system, name, limits);
    return { name, apiKey, clientTokenSecret };
  } catch (error) {
    // Somebody else's demo is in this database, or its key is lost: keys are shown only once.
    if (!(error instanceof Refused) || error.code !== 'APP_EXISTS') throw error;
    return createApp(system, { name: `${name}-${randomBytes(3).toString('hex')}`, limits });
  }
}
