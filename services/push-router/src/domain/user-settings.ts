import type { QuietHours } from './quiet-hours.ts';

/** What a user wants of pushes, on whatever device. */
export interface UserSettings {
  /** What others read as the sender of their messages; empty = their user id. */
  readonly userName: string;
  readonly quietHours: QuietHours | undefined;
  /** While they are online on one of these … */
  readonly onlinePlatforms: readonly string[];
  /** … these get no push. Lower case, both. */
  readonly quietPlatforms: readonly string[];
}

export const noSettings: UserSettings = {
  userName: '',
  quietHours: undefined,
  onlinePlatforms: [],
  quietPlatforms: [],
};

/** Most that stands on a badge. */
export const MAX_BADGE = 9_999;
