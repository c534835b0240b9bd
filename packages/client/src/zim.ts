import type { ZIMAppConfig } from './app-config.ts';
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
import { Calls } from './calls.ts';
import { DeviceChanges } from './device-changes.ts';
import { DeviceRecord } from './device-record.ts';
import { Emitter } from './emitter.ts';
import type { FrameRequest } from './frames.ts';
import { Inbox } from './inbox.ts';
import { Outbox } from './outbox.ts';
import { randomId } from './random-id.ts';
import { sendBody } from './send-body.ts';
import { Session, type ConnectionState } from './session.ts';
import { platformStorage } from './storage.ts';
import type {
  ZIMConversationType,
  ZIMCustomMessage,
  ZIMEvents,
  ZIMGroupMember,
  ZIMMessage,
  ZIMMessageSendConfig,
  ZIMMessageSentResult,
  ZIMPendingDeviceChanges,
  ZIMTextMessage,
} from './types.ts';
import { platformWebSocket, socketUrl } from './web-socket.ts';
import { ZIMError } from './zim-error.ts';

export interface ZIMLoginResult {
  readonly userID: string;
  /** The device's push address, when it has registered for push. */
  readonly pushID?: string;
}

const MAX_WAITING_MESSAGES = 200;
const DEFAULT_REQUEST_TIMEOUT_MS = 10_000;
const DEFAULT_SEND_TIMEOUT_MS = 30_000;
const DEFAULT_BACKOFF = { firstMs: 500, maxMs: 30_000 };

/** React Native has no document. */
const isBrowser = (): boolean => 'document' in globalThis;

/** A connection of one device to Bellhop, with the names of ZIM. */
export class ZIM {
  readonly #config: ZIMAppConfig;
  readonly #emitter = new Emitter<ZIMEvents>();
  readonly #inbox: Inbox;
  readonly #outbox: Outbox<'send'>;
  readonly #calls: Calls;
  readonly #record: DeviceRecord;
  readonly #changes: DeviceChanges;
  readonly #readyHooks = new Set<(login: ZIMLoginResult) => void>();
  #session: Session | undefined;

  static create(config: ZIMAppConfig): ZIM {
    return new ZIM(config);
  }

