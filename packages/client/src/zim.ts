import { Emitter } from './emitter.ts';
import { Inbox } from './inbox.ts';
import { Outbox } from './outbox.ts';
import { installationId, platformStorage, randomId, type KeyValueStorage } from './random-id.ts';
import { Session, type ConnectionState } from './session.ts';
import {
  ZIMConversationType,
  ZIMMessageType,
  type ZIMCustomMessage,
  type ZIMEvents,
  type ZIMGroupMember,
  type ZIMMessage,
  type ZIMMessageSendConfig,
  type ZIMMessageSentResult,
  type ZIMTextMessage,
} from './types.ts';
import { platformWebSocket, socketUrl, type WebSocketConstructor } from './web-socket.ts';
import { ZIMError } from './zim-error.ts';

export interface ZIMAppConfig {
  /** Id of the app. */
  readonly appID: string;
  /** The gateway: ws://, wss://, http:// or https://, host and port. */
  readonly server: string;
  /** Id of this installation, 1..64 letters, digits, '-', '_', '.'. Default: made once and kept in `storage`. */
  readonly deviceID?: string;
  /** "android", "ios", "web" …, shown in presence; where the app allows one native device and one browser, "web" is the browser. Default: "web" in a browser. */
  readonly platform?: string;
  /** Where the device id is kept. Default: localStorage, where there is one. */
  readonly storage?: KeyValueStorage;
  /** Default: the platform's own. */
  readonly webSocket?: WebSocketConstructor;
  /** False: messages are never acknowledged, as by a process that is frozen; call `acknowledge` yourself. Default true. */
  readonly autoAck?: boolean;
  /** How long a request may take, ms. Default 10,000. */
  readonly requestTimeoutMs?: number;
  /** How long a message may wait for being sent, over reconnects, ms. Default 30,000. */
  readonly sendTimeoutMs?: number;
  /** How long `login` tries to reach the server, ms. Default 15,000. */
  readonly loginTimeoutMs?: number;
  /** Bounds of the pause before reconnecting, and before syncing again after a failure, ms. Default 500 and 30,000. */
  readonly reconnect?: { readonly firstMs: number; readonly maxMs: number };
}

export interface ZIMLoginResult {
  readonly userID: string;
  /** The device's push address, when it has registered for push. */
  readonly pushID?: string;
}

const MAX_WAITING_MESSAGES = 200;
const DEFAULT_BACKOFF = { firstMs: 500, maxMs: 30_000 };

/** React Native has no document. */
const isBrowser = (): boolean => 'document' in globalThis;

type Request = (type: string, body?: object) => Promise<Record<string, unknown>>;

/** A connection of one device to Bellhop, with the names of ZIM. */
export class ZIM {
  readonly deviceID: string;
  readonly #config: ZIMAppConfig;
  readonly #emitter = new Emitter<ZIMEvents>();
  readonly #inbox: Inbox;
  readonly #outbox: Outbox;
  readonly #readyHooks = new Set<(login: ZIMLoginResult) => void>();
  #session: Session | undefined;

  static create(config: ZIMAppConfig): ZIM {
    return new ZIM(config);
  }

  constructor(config: ZIMAppConfig) {
    this.#config = config;
    socketUrl(config.server); // a wrong address is told here and not at login
    this.deviceID = config.deviceID ?? installationId(config.appID, config.storage ?? platformStorage());
    this.#outbox = new Outbox({
      request: (body) => this.request('send', body),
      max: MAX_WAITING_MESSAGES,
      timeoutMs: config.sendTimeoutMs ?? 30_000,
    });
    this.#inbox = new Inbox({
      autoAck: config.autoAck ?? true,
      backoff: config.reconnect ?? DEFAULT_BACKOFF,
      request: (type, body) => this.request(type, body),
      show: (message) => this.#emitter.emit('messageReceived', message),
      onHandlerFailed: (error) => this.#emit('error', error),
    });
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
      requestTimeoutMs = 10_000,
      loginTimeoutMs = 15_000,
    } = this.#config;
    return new Promise((resolve, reject) => {
      let giveUp: ReturnType<typeof setTimeout> | undefined = undefined;
      const session = new Session(
        { app: appID, userID, token, deviceID: this.deviceID, platform },
        {
          url: socketUrl(server),
          webSocket: webSocket ?? platformWebSocket(),
          backoff: reconnect ?? DEFAULT_BACKOFF,
          requestTimeoutMs,
          loginTimeoutMs,
        },
        {
          onState: (state, event) => this.#emit('connectionStateChanged', { state, event }),
          onReady: (answer) => {
            clearTimeout(giveUp);
            const result: ZIMLoginResult = {
              userID: answer.userID,
              ...(answer.pushID === undefined ? {} : { pushID: answer.pushID }),
            };
            this.#inbox.start(answer.userID);
            this.#outbox.resume();
            for (const hook of this.#readyHooks) hook(result);
            resolve(result);
          },
          onEvent: (type, body) => this.#onEvent(type, body),
          onEnded: (error, event) => {
            clearTimeout(giveUp);
            if (this.#session === session) this.#session = undefined;
            this.#inbox.stop();
            this.#outbox.fail(error);
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

  /** Logs out: the server clears the device's binding, so no more pushes for this user come to it. */
  async logout(): Promise<void> {
    const session = this.#session;
    if (session === undefined) return;
    // Without a connection the server cannot be told; the next login on this device moves the binding.
    await session.request('logout').catch(() => undefined);
    session.end(new ZIMError('LOGGED_OUT', 'logged out'), 'logout');
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
    const answer = await this.#outbox.send({
      ...(conversationType === ZIMConversationType.Group
        ? { toGroupID: toConversationID }
        : { toUserID: toConversationID }),
      ...(message.type === ZIMMessageType.Text
        ? { text: message.message }
        : { custom: { type: message.subType, data: message.message } }),
      localMessageID,
      ...(config.pushConfig === undefined ? {} : { pushConfig: config.pushConfig }),
      ...(config.targetUserIDs === undefined ? {} : { targetUserIDs: config.targetUserIDs }),
    });
    return { messageID: String(answer['messageID']), localMessageID, timestamp: Number(answer['acceptedAt']) };
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
    return { memberCount: Number(answer['memberCount']) };
  }

  async inviteUsersIntoGroup(userIDs: readonly string[], groupID: string): Promise<{ memberCount: number }> {
    const answer = await this.request('inviteToGroup', { groupID, userIDs });
    return { memberCount: Number(answer['memberCount']) };
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
      userList: answer['members'] as ZIMGroupMember[],
      nextFlag: typeof answer['nextPageToken'] === 'string' ? answer['nextPageToken'] : '',
    };
  }

  /** Sends a frame of the protocol; for what this class has no method for. */
  readonly request: Request = (type, body) => {
    if (this.#session === undefined) return Promise.reject(new ZIMError('NOT_LOGGED_IN', 'log in first'));
    return this.#session.request(type, body);
  };

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
    if (type === 'missed') this.#inbox.missed();
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
