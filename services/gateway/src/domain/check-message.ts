import type { EffectiveLimits } from '@bellhop/contracts';
import type { MessageInput } from './message-input.ts';
import type { Refusal } from './refusal.ts';

/** What an app's settings say about a message whose form is right; undefined = nothing against it. */
export function checkMessage(
  message: MessageInput,
  app: { limits: Pick<EffectiveLimits, 'maxTextBytes'>; resourcesIds: ReadonlySet<string> },
): Refusal | undefined {
  const { maxTextBytes } = app.limits;
  const bytes = Buffer.byteLength(message.text ?? message.custom?.data ?? '');
  if (bytes > maxTextBytes) {
    return {
      code: 'TEXT_TOO_LONG',
      message: `the message has ${bytes} bytes, ${maxTextBytes} are allowed`,
      field: message.text === undefined ? 'custom.data' : 'text',
    };
  }
  const resourcesId = message.pushConfig?.resourcesID;
  if (resourcesId !== undefined && !app.resourcesIds.has(resourcesId)) {
    return {
      code: 'UNKNOWN_RESOURCE',
      message: `the app has no resource ${resourcesId}`,
      field: 'pushConfig.resourcesID',
    };
  }
  return undefined;
}
