import { missingTemplate, vendorSettingsProblem, type PushConfigInput, type VendorName } from '@bellhop/contracts';
import { withoutControls } from '@bellhop/runtime';
import { z } from 'zod';
import { characters, resourcesId, textOf, utf8Bytes } from './identifiers.ts';
import { settingsByVendor, vendorsOf } from './vendor-settings-input.ts';

/** A text that is to be seen. Vendors refuse a blank one, and control characters are left out before they see it. */
const visible = (max: number) =>
  textOf(1, max).refine((given) => withoutControls(given, { lines: true }).trim() !== '', 'must not be blank');

/** xiaomi takes no more variables in a template. */
const MAX_PARAMETERS = 9;
const parameters = z
  .record(textOf(1, 64), visible(128))
  .refine((given) => Object.keys(given).length <= MAX_PARAMETERS, `must have at most ${MAX_PARAMETERS} parameters`);

/** What a receiver's phone shows when he is offline. */
export const pushConfigInput = z.strictObject({
  title: visible(64),
  content: visible(512),
  payload: utf8Bytes(1_000).optional(),
  resourcesID: resourcesId.optional(),
  threadID: characters(1, 64).optional(),
  enableBadge: z.boolean().optional(),
  badgeIncrement: z.int().min(0).max(99).optional(),
  templateID: characters(1, 64).optional(),
  titleParameters: parameters.optional(),
  contentParameters: parameters.optional(),
  vendors: settingsByVendor.superRefine(settingsFit).optional(),
  voIP: z
    .strictObject({
      handleType: z.enum(['generic', 'phoneNumber', 'emailAddress']).optional(),
      handleValue: textOf(0, 128).optional(),
      hasVideo: z.boolean().optional(),
    })
    .optional(),
});

export type PushConfigJson = z.output<typeof pushConfigInput>;

/** A resource may bring the template: what it lacks, the vendor says (54, misconfigured). */
export function templateThere(config: PushConfigJson | undefined, check: z.RefinementCtx): void {
  const { vendors = {}, templateID = '', resourcesID = '' } = config ?? {};
  const missing =
    templateID === '' && resourcesID === '' ? missingTemplate('oppo', vendorsOf(vendors).oppo ?? {}) : undefined;
  if (missing !== undefined)
    check.addIssue({ code: 'custom', path: ['pushConfig', 'vendors', 'oppo', 'templateID'], message: missing });
}

/** A push config as contracts have it. */
export function pushConfigOf(config: PushConfigJson): PushConfigInput {
  const { voIP } = config;
  return {
    title: config.title,
    content: config.content,
    payload: config.payload ?? '',
    resourcesId: config.resourcesID ?? '',
    threadId: config.threadID ?? '',
    enableBadge: config.enableBadge ?? false,
    badgeIncrement: config.badgeIncrement ?? 0,
    templateId: config.templateID ?? '',
    titleParameters: config.titleParameters ?? {},
    contentParameters: config.contentParameters ?? {},
    vendors: vendorsOf(config.vendors ?? {}),
    ...(voIP === undefined
      ? {}
      : {
          voIp: {
            handleType: voIP.handleType ?? '',
            handleValue: voIP.handleValue ?? '',
            hasVideo: voIP.hasVideo ?? false,
          },
        }),
  };
}

/** Settings that come with a message are held to the same rules as those of a resource. */
function settingsFit(given: z.output<typeof settingsByVendor>, check: z.RefinementCtx): void {
  for (const [name, settings] of Object.entries(vendorsOf(given))) {
    const vendor = name as VendorName;
    const problem = vendorSettingsProblem(vendor, settings);
    if (problem !== undefined)
      check.addIssue({ code: 'custom', path: [name, ...problem.setting.split('.')], message: problem.message });
  }
}
