import { z } from 'zod';
import type { ApiKeys } from '../../auth/api-keys.ts';
import { actingUserInput, createGroupInput, inviteInput } from '../../domain/group-input.ts';
import { userId } from '../../domain/identifiers.ts';
import { membersJson, unlessRefused, type GroupCalls } from '../../groups/group-calls.ts';
import { createdGroup, memberCount, memberPageAnswer, nothing } from '../answers.ts';
import type { HttpServer } from '../http-server.ts';
import { appParams, groupParams, queryNumber } from '../schemas.ts';
import { authorizeApp } from './authorize-app.ts';

const tags = ['groups'];

export function groupRoutes(server: HttpServer, { keys, groups }: { keys: ApiKeys; groups: GroupCalls }): void {
  const onRequest = authorizeApp(keys);

  server.post(
    '/v1/apps/:app/groups',
    {
      schema: {
        tags,
        summary: 'Creates a group',
        response: { 201: createdGroup },
        params: appParams,
        body: createGroupInput,
      },
      onRequest,
    },
    async ({ params, body }, reply) => {
      const { memberCount } = unlessRefused(await groups.create(params.app, body));
      return reply.status(201).send({ groupID: body.groupID, memberCount });
    },
  );
  server.post(
    '/v1/apps/:app/groups/:groupID/members',
    {
      schema: {
        tags,
        summary: 'Invites users',
        response: { 200: memberCount },
        params: groupParams,
        body: inviteInput,
      },
      onRequest,
    },
    async ({ params, body }) => {
      const { memberCount } = unlessRefused(await groups.invite(params.app, params.groupID, body));
      return { memberCount };
    },
  );
  server.post(
    '/v1/apps/:app/groups/:groupID/join',
    {
      schema: {
        tags,
        summary: 'A user enters a group',
        response: { 200: nothing },
        params: groupParams,
        body: actingUserInput,
      },
      onRequest,
    },
    async ({ params, body }) => {
      unlessRefused(await groups.join(params.app, params.groupID, body.userID));
      return {};
    },
  );
  server.post(
    '/v1/apps/:app/groups/:groupID/leave',
    {
      schema: {
        tags,
        summary: 'A user leaves a group',
        response: { 200: nothing },
        params: groupParams,
        body: actingUserInput,
      },
      onRequest,
    },
    async ({ params, body }) => {
      unlessRefused(await groups.leave(params.app, params.groupID, body.userID));
      return {};
    },
  );
  server.get(
    '/v1/apps/:app/groups/:groupID/members',
    {
      schema: {
        tags,
        summary: 'Lists the members by user id, in pages',
        response: { 200: memberPageAnswer },
        params: groupParams,
        querystring: z.strictObject({
          pageSize: queryNumber(1, 1_000).optional(),
          pageToken: z.string().max(512).optional(),
          viewerUserID: userId.optional(),
        }),
      },
      onRequest,
    },
    async ({ params, query }) =>
      membersJson(unlessRefused(await groups.listMembers(params.app, params.groupID, query))),
  );
}
