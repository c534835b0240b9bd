/** A member's role in a group. */
export const ZIMGroupMemberRole = { Owner: 'owner', Admin: 'admin', Member: 'member' } as const;
export type ZIMGroupMemberRole = (typeof ZIMGroupMemberRole)[keyof typeof ZIMGroupMemberRole];

/** How users come into a group: by themselves, by members, by owner and admins, or through the app's server alone. */
export type ZIMGroupJoinRule = 'free' | 'membersInvite' | 'adminsInvite' | 'closed';

export interface ZIMGroupMember {
  readonly userID: string;
  readonly role: ZIMGroupMemberRole;
  /** Unix ms. */
  readonly joinedAt: number;
  /** They may not write. */
  readonly isMuted: boolean;
  /** When that ends by itself, Unix ms; absent = it does not. */
  readonly muteUntil?: number;
}

/** A group that is made. */
export interface ZIMGroupInfo {
  readonly groupID: string;
  /** At most 50 characters. */
  readonly groupName?: string;
  /** What members are to know, at most 300 characters. */
  readonly groupNotice?: string;
  /** Default `free`. */
  readonly joinRule?: ZIMGroupJoinRule;
}

/** A group as it stands. */
export interface ZIMGroupFullInfo {
  readonly baseInfo: { readonly groupID: string; readonly groupName: string };
  readonly groupNotice: string;
  readonly ownerUserID: string;
  readonly joinRule: ZIMGroupJoinRule;
  /** Only owner and admins may write. */
  readonly isMuted: boolean;
  /** When that ends by itself, Unix ms; absent = it does not. */
  readonly muteUntil?: number;
  /** Nobody can send to it. */
  readonly isDissolved: boolean;
  readonly memberCount: number;
  /** The user's own. */
  readonly role: ZIMGroupMemberRole;
}

/** A group of the user. */
export interface ZIMGroup {
  readonly baseInfo: { readonly groupID: string; readonly groupName: string };
  /** The user's own. */
  readonly role: ZIMGroupMemberRole;
  /** Unix ms. */
  readonly joinedAt: number;
}

export interface ZIMGroupMuteConfig {
  /** When it ends by itself, Unix ms; absent = it does not. */
  readonly muteUntil?: number;
}

export interface ZIMPageConfig {
  readonly count?: number;
  /** From the page before. */
  readonly nextFlag?: string;
}

export type ZIMGroupAttributes = Readonly<Record<string, string>>;

interface GroupNews {
  readonly groupID: string;
  /** Who did it; absent = the app's server. */
  readonly operatorUserID?: string;
  /** Unix ms. */
  readonly timestamp: number;
}

/** What changes in the user's groups, told while they are connected; after a login ask: `queryGroupInfo`, `queryGroupMemberList`. */
export interface ZIMGroupEvents {
  /** The user came into a group or is out of it, or it was dissolved. */
  groupStateChanged: GroupNews & {
    readonly state: 'enter' | 'quit';
    readonly event: 'joined' | 'left' | 'kickedOut' | 'dismissed';
  };
  /** Members came, left or were removed: 100 of `userCount` at most, the user among them whom it concerns. In groups of more than 2,000 only its owner and admins are told. */
  groupMemberStateChanged: GroupNews & {
    readonly state: 'enter' | 'quit';
    readonly event: 'joined' | 'left' | 'kickedOut';
    readonly userIDs: readonly string[];
    readonly userCount: number;
  };
  /** Members have another role, or were muted, or may write again: 100 of them at most, the user among them whom it concerns. */
  groupMemberInfoUpdated: GroupNews & {
    readonly userList: readonly {
      readonly userID: string;
      readonly role?: ZIMGroupMemberRole;
      readonly isMuted?: boolean;
      readonly muteUntil?: number;
    }[];
  };
  /** Only owner and admins may write, or everybody again. */
  groupMutedInfoUpdated: GroupNews & { readonly isMuted: boolean; readonly muteUntil?: number };
  /** Name, notice or join rule, as they are now. */
  groupInfoUpdated: GroupNews & {
    readonly groupName: string;
    readonly groupNotice: string;
    readonly joinRule: ZIMGroupJoinRule;
  };
  groupAttributesUpdated: GroupNews & {
    /** Those that were set. */
    readonly groupAttributes: ZIMGroupAttributes;
    readonly deletedKeys: readonly string[];
  };
}
