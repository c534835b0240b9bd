import { z } from 'zod';
import { pushService } from '@bellhop/grpc';
import type { Call } from '../calls/call.ts';
import { ownerCall } from '../calls/owner-call.ts';
import { pushTargets as targets } from '../calls/push-target-shape.ts';
import { nextPageToken, object, page, time } from '../calls/shapes.ts';
import { characters, pushId, userId } from '../domain/identifiers.ts';
import { pushConfigInput, templateThere } from '../domain/push-config.ts';

const chapter = 'directPushes';
const access = 'app';
const path = '/v1/apps/:app/pushes';
const MAX_TARGETS = 1_000;

const directPushID = z.string().min(1).max(64);
const one = z.strictObject({ directPushID });
const directPush = object({
  directPushID: z.string(),
  state: z.enum(['scheduled', 'sending', 'sent', 'cancelled']),
  pushConfig: object({ title: z.string(), content: z.string() }),
  acceptedAt: time,
  sendAt: time,
  finishedAt: time.optional(),
  targetCount: z.number(),
  idempotencyKey: z.string().optional(),
  collapseKey: z.string().optional(),
});

const push = ownerCall({
  name: 'push',
  chapter,
  about:
    'Pushes to up to 1,000 users and devices, without a message: now, or at `sendAt`. One result per target, so that one that does not fit spoils no other',
  access,
  http: { route: `POST ${path}`, status: 201 },
  grpc: { contract: pushService, rpc: 'Push' },
  input: z
    .strictObject({
      userIDs: z.array(userId).max(MAX_TARGETS, 'must name at most 1,000 users').optional(),
      pushIDs: z.array(pushId).max(MAX_TARGETS, 'must name at most 1,000 PushIDs').optional(),
      pushConfig: pushConfigInput.superRefine((given, check) => {
        if (given.voIP !== undefined)
          check.addIssue({ code: 'custom', path: ['voIP'], message: 'only a call may have it' });
      }),
      ttlSeconds: z.int().min(1).max(604_800).optional(),
      idempotencyKey: characters(1, 64).optional(),
      collapseKey: characters(1, 64).optional(),
      sendAt: z.int().min(1).optional().meta({ description: 'Unix ms, at most 7 days ahead' }),
      onlyOffline: z.boolean().optional(),
      ignoreUserRules: z.boolean().optional(),
      dryRun: z.boolean().optional(),
    })
    .superRefine(({ pushConfig }, check) => templateThere(pushConfig, check)),
  output: object({ directPushID: z.string().optional(), acceptedAt: time, sendAt: time, targets }),
  errors: ['IDEMPOTENCY_KEY_CONFLICT', 'TOO_MANY_SCHEDULED'],
  countsAs: ({ userIDs = [], pushIDs = [] }) => Math.max(1, userIDs.length + pushIDs.length),
  run: (request, { clients }) => clients.pushes.push(request),
});

const cancelPush = ownerCall({
  name: 'cancelPush',
  chapter,
  about: 'Cancels a push that has not begun to leave; again, with the same answer',
  access,
  http: `POST ${path}/:directPushID/cancel`,
  grpc: { contract: pushService, rpc: 'CancelPush' },
  input: one,
  output: object({ cancelledAt: time }),
  errors: ['PUSH_NOT_FOUND', 'PUSH_ALREADY_SENT'],
  run: (request, { clients }) => clients.pushes.cancelPush(request),
});

const getPush = ownerCall({
  name: 'getPush',
  chapter,
  about: 'How a push stands, target by target; what vendors answered is in its trace, as that of a message',
  access,
  http: `GET ${path}/:directPushID`,
  grpc: { contract: pushService, rpc: 'GetPush' },
  input: one,
  output: object({ push: directPush, targets }),
  errors: ['PUSH_NOT_FOUND'],
  run: (request, { clients }) => clients.pushes.getPush(request),
});

const listPushes = ownerCall({
  name: 'listPushes',
  chapter,
  about: 'The pushes that wait for their time, the next one first, in pages',
  access,
  http: `GET ${path}`,
  grpc: { contract: pushService, rpc: 'ListPushes' },
  input: z.strictObject(page(100, 64)),
  output: object({ pushes: z.array(directPush), nextPageToken }),
  run: (request, { clients }) => clients.pushes.listPushes(request),
});

/** Pushes without a message, for the app's server: push-router owns them. */
export const directPushCalls: readonly Call[] = [push, cancelPush, getPush, listPushes];
