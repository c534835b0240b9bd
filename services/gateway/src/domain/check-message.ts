import type { EffectiveLimits } from '@bellhop/contracts';
import type { MessageInput } from './message-input.ts';
import type { PushConfigJson } from './push-config.ts';
import type { Refusal } from './refusal.ts';

/** What an app has that a push config may name. */
interface Named {
  readonly resourcesIds: ReadonlySet<string>;
  readonly templateIds: ReadonlySet<string>;
}

/** What an app's settings say about a message whose form is right; undefined = nothing against it. */
export function checkMessage(
  message: MessageInput,
  app: Named & { readonly limits: Pick<EffectiveLimits, 'maxTextBytes'> },
): Refusal | undefined {
  const { maxTextBytes } = app.limits;
  const { field, said } = textOf(message);
  const bytes = Buffer.byteLength(said);
  if (bytes > maxTextBytes)
    return { code: 'TEXT_TOO_LONG', message: `the message has ${bytes} bytes, ${maxTextBytes} are allowed`, field };
  return checkPushConfig(message.pushConfig, app);
}

/** What a push config names that the app does not have. */
export function checkPushConfig(
  { resourcesID, templateID }: Pick<PushConfigJson, 'resourcesID' | 'templateID'> = {},
  { resourcesIds, templateIds }: Named,
): Refusal | undefined {
  if (resourcesID !== undefined && !resourcesIds.has(resourcesID)) {
    return {
      code: 'UNKNOWN_RESOURCE',
      message: `the app has no resource ${resourcesID}`,
      field: 'pushConfig.resourcesID',
    };
  }
  if (templateID !== undefined && isUnknownTemplate(templateID, templateIds)) {
    return {
      code: 'UNKNOWN_TEMPLATE',
      message: `the app has no template ${templateID}`,
      field: 'pushConfig.templateID',
    };
  }
  return undefined;
}

/** In an app without templates of its own the id is that of a vendor, which nobody here knows. */
export function isUnknownTemplate(templateId: string, templateIds: ReadonlySet<string>): boolean {
  return templateIds.size > 0 && !templateIds.has(templateId);
}

/** The text of a message whose length is the app's business. */
function textOf({ text, custom, combined }: MessageInput): { field: string; said: string } {
  if (custom !== undefined) return { field: 'custom.data', said: custom.data };
  return combined === undefined ? { field: 'text', said: text ?? '' } : { field: 'combined.data', said: combined.data };
}
