import { z } from 'zod';
import type { Resource } from '@bellhop/contracts';
import { adminService } from '@bellhop/grpc';
import type { Call } from '../calls/call.ts';
import { jsonCall } from '../calls/json-call.ts';
import { ownerCall } from '../calls/owner-call.ts';
import { object, vendor } from '../calls/shapes.ts';
import { appId, resourcesId } from '../domain/identifiers.ts';
import { Refused } from '../domain/public-error.ts';
import { settingsByVendor, settingsJson, vendorsOf } from '../domain/vendor-settings-input.ts';
import { appNotFound, mustExist } from './app-calls.ts';

const chapter = 'resources';
const access = 'operator';
const route = '/v1/apps/:app/resources';
const one = z.strictObject({ app: appId, resourcesID: resourcesId });
const saved = object({ resourcesID: z.string() });
const resource = saved.extend({
  vendors: z.partialRecord(vendor, z.record(z.string(), z.unknown())).meta({ description: 'Settings, as saved' }),
});

const listResources = ownerCall({
  name: 'listResources',
  chapter,
  about: 'Lists the resources',
  access,
  http: `GET ${route}`,
  grpc: { contract: adminService, rpc: 'ListResources' },
  checkedByOwner: true,
  input: z.strictObject({ app: appId }),
  output: object({ resources: z.array(resource) }),
  errors: ['APP_NOT_FOUND'],
  run: (request, { clients }) => clients.admin.listResources(request),
  answer: async ({ resources }, { app }, behind) => {
    if (resources.length === 0) await mustExist(behind, app);
    return { resources: resources.map(resourceJson) };
  },
});

const saveResource = ownerCall({
  name: 'saveResource',
  chapter,
  about: 'Saves a resource: per vendor the settings below',
  access,
  http: `PUT ${route}/:resourcesID`,
  grpc: { contract: adminService, rpc: 'SaveResource' },
  checkedByOwner: true,
  input: one.extend({ vendors: settingsByVendor }),
  output: saved,
  errors: ['APP_NOT_FOUND'],
  request: ({ app, resourcesID, vendors }) => ({
    app,
    resource: { resourcesId: resourcesID, vendors: vendorsOf(vendors) },
  }),
  run: (request, { clients }) => clients.admin.saveResource(request),
  answer: ({ found }, { app, resourcesID }) => {
    if (!found) throw appNotFound(app);
    return { resourcesID };
  },
});

const getResource = jsonCall({
  name: 'getResource',
  chapter,
  about: 'Shows a resource',
  access,
  http: `GET ${route}/:resourcesID`,
  input: one,
  output: resource,
  errors: ['NOT_FOUND'],
  serve: async ({ app, resourcesID }, { behind }) => {
    const { resources } = await behind.clients.admin.listResources({ app });
    const found = resources.find(({ resourcesId: id }) => id === resourcesID);
    if (found === undefined) throw resourceNotFound(resourcesID);
    return resourceJson(found);
  },
});

const deleteResource = ownerCall({
  name: 'deleteResource',
  chapter,
  about: 'Deletes a resource',
  access,
  http: `DELETE ${route}/:resourcesID`,
  grpc: { contract: adminService, rpc: 'DeleteResource' },
  checkedByOwner: true,
  input: one,
  output: object({ deleted: z.boolean() }),
  errors: ['NOT_FOUND'],
  run: (request, { clients }) => clients.admin.deleteResource(request),
  answer: ({ deleted }, { resourcesID }) => {
    if (!deleted) throw resourceNotFound(resourcesID);
    return { deleted };
  },
});

/** Named settings per vendor, chosen by a message's resourcesID; for operators. push-router checks the values. */
export const resourceCalls: readonly Call[] = [listResources, saveResource, getResource, deleteResource];

function resourceNotFound(id: string): Refused {
  return new Refused({ code: 'NOT_FOUND', message: `the app has no resource ${id}`, field: '' });
}

function resourceJson({ resourcesId, vendors }: Resource) {
  return {
    resourcesID: resourcesId,
    vendors: Object.fromEntries(Object.entries(vendors).map(([name, one]) => [name, settingsJson(one)])),
  };
}
