import { InvalidInput } from '@bellhop/runtime';
import { isUnknownTemplate } from '../domain/check-message.ts';
import type { PushConfigJson } from '../domain/push-config.ts';
import type { Behind } from './behind.ts';

/** Throws InvalidInput when a push config names a resource, or a template, that the app does not have. */
export function knownPushConfig(config: PushConfigJson | undefined, app: string, { apps }: Pick<Behind, 'apps'>): void {
  const { resourcesID, templateID } = config ?? {};
  const known = apps.get(app);
  if (resourcesID !== undefined && known?.resourcesIds.has(resourcesID) !== true)
    throw new InvalidInput(`the app has no resource ${resourcesID}`, { field: 'pushConfig.resourcesID' });
  if (templateID !== undefined && isUnknownTemplate(templateID, known?.templateIds ?? new Set()))
    throw new InvalidInput(`the app has no template ${templateID}`, { field: 'pushConfig.templateID' });
}
