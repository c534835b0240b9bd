import {
  mergedSettings,
  type CallPushKind,
  type OfflineRecipients,
  type PushConfig,
  type VendorName,
} from '@bellhop/contracts';
import { starvingReason } from './instant-messages.ts';
import type { Known, Standing } from './known.ts';
import { userKey, type AppProfile, type BoundDevice } from './ports.ts';
import { asksData, pushKindOf } from './push-kind.ts';
import { notifyIdOf, platformClass, takesBack, type TaskContent } from './push-task.ts';
import {
  defaultWords,
  foldedWords,
  groupNameOf,
  notBlank,
  wordsFor,
  type PushWords,
  type Words,
} from './push-texts.ts';
import { templateWords } from './templates.ts';

/** What a device is shown, and what of it goes into the trace because the sender did not say it. */
export interface PushContent {
  readonly content: TaskContent;
  readonly notes: readonly string[];
}

/** When its push is worthless, Unix ms. */
export function expiryOf(
  event: OfflineRecipients,
  { profile, livesFromMs = event.acceptedAtMs }: Pick<Known, 'profile' | 'livesFromMs'>,
): number {
  return event.call?.pushExpiresAtMs ?? livesFromMs + (profile?.limits.pushTtlSeconds ?? 0) * 1_000;
}

/** What phones show: the same for many devices, so that it is made once for each language. */
export function pushContents(
  event: OfflineRecipients,
  known: Known,
  nowMs: number,
): (device: BoundDevice, standing: Standing & { readonly isAlone: boolean }) => PushContent {
  const { settings, profile } = known;
  const config = event.pushConfig;
  const { resourcesId, note } = resourceFor(event, profile);
  const resourceNotes = note === undefined ? [] : [note];
  const { userName = '' } = settings.get(userKey({ app: event.app, userId: event.senderUserId })) ?? {};
  const sender = notBlank(userName, event.senderUserId);
  const common = { resourcesId, expiresAtMs: expiryOf(event, known), nowMs };
  const byLocale = new Map<string, Words>();
  const end = event.call === null ? undefined : endNames[event.call.kind];
  const isWordedByLocale = config === null || config.templateId !== '' || end !== undefined;

  const wordsIn = (locale: string, count: number): Words => {
    const key = `${count}/${locale}`;
    let words = byLocale.get(key);
    if (words === undefined) byLocale.set(key, (words = wordsOf(locale, count)));
    return words;
  };
  const wordsOf = (locale: string, count: number): Words => {
    if (profile === undefined) return { title: config?.title ?? '', content: config?.content ?? '' };
    const own = wordsFor(profile.rules, locale);
    const ofOne = config === null ? defaultWords(event, own, sender) : wordsOfConfig(config, profile, locale);
    if (end !== undefined) return { title: ofOne.title, content: own[end] };
    if (takesBack(event)) return { title: ofOne.title, content: own.revoked };
    return foldedWords(ofOne, own, { count, sender, group: groupNameOf(event) });
  };

  const kindOf = pushKindOf(event, profile, resourcesId);
  const vendorNotes = (vendor: VendorName): string[] => {
    const settings = mergedSettings(profile?.resources.get(resourcesId)?.[vendor], config?.vendors[vendor]);
    const starving = event.call === null ? starvingReason(vendor, settings) : undefined;
    const downgraded = kindOf(vendor).kind === 'downgraded';
    return [
      ...(downgraded ? [`a notification, as ${vendor} has no push without one and the settings allow it`] : []),
      ...(starving === undefined ? [] : [starving]),
    ];
  };

  /** Vendors that raise a badge by themselves are not told the number: so devices of many users share a task. */
  const wantsNumber = ({ vendor, platform }: BoundDevice): boolean =>
    (vendor === 'fcm' && platform.toLowerCase() === 'ios') ||
    (config?.vendors[vendor]?.badgeMode || profile?.resources.get(resourcesId)?.[vendor]?.badgeMode) === 'SET';

  const ownIncrement = badgeIncrementOf(event);
  return (device, { badge = 0, count = 1, countBefore = 0, badgeIncrement = ownIncrement, isAlone }) => ({
    content: {
      ...common,
      // Android adds up the numbers of the notifications that stand there, and this one takes the place of what it tells of again.
      badgeIncrement: badgeIncrement + (isFcmAndroid(device) ? countBefore * ownIncrement : 0),
      badge: wantsNumber(device) ? badge : 0,
      isData: kindOf(device.vendor).kind === 'data',
      count,
      notifyId: isAlone ? notifyIdOf(revokedOrOwn(event)) : notifyIdFor(event, profile),
      words: wordsIn(isWordedByLocale || count > 1 ? device.locale : '', count),
    },
    notes: [
      ...resourceNotes,
      ...(isWordedHere(event) ? ['the default push of the app'] : []),
      ...vendorNotes(device.vendor),
    ],
  });
}

