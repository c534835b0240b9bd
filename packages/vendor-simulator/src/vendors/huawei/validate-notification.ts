import { asText } from '../../http/as-text.ts';
import { isDuration } from './duration.ts';
import type { HuaweiMessage, Json } from './message.ts';
import { isObject, textOf } from './message.ts';
import type { Refusal } from './replies.ts';
import { badParameter, badStructure } from './replies.ts';

const VISIBILITIES = [undefined, 'VISIBILITY_UNSPECIFIED', 'PUBLIC', 'SECRET', 'PRIVATE'];
/** HIGH was in older documents (huawei.md §4.4). */
const IMPORTANCES = [undefined, 'LOW', 'NORMAL'];
/** A time in UTC, as RFC 3339 writes it: `2014-10-02T15:01:23.045123456Z`. */
const UTC_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/;

/** Checks of a notification message (huawei.md §4.4, §4.5). */
export function notificationProblem(message: HuaweiMessage): Refusal | undefined {
  if (textOf(message, 'title') === '') return badStructure('title is empty');
  if (textOf(message, 'body') === '') return badStructure('body is empty');
  const notification = message.androidNotification;
  if (notification === undefined || !isObject(notification['click_action']))
    return badStructure('click_action is missing');
  return (
    clickProblem(notification['click_action']) ??
    imageProblem(notification['image'] ?? message.notification?.['image']) ??
    choiceProblem(notification) ??
    styleProblem(notification) ??
    badgeProblem(notification['badge']) ??
    buttonsProblem(notification['buttons']) ??
    vibrationProblem(notification['vibrate_config']) ??
    lightProblem(notification['light_settings']) ??
    typeProblem(notification) ??
    restProblem(notification)
  );
}

function clickProblem(click: Json): Refusal | undefined {
  switch (click['type']) {
    case 1:
      return isText(click['intent']) || isText(click['action'])
        ? undefined
        : badParameter('click_action needs intent or action');
    case 2:
      return isHttps(click['url']) ? undefined : badParameter('click_action needs an https url');
    case 3:
      return undefined;
    default:
      return badParameter('click_action.type');
  }
}

const imageProblem = (image: unknown): Refusal | undefined =>
  image === undefined || isHttps(image) ? undefined : badParameter('image');

function choiceProblem(notification: Json): Refusal | undefined {
  if (!IMPORTANCES.includes(notification['importance'] as string)) return badParameter('importance');
  if (!VISIBILITIES.includes(notification['visibility'] as string)) return badParameter('visibility');
  const { color, notify_id: notifyId } = notification;
  if (color !== undefined && !/^#[0-9a-fA-F]{6}$/.test(asText(color))) return badParameter('color');
  return notifyId === undefined || isWithin(notifyId, -2_147_483_648, 2_147_483_647)
    ? undefined
    : badParameter('notify_id');
}

function styleProblem(notification: Json): Refusal | undefined {
  const { style, inbox_content: inbox } = notification;
  if (![undefined, 0, 1, 3].includes(style as number)) return badParameter('style');
  if (style === 1 && !(isText(notification['big_title']) && isText(notification['big_body']))) {
    return badParameter('style 1 needs big_title and big_body');
  }
  if (style === 3) {
    const isInbox =
      Array.isArray(inbox) && inbox.length <= 5 && inbox.every((line) => isText(line) && line.length <= 1024);
    if (!isInbox) return badParameter('inbox_content');
  }
  return undefined;
}

function badgeProblem(badge: unknown): Refusal | undefined {
  if (badge === undefined) return undefined;
  if (!isObject(badge) || !isText(badge['class'])) return badParameter('badge needs class');
  if (badge['add_num'] !== undefined && !isWithin(badge['add_num'], 1, 99)) return badParameter('badge.add_num');
  if (badge['set_num'] !== undefined && !isWithin(badge['set_num'], 0, 99)) return badParameter('badge.set_num');
  return undefined;
}

function buttonsProblem(buttons: unknown): Refusal | undefined {
  if (buttons === undefined) return undefined;
  if (!Array.isArray(buttons) || buttons.length > 3) return badParameter('buttons');
  const isGood = (button: unknown): boolean =>
    isObject(button) &&
    isText(button['name']) &&
    button['name'].length <= 40 &&
    isWithin(button['action_type'], 0, 4) &&
    [undefined, 0, 1].includes(button['intent_type'] as number) &&
    asText(button['data'] ?? '').length <= 1024;
  return buttons.every(isGood) ? undefined : badParameter('buttons');
}

/** At most ten entries of more than 0 and at most 60 seconds. */
function vibrationProblem(vibrate: unknown): Refusal | undefined {
  if (vibrate === undefined) return undefined;
  const isLength = (entry: unknown): boolean =>
    isDuration(entry) && Number.parseFloat(entry) > 0 && Number.parseFloat(entry) <= 60;
  return Array.isArray(vibrate) && vibrate.length <= 10 && vibrate.every(isLength)
    ? undefined
    : badParameter('vibrate_config');
}

/** A colour with parts from 0 to 1 and both durations. */
function lightProblem(light: unknown): Refusal | undefined {
  if (light === undefined) return undefined;
  const isPart = (part: unknown): boolean => typeof part === 'number' && part >= 0 && part <= 1;
  const isGood =
    isObject(light) &&
    isObject(light['color']) &&
    Object.values(light['color']).every(isPart) &&
    isDuration(light['light_on_duration']) &&
    isDuration(light['light_off_duration']);
  return isGood ? undefined : badParameter('light_settings');
}

const TEXTS = 'icon sound channel_id tag group ticker notify_summary profile_id title_loc_key body_loc_key'.split(' ');
const FLAGS = 'default_sound use_default_vibrate use_default_light foreground_show auto_cancel'.split(' ');
const TEXT_LISTS = ['title_loc_args', 'body_loc_args'];

/** JSON types, strictly: Push Kit takes no number and no flag as text. */
function typeProblem(notification: Json): Refusal | undefined {
  const wrong =
    TEXTS.find((name) => ![undefined, 'string'].includes(typeIn(notification, name))) ??
    FLAGS.find((name) => ![undefined, 'boolean'].includes(typeIn(notification, name))) ??
    TEXT_LISTS.find((name) => {
      const list = notification[name];
      return list !== undefined && !(Array.isArray(list) && list.every((item) => typeof item === 'string'));
    });
  if (wrong !== undefined) return badParameter(wrong);
  const { auto_clear: clearAfterMs, when } = notification;
  if (clearAfterMs !== undefined && !isWithin(clearAfterMs, 0, Number.MAX_SAFE_INTEGER))
    return badParameter('auto_clear');
  const isTime = typeof when === 'string' && UTC_TIME.test(when) && !Number.isNaN(Date.parse(when));
  return when === undefined || isTime ? undefined : badParameter('when');
}

const typeIn = (notification: Json, name: string): string | undefined =>
  notification[name] === undefined ? undefined : typeof notification[name];

function restProblem(notification: Json): Refusal | undefined {
  const { multi_lang_key: languages, profile_id: profile } = notification;
  if (languages !== undefined && !isObject(languages)) return badParameter('multi_lang_key');
  if (
    isObject(languages) &&
    Object.values(languages).some((texts) => isObject(texts) && Object.keys(texts).length > 3)
  ) {
    return badParameter('multi_lang_key');
  }
  if (profile !== undefined && asText(profile).length > 64) return badParameter('profile_id');
  return undefined;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isHttps = (value: unknown): boolean => isText(value) && value.startsWith('https://') && URL.canParse(value);
const isWithin = (value: unknown, min: number, max: number): boolean =>
  Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
