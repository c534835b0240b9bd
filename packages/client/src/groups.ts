import { defined } from './defined.ts';
import type { FrameRequest } from './frames.ts';
import { groupNews } from './group-news.ts';
import type { ZIMGroup, ZIMGroupEvents, ZIMGroupFullInfo, ZIMGroupMember, ZIMPageConfig } from './group-types.ts';
import { pageBody } from './page-body.ts';
import type { ZIMEvents } from './types.ts';

export interface GroupsOptions {
  /** Who is logged in. */
  readonly userID: () => string;
  readonly request: FrameRequest;
  tell<Name extends keyof ZIMGroupEvents>(event: Name, news: ZIMEvents[Name]): void;
}

/** The user's groups, where the names of ZIM take more than a request; the server decides who may what. */
export class Groups {
  readonly #options: GroupsOptions;

  constructor(options: GroupsOptions) {
    this.#options = options;
  }

  /** An event of the server; passes over those that are of something else. */
  receive(type: string, body: Readonly<Record<string, unknown>>): void {
    if (type !== 'groupChanged') return;
    const told = groupNews(body, this.#options.userID());
    for (const name of Object.keys(told) as (keyof ZIMGroupEvents)[]) this.#tell(name, told[name]);
  }

  async queryInfo(groupID: string): Promise<{ groupInfo: ZIMGroupFullInfo }> {
    const { group, role = 'member' } = await this.#options.request('getGroup', { groupID });
    const { name: groupName, notice: groupNotice, ownerUserID, joinRule, isDissolved, memberCount } = group;
    const { isMuted, muteUntil } = group;
    const baseInfo = { groupID, groupName };
    const info = { baseInfo, groupNotice, ownerUserID, joinRule, isMuted, muteUntil, isDissolved, memberCount, role };
    return { groupInfo: defined(info) };
  }

  async queryList(page: ZIMPageConfig): Promise<{ groupList: readonly ZIMGroup[]; nextFlag: string }> {
    const { groups, nextPageToken = '' } = await this.#options.request('listUserGroups', pageBody(page));
    return {
      groupList: groups.map(({ groupID, name: groupName, role, joinedAt }) => ({
        baseInfo: { groupID, groupName },
        role,
        joinedAt,
      })),
      nextFlag: nextPageToken,
    };
  }

  async queryMembers(groupID: string, page: ZIMPageConfig): Promise<{ userList: ZIMGroupMember[]; nextFlag: string }> {
    const { members, nextPageToken = '' } = await this.#options.request('listGroupMembers', {
      groupID,
      ...pageBody(page),
    });
    return { userList: members, nextFlag: nextPageToken };
  }

  #tell<Name extends keyof ZIMGroupEvents>(name: Name, news: ZIMEvents[Name] | undefined): void {
    if (news !== undefined) this.#options.tell(name, news);
  }
}
