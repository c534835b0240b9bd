import { z } from 'zod';
import {
  deviceModeFromProto,
  deviceModes,
  deviceModeToProto,
  effectiveLimits,
  limitBounds,
  type App,
} from '@bellhop/contracts';
import type { ApiKeys } from '../../auth/api-keys.ts';
import type { Clients } from '../../clients/open-clients.ts';
import { appId, textOf } from '../../domain/identifiers.ts';
import { Refused } from '../../domain/public-error.ts';
import { appAnswer, appsAnswer, createdApp } from '../answers.ts';
import type { HttpServer } from '../http-server.ts';
import { appParams } from '../schemas.ts';
import { authorizeOperator } from './authorize-operator.ts';

const tags = ['apps (operators)'];

type LimitName = keyof typeof limitBounds;

const limits = z.strictObject(
  Object.fromEntries(
    Object.entries(limitBounds).map(([name, { min, max }]) => [name, z.int().min(min).max(max).optional()]),
  ) as Record<LimitName, z.ZodOptional<z.ZodInt>>,
);
const name = textOf(1, 64);
const packageName = z.string().min(3).max(128);
const deviceMode = z.enum(deviceModes).meta({
  description:
    'On how many devices a user may be logged in: one; one native and one web; up to 10. Counts from his next login on',
});

export function appRoutes(server: HttpServer, { keys, admin }: { keys: ApiKeys } & Pick<Clients, 'admin'>): void {
  const onRequest = authorizeOperator(keys);

  server.post(
    '/v1/apps',
    {
      schema: {
        tags,
        summary: 'Creates an app; its secrets are shown this once',
        response: { 201: createdApp },
        body: z.strictObject({
          app: appId,
          name: name.optional(),
          packageName,
          limits: limits.optional(),
          deviceMode: deviceMode.default('multi'),
        }),
      },
      onRequest,
    },
    async ({ body }, reply) => {
      const { created, apiKey, clientTokenSecret } = await admin.createApp({
        app: body.app,
        name: body.name ?? body.app,
        packageName: body.packageName,
        deviceMode: deviceModeToProto(body.deviceMode),
        ...(body.limits === undefined ? {} : { limits: given(body.limits) }),
      });
      if (!created) throw new Refused({ code: 'APP_EXISTS', message: `there is an app ${body.app}`, field: 'app' });
      return reply.status(201).send({ app: body.app, apiKey, clientTokenSecret });
    },
  );
  server.get(
    '/v1/apps',
    { schema: { tags, summary: 'Lists the apps', response: { 200: appsAnswer } }, onRequest },
    async () => {
      const { apps } = await admin.listApps({});
      return { apps: apps.map(appJson) };
    },
  );
  server.get(
    '/v1/apps/:app',
    { schema: { tags, summary: 'Shows an app', response: { 200: appAnswer }, params: appParams }, onRequest },
    async ({ params }) => {
      const { app } = await admin.getApp(params);
      if (app === null) throw appNotFound(params.app);
      return appJson(app);
    },
  );
  server.patch(
    '/v1/apps/:app',
    {
      schema: {
        tags,
        summary: 'Changes an app; what is left out stays',
        response: { 200: appAnswer },
        params: appParams,
        body: z.strictObject({
          name: name.optional(),
          packageName: packageName.optional(),
          limits: limits.optional(),
          deviceMode: deviceMode.optional(),
        }),
      },
      onRequest,
    },
    async ({ params, body }) => {
      const { found } = await admin.updateApp({
        app: params.app,
        ...(body.name === undefined ? {} : { name: body.name }),
        ...(body.packageName === undefined ? {} : { packageName: body.packageName }),
        ...(body.deviceMode === undefined ? {} : { deviceMode: deviceModeToProto(body.deviceMode) }),
        ...(body.limits === undefined ? {} : { limits: given(body.limits) }),
      });
      if (!found) throw appNotFound(params.app);
      const { app } = await admin.getApp(params);
      if (app === null) throw appNotFound(params.app);
      return appJson(app);
    },
  );
}

export function appNotFound(app: string): Refused {
  return new Refused({ code: 'APP_NOT_FOUND', message: `there is no app ${app}`, field: '' });
}

/** For lists that are empty: of an app without any, or of none. */
export async function mustExist(admin: Pick<Clients['admin'], 'getApp'>, app: string): Promise<void> {
  if ((await admin.getApp({ app })).app === null) throw appNotFound(app);
}

/** Only what is set: proto knows absent, not undefined. */
function given(values: z.output<typeof limits>): Partial<Record<LimitName, number>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function appJson(app: App) {
  return {
    app: app.app,
    name: app.name,
    packageName: app.packageName,
    deviceMode: deviceModeFromProto(app.deviceMode) ?? 'multi',
    limits: effectiveLimits(app.limits),
    createdAt: app.createdAtMs,
  };
}
