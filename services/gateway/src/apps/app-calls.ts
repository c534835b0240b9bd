import { z } from 'zod';
import { deviceModeFromProto, deviceModes, effectiveLimits, limitBounds, type App } from '@bellhop/contracts';
import { adminService } from '@bellhop/grpc';
import type { Behind } from '../calls/behind.ts';
import type { Call } from '../calls/call.ts';
import { ownerCall } from '../calls/owner-call.ts';
import { nextPageToken, object, page, time } from '../calls/shapes.ts';
import { appId, textOf } from '../domain/identifiers.ts';
import { Refused } from '../domain/public-error.ts';
import { pushRulesInput, pushRulesJson, pushRulesOutput } from './push-rules-input.ts';

const chapter = 'apps';
const access = 'operator';

type LimitName = keyof typeof limitBounds;

/** One schema per limit. */
function perLimit<Schema extends z.ZodType>(schema: (bounds: { min: number; max: number }) => Schema) {
  const shape = Object.entries(limitBounds).map(([name, bounds]) => [name, schema(bounds)]);
  return Object.fromEntries(shape) as Record<LimitName, Schema>;
}

const limits = z.strictObject(perLimit(({ min, max }) => z.int().min(min).max(max).optional()));
const name = textOf(1, 64);
const packageName = z.string().min(3).max(128);
const deviceMode = z.enum(deviceModes).meta({
  description:
    'On how many devices a user may be logged in: one; one native and one web; up to 10. Counts from his next login on',
});
const app = object({
  app: z.string(),
  name: z.string(),
  packageName: z.string(),
  deviceMode: z.enum(deviceModes),
  limits: object(perLimit(() => z.number())),
  pushRules: pushRulesOutput,
  createdAt: time,
});

const createApp = ownerCall({
  name: 'createApp',
  chapter,
  about: 'Creates an app; its secrets are shown this once',
  access,
  http: { route: 'POST /v1/apps', status: 201 },
  grpc: { contract: adminService, rpc: 'CreateApp' },
  checkedByOwner: true,
  input: z.strictObject({
    app: appId,
    name: name.optional(),
    packageName,
    limits: limits.optional(),
    deviceMode: deviceMode.default('multi'),
    pushRules: pushRulesInput.optional(),
  }),
  output: object({ app: z.string(), apiKey: z.string(), clientTokenSecret: z.string() }),
  errors: ['APP_EXISTS'],
  run: (request, { clients }) => clients.admin.createApp(request),
  answer: ({ created, apiKey, clientTokenSecret }, { app }) => {
    if (!created) throw new Refused({ code: 'APP_EXISTS', message: `there is an app ${app}`, field: 'app' });
    return { app, apiKey, clientTokenSecret };
  },
});

const listApps = ownerCall({
  name: 'listApps',
  chapter,
  about: 'Lists the apps by id: all of them, or in pages when `pageSize` is set',
  access,
  http: 'GET /v1/apps',
  grpc: { contract: adminService, rpc: 'ListApps' },
  checkedByOwner: true,
  input: z.strictObject(page(1_000, 32)),
  output: object({ apps: z.array(app), nextPageToken }),
  run: (request, { clients }) => clients.admin.listApps(request),
  answer: ({ apps, nextPageToken: next }) => ({
    apps: apps.map(appJson),
    ...(next === '' ? {} : { nextPageToken: next }),
  }),
});

const getApp = ownerCall({
  name: 'getApp',
  chapter,
  about: 'Shows an app',
  access,
  http: 'GET /v1/apps/:app',
  grpc: { contract: adminService, rpc: 'GetApp' },
  checkedByOwner: true,
  input: z.strictObject({ app: appId }),
  output: app,
  errors: ['APP_NOT_FOUND'],
  run: (request, { clients }) => clients.admin.getApp(request),
  answer: ({ app: found }, input) => {
    if (found === null) throw appNotFound(input.app);
    return appJson(found);
  },
});

const updateApp = ownerCall({
  name: 'updateApp',
  chapter,
  about: 'Changes an app; what is left out stays',
  access,
  http: 'PATCH /v1/apps/:app',
  grpc: { contract: adminService, rpc: 'UpdateApp' },
  checkedByOwner: true,
  input: z.strictObject({
    app: appId,
    name: name.optional(),
    packageName: packageName.optional(),
    limits: limits.optional(),
    deviceMode: deviceMode.optional(),
    pushRules: pushRulesInput.optional(),
  }),
  output: app,
  errors: ['APP_NOT_FOUND'],
  run: (request, { clients }) => clients.admin.updateApp(request),
  answer: async ({ found }, input, { clients }) => {
    const { app: changed } = found ? await clients.admin.getApp({ app: input.app }) : { app: null };
    if (changed === null) throw appNotFound(input.app);
    return appJson(changed);
  },
});

/** Apps, for operators: push-router owns them. */
export const appCalls: readonly Call[] = [createApp, listApps, getApp, updateApp];

export function appNotFound(app: string): Refused {
  return new Refused({ code: 'APP_NOT_FOUND', message: `there is no app ${app}`, field: '' });
}

/** For lists that are empty: of an app without any, or of none. */
export async function mustExist({ clients }: Behind, app: string): Promise<void> {
  if ((await clients.admin.getApp({ app })).app === null) throw appNotFound(app);
}

function appJson({ app, name, packageName, deviceMode, limits, pushRules, createdAtMs }: App) {
  return {
    app,
    name,
    packageName,
    deviceMode: deviceModeFromProto(deviceMode) ?? 'multi',
    limits: effectiveLimits(limits),
    pushRules: pushRulesJson(pushRules),
    createdAt: createdAtMs,
  };
}
