import type { XiaomiApp } from '../../credentials/app.ts';
import type { Refusal } from './codes.ts';
import { refuse } from './codes.ts';

const MAX_VARIABLES = 9;
const invalid = (): Refusal => refuse(10017, 'Invalid parameter: extra.template_param');

/** Checks a template-controlled message (xiaomi.md §5.3). */
export function templateProblem(extra: Record<string, string>, app: XiaomiApp): Refusal | undefined {
  const id = extra['template_id'];
  const channel = app.settings.channels.find((it) => it.id === extra['channel_id']);
  if (id === undefined) {
    const isMissed = app.settings.templateRequired && channel?.class === 'private';
    return isMissed ? refuse(27001, 'Template is missing.') : undefined;
  }
  const template = app.settings.templates.find((it) => it.id === id);
  if (template === undefined) return refuse(27001, 'Template does not exist.');
  if (template.channelId !== undefined && template.channelId !== channel?.id) {
    return refuse(27001, 'Template does not belong to the channel.');
  }
  let parameters: unknown;
  try {
    parameters = JSON.parse(extra['template_param'] ?? '{}');
  } catch {
    return invalid();
  }
  if (typeof parameters !== 'object' || parameters === null || Array.isArray(parameters)) return invalid();
  const entries = Object.entries(parameters);
  const hasExactlyItsVariables =
    entries.length <= MAX_VARIABLES &&
    entries.length === template.variables.length &&
    entries.every(([key]) => template.variables.includes(key));
  return hasExactlyItsVariables && entries.every(([, value]) => isAllowedValue(value)) ? undefined : invalid();
}

/** 1–128 characters, not blank, no "Other Symbol" (emoji) and no unassigned code points. */
function isAllowedValue(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '' && value.length <= 128 && !/[\p{So}\p{Cn}]/u.test(value);
}
