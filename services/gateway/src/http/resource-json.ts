import { z } from 'zod';
import {
  vendorNames,
  type ClickActionKind,
  type Resource,
  type VendorName,
  type VendorSettings,
  type VendorSettingsInput,
} from '@bellhop/contracts';

const clickKinds = {
  launchApp: 'CLICK_ACTION_KIND_LAUNCH_APP',
  openPage: 'CLICK_ACTION_KIND_OPEN_PAGE',
  openURL: 'CLICK_ACTION_KIND_OPEN_URL',
} as const satisfies Record<string, ClickActionKind>;

const settings = z.strictObject({
  channelID: z.string().max(64).optional(),
  category: z.string().max(32).optional(),
  importance: z.string().max(16).optional(),
  notifyLevel: z.int().min(0).max(16).optional(),
  sound: z.string().max(256).optional(),
  templateID: z.string().max(64).optional(),
  clickAction: z
    .strictObject({ kind: z.enum(['launchApp', 'openPage', 'openURL']), value: z.string().max(1_024).optional() })
    .optional(),
});

/** A resource as operators write it: settings by vendor; a vendor left out has its defaults. */
export const resourceBody = z.strictObject({
  vendors: z.strictObject(
    Object.fromEntries(vendorNames.map((name) => [name, settings.optional()])) as Record<
      VendorName,
      z.ZodOptional<typeof settings>
    >,
  ),
});

export function vendorsOf({ vendors }: z.output<typeof resourceBody>): Record<string, VendorSettingsInput> {
  return Object.fromEntries(
    Object.entries(vendors).flatMap(([name, given]) => (given === undefined ? [] : [[name, settingsOf(given)]])),
  );
}

function settingsOf({
  channelID,
  category,
  importance,
  notifyLevel,
  sound,
  templateID,
  clickAction,
}: z.output<typeof settings>): VendorSettingsInput {
  return {
    channelId: channelID ?? '',
    category: category ?? '',
    importance: importance ?? '',
    notifyLevel: notifyLevel ?? 0,
    sound: sound ?? '',
    templateId: templateID ?? '',
    ...(clickAction === undefined
      ? {}
      : { clickAction: { kind: clickKinds[clickAction.kind], value: clickAction.value ?? '' } }),
  };
}

export function resourceJson({ resourcesId, vendors }: Resource) {
  return {
    resourcesID: resourcesId,
    vendors: Object.fromEntries(Object.entries(vendors).map(([name, one]) => [name, settingsJson(one)])),
  };
}

/** Settings without what is empty, so that what is read can be written again. */
function settingsJson(settings: VendorSettings): object {
  const { channelId, category, importance, notifyLevel, sound, templateId, clickAction } = settings;
  const kind = Object.entries(clickKinds).find(([, proto]) => proto === clickAction?.kind)?.[0];
  const texts = Object.entries({ channelID: channelId, category, importance, sound, templateID: templateId }).filter(
    ([, value]) => value !== '' && value !== undefined,
  );
  return {
    ...Object.fromEntries(texts),
    ...(notifyLevel > 0 ? { notifyLevel } : {}),
    ...(kind === undefined
      ? {}
      : { clickAction: { kind, ...(clickAction?.value ? { value: clickAction.value } : {}) } }),
  };
}
