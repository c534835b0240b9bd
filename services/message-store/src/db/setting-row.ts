import type { NotifySetting } from '../domain/notify.ts';

/** A row of message_store.conversation_setting; without one both are null. */
export interface SettingRow {
  readonly notify_mode: number | null;
  readonly mute_until: number | null;
}

const MENTIONS = 2;
const NONE = 3;

export function settingOf({ notify_mode, mute_until }: Partial<SettingRow>): NotifySetting | undefined {
  if (notify_mode == null) return undefined;
  return {
    mode: notify_mode === MENTIONS ? 'NOTIFY_MODE_MENTIONS' : 'NOTIFY_MODE_NONE',
    muteUntilMs: mute_until ?? null,
  };
}

export function settingColumn(mode: NotifySetting['mode']): number {
  return mode === 'NOTIFY_MODE_MENTIONS' ? MENTIONS : NONE;
}
