/** When pushes are silent: on whatever device, in the receiver's own time. */
export interface ZIMQuietHours {
  /** "22:30" */
  readonly from: string;
  /** "07:00"; before `from` = on the next day. */
  readonly to: string;
  /** IANA name; absent = that of each device. */
  readonly timeZone?: string;
  /** On which days they begin, 1 = Monday; absent = every day. */
  readonly days?: readonly number[];
}

/** Who is not pushed although they are offline. What is absent stays as it is. */
export interface ZIMUserOfflinePushRule {
  /** While the user is online on one of these … */
  readonly onlinePlatforms?: readonly string[];
  /** … devices of these get no push. */
  readonly notToReceiveOfflinePushPlatforms?: readonly string[];
  /** null = none any more. */
  readonly quietHours?: ZIMQuietHours | null;
}

export interface ZIMSelfUserInfo {
  readonly userID: string;
  /** What others read as the sender of the user's messages; empty = none was said. */
  readonly userName: string;
  readonly offlinePushRule: ZIMUserOfflinePushRule;
  /** What stands on the user's badge. */
  readonly badge: number;
}

export type ZIMAppState = 'foreground' | 'background';
