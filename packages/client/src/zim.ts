import { defined } from './defined.ts';
import { withDefaults, type ZIMAppConfig } from './app-config.ts';
import type {
  ZIMCallActionConfig,
  ZIMCallAnswerSentResult,
  ZIMCallCancelSentResult,
  ZIMCallEndSentResult,
  ZIMCallInfo,
  ZIMCallingInvitationSentResult,
  ZIMCallingInviteConfig,
  ZIMCallInvitationListQueriedResult,
  ZIMCallInvitationQueryConfig,
  ZIMCallInvitationSentResult,
  ZIMCallInviteConfig,
  ZIMCallJoinSentResult,
  ZIMCallQuitSentResult,
} from './call-types.ts';
import { AppState } from './app-state.ts';
import { Calls } from './calls.ts';
import { Conversations } from './conversations.ts';
import type {
  ZIMConversationListQueriedResult,
  ZIMConversationName,
  ZIMConversationNotificationStatus,
  ZIMConversationQueryConfig,
  ZIMMessageQueriedResult,
  ZIMMessageQueryConfig,
  ZIMMessageRevokeConfig,
} from './conversation-types.ts';
import { DeviceChanges } from './device-changes.ts';
import { DeviceRecord } from './device-record.ts';
import { Emitter } from './emitter.ts';
import type { FrameAnswer, FrameBody, FrameRequest } from './frames.ts';
import { Groups } from './groups.ts';
import type {
  ZIMGroup,
  ZIMGroupAttributes,
  ZIMGroupFullInfo,
  ZIMGroupInfo,
  ZIMGroupJoinRule,
  ZIMGroupMember,
  ZIMGroupMemberRole,
  ZIMGroupMuteConfig,
  ZIMPageConfig,
} from './group-types.ts';
import { Inbox } from './inbox.ts';
import { messageOf } from './message-shapes.ts';
import {
  ZIMMessageType,
  type ZIMConversationType,
  type ZIMMessage,
  type ZIMMessageSendConfig,
  type ZIMMessageSendNotification,
  type ZIMMessageSentResult,
  type ZIMOutgoingMessage,
} from './message-types.ts';
import { NotificationReports } from './notification-reports.ts';
import { Outbox } from './outbox.ts';
import { pageBody } from './page-body.ts';
import { randomId } from './random-id.ts';
import { sendBody, sentMessage } from './send-body.ts';
import {
  isRefusal,
  Session,
  type AnySession,
  type ConnectionState,
  type Credentials,
  type SessionHooks,
  type SessionSettings,
} from './session.ts';
import { platformStorage } from './storage.ts';
import { platformTabs, TabSession } from './tabs.ts';
import type { ZIMEvents, ZIMPendingDeviceChanges } from './types.ts';
import { UserSettings } from './user-settings.ts';
import type { ZIMAppState, ZIMSelfUserInfo, ZIMUserOfflinePushRule } from './user-types.ts';
import { platformWebSocket, socketUrl } from './web-socket.ts';
import { ZIMError } from './zim-error.ts';

export interface ZIMLoginResult {
  readonly userID: string;
  /** The device's push address, when it has registered for push. */
  readonly pushID?: string;
}

/** What a login takes beside the user. */
export interface ZIMLoginConfig {
  /** Signed by the app's server. */
  readonly token: string;
  /** What others read as the sender of the user's messages, 1..64 characters; absent = as it was. */
  readonly userName?: string;
  /** Resolves also when the server cannot be reached: the login is tried on, and what is sent meanwhile waits. Default false. */
  readonly isOfflineLogin?: boolean;
}

const MAX_WAITING_MESSAGES = 200;

/** React Native has no document. */
const isBrowser = (): boolean => 'document' in globalThis;