function isFcmAndroid({ vendor, platform }: BoundDevice): boolean {
  return vendor === 'fcm' && platformClass(platform) === 'android';
}

/** What stands on the screen when a call rings no longer, where the vendor cannot take the notification away. */
const endNames: Partial<Record<CallPushKind, keyof PushWords>> = {
  CALL_PUSH_KIND_MISSED: 'missedCall',
  CALL_PUSH_KIND_ANSWERED: 'answeredElsewhere',
};

/** What the message says, or the app's template that it names. */
function wordsOfConfig(config: PushConfig, { templates, rules }: AppProfile, locale: string): Words {
  const said = { title: config.title, content: config.content };
  const template = templates.get(config.templateId);
  if (template === undefined) return said;
  const { titleParameters, contentParameters } = config;
  const words = templateWords(template, {
    locale,
    defaultLocale: rules.defaultLocale,
    titleParameters,
    contentParameters,
  });
  return {
    title: notBlank(words.title, said.title),
    content: notBlank(words.content, said.content),
  };
}

function isWordedHere({ pushConfig, call, revokesMessageId }: OfflineRecipients): boolean {
  return pushConfig === null && call === null && revokesMessageId === '';
}

/** The message's resource, or that of the message which is taken back; when it names none, the one that the app names for its kind. */
export function resourceFor(
  { pushConfig, revokedPushConfig, call }: OfflineRecipients,
  profile: AppProfile | undefined,
): { readonly resourcesId: string; readonly note?: string } {
  const named = (pushConfig ?? revokedPushConfig)?.resourcesId ?? '';
  const byDefault = (call === null ? profile?.rules.messageResourcesId : profile?.rules.callResourcesId) ?? '';
  if (named !== '' || byDefault === '' || profile?.resources.has(byDefault) !== true) return { resourcesId: named };
  return {
    resourcesId: byDefault,
    note: `resource ${byDefault}, the app's own for ${call === null ? 'messages' : 'calls'}`,
  };
}

/**
 * In an app that folds, a conversation has one notification. A call has its own, and so has a message that mentions somebody: it is to stand
 * beside what comes after it.
 */
function notifyIdFor(event: OfflineRecipients, profile: AppProfile | undefined): number {
  return isFolding(event, profile) ? burstNotifyId(event) : notifyIdOf(revokedOrOwn(event));
}

/** What a conversation's bursts have their place on the screen by. */
export function burstNotifyId({ app, conversationId }: Pick<OfflineRecipients, 'app' | 'conversationId'>): number {
  return notifyIdOf(`${app}/${conversationId}`);
}

function revokedOrOwn({ messageId, revokesMessageId }: OfflineRecipients): string {
  return revokesMessageId === '' ? messageId : revokesMessageId;
}

/** By how much an event raises the badge; 0 = not. */
export function badgeIncrementOf(event: OfflineRecipients): number {
  const config = event.pushConfig;
  return config?.enableBadge === true && rings(event) ? Math.max(1, config.badgeIncrement) : 0;
}

/**
 * Whether messages like this one are gathered. A data push shows nothing: gathered, it would take the words of those that are to be shown, and its own payload would be
 * lost. Whatever a revocation is pushed as, what it revokes may be held.
 */
export function isFolding(event: OfflineRecipients, profile: AppProfile | undefined): boolean {
  if (event.call !== null || (profile?.limits.foldSeconds ?? 0) === 0) return false;
  return event.revokesMessageId !== '' || !asksData(event, profile, resourceFor(event, profile).resourcesId);
}

/** What ends the ringing of a call, or takes a notification away, raises nothing. */
export function rings(event: OfflineRecipients): boolean {
  return (event.call === null || event.call.kind === 'CALL_PUSH_KIND_RING') && !takesBack(event);
}
