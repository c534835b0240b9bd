import { defined } from './defined.ts';
import type { FrameAnswer, FrameBody, FrameRequest } from './frames.ts';
import { reconnectDelayMs, type BackoffSettings } from './backoff.ts';
import { numberOf, textOf } from './foreign-values.ts';
import { Link } from './link.ts';
import type { WebSocketConstructor } from './web-socket.ts';
import { ZIMError } from './zim-error.ts';

/**
 * A logged-in session over changing connections.
 * disconnected → connecting → connected ⇄ reconnecting → disconnected (logout, kicked out, token wrong or expired).
 */
export type ConnectionState = 'disconnected' | 'connecting' | 'connected' | 'reconnecting';

/** Why the state changed. */
export type ConnectionEvent =
  | 'login'
  | 'loginFailed'
  | 'connectionLost'
  | 'serverRestarting'
  | 'logout'
  | 'destroyed'
  | 'kickedOut'
  | 'tokenExpired'
  | 'unauthenticated';

export interface Credentials {
  readonly app: string;
  readonly userID: string;
  /** For the next login; whoever has been handed these credentials sees a newer one. */
  token: string;
  readonly platform: string | undefined;
  /** What others read as the sender of the user's messages; undefined = as it was. */
  readonly userName?: string | undefined;
}

/** The device that logs in, and what proves it to the server; none yet before its first login. */
export interface LoginDevice {
  readonly deviceID: string;
  readonly deviceSecret: string | undefined;
}

/** Its deviceSecret is issued at the first login of the device, and sent with every login from then on. */
export type LoginAnswer = FrameAnswer<'login'>;

/** What an app is told of a login, also of one that another tab has made. */
export type SharedAnswer = Pick<LoginAnswer, 'userID' | 'pushID'>;

export interface SessionHooks {
  onState(state: ConnectionState, event: ConnectionEvent): void;
  /** The device for a login of this user, which is about to be sent. */
  device(userID: string): Promise<LoginDevice>;
  /** The device id belongs to somebody else; true when there is another one now. */
  onDeviceTaken(error: ZIMError): Promise<boolean>;
  /** What the server's clock says, now and then. */
  readonly onServerTime: (serverTime: number) => void;
  /** The login is answered. What is to be told before anything else goes over `request` until the promise resolves. */
  onLoggedIn(answer: LoginAnswer, request: FrameRequest): Promise<void>;
  /** The server cannot be reached for the first login; it is tried again. */
  onUnreachable(): void;
  /** Logged in, for the first time or again. */
  onReady(answer: SharedAnswer): void;
  onEvent(type: string, body: Readonly<Record<string, unknown>>): void;
  /** Over for good; `error` says why. */
  onEnded(error: ZIMError, event: ConnectionEvent): void;
}

export interface SessionSettings {
  readonly url: string;
  readonly webSocket: WebSocketConstructor;
  readonly backoff: BackoffSettings;
  readonly requestTimeoutMs: number;
  /** The device has logged in before, in another tab. */
  readonly loggedInAs?: string | undefined;
}

/** Close codes after which coming back is of no use; see docs/websocket-protocol.md. */
const finalCodes: ReadonlyMap<number, readonly [event: ConnectionEvent, code: string, message: string]> = new Map([
  [4000, ['unauthenticated', 'PROTOCOL_ERROR', 'the login is malformed']],
  [4001, ['unauthenticated', 'UNAUTHENTICATED', 'the token is not valid']],
  [4002, ['tokenExpired', 'TOKEN_EXPIRED', 'the token has expired']],
  [4009, ['kickedOut', 'KICKED_OUT', 'a newer login has ended this one']],
]);

export class Session {
  state: ConnectionState = 'connecting';
  readonly #credentials: Credentials;
  readonly #settings: SessionSettings;
  readonly #hooks: SessionHooks;
  #link: Link | undefined;
  #attempt = 0;
  /** The device id of the latest login: coming back with it is no new login, and must not end one that came meanwhile. */
  loggedInAs: string | undefined;
  #kickedOut: string | undefined;
  #hasChangedDevice = false;
  /** The token is another user's: the session ends as soon as the device's record is right. */
  #isOfOther = false;
  /** The token that the server has seen over this connection. */
  #shownToken = '';
  #hintMs: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastError = new ZIMError('TIMEOUT', 'the login took too long');
  #isOver = false;