/** A connection of one device to Bellhop, with the names of ZIM. */
export class ZIM {
  readonly #config: ReturnType<typeof withDefaults>;
  readonly #emitter = new Emitter<ZIMEvents>();
  readonly #inbox: Inbox;
  readonly #outbox: Outbox<'send'>;
  readonly #calls: Calls;
  readonly #conversations: Conversations;
  readonly #groups: Groups;
  readonly #settings: UserSettings;
  readonly #appState: AppState;
  readonly #reports: NotificationReports;
  /** What tabs share a connection by; undefined where each has its own. */
  readonly #tabs: ReturnType<typeof platformTabs>;
  readonly #record: DeviceRecord;
  readonly #changes: DeviceChanges;
  readonly #readyHooks = new Set<(login: ZIMLoginResult) => void>();
  #session: AnySession | undefined;
  /** How far the server's clock, which may be set, is ahead of one that nobody sets; not known before the first login. */
  #serverAheadMs = -Infinity;

  static #instance: ZIM | undefined;

  /** Makes one. It connects at `login`; before that only to tell what an earlier run could not (see `pendingDeviceChanges`). */
  static create(config: ZIMAppConfig): ZIM {
    return (ZIM.#instance = new ZIM(config));
  }

  /** The one that was created last; undefined before the first and after its `destroy`. */
  static getInstance(): ZIM | undefined {
    return ZIM.#instance;
  }

  constructor(config: ZIMAppConfig) {
    this.#config = withDefaults(config);
    const { reconnect: backoff, requestTimeoutMs, sendTimeoutMs, autoAck } = this.#config;
    const { request } = this;
    const url = socketUrl(config.server); // a wrong address is told here and not at login
    const storage = config.storage ?? platformStorage();
    const onStorageFailed = (error: unknown): void => {
      const failure = new ZIMError('STORAGE_FAILED', `the storage failed: ${String(error)}`);
      void Promise.resolve().then(() => this.#emitter.fail(failure)); // when the app can have set its handlers
    };
    const { appID: app, deviceID, tabs = isBrowser() && config.storage === undefined ? 'shared' : 'separate' } = config;
    // Browsers that forbid the storage forbid these, too; and what tabs share is kept in it.
    this.#tabs = tabs === 'shared' && storage !== undefined ? platformTabs() : undefined;
    this.#record = new DeviceRecord({ app, deviceID, storage, isShared: this.#tabs !== undefined, onStorageFailed });
    this.#reports = new NotificationReports({
      app,
      storage,
      request,
      onStorageFailed,
    });
    this.#appState = new AppState({
      request,
      onAwake: () => this.#session?.wake(),
      onFreeze: () => this.#session?.sleep?.(),
      onForeground: () => this.#inbox.missed(),
      onChanged: () => this.#session?.seen?.(),
    });
    this.#changes = new DeviceChanges({
      app,
      record: this.#record,
      url,
      webSocket: () => config.webSocket ?? platformWebSocket(),
      backoff,
      requestTimeoutMs,
      hasSession: () => this.#session !== undefined,
      onChanged: (reason, error) =>
        this.#emitter.tell(
          'pendingDeviceChangesUpdated',
          defined({ pendingDeviceChanges: this.pendingDeviceChanges, reason, error }),
        ),
    });
    this.#outbox = new Outbox({
      request: (body) => request('send', body),
      max: MAX_WAITING_MESSAGES,
      timeoutMs: sendTimeoutMs,
    });
    const userID = (): string => this.#userID;
    const acknowledges = (): boolean => autoAck && this.#session?.isLeader !== false;
    const { tell, fail: onHandlerFailed } = this.#emitter;

    this.#inbox = new Inbox({
      autoAck: acknowledges,
      backoff,
      request,
      isReady: () => this.connectionState === 'connected',
      show: (message) => {
        this.#session?.relay?.('shown', message);
        return this.#show(message);
      },
      onHandlerFailed,
    });
    this.#calls = new Calls({
      autoAck: acknowledges,
      backoff,
      sendTimeoutMs,
      userID,
      request,
      serverNowMs: this.#serverNowMs,
      show: (invitation) => this.#emitter.emit('callInvitationReceived', invitation),
      onHandlerFailed,
      tell,
    });
    this.#conversations = new Conversations({
      userID,
      request,
      newestShown: (key) => this.#inbox.newestShown(key),
      tell,
    });
    this.#groups = new Groups({ userID, request, tell });
    this.#settings = new UserSettings(request);
  }

  /** Id of this device. Empty until an asynchronous storage has answered; another one after a login on an id of somebody else. */
  get deviceID(): string {
    return this.#record.deviceID;
  }

  /** A logout, a switching-off of push, that the server has not been told yet; empty when there is none. */
  get pendingDeviceChanges(): ZIMPendingDeviceChanges {
    return this.#record.pending;
  }

  get connectionState(): ConnectionState {
    return this.#session?.state ?? 'disconnected';
  }

  /** Who is logged in, or about to be. */
  get #userID(): string {
    return this.#session?.userID ?? '';
  }

  /** Adds a handler of an event (see `ZIMEvents`). A handler may return a promise: a message is acknowledged when all have run. */
  on<Name extends keyof ZIMEvents>(event: Name, handler: (payload: ZIMEvents[Name]) => unknown): void {
    this.#emitter.on(event, handler);
  }

  /** Takes a handler away, or all of the event. */
  off<Name extends keyof ZIMEvents>(event: Name, handler?: (payload: ZIMEvents[Name]) => unknown): void {
    this.#emitter.off(event, handler);
  }

  /** Logs in with a token of the app's server, or that and more. From then on the connection is kept until logout. */
  login(userID: string, config: string | ZIMLoginConfig): Promise<ZIMLoginResult> {
    const { token, userName, isOfflineLogin = false } = typeof config === 'string' ? { token: config } : config;
    if (this.#session !== undefined) return Promise.reject(new ZIMError('LOGGED_IN', 'log out first'));
    const {
      appID,
      server,
      platform = isBrowser() ? 'web' : undefined,
      webSocket,
      reconnect: backoff,
      requestTimeoutMs,
      loginTimeoutMs,
    } = this.#config;
    return new Promise((resolve, reject) => {
      let giveUp: ReturnType<typeof setTimeout> | undefined = undefined;
      const session = this.#openSession(
        { app: appID, userID, token, platform, userName },
        {
          url: socketUrl(server),
          webSocket: webSocket ?? platformWebSocket(),
          backoff,
          requestTimeoutMs,
        },
        {
          onState: (state, event) => this.#emitter.tell('connectionStateChanged', { state, event }),
          device: (user) => this.#changes.forLogin(user),
          onDeviceTaken: (error) => this.#changes.makeNewDevice(error),
          onServerTime: (serverTime) => (this.#serverAheadMs = serverTime - performance.now()),
          onLoggedIn: async (answer, request) => {
            await this.#changes.loggedIn(answer, request);
            if (answer.userID !== userID) this.#changes.keepLogout([answer.userID]); // the token is somebody else's: the session ends
          },
          onUnreachable: () => {
            if (isOfflineLogin) goOnOffline();
          },
          onReady: (result) => {
            if (this.#session !== session) return; // a handler of `connected` has ended it
            clearTimeout(giveUp);
            this.#inbox.start(result.userID, session.isLeader);
            this.#outbox.resume();
            this.#calls.start();
            this.#appState[session.isLeader === false ? 'disconnected' : 'connected'](); // another tab reports, maybe in its place
            void this.#reports.tell();
            for (const hook of this.#readyHooks) (async () => hook(result))().catch(this.#emitter.fail);
            resolve(result);
          },
          onEvent: (type, body) => this.#onEvent(type, body),
          onEnded: (error, event) => {
            clearTimeout(giveUp);
            if (this.#session === session) this.#session = undefined;
            this.#inbox.stop();
            this.#appState.disconnected();
            this.#outbox.fail(error);
            this.#calls.stop(error, event === 'logout' || event === 'kickedOut');
            this.#changes.sessionEnded(event === 'kickedOut' && session.isEndedElsewhere !== true);
            if (event === 'kickedOut') this.#emitter.tell('kickedOut', { reason: error.message });
            reject(error);
          },
        },
      );
      const goOnOffline = (): void => {
        clearTimeout(giveUp);
        session.keepTrying();
        resolve({ userID });
      };
      giveUp = setTimeout(() => (isOfflineLogin ? goOnOffline() : session.giveUp()), loginTimeoutMs);
      this.#session = session;
      session.start();
    });
  }

  /**
   * Logs out: the server clears the device's binding, so no more pushes for this user come to it. Without a connection the logout is
   * kept and told as soon as there is one (see `pendingDeviceChanges`), also after a restart of the app, and without a token.
   */
  logout(): Promise<void> {
    return this.#changes.logOut(() => {
      const session = this.#session;
      return (
        session && {
          userID: session.userID,
          request: session.request,
          end: () => session.end(new ZIMError('LOGGED_OUT', 'logged out'), 'logout'),
        }
      );
    });
  }

  /** Replaces the token, now and for the next reconnect; rejects when the server refuses it. Without an answer it is shown at the next login. */
  async renewToken(token: string): Promise<void> {
    const session = this.#loggedIn();
    await session.request('renewToken', { token }).catch((error: ZIMError) => {
      if (isRefusal(error)) throw error;
      session.renewToken(token); // of several tabs another one may make the next login
    });
  }

  /**
   * Ends the connection without a logout: pushes go on, and the next `ZIM.create` comes back with its own login. What waits to be sent is
   * rejected with `CONNECTION_LOST`.
   */
  destroy(): void {
    this.#session?.end(new ZIMError('CONNECTION_LOST', 'it was destroyed'), 'destroyed');
    this.#appState.stop();
    if (ZIM.#instance === this) ZIM.#instance = undefined;
  }

  /**
   * Sends a message; resolves when the server has it. Over a lost connection it is sent again under the same id. Messages of a conversation go out
   * one after another, in the order of the calls. `notification` is told of the message before it goes out.
   */
  async sendMessage(
    message: ZIMOutgoingMessage,
    toConversationID: string,
    conversationType: ZIMConversationType,
    config: ZIMMessageSendConfig = {},
    notification: ZIMMessageSendNotification = {},
  ): Promise<ZIMMessageSentResult> {
    const { userID } = this.#loggedIn();
    const localMessageID = config.localMessageID ?? randomId();
    const conversation = { conversationID: toConversationID, conversationType };
    const attached = sentMessage(message, conversation, { userID, localMessageID, timestamp: Date.now() });
    notification.onMessageAttached?.(attached);
    const sending = this.#outbox.send(
      sendBody(message, toConversationID, conversationType, { ...config, localMessageID }),
      attached.conversationKey,
    );
    this.#inbox.sent(attached, sending);
    const { messageID, acceptedAt: timestamp } = await sending;
    return { message: { ...attached, messageID, timestamp }, messageID, localMessageID, timestamp };
  }

  /** Acknowledges messages by hand; needed only with `autoAck: false`. */
  acknowledge(messages: readonly ZIMMessage[]): void {
    this.#inbox.acknowledge(messages);
  }

  /** Takes a message back: its content goes, for everybody, and so does its notification. One's own within the app's limit, an owner's or admin's any time. */
  async revokeMessage(message: ZIMMessage, config: ZIMMessageRevokeConfig = {}): Promise<{ message: ZIMMessage }> {
    await this.#conversations.revoke(message, config);
    const { messageID: revokedMessageID, conversationSeq: revokedSeq } = message;
    const operatorUserID = this.#userID;
    return {
      message: { ...message, type: ZIMMessageType.Revoke, message: '', revokedMessageID, revokedSeq, operatorUserID },
    };
  }

  /** Messages of a conversation, the newest page first; within a page the oldest first. */
  queryHistoryMessage(
    conversationID: string,
    conversationType: ZIMConversationType,
    config: ZIMMessageQueryConfig = {},
  ): Promise<ZIMMessageQueriedResult> {
    return this.#conversations.queryHistory({ conversationID, conversationType }, config);
  }

  /** Deletes messages for the user, on all their devices; others keep them. */
  deleteMessages(
    messageList: readonly ZIMMessage[],
    conversationID: string,
    conversationType: ZIMConversationType,
  ): Promise<ZIMConversationName> {
    return this.#conversations.deleteMessages(messageList, { conversationID, conversationType });
  }

  /** Deletes a conversation up to now, for the user; it comes back with its next message. */
  deleteConversation(conversationID: string, conversationType: ZIMConversationType): Promise<ZIMConversationName> {
    return this.#conversations.deleteAll({ conversationID, conversationType });
  }

  /** The user's conversations, with unread counts, last messages and notification settings, in pages. */
  queryConversationList(config: ZIMConversationQueryConfig = {}): Promise<ZIMConversationListQueriedResult> {
    return this.#conversations.queryList(config);
  }

  /** What the user is notified of in a conversation, until `muteUntil` (Unix ms) or until it is set anew. */
  setConversationNotificationStatus(
    status: ZIMConversationNotificationStatus,
    conversationID: string,
    conversationType: ZIMConversationType,
    config: { readonly muteUntil?: number } = {},
  ): Promise<ZIMConversationName> {
    return this.#conversations.setNotificationStatus(status, { conversationID, conversationType }, config.muteUntil);
  }

  /**
   * The user has read a conversation: up to the newest message that was shown here, or up to `conversationSeq`. Whose messages they are is told, and
   * pushes of them that wait do not leave.
   */
  sendConversationMessageReceiptRead(
    conversationID: string,
    conversationType: ZIMConversationType,
    upTo: { readonly conversationSeq?: number } = {},
  ): Promise<ZIMConversationName & { unreadMessageCount: number }> {
    return this.#conversations.markRead({ conversationID, conversationType }, upTo.conversationSeq);
  }

  /** How far the other user of a peer conversation has read, and has the messages on some device. */
  queryConversationMessageReceipt(
    conversationID: string,
    conversationType: ZIMConversationType,
  ): Promise<{ readSeq: number; deliveredSeq: number }> {
    return this.#conversations.peerReceipt(conversationID, conversationType);
  }

  /** Who of a group has read a message that the user sent, in pages. */
  async queryGroupMessageReceiptReadMemberList(
    message: ZIMMessage,
    page: { readonly count?: number; readonly nextFlag?: string } = {},
  ): Promise<{ readCount: number; receiverCount: number; userIDs: readonly string[]; nextFlag: string }> {
    const { conversationKey: conversationID, messageID } = message;
    const { nextPageToken: nextFlag = '', ...readers } = await this.request('listMessageReaders', {
      conversationID,
      messageID,
      ...pageBody(page),
    });
    return { ...readers, nextFlag };
  }

  /** The user's own name, rules and badge. */
  querySelfUserInfo(): Promise<ZIMSelfUserInfo> {
    return this.#settings.query(this.#userID);
  }

  /** What others read as the sender of the user's messages, 1..64 characters. */
  updateUserName(userName: string): Promise<{ userName: string }> {
    return this.#settings.updateName(userName);
  }

  /** Quiet hours, and platforms that are silent while others are online, for all devices of the user; resolves with the rule as it is now. */
  updateUserOfflinePushRule(rule: ZIMUserOfflinePushRule): Promise<ZIMUserOfflinePushRule> {
    return this.#settings.updateRule(rule);
  }

  /** What stands on the user's badge now, 0..9,999, as when the app was opened (0): later pushes count on from there. */
  async setBadge(badge: number): Promise<void> {
    await this.request('setBadge', { badge });
  }

  /**
   * Says that the app is in the background, or back: the app's settings say how messages come then. In browsers it goes by itself, by the page's
   * visibility, until this is called; elsewhere (React Native's `AppState`) call it on every change. Coming back it also looks whether the
   * connection still lives, and gets what was missed.
   */
  setAppState(state: ZIMAppState): void {
    this.#appState.say(state);
  }

  /** Tells the server what became of a notification, as soon as it can be told. `ZPNs` does it for what is handed to it. */
  reportNotification(messageID: string, kind: 'arrived' | 'clicked'): void {
    this.#reports.add({ messageID, kind, at: Date.now() });
  }

  createGroup(groupInfo: ZIMGroupInfo, userIDs: readonly string[] = []): Promise<{ memberCount: number }> {
    const { groupID, groupName: name, groupNotice: notice, joinRule } = groupInfo;
    return this.request('createGroup', { groupID, name, notice, joinRule, memberUserIDs: userIDs });
  }

  /** Adds users, as the group's join rule lets. */
  inviteUsersIntoGroup(userIDs: readonly string[], groupID: string): Promise<{ memberCount: number }> {
    return this.request('inviteToGroup', { groupID, userIDs });
  }

  async joinGroup(groupID: string): Promise<void> {
    await this.request('joinGroup', { groupID });
  }

  async leaveGroup(groupID: string): Promise<void> {
    await this.request('leaveGroup', { groupID });
  }

  /** A group as it stands, for its members. */
  queryGroupInfo(groupID: string): Promise<{ groupInfo: ZIMGroupFullInfo }> {
    return this.#groups.queryInfo(groupID);
  }

  /** The user's groups, by id, in pages; without those that were dissolved. */
  queryGroupList(config: ZIMPageConfig = {}): Promise<{ groupList: readonly ZIMGroup[]; nextFlag: string }> {
    return this.#groups.queryList(config);
  }

  /** Members by id, in pages. */
  queryGroupMemberList(
    groupID: string,
    config: ZIMPageConfig = {},
  ): Promise<{ userList: ZIMGroupMember[]; nextFlag: string }> {
    return this.#groups.queryMembers(groupID, config);
  }

  /** For owner and admins. */
  async updateGroupName(groupName: string, groupID: string): Promise<{ groupID: string; groupName: string }> {
    await this.request('updateGroupName', { groupID, name: groupName });
    return { groupID, groupName };
  }

  /** For owner and admins. */
  async updateGroupNotice(groupNotice: string, groupID: string): Promise<{ groupID: string; groupNotice: string }> {
    await this.request('updateGroupNotice', { groupID, notice: groupNotice });
    return { groupID, groupNotice };
  }

  /** How users come into the group; for owner and admins. */
  async updateGroupJoinRule(
    joinRule: ZIMGroupJoinRule,
    groupID: string,
  ): Promise<{ groupID: string; joinRule: ZIMGroupJoinRule }> {
    await this.request('updateGroupJoinRule', { groupID, joinRule });
    return { groupID, joinRule };
  }

  /** Sets attributes, others stay: at most 50, keys of 64 characters, values of 1,024 bytes. For owner and admins. */
  async setGroupAttributes(groupAttributes: ZIMGroupAttributes, groupID: string): Promise<{ groupID: string }> {
    await this.request('setGroupAttributes', { groupID, attributes: groupAttributes });
    return { groupID };
  }

  /** For owner and admins. */
  async deleteGroupAttributes(keys: readonly string[], groupID: string): Promise<{ groupID: string }> {
    await this.request('deleteGroupAttributes', { groupID, keys });
    return { groupID };
  }

  async queryGroupAllAttributes(groupID: string): Promise<{ groupID: string; groupAttributes: ZIMGroupAttributes }> {
    const { attributes: groupAttributes } = await this.request('getGroupAttributes', { groupID });
    return { groupID, groupAttributes };
  }

  /** Makes a member an admin, or an admin a member; for the owner. */
  async setGroupMemberRole(
    role: Exclude<ZIMGroupMemberRole, 'owner'>,
    forUserID: string,
    groupID: string,
  ): Promise<{ groupID: string; forUserID: string; role: ZIMGroupMemberRole }> {
    await this.request('setGroupMemberRole', { groupID, memberUserID: forUserID, role });
    return { groupID, forUserID, role };
  }

  /** Makes another member the owner; for the owner, who becomes a member. */
  async transferGroupOwner(toUserID: string, groupID: string): Promise<{ groupID: string; toUserID: string }> {
    await this.request('transferGroupOwner', { groupID, newOwnerUserID: toUserID });
    return { groupID, toUserID };
  }

  /** Removes members: the owner everybody else, admins those who are neither. */
  kickGroupMembers(userIDs: readonly string[], groupID: string): Promise<{ memberCount: number }> {
    return this.request('kickGroupMembers', { groupID, userIDs });
  }

  /** Ends a group for good: its members keep what they have, and nobody can send to it. For the owner. */
  async dismissGroup(groupID: string): Promise<{ groupID: string }> {
    await this.request('dissolveGroup', { groupID });
    return { groupID };
  }

  /** Lets only owner and admins write, until `muteUntil` or until it is ended; for owner and admins. */
  async muteGroup(
    isMute: boolean,
    groupID: string,
    config: ZIMGroupMuteConfig = {},
  ): Promise<{ groupID: string; isMute: boolean }> {
    await this.request('muteGroup', { groupID, isMuted: isMute, muteUntil: config.muteUntil });
    return { groupID, isMute };
  }

  /** Forbids members to write, until `muteUntil` or until it is ended: the owner everybody else, admins those who are neither. */
  async muteGroupMembers(
    isMute: boolean,
    userIDs: readonly string[],
    groupID: string,
    config: ZIMGroupMuteConfig = {},
  ): Promise<{ groupID: string; isMute: boolean }> {
    await this.request('muteGroupMembers', {
      groupID,
      userIDs,
      isMuted: isMute,
      muteUntil: config.muteUntil,
    });
    return { groupID, isMute };
  }

  /**
   * Calls users: their devices ring until they answer, at most for the timeout; offline ones get a push. Resolves when the server has the
   * call. Over a lost connection it is sent again under the same `localCallID`.
   */
  async callInvite(
    invitees: readonly string[],
    config: ZIMCallInviteConfig = {},
  ): Promise<ZIMCallInvitationSentResult> {
    this.#loggedIn();
    return this.#calls.invite(invitees, config);
  }

  /** Invites more users into a call that goes on. */
  callingInvite(
    invitees: readonly string[],
    callID: string,
    config: ZIMCallingInviteConfig = {},
  ): Promise<ZIMCallingInvitationSentResult> {
    return this.#calls.inviteMore(invitees, callID, config);
  }

  /** Takes a call that rings: also by its id alone, from a notification. The user's other devices stop ringing. */
  callAccept(callID: string, config: ZIMCallActionConfig = {}): Promise<ZIMCallAnswerSentResult> {
    return this.#calls.accept(callID, config);
  }

  /** Declines a call that rings. The user's other devices stop ringing. */
  callReject(callID: string, config: ZIMCallActionConfig = {}): Promise<ZIMCallAnswerSentResult> {
    return this.#calls.reject(callID, config);
  }

  /** Takes invitations back: some, or (none named) all, which ends the call. Only the caller may, and only until an invitee accepts. */
  callCancel(
    invitees: readonly string[],
    callID: string,
    config: ZIMCallActionConfig = {},
  ): Promise<ZIMCallCancelSentResult> {
    return this.#calls.cancel(invitees, callID, config);
  }

  /** Ends the call for everybody. */
  callEnd(callID: string, config: ZIMCallActionConfig = {}): Promise<ZIMCallEndSentResult> {
    return this.#calls.end(callID, config);
  }

  /** Leaves the call; it ends when nobody is rung and fewer than two are in it. */
  callQuit(callID: string, config: ZIMCallActionConfig = {}): Promise<ZIMCallQuitSentResult> {
    return this.#calls.quit(callID, config);
  }

  /** Comes into a call that goes on, after all or again; for users who were invited. */
  callJoin(callID: string, config: ZIMCallActionConfig = {}): Promise<ZIMCallJoinSentResult> {
    return this.#calls.join(callID, config);
  }

  /** The user's calls, made, taken and missed, newest first, in pages. */
  queryCallInvitationList(config: ZIMCallInvitationQueryConfig = {}): Promise<ZIMCallInvitationListQueriedResult> {
    return this.#calls.queryList(config);
  }

  /** One call, as it stands. */
  queryCall(callID: string): Promise<ZIMCallInfo> {
    return this.#calls.query(callID);
  }

  /** Sends a frame of the protocol; for what this class has no method for. */
  readonly request: FrameRequest = async (type, ...body) => this.#loggedIn().request(type, ...body);

  /** Tells the server that push is off on this device, or keeps it until it can be told. For `ZPNs`. */
  unregisterPush(): Promise<void> {
    return this.#changes.switchPushOff(() => this.request('unregisterPush'));
  }

  /** Gives the device its push address. For `ZPNs`. */
  registerPush(body: FrameBody<'registerPush'>): Promise<FrameAnswer<'registerPush'>> {
    return this.#changes.inTurn(() => this.request('registerPush', body));
  }

  /** Push is to be on again on this device. For `ZPNs`. */
  registersPush(): void {
    this.#changes.registers();
  }

  /** Called after every login, the first and those after a reconnect. */
  onReady(hook: (login: ZIMLoginResult) => void): void {
    this.#readyHooks.add(hook);
  }

  #openSession(credentials: Credentials, settings: SessionSettings, hooks: SessionHooks): AnySession {
    if (this.#tabs === undefined) return new Session(credentials, settings, hooks);
    const { deviceID = '' } = this.#config;
    return new TabSession(`${settings.url} ${credentials.app} ${deviceID}`, this.#tabs, credentials, settings, {
      ...hooks,
      onLeading: () => this.#record.reload(),
      onSeenElsewhere: (isSeen) => this.#appState.seenElsewhere(isSeen),
      isSeen: () => this.#appState.isSeen,
      serverNowMs: this.#serverNowMs,
    });
  }

  readonly #serverNowMs = (): number => performance.now() + this.#serverAheadMs;

  #loggedIn(): AnySession {
    if (this.#session === undefined) throw new ZIMError('NOT_LOGGED_IN', 'log in first');
    return this.#session;
  }

  #show(message: ZIMMessage): Promise<void> {
    return message.type === ZIMMessageType.Revoke
      ? this.#emitter.emit('messageRevokeReceived', { messageList: [message] })
      : this.#emitter.emit('messageReceived', message);
  }

  /** Another tab of this device has sent a message, or revoked one: no acknowledgement is wanted. */
  #showSent(body: Readonly<Record<string, unknown>>): void {
    const message = messageOf(body, this.#userID, false);
    if (message === undefined || !this.#inbox.sent(message)) return;
    this.#show(message).catch(this.#emitter.fail);
  }

  #onEvent(type: string, body: Readonly<Record<string, unknown>>): void {
    if (type === 'message') this.#inbox.receive(body);
    if (type === 'shown') this.#inbox.relayed(body as unknown as ZIMMessage);
    if (type === 'sent') this.#showSent(body);
    if (type === 'missed') {
      if (this.#session?.isLeader !== false) this.#inbox.missed();
      this.#calls.missed();
    }
    this.#calls.receive(type, body);
    this.#conversations.receive(type, body);
    this.#groups.receive(type, body);
    if (type === 'tokenExpiring')
      this.#emitter.tell('tokenWillExpire', { second: Math.round(Number(body['expiresInMs']) / 1_000) });
  }
}
