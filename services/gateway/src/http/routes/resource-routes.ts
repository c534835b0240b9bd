import { z } from 'zod';
import type { ApiKeys } from '../../auth/api-keys.ts';
import type { Clients } from '../../clients/open-clients.ts';
import { appId, resourcesId } from '../../domain/identifiers.ts';
import { Refused } from '../../domain/public-error.ts';
import { vendorsOf } from '../../domain/vendor-settings-input.ts';
import { deleted, resourceAnswer, resourcesAnswer, savedResource } from '../answers.ts';
import type { HttpServer } from '../http-server.ts';
import { resourceBody, resourceJson } from '../resource-json.ts';
import { appParams } from '../schemas.ts';
import { appNotFound, mustExist } from './app-routes.ts';
import { authorizeOperator } from './authorize-operator.ts';

const tags = ['resources (operators)'];
const params = z.object({ app: appId, resourcesID: resourcesId });

/** Named settings per vendor, chosen by a message's resourcesID. */
export function resourceRoutes(server: HttpServer, { keys, admin }: { keys: ApiKeys } & Pick<Clients, 'admin'>): void {
  const onRequest = authorizeOperator(keys);

  server.get(
    '/v1/apps/:app/resources',
    {
      schema: { tags, summary: 'Lists the resources', response: { 200: resourcesAnswer }, params: appParams },
      onRequest,
    },
    async (request) => {
      const { app } = request.params;
      const { resources } = await admin.listResources({ app });
      if (resources.length === 0) await mustExist(admin, app);
      return { resources: resources.map(resourceJson) };
    },
  );
  server.put(
    '/v1/apps/:app/resources/:resourcesID',
    {
      schema: { tags, summary: 'Saves a resource', response: { 200: savedResource }, params, body: resourceBody },
      onRequest,
    },
    async (request) => {
      const { app, resourcesID } = request.params;
      const { found } = await admin.saveResource({
        app,
        resource: { resourcesId: resourcesID, vendors: vendorsOf(request.body.vendors) },
      });
      if (!found) throw appNotFound(app);
      return { resourcesID };
    },
  );
  server.get(
    '/v1/apps/:app/resources/:resourcesID',
    { schema: { tags, summary: 'Shows a resource', response: { 200: resourceAnswer }, params }, onRequest },
    async (request) => {
      const { resources } = await admin.listResources({ app: request.params.app });
      const found = resources.find(({ resourcesId: id }) => id === request.params.resourcesID);
      if (found === undefined) throw resourceNotFound(request.params.resourcesID);
      return resourceJson(found);
    },
  );
  server.delete(
    '/v1/apps/:app/resources/:resourcesID',
    { schema: { tags, summary: 'Deletes a resource', response: { 200: deleted }, params }, onRequest },
    async (request) => {
      const { app, resourcesID } = request.params;
      const { deleted } = await admin.deleteResource({ app, resourcesId: resourcesID });
      if (!deleted) throw resourceNotFound(resourcesID);
      return { deleted };
    },
  );
}

function resourceNotFound(id: string): Refused {
  return new Refused({ code: 'NOT_FOUND', message: `the app has no resource ${id}`, field: '' });
}
