import { z } from 'zod';
import { adminService } from '@bellhop/grpc';
import type { Call } from '../calls/call.ts';
import { ownerCall } from '../calls/owner-call.ts';
import { object } from '../calls/shapes.ts';
import { appId, plainId, textOf } from '../domain/identifiers.ts';
import { Refused } from '../domain/public-error.ts';
import { appNotFound, mustExist } from './app-calls.ts';

const chapter = 'templates';
const access = 'operator';
const route = '/v1/apps/:app/templates';
const templateID = plainId(64);
const words = z
  .record(z.string().min(2).max(35), z.strictObject({ title: textOf(1, 256), content: textOf(1, 512) }))
  .meta({ description: 'By locale; `{name}` stands for the parameter of that name' });
const vendorTemplateIDs = z
  .strictObject({ xiaomi: textOf(1, 64).optional(), oppo: textOf(1, 64).optional() })
  .meta({ description: 'The same template as registered at vendors that want one' });

const saveTemplate = ownerCall({
  name: 'saveTemplate',
  chapter,
  about:
    'Saves a template: words of pushes by language. With the first one, a message’s `templateID` names one of these',
  access,
  http: `PUT ${route}/:templateID`,
  grpc: { contract: adminService, rpc: 'SaveTemplate' },
  checkedByOwner: true,
  input: z.strictObject({ app: appId, templateID, words, vendorTemplateIDs: vendorTemplateIDs.optional() }),
  output: object({ templateID: z.string() }),
  errors: ['APP_NOT_FOUND'],
  request: ({ app, templateID: templateId, words: given, vendorTemplateIDs: ids }) => ({
    app,
    template: { templateId, words: given, vendorTemplateIds: { ...ids } as Record<string, string> },
  }),
  run: (request, { clients }) => clients.admin.saveTemplate(request),
  answer: ({ found }, { app, templateID: id }) => {
    if (!found) throw appNotFound(app);
    return { templateID: id };
  },
});

const listTemplates = ownerCall({
  name: 'listTemplates',
  chapter,
  about: 'Lists the templates',
  access,
  http: `GET ${route}`,
  grpc: { contract: adminService, rpc: 'ListTemplates' },
  checkedByOwner: true,
  input: z.strictObject({ app: appId }),
  output: object({
    templates: z.array(
      object({
        templateID: z.string(),
        words: z.record(z.string(), object({ title: z.string(), content: z.string() })),
        vendorTemplateIDs: z.record(z.string(), z.string()),
      }),
    ),
  }),
  errors: ['APP_NOT_FOUND'],
  run: (request, { clients }) => clients.admin.listTemplates(request),
  answer: async ({ templates }, { app }, behind) => {
    if (templates.length === 0) await mustExist(behind, app);
    return {
      templates: templates.map(({ templateId, words: said, vendorTemplateIds }) => ({
        templateID: templateId,
        words: Object.fromEntries(
          Object.entries(said).map(([locale, { title, content }]) => [locale, { title, content }]),
        ),
        vendorTemplateIDs: vendorTemplateIds,
      })),
    };
  },
});

const deleteTemplate = ownerCall({
  name: 'deleteTemplate',
  chapter,
  about: 'Deletes a template',
  access,
  http: `DELETE ${route}/:templateID`,
  grpc: { contract: adminService, rpc: 'DeleteTemplate' },
  checkedByOwner: true,
  input: z.strictObject({ app: appId, templateID }),
  output: object({ deleted: z.boolean() }),
  errors: ['NOT_FOUND'],
  run: (request, { clients }) => clients.admin.deleteTemplate(request),
  answer: ({ deleted }, { templateID: id }) => {
    if (!deleted) throw new Refused({ code: 'NOT_FOUND', message: `the app has no template ${id}`, field: '' });
    return { deleted };
  },
});

/** Words of pushes that messages choose by name; for operators. push-router checks the values. */
export const templateCalls: readonly Call[] = [listTemplates, saveTemplate, deleteTemplate];
