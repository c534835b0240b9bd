import type { AppProfile, BoundDevices } from './ports.ts';
import type { UserSettings } from './user-settings.ts';

/** What is known when pushes are decided. */
export interface Known {
  readonly devices: BoundDevices;
  /** Of receivers and senders, by app + '/' + user. */
  readonly settings: ReadonlyMap<string, UserSettings>;
  readonly profile: AppProfile | undefined;
  /** From when the push lives, Unix ms; absent = from when the message was accepted. */
  readonly livesFromMs?: number;
}

/** What a user's counters say of a message. */
export interface Standing {
  /** Why it is not pushed to them now; undefined = it is. */
  readonly verdict?: 'PUSH_VERDICT_FREQUENCY_CAP' | 'PUSH_VERDICT_FOLDED' | 'PUSH_VERDICT_REVOKED';
  /** What it takes away is known to stand on screens, whatever their owner wants by now. */
  readonly isShown?: boolean;
  /** The devices that alone it is for. */
  readonly onlyOn?: readonly string[];
  /** It stands for itself, whatever is gathered in the conversation. */
  readonly isAlone?: boolean;
  /** What their badge shows with it. */
  readonly badge?: number;
  /** The notification stands for so many messages … */
  readonly count?: number;
  /** … of which so many stood on the screen before … */
  readonly countBefore?: number;
  /** … which raise the badge by so much. */
  readonly badgeIncrement?: number;
}
