import { z } from 'zod';
import { contentFields, contentNames, mentionsField } from './content-input.ts';
import { characters, groupId, userId } from './identifiers.ts';
import { pushConfigInput, templateThere } from './push-config.ts';

const messageFields = {
  toUserID: userId.optional(),
  toGroupID: groupId.optional(),
  ...contentFields,
  localMessageID: characters(1, 64).optional(),
  pushConfig: pushConfigInput.optional(),
  targetUserIDs: z.array(userId).max(2_000, 'must name at most 2,000 users').optional(),
  mentions: mentionsField,
};

interface MessageShape {
  pushConfig?: z.output<typeof pushConfigInput> | undefined;
  toUserID?: string | undefined;
  toGroupID?: string | undefined;
  text?: string | undefined;
  custom?: object | undefined;
  media?: object | undefined;
  combined?: object | undefined;
  targetUserIDs?: readonly string[] | undefined;
  mentions?: object | undefined;
}

/** What the fields of a message demand of each other. */
function fieldsFit(message: MessageShape, check: z.RefinementCtx): void {
  const problem = (field: string, text: string): void =>
    check.addIssue({ code: 'custom', path: [field], message: text });
  if (message.toUserID === undefined && message.toGroupID === undefined)
    problem('toUserID', 'either toUserID or toGroupID must be set');
  if (message.toUserID !== undefined && message.toGroupID !== undefined)
    problem('toGroupID', 'must not be set beside toUserID');
  const [content, other] = contentNames.filter((name) => message[name] !== undefined);
  if (content === undefined) problem('text', `one of ${contentNames.join(', ')} must be set`);
  else if (other !== undefined) problem(other, `must not be set beside ${content}`);
  if (message.toGroupID === undefined && (message.targetUserIDs?.length ?? 0) > 0)
    problem('targetUserIDs', 'only group messages have targets');
  // A list that came out empty is not to be read by everybody.
  if (message.toGroupID !== undefined && message.targetUserIDs?.length === 0)
    problem('targetUserIDs', 'must name at least one user; left out, all members receive it');
  if (message.toGroupID === undefined && message.mentions !== undefined)
    problem('mentions', 'only group messages mention users');
  if (message.pushConfig?.voIP !== undefined)
    check.addIssue({ code: 'custom', path: ['pushConfig', 'voIP'], message: 'only a call may have it' });
  templateThere(message.pushConfig, check);
}

/** A message as a logged-in client sends it. */
export const clientMessage = z.strictObject(messageFields).superRefine(fieldsFit);
/** A message as a service sends it in a user's name. */
export const serviceMessage = z.strictObject({ fromUserID: userId, ...messageFields }).superRefine(fieldsFit);

export type MessageInput = z.output<typeof serviceMessage>;