  constructor(credentials: Credentials, settings: SessionSettings, hooks: SessionHooks) {
    this.#credentials = credentials;
    this.#settings = settings;
    this.#hooks = hooks;
    this.loggedInAs = settings.loggedInAs;
  }

  get userID(): string {
    return this.#credentials.userID;
  }

  start(): void {
    this.#hooks.onState('connecting', 'login');
    this.#connect();
  }

  /** The token for the next login. */
  renewToken(token: string): void {
    this.#credentials.token = token;
  }

  readonly request: FrameRequest = (type, ...[body]) => {
    if (this.state !== 'connected' || this.#link === undefined) {
      return Promise.reject(new ZIMError('CONNECTION_LOST', 'there is no connection'));
    }
    const answered = this.#link.request(type, body, this.#settings.requestTimeoutMs);
    if (type === 'renewToken') {
      const { token } = body as FrameBody<'renewToken'>;
      const credentials = this.#credentials;
      credentials.token = token; // at once: whatever happens to the connection meanwhile, the next login shows it
      answered
        .then(() => (this.#shownToken = token))
        .catch((error: ZIMError) => {
          if (isRefusal(error) && credentials.token === token) credentials.token = this.#shownToken; // a newer one stays
        });
    }
    return answered;
  };

  /** Ends the session from this side. */
  end(error: ZIMError, event: ConnectionEvent): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#link?.abandon(); // whoever waits for an answer is told now, and not when a dead network lets the socket close
    this.state = 'disconnected';
    this.#hooks.onState('disconnected', event);
    this.#hooks.onEnded(error, event);
  }

  #connect(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    let link: Link;
    try {
      link = new Link(this.#settings.url, this.#settings.webSocket, {
        onEvent: (type, body) => this.#onEvent(type, body),
        onServerTime: this.#hooks.onServerTime,
        onClosed: (code) => this.#onClosed(link, code),
      });
    } catch (error) {
      return this.end(new ZIMError('CONNECTION_LOST', String(error)), 'loginFailed');
    }
    this.#link = link;
    this.#login(link).catch((error: unknown) => {
      if (error instanceof ZIMError) {
        this.#lastError = error;
        if (this.#isAnsweredWithAnotherDevice(link, error)) return;
      }
      link.close(); // the close event decides whether to come back; a server that does not answer must not keep us waiting
      setTimeout(() => link.abandon(), 1_000);
    });
  }

  async #login(link: Link): Promise<void> {
    const { requestTimeoutMs } = this.#settings;
    const opening = setTimeout(() => link.abandon(), requestTimeoutMs);
    await link.opened.finally(() => clearTimeout(opening));
    const { deviceID, deviceSecret } = await this.#hooks.device(this.userID);
    if (this.#isOver) return link.close();
    const { app, userID, token, platform, userName } = this.#credentials;
    this.#shownToken = token;
    const body = {
      app,
      token,
      deviceID,
      deviceSecret,
      version: 'bellhop-js/0.1',
      platform,
      userName,
      resume: this.loggedInAs === deviceID || undefined,
    };
    const answer = await link.request('login', body, requestTimeoutMs);
    if (this.#isOver) return link.close();
    link.startHeartbeat(answer);
    this.loggedInAs = deviceID;
    this.#isOfOther = answer.userID !== userID;
    this.#hooks.onServerTime(answer.serverTime);
    await this.#hooks.onLoggedIn(answer, (type, ...[one]) => link.request(type, one, requestTimeoutMs));
    if (this.#isOver || link !== this.#link) return link.close();
    if (this.#isOfOther)
      return this.end(new ZIMError('UNAUTHENTICATED', `the token is for ${answer.userID}`), 'unauthenticated');
    if (link.isClosed) return; // its close event brings the next one
    this.#attempt = 0;
    this.#hintMs = undefined;
    this.state = 'connected';
    this.#hooks.onState('connected', 'login');
    this.#hooks.onReady(defined({ userID, pushID: answer.pushID }));
  }

  #onEvent(type: string, body: Readonly<Record<string, unknown>>): void {
    if (this.#isOver || this.#isOfOther) return;
    if (type === 'kickedOut') this.#kickedOut = textOf(body['reason']);
    if (type === 'reconnect') this.#hintMs = numberOf(body['afterMs']);
    this.#hooks.onEvent(type, body);
  }

  /** The device id belongs to somebody else: another one may do, at once and over another connection. The server closes this one. */
  #isAnsweredWithAnotherDevice(link: Link, error: ZIMError): boolean {
    if (this.#isOver || link !== this.#link || error.code !== 'DEVICE_TAKEN') return false;
    this.#link = undefined;
    link.close();
    void this.#changeDevice(error);
    return true;
  }

  async #changeDevice(error: ZIMError): Promise<void> {
    const mayChange = this.loggedInAs === undefined && !this.#hasChangedDevice;
    this.#hasChangedDevice = true;
    if (!mayChange) return this.end(error, 'loginFailed');
    const hasAnother = await this.#hooks.onDeviceTaken(error);
    if (this.#isOver) return;
    if (hasAnother) return this.#connect();
    error.message += ': give another one, or none'; // the app has given it
    this.end(error, 'loginFailed');
  }

  /** A refusal and the close that follows it may come as one: the refusal is read first. */
  #onClosed(link: Link, code: number): void {
    if (this.state === 'connected') this.#decide(link, code);
    else setTimeout(() => this.#decide(link, code), 0);
  }

  #decide(link: Link, code: number): void {
    if (this.#isOver || link !== this.#link) return;
    const final = finalCodes.get(code);
    // Of a token that has been replaced since, it says nothing of the newer one.
    const isOfOlderToken = code !== 4009 && this.#credentials.token !== this.#shownToken;
    if (final !== undefined && !isOfOlderToken) {
      const [event, refusal, message] = final;
      // At login the answer said it more exactly than the close code.
      const said = this.state === 'connected' ? undefined : this.#lastError;
      return this.end(
        isRefusal(said) ? said : new ZIMError(refusal, (event === 'kickedOut' && this.#kickedOut) || message),
        event,
      );
    }
    this.#attempt += 1;
    if (this.state === 'connected') {
      this.state = 'reconnecting';
      this.#hooks.onState('reconnecting', code === 1012 ? 'serverRestarting' : 'connectionLost');
    } else if (this.state === 'connecting') {
      this.#hooks.onUnreachable();
    }
    const delayMs = reconnectDelayMs(this.#attempt, this.#settings.backoff, this.#hintMs);
    this.#timer = setTimeout(() => this.#connect(), delayMs);
  }

  /** The app is there again after a sleep: comes back at once, and looks whether a connection that seems to live does. */
  wake(): void {
    if (this.state === 'connected') {
      this.#link?.prove();
    } else if (this.#timer !== undefined) {
      this.#attempt = 0;
      this.#connect();
    }
  }

  /** Nothing was heard from the server for long. */
  get isDeaf(): boolean {
    return this.#link?.isDeaf() ?? false;
  }

  /** Sends a heartbeat when one is due, whatever timers do. */
  beat(): void {
    this.#link?.beat();
  }

  /** The first login may take as long as it takes. */
  keepTrying(): void {
    if (this.state !== 'connecting') return;
    this.state = 'reconnecting';
    this.#hooks.onState('reconnecting', 'connectionLost');
  }

  /** Gives up a first login that does not succeed in time. */
  giveUp(): void {
    if (this.state === 'connecting') this.end(this.#lastError, 'loginFailed');
  }
}

/** The server does not take a login, or a token. */
export const isRefusal = (error: ZIMError | undefined): error is ZIMError =>
  error?.code === 'UNAUTHENTICATED' || error?.code === 'INVALID_ARGUMENT';

/** A session of this tab alone, or one that several tabs share. */
export type AnySession = Pick<
  Session,
  'state' | 'userID' | 'request' | 'start' | 'end' | 'renewToken' | 'wake' | 'keepTrying' | 'giveUp'
> & {
  /** Of several tabs: whether this one holds the connection. */
  readonly isLeader?: boolean;
  /** Another tab has ended it: whose the device is now, the server has not said here. */
  readonly isEndedElsewhere?: boolean;
  relay?(name: string, body: object): void;
  seen?(): void;
  /** The page is frozen from here on. */
  sleep?(): void;
};
