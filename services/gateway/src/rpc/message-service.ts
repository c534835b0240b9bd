import type { MessageServiceDefinition, OutgoingMessage, SendMessageResponseInput } from '@bellhop/contracts';
import type { Handlers } from '@bellhop/grpc';
import { InvalidInput } from '@bellhop/runtime';
import type { SendResult } from '../accept/accept-messages.ts';
import type { ApiKeys } from '../auth/api-keys.ts';
import { settingsJson } from '../domain/vendor-settings-input.ts';
import type { SendForService } from '../messages/send-for-service.ts';

export function messageServiceHandlers({
  keys,
  send,
}: {
  keys: ApiKeys;
  send: SendForService;
}): Handlers<MessageServiceDefinition> {
  return {
    SendMessage: async ({ app, message }, { bearer }) => {
      const known = keys.app(app, bearer);
      if (message === null) throw new InvalidInput('message is missing', { field: 'message' });
      const [result] = await send(known, [inputOf(message)], 'grpc');
      if (result === undefined) throw new TypeError('a message without result');
      if (result.kind === 'refused' && result.refusal.code === 'INVALID_ARGUMENT') {
        throw new InvalidInput(result.refusal.message, { field: result.refusal.field });
      }
      return responseOf(result);
    },
    SendMessages: async ({ app, messages }, { bearer }) => {
      const known = keys.app(app, bearer);
      if (messages.length < 1 || messages.length > 500)
        throw new InvalidInput('messages must be 1 to 500', { field: 'messages' });
      return { results: (await send(known, messages.map(inputOf), 'grpc')).map(responseOf) };
    },
  };
}

/** A proto message as the shared schema wants it: what is empty in proto3 is absent. */
function inputOf(message: OutgoingMessage): unknown {
  const { fromUserId, localId, target, content, pushConfig, targetUserIds } = message;
  return {
    fromUserID: fromUserId,
    ...(localId === '' ? {} : { localMessageID: localId }),
    ...(target === 'toUserId' ? { toUserID: message.toUserId } : {}),
    ...(target === 'toGroupId' ? { toGroupID: message.toGroupId } : {}),
    ...(content === 'text' ? { text: message.text } : {}),
    ...(content === 'custom' ? { custom: message.custom } : {}),
    ...(pushConfig === null
      ? {}
      : {
          pushConfig: {
            title: pushConfig.title,
            content: pushConfig.content,
            ...(pushConfig.payload === '' ? {} : { payload: pushConfig.payload }),
            ...(pushConfig.resourcesId === '' ? {} : { resourcesID: pushConfig.resourcesId }),
            ...(pushConfig.threadId === '' ? {} : { threadID: pushConfig.threadId }),
            enableBadge: pushConfig.enableBadge,
            badgeIncrement: pushConfig.badgeIncrement,
            ...(pushConfig.templateId === '' ? {} : { templateID: pushConfig.templateId }),
            titleParameters: pushConfig.titleParameters,
            contentParameters: pushConfig.contentParameters,
            vendors: Object.fromEntries(
              Object.entries(pushConfig.vendors).map(([name, settings]) => [name, settingsJson(settings)]),
            ),
          },
        }),
    ...(targetUserIds.length === 0 ? {} : { targetUserIDs: targetUserIds }),
  };
}

function responseOf(result: SendResult): SendMessageResponseInput {
  return result.kind === 'refused'
    ? { refused: result.refusal }
    : { accepted: { messageId: result.messageId, acceptedAtMs: result.acceptedAtMs } };
}
