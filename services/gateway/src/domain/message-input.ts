import { z } from 'zod';
import { characters, groupId, text, userId } from './identifiers.ts';
import { pushConfigInput, templateThere } from './push-config.ts';

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
  if (message.pushConfig?.voIP !== undefined)
    check.addIssue({ code: 'custom', path: ['pushConfig', 'voIP'], message: 'only a call may have it' });
  templateThere(message.pushConfig, check);
}

/** A message as a logged-in client sends it. */
export const clientMessage = z.strictObject(messageFields).superRefine(fieldsFit);
/** A message as a service sends it in a user's name. */
export const serviceMessage = z.strictObject({ fromUserID: userId, ...messageFields }).superRefine(fieldsFit);

export type MessageInput = z.output<typeof serviceMessage>;
