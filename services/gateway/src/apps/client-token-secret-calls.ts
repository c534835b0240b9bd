import { z } from 'zod';
import { adminService } from '@bellhop/grpc';
import type { Call } from '../calls/call.ts';
import { ownerCall } from '../calls/owner-call.ts';
import { object, time } from '../calls/shapes.ts';
import { appId } from '../domain/identifiers.ts';
import { Refused } from '../domain/public-error.ts';
import { appNotFound } from './app-calls.ts';

const chapter = 'keys';
const access = 'operator';
const route = '/v1/apps/:app/client-token-secrets';

const rotateClientTokenSecret = ownerCall({
  name: 'rotateClientTokenSecret',
  chapter,
  about:
    'Issues a new client-token secret, shown this once; the one before stays valid for `overlapSeconds` (a day when left out; 0: all others end at once)',
  access,
  http: { route: `POST ${route}`, status: 201 },
  grpc: { contract: adminService, rpc: 'RotateClientTokenSecret' },
  checkedByOwner: true,
  input: z.strictObject({ app: appId, overlapSeconds: z.int().min(0).max(2_592_000).optional() }),
  output: object({ clientTokenSecret: z.string(), formerValidUntil: time.optional() }),
  errors: ['APP_NOT_FOUND'],
  run: (request, { clients }) => clients.admin.rotateClientTokenSecret(request),
  answer: ({ found, clientTokenSecret, formerValidUntilMs }, { app }) => {
    if (!found) throw appNotFound(app);
    return { clientTokenSecret, ...(formerValidUntilMs === undefined ? {} : { formerValidUntil: formerValidUntilMs }) };
  },
});

const listClientTokenSecrets = ownerCall({
  name: 'listClientTokenSecrets',
  chapter,
  about:
    'Lists the client-token secrets that are valid, without the secrets themselves: the one that signs, then the one before',
  access,
  http: `GET ${route}`,
  grpc: { contract: adminService, rpc: 'ListClientTokenSecrets' },
  checkedByOwner: true,
  input: z.strictObject({ app: appId }),
  output: object({ secrets: z.array(object({ issuedAt: time, validUntil: time.optional() })) }),
  errors: ['APP_NOT_FOUND'],
  run: (request, { clients }) => clients.admin.listClientTokenSecrets(request),
  answer: ({ found, secrets }, { app }) => {
    if (!found) throw appNotFound(app);
    return {
      secrets: secrets.map(({ issuedAtMs, validUntilMs }) => ({
        issuedAt: issuedAtMs,
        ...(validUntilMs === undefined ? {} : { validUntil: validUntilMs }),
      })),
    };
  },
});

const revokeFormerClientTokenSecret = ownerCall({
  name: 'revokeFormerClientTokenSecret',
  chapter,
  about: 'Ends the former client-token secret before its time: nobody logs in with it, and who did is disconnected',
  access,
  http: `DELETE ${route}/former`,
  grpc: { contract: adminService, rpc: 'RevokeFormerClientTokenSecret' },
  checkedByOwner: true,
  input: z.strictObject({ app: appId }),
  output: object({ revoked: z.boolean() }),
  errors: ['NOT_FOUND'],
  run: (request, { clients }) => clients.admin.revokeFormerClientTokenSecret(request),
  answer: ({ revoked }, { app }) => {
    if (!revoked)
      throw new Refused({ code: 'NOT_FOUND', message: `no former client-token secret of ${app} is valid`, field: '' });
    return { revoked };
  },
});

/** The secrets that sign client tokens, for operators: push-router owns them. */
export const clientTokenSecretCalls: readonly Call[] = [
  rotateClientTokenSecret,
  listClientTokenSecrets,
  revokeFormerClientTokenSecret,
];
