import { z } from 'zod';
import { adminService } from '@bellhop/grpc';
import type { Call } from '../calls/call.ts';
import { ownerCall } from '../calls/owner-call.ts';
import { object, time } from '../calls/shapes.ts';
import { appId, textOf } from '../domain/identifiers.ts';
import { Refused } from '../domain/public-error.ts';
import { appNotFound } from './app-calls.ts';

const chapter = 'keys';
const access = 'operator';
const route = '/v1/apps/:app/keys';
const keyID = z.string().regex(/^[0-9a-f]{12}$/, '12 hex digits, as the list of keys shows it');

const issueApiKey = ownerCall({
  name: 'issueApiKey',
  chapter,
  about: 'Issues one more API key, shown this once; the others stay valid (at most 10)',
  access,
  http: { route: `POST ${route}`, status: 201 },
  grpc: { contract: adminService, rpc: 'IssueApiKey' },
  checkedByOwner: true,
  input: z.strictObject({ app: appId, name: textOf(1, 64) }),
  output: object({ keyID: z.string(), apiKey: z.string() }),
  errors: ['APP_NOT_FOUND'],
  run: (request, { clients }) => clients.admin.issueApiKey(request),
  answer: ({ found, keyId, apiKey }, { app }) => {
    if (!found) throw appNotFound(app);
    return { keyID: keyId, apiKey };
  },
});

const listApiKeys = ownerCall({
  name: 'listApiKeys',
  chapter,
  about: 'Lists the API keys, without the keys themselves',
  access,
  http: `GET ${route}`,
  grpc: { contract: adminService, rpc: 'ListApiKeys' },
  checkedByOwner: true,
  input: z.strictObject({ app: appId }),
  output: object({ keys: z.array(object({ keyID: z.string(), name: z.string(), createdAt: time })) }),
  errors: ['APP_NOT_FOUND'],
  run: (request, { clients }) => clients.admin.listApiKeys(request),
  answer: ({ found, keys }, { app }) => {
    if (!found) throw appNotFound(app);
    return { keys: keys.map(({ keyId, name, createdAtMs }) => ({ keyID: keyId, name, createdAt: createdAtMs })) };
  },
});

const revokeApiKey = ownerCall({
  name: 'revokeApiKey',
  chapter,
  about: 'Revokes an API key: within a second nobody gets in with it',
  access,
  http: `DELETE ${route}/:keyID`,
  grpc: { contract: adminService, rpc: 'RevokeApiKey' },
  checkedByOwner: true,
  input: z.strictObject({ app: appId, keyID }),
  output: object({ revoked: z.boolean() }),
  errors: ['NOT_FOUND'],
  run: (request, { clients }) => clients.admin.revokeApiKey(request),
  answer: ({ revoked }, input) => {
    if (!revoked)
      throw new Refused({ code: 'NOT_FOUND', message: `${input.app} has no API key ${input.keyID}`, field: 'keyID' });
    return { revoked };
  },
});

/** API keys of apps, for operators: push-router owns them. */
export const apiKeyCalls: readonly Call[] = [issueApiKey, listApiKeys, revokeApiKey];
