import { z } from 'zod';
import { groupService } from '@bellhop/grpc';
import type { Call } from '../calls/call.ts';
import { ownerCall } from '../calls/owner-call.ts';
import { nothing, object } from '../calls/shapes.ts';
import { characters, utf8Bytes } from '../domain/identifiers.ts';
import { access, acting, asMessage, chapter, denials, groupPath } from './group-shapes.ts';

const MAX_ATTRIBUTES = 50;

const key = characters(1, 64);
const attributes = z
  .record(key, utf8Bytes(1_024))
  .refine((given) => Object.keys(given).length >= 1, 'must have at least one attribute')
  .refine((given) => Object.keys(given).length <= MAX_ATTRIBUTES, `must have at most ${MAX_ATTRIBUTES} attributes`)
  .meta({ description: 'Texts of at most 1,024 bytes by key, 1 to 50; keys have at most 64 characters' });

const setGroupAttributes = ownerCall({
  name: 'setGroupAttributes',
  chapter,
  about: 'Sets attributes of a group, others stay; for owner and admins. A group has at most 50',
  access,
  http: `PUT ${groupPath}/attributes`,
  grpc: { contract: groupService, rpc: 'SetGroupAttributes' },
  actor: 'userID',
  countsAs: asMessage,
  input: z.strictObject({ ...acting, attributes }),
  output: nothing,
  errors: [...denials, 'TOO_MANY_ATTRIBUTES'],
  run: (request, { clients }) => clients.groups.setGroupAttributes(request),
});

const deleteGroupAttributes = ownerCall({
  name: 'deleteGroupAttributes',
  chapter,
  about: 'Deletes attributes of a group; for owner and admins',
  access,
  http: `POST ${groupPath}/attributes/delete`,
  grpc: { contract: groupService, rpc: 'DeleteGroupAttributes' },
  actor: 'userID',
  countsAs: asMessage,
  input: z.strictObject({
    ...acting,
    keys: z.array(key).min(1, 'must name at least one key').max(MAX_ATTRIBUTES, 'must name at most 50 keys'),
  }),
  output: nothing,
  errors: denials,
  run: (request, { clients }) => clients.groups.deleteGroupAttributes(request),
});

const getGroupAttributes = ownerCall({
  name: 'getGroupAttributes',
  chapter,
  about: 'The attributes of a group; with `userID` only for a member',
  access,
  http: `GET ${groupPath}/attributes`,
  grpc: { contract: groupService, rpc: 'GetGroupAttributes' },
  actor: 'userID',
  input: z.strictObject(acting),
  output: object({ attributes: z.record(z.string(), z.string()) }),
  errors: ['GROUP_NOT_FOUND', 'NOT_A_MEMBER'],
  run: (request, { clients }) => clients.groups.getGroupAttributes(request),
});

/** What apps note of groups: message-store keeps it. */
export const groupAttributeCalls: readonly Call[] = [setGroupAttributes, deleteGroupAttributes, getGroupAttributes];