  constructor(config: ZIMAppConfig) {
    this.#config = config;
    const url = socketUrl(config.server); // a wrong address is told here and not at login
    this.#record = new DeviceRecord({
      app: config.appID,
      deviceID: config.deviceID,
      storage: config.storage ?? platformStorage(),
      onStorageFailed: (error) => {
        const failure = new ZIMError('STORAGE_FAILED', `the storage failed: ${String(error)}`);
        void Promise.resolve().then(() => this.#emit('error', failure)); // when the app can have set its handlers
      },
    });
    this.#changes = new DeviceChanges({
      app: config.appID,
      record: this.#record,
      url,
      webSocket: () => config.webSocket ?? platformWebSocket(),
      backoff: config.reconnect ?? DEFAULT_BACKOFF,
      requestTimeoutMs: config.requestTimeoutMs ?? DEFAULT_REQUEST_TIMEOUT_MS,
      hasSession: () => this.#session !== undefined,
      onChanged: (reason, error) =>
        this.#emit('pendingDeviceChangesUpdated', {
          pendingDeviceChanges: this.pendingDeviceChanges,
          reason,
          ...(error === undefined ? {} : { error }),
        }),
    });
    this.#outbox = new Outbox({
      request: (body) => this.request('send', body),
      max: MAX_WAITING_MESSAGES,
      timeoutMs: config.sendTimeoutMs ?? DEFAULT_SEND_TIMEOUT_MS,
    });
    this.#inbox = new Inbox({
      autoAck: config.autoAck ?? true,
      backoff: config.reconnect ?? DEFAULT_BACKOFF,
      request: (type, ...body) => this.request(type, ...body),
      show: (message) => this.#emitter.emit('messageReceived', message),
      onHandlerFailed: (error) => this.#emit('error', error),
    });
    this.#calls = new Calls({
      autoAck: config.autoAck ?? true,
      backoff: config.reconnect ?? DEFAULT_BACKOFF,
      sendTimeoutMs: config.sendTimeoutMs ?? DEFAULT_SEND_TIMEOUT_MS,
      userID: () => this.#session?.userID ?? '',
      request: (type, ...body) => this.request(type, ...body),
      show: (invitation) => this.#emitter.emit('callInvitationReceived', invitation),
      onHandlerFailed: (error) => this.#emit('error', error),
      tell: (event, news) => this.#emit(event, news),
    });
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

  on<Name extends keyof ZIMEvents & string>(event: Name, handler: (payload: ZIMEvents[Name]) => unknown): void {
    this.#emitter.on(event, handler);
  }

  off<Name extends keyof ZIMEvents & string>(event: Name, handler?: (payload: ZIMEvents[Name]) => unknown): void {
    this.#emitter.off(event, handler);
  }

  /** Logs in with a token of the app's server. From then on the connection is kept until logout. */
  login(userID: string, token: string): Promise<ZIMLoginResult> {
    if (this.#session !== undefined) return Promise.reject(new ZIMError('LOGGED_IN', 'log out before another login'));
    const {
      appID,
      server,
      platform = isBrowser() ? 'web' : undefined,
      webSocket,
      reconnect,
      requestTimeoutMs = DEFAULT_REQUEST_TIMEOUT_MS,
      loginTimeoutMs = 15_000,
    } = this.#config;
    return new Promise((resolve, reject) => {
      let giveUp: ReturnType<typeof setTimeout> | undefined = undefined;
      const session = new Session(
        { app: appID, userID, token, platform },
        {
          url: socketUrl(server),
          webSocket: webSocket ?? platformWebSocket(),
          backoff: reconnect ?? DEFAULT_BACKOFF,
          requestTimeoutMs,
          loginTimeoutMs,
        },
        {
          onState: (state, event) => this.#emit('connectionStateChanged', { state, event }),
          device: (user) => this.#changes.forLogin(user),
          onDeviceTaken: (error) => this.#changes.makeNewDevice(error),
          onLoggedIn: (answer, request) => this.#changes.loggedIn(answer, request),
          onReady: (answer) => {
            clearTimeout(giveUp);
            const result: ZIMLoginResult = {
              userID: answer.userID,
              ...(answer.pushID === undefined ? {} : { pushID: answer.pushID }),
            };
            this.#inbox.start(answer.userID);
            this.#outbox.resume();
            this.#calls.start();
            for (const hook of this.#readyHooks) hook(result);
            resolve(result);
          },
          onEvent: (type, body) => this.#onEvent(type, body),
          onEnded: (error, event) => {
            clearTimeout(giveUp);
            if (this.#session === session) this.#session = undefined;
            this.#inbox.stop();
            this.#outbox.fail(error);
            this.#calls.stop(error, event === 'logout' || event === 'kickedOut');
            this.#changes.sessionEnded(event === 'kickedOut');
            if (event === 'kickedOut') this.#emit('kickedOut', { reason: error.message });
            reject(error);
          },
        },
      );
      giveUp = setTimeout(() => session.giveUp(), loginTimeoutMs);
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

  /** Replaces the token, now and for the next reconnect. */
  async renewToken(token: string): Promise<void> {
    const session = this.#loggedIn();
    if (session.state === 'connected') await session.request('renewToken', { token });
    session.renewToken(token);
  }

  /** Sends a message; resolves when the server has it. Over a lost connection it is sent again under the same id. */
  async sendMessage(
    message: ZIMTextMessage | ZIMCustomMessage,
    toConversationID: string,
    conversationType: ZIMConversationType,
    config: ZIMMessageSendConfig = {},
  ): Promise<ZIMMessageSentResult> {
    this.#loggedIn();
    const localMessageID = config.localMessageID ?? randomId();
    const answer = await this.#outbox.send(
      sendBody(message, toConversationID, conversationType, { ...config, localMessageID }),
    );
    return { messageID: answer.messageID, localMessageID, timestamp: answer.acceptedAt };
  }

  /** Acknowledges messages by hand; needed only with `autoAck: false`. */
  acknowledge(messages: readonly ZIMMessage[]): void {
    this.#inbox.acknowledge(messages);
  }

  async createGroup(
    groupInfo: { groupID: string; groupName?: string },
    userIDs: readonly string[] = [],
  ): Promise<{ memberCount: number }> {
    const { groupID, groupName } = groupInfo;
    const answer = await this.request('createGroup', {
      groupID,
      ...(groupName === undefined ? {} : { name: groupName }),
      memberUserIDs: userIDs,
    });
    return { memberCount: answer.memberCount };
  }

  async inviteUsersIntoGroup(userIDs: readonly string[], groupID: string): Promise<{ memberCount: number }> {
    const answer = await this.request('inviteToGroup', { groupID, userIDs });
    return { memberCount: answer.memberCount };
  }

  async joinGroup(groupID: string): Promise<void> {
    await this.request('joinGroup', { groupID });
  }

  async leaveGroup(groupID: string): Promise<void> {
    await this.request('leaveGroup', { groupID });
  }

  async queryGroupMemberList(
    groupID: string,
    page: { count?: number; nextFlag?: string } = {},
  ): Promise<{ userList: ZIMGroupMember[]; nextFlag: string }> {
    const answer = await this.request('listGroupMembers', {
      groupID,
      ...(page.count === undefined ? {} : { pageSize: page.count }),
      ...(page.nextFlag === undefined || page.nextFlag === '' ? {} : { pageToken: page.nextFlag }),
    });
    return {
      userList: answer.members,
      nextFlag: answer.nextPageToken ?? '',
    };
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
  readonly request: FrameRequest = (type, ...body) => {
    if (this.#session === undefined) return Promise.reject(new ZIMError('NOT_LOGGED_IN', 'log in first'));
    return this.#session.request(type, ...body);
  };

  /** Tells the server that push is off on this device, or keeps it until it can be told. For `ZPNs`. */
  unregisterPush(): Promise<void> {
    return this.#changes.switchPushOff(() => this.request('unregisterPush'));
  }

  /** Push is to be on again on this device. For `ZPNs`. */
  registersPush(): void {
    this.#changes.registers();
  }

  /** Called after every login, the first and those after a reconnect. */
  onReady(hook: (login: ZIMLoginResult) => void): void {
    this.#readyHooks.add(hook);
  }

  #loggedIn(): Session {
    if (this.#session === undefined) throw new ZIMError('NOT_LOGGED_IN', 'log in first');
    return this.#session;
  }

  #onEvent(type: string, body: Record<string, unknown>): void {
    if (type === 'message') this.#inbox.receive(body);
    if (type === 'missed') {
      this.#inbox.missed();
      this.#calls.missed();
    }
    this.#calls.receive(type, body);
    if (type === 'tokenExpiring')
      this.#emit('tokenWillExpire', { second: Math.round(Number(body['expiresInMs']) / 1_000) });
  }

  /** Runs handlers of events that nobody waits for. */
  #emit<Name extends keyof ZIMEvents & string>(event: Name, payload: ZIMEvents[Name]): void {
    this.#emitter.emit(event, payload).catch((error: unknown) => {
      if (event !== 'error') this.#emit('error', error);
    });
  }
}
