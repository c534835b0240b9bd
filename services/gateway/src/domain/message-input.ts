import { missingTemplate, vendorSettingsProblem, type VendorName } from '@bellhop/contracts';
import { withoutControls } from '@bellhop/runtime';
import { z } from 'zod';
import { settingsByVendor, vendorsOf } from './vendor-settings-input.ts';
import { characters, groupId, resourcesId, text, textOf, userId, utf8Bytes } from './identifiers.ts';

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
});

/** Settings that come with a message are held to the same rules as those of a resource. */
function settingsFit(given: z.output<typeof settingsByVendor>, check: z.RefinementCtx): void {
  for (const [name, settings] of Object.entries(vendorsOf(given))) {
    const vendor = name as VendorName;
    const problem = vendorSettingsProblem(vendor, settings);
    if (problem !== undefined)
      check.addIssue({ code: 'custom', path: [name, ...problem.setting.split('.')], message: problem.message });
  }
}

const messageFields = {
  toUserID: userId.optional(),
  toGroupID: groupId.optional(),
  text: text().min(1, 'must not be empty').optional(),
  custom: z.strictObject({ type: z.int().min(0).max(200), data: text() }).optional(),
  localMessageID: characters(1, 64).optional(),
  pushConfig: pushConfigInput.optional(),
  targetUserIDs: z.array(userId).max(2_000, 'must name at most 2,000 users').optional(),
};

interface MessageShape {
  pushConfig?: z.output<typeof pushConfigInput> | undefined;
  toUserID?: string | undefined;
  toGroupID?: string | undefined;
  text?: string | undefined;
  custom?: object | undefined;
  targetUserIDs?: readonly string[] | undefined;
}

/** What the fields of a message demand of each other. */
function fieldsFit(message: MessageShape, check: z.RefinementCtx): void {
  const problem = (field: string, text: string): void =>
    check.addIssue({ code: 'custom', path: [field], message: text });
  if (message.toUserID === undefined && message.toGroupID === undefined)
    problem('toUserID', 'either toUserID or toGroupID must be set');
  if (message.toUserID !== undefined && message.toGroupID !== undefined)
    problem('toGroupID', 'must not be set beside toUserID');
  if (message.text === undefined && message.custom === undefined) problem('text', 'either text or custom must be set');
  if (message.text !== undefined && message.custom !== undefined) problem('custom', 'must not be set beside text');
  if (message.toGroupID === undefined && (message.targetUserIDs?.length ?? 0) > 0)
    problem('targetUserIDs', 'only group messages have targets');
  // A resource may bring the template: what it lacks, the vendor says (54, misconfigured).
  const { vendors = {}, templateID = '', resourcesID = '' } = message.pushConfig ?? {};
  const missing =
    templateID === '' && resourcesID === '' ? missingTemplate('oppo', vendorsOf(vendors).oppo ?? {}) : undefined;
  if (missing !== undefined)
    check.addIssue({ code: 'custom', path: ['pushConfig', 'vendors', 'oppo', 'templateID'], message: missing });
}

/** A message as a logged-in client sends it. */
export const clientMessage = z.strictObject(messageFields).superRefine(fieldsFit);
/** A message as a service sends it in a user's name. */
export const serviceMessage = z.strictObject({ fromUserID: userId, ...messageFields }).superRefine(fieldsFit);

export type MessageInput = z.output<typeof serviceMessage>;
