import { defined } from './defined.ts';
import type { FrameAnswer, FrameRequest } from './frames.ts';
import type { ZIMSelfUserInfo, ZIMUserOfflinePushRule } from './user-types.ts';

type Settings = FrameAnswer<'getUserSettings'>['settings'];

/** What the user wants of pushes, on whatever device. */
export class UserSettings {
  readonly #request: FrameRequest;

  constructor(request: FrameRequest) {
    this.#request = request;
  }

  async query(userID: string): Promise<ZIMSelfUserInfo> {
    const { settings } = await this.#request('getUserSettings');
    return { userID, userName: settings.userName, offlinePushRule: ruleOf(settings), badge: settings.badge };
  }

  async updateName(userName: string): Promise<{ userName: string }> {
    const { settings } = await this.#request('updateUserSettings', { userName });
    return { userName: settings.userName };
  }

  async updateRule(rule: ZIMUserOfflinePushRule): Promise<ZIMUserOfflinePushRule> {
    const { onlinePlatforms, notToReceiveOfflinePushPlatforms, quietHours } = rule;
    const { settings } = await this.#request('updateUserSettings', {
      quietPlatforms: (onlinePlatforms ?? notToReceiveOfflinePushPlatforms) && {
        onlinePlatforms: onlinePlatforms ?? [],
        quietPlatforms: notToReceiveOfflinePushPlatforms ?? [],
      },
      quietHours: quietHours === null ? {} : quietHours,
    });
    return ruleOf(settings);
  }
}

function ruleOf({ quietHours, quietPlatforms }: Settings): ZIMUserOfflinePushRule {
  return defined({
    onlinePlatforms: quietPlatforms?.onlinePlatforms ?? [],
    notToReceiveOfflinePushPlatforms: quietPlatforms?.quietPlatforms ?? [],
    quietHours:
      quietHours &&
      defined({
        ...quietHours,
        timeZone: quietHours.timeZone || undefined,
        days: quietHours.days.length === 0 ? undefined : quietHours.days,
      }),
  });
}
