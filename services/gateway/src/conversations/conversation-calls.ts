import { z } from 'zod';
import type { RevokeMessageRequestInput } from '@bellhop/contracts';
import { conversationService } from '@bellhop/grpc';
import type { Behind } from '../calls/behind.ts';
import type { Call } from '../calls/call.ts';
import { ownerCall } from '../calls/owner-call.ts';
import { nothing, object } from '../calls/shapes.ts';
import { conversationId, deviceId, messageId, userId } from '../domain/identifiers.ts';
import { checkPushConfig } from '../domain/check-message.ts';
import { pushConfigInput, templateThere } from '../domain/push-config.ts';
import { Refused } from '../domain/public-error.ts';
import { access, chapter, conversationPath, messageIds, notifyMode } from './conversation-shapes.ts';

const setConversationNotificationStatus = ownerCall({
  name: 'setConversationNotificationStatus',
  chapter,
  about: 'Sets what a user is notified of in a conversation: everything, what mentions them, or nothing',
  access,
  http: { route: `PUT ${conversationPath}/notification-status`, without: ['deviceID'] },
  grpc: { contract: conversationService, rpc: 'SetConversationNotificationStatus' },
  actor: 'userID',
  device: 'deviceID',
  input: z.strictObject({
    userID: userId,
    conversationID: conversationId,
    notifyMode,
    muteUntil: z.int().min(1).optional(),
    deviceID: deviceId.optional(),
  }),
  output: nothing,
  errors: ['CONVERSATION_NOT_FOUND', 'TOO_MANY_MUTED'],
  run: (request, { clients }) => clients.conversations.setConversationNotificationStatus(request),
});

const pushConfig = pushConfigInput
  .superRefine((given, check) => {
    if (given.voIP !== undefined)
      check.addIssue({ code: 'custom', path: ['voIP'], message: 'only a call may have it' });
    templateThere(given, check);
  })
  .optional();

const revokeMessage = ownerCall({
  name: 'revokeMessage',
  chapter,
  about:
    'Revokes a message: its sender within the app’s limit, an owner or admin of the group and, without `userID`, the app itself at any time',
  access,
  http: 'POST /v1/apps/:app/conversations/:conversationID/messages/:messageID/revoke',
  grpc: { contract: conversationService, rpc: 'RevokeMessage' },
  actor: 'userID',
  countsAs: () => 1,
  input: z.strictObject({
    userID: userId.optional(),
    conversationID: conversationId,
    messageID: messageId,
    pushConfig,
  }),
  output: object({ revocationMessageID: z.string() }),
  errors: [
    'CONVERSATION_NOT_FOUND',
    'MESSAGE_NOT_FOUND',
    'MESSAGE_TOO_OLD',
    'NOT_THE_SENDER',
    'NOT_REVOCABLE',
    'UNKNOWN_RESOURCE',
    'UNKNOWN_TEMPLATE',
    'MUTED',
    'GROUP_DISSOLVED',
  ],
  check: ({ pushConfig: config }, app, { apps }) => {
    const refusal = checkPushConfig(config, apps.get(app) ?? { resourcesIds: new Set(), templateIds: new Set() });
    if (refusal !== undefined) throw new Refused(refusal);
  },
  run: async (request, behind) => {
    await mayNotify(request, behind);
    return behind.clients.conversations.revokeMessage(request);
  },
});

const deleteMessages = ownerCall({
  name: 'deleteMessages',
  chapter,
  about: 'Deletes messages for one user, on all their devices; others keep them',
  access,
  http: { route: `POST ${conversationPath}/delete-messages`, without: ['deviceID'] },
  grpc: { contract: conversationService, rpc: 'DeleteMessages' },
  actor: 'userID',
  device: 'deviceID',
  input: z.strictObject({
    userID: userId,
    conversationID: conversationId,
    messageIDs: messageIds,
    deviceID: deviceId.optional(),
  }),
  output: object({ deletedCount: z.number() }),
  errors: ['CONVERSATION_NOT_FOUND'],
  run: (request, { clients }) => clients.conversations.deleteMessages(request),
});

const deleteConversation = ownerCall({
  name: 'deleteConversation',
  chapter,
  about: 'Deletes a conversation up to now for one user, on all their devices; it comes back with its next message',
  access,
  http: { route: `DELETE ${conversationPath}`, without: ['deviceID'] },
  grpc: { contract: conversationService, rpc: 'DeleteConversation' },
  actor: 'userID',
  device: 'deviceID',
  input: z.strictObject({ userID: userId, conversationID: conversationId, deviceID: deviceId.optional() }),
  output: object({ deletedSeq: z.number() }),
  errors: ['CONVERSATION_NOT_FOUND'],
  run: (request, { clients }) => clients.conversations.deleteConversation(request),
});

/** What users change in their conversations: message-store decides. */
export const conversationCalls: readonly Call[] = [
  setConversationNotificationStatus,
  revokeMessage,
  deleteMessages,
  deleteConversation,
];

/** Who may not send to a group may take back what they wrote, and say nothing on the members' screens by it. */
async function mayNotify(
  { app = '', userId = '', conversationId = '', pushConfig: config }: RevokeMessageRequestInput,
  { groupSenders }: Pick<Behind, 'groupSenders'>,
): Promise<void> {
  const [kind, groupId = ''] = conversationId.split('/');
  if (kind !== 'group' || userId === '' || config == null) return;
  const refusal = await groupSenders.refusalOf(app, { groupId, userId });
  if (refusal?.code !== 'MUTED' && refusal?.code !== 'GROUP_DISSOLVED') return; // of all else the owner tells
  const message = `${refusal.message}; without a pushConfig the message is revoked`;
  throw new Refused({ ...refusal, message, field: 'pushConfig' });
}
