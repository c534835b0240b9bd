import type { Mention, MentionsInput, NotifyMode } from '@bellhop/contracts';

/** What a user has set for a conversation; one without a setting is notified of every message. */
export interface NotifySetting {
  readonly mode: Extract<NotifyMode, 'NOTIFY_MODE_MENTIONS' | 'NOTIFY_MODE_NONE'>;
  /** When it ends by itself, Unix ms; null = never. */
  readonly muteUntilMs: number | null;
}

/** What a user wants to be notified of now: a setting that has ended is none. */
export function notifyModeAt(setting: NotifySetting | undefined, nowMs: number): NotifyMode {
  if (setting === undefined || (setting.muteUntilMs !== null && setting.muteUntilMs <= nowMs)) return 'NOTIFY_MODE_ALL';
  return setting.mode;
}

/** How a message mentions a user who receives it; a mention of somebody who does not has no effect. */
export function mentionOf(mentions: MentionsInput | null | undefined, userId: string): Mention {
  if (mentions == null || !(mentions.all === true || mentions.userIds?.includes(userId) === true))
    return 'MENTION_UNSPECIFIED';
  return mentions.notify === true ? 'MENTION_NOTIFIED' : 'MENTION_NAMED';
}

/** Whether a user does not want to be notified of a message. A mention that its sender marked as notifying comes through everything. */
export function isMuted(mode: NotifyMode, mention: Mention): boolean {
  if (mention === 'MENTION_NOTIFIED') return false;
  return mode === 'NOTIFY_MODE_NONE' || (mode === 'NOTIFY_MODE_MENTIONS' && mention !== 'MENTION_NAMED');
}
