import { randomBytes } from 'node:crypto';
import { Refused, gatewayApi } from '../system/gateway-api.ts';
import { packageName, prepareApp } from '../system/prepare-app.ts';
import type { System } from '../system/start-system.ts';
import type { DemoApp } from './demo-state.ts';

/** The demo's app: that of the last run if the database still knows it, else a new one. Its certificates fit the simulator of this run. */
export async function openDemoApp(system: System, last: DemoApp | undefined): Promise<DemoApp> {
  const operator = gatewayApi(system.httpUrl, system.keys.operatorKey);
  const app = last !== undefined && (await works(system.httpUrl, last)) ? last : await createApp(system, 'demo');
  await prepareApp(app.name, operator, system.control, system.simulator.urls);
  await untilKnown(system.httpUrl, app);
  return app;
}

async function works(httpUrl: string, app: DemoApp): Promise<boolean> {
  return gatewayApi(httpUrl, app.apiKey)('POST', `/v1/apps/${app.name}/presence`, { userIDs: ['alice'] }).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Refused && (error.status === 401 || error.status === 404)) return false;
      throw error;
    },
  );
}

async function createApp(system: System, name: string): Promise<DemoApp> {
  const operator = gatewayApi(system.httpUrl, system.keys.operatorKey);
  try {
    const created = await operator<{ apiKey: string; clientTokenSecret: string }>('POST', '/v1/apps', {
      app: name,
      name: 'Bellhop demo',
      packageName,
    });
    return { name, apiKey: created.apiKey, clientTokenSecret: created.clientTokenSecret };
  } catch (error) {
    // Somebody else's demo is in this database, or its key is lost: keys are shown only once.
    if (!(error instanceof Refused) || error.code !== 'APP_EXISTS') throw error;
    return createApp(system, `demo-${randomBytes(3).toString('hex')}`);
  }
}

/** A new app reaches the gateway over a topic. */
async function untilKnown(httpUrl: string, app: DemoApp): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await works(httpUrl, app))) {
    if (Date.now() > deadline) throw new Error('the gateway did not learn of the new app within 10 s');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
