import type { FrameRequest } from './frames.ts';
import { randomId } from './random-id.ts';
import {
  Session,
  type ConnectionEvent,
  type ConnectionState,
  type Credentials,
  type SessionHooks,
  type SessionSettings,
  type SharedAnswer,
} from './session.ts';
import { newsForOtherTabs } from './tab-news.ts';
import { WaitingRequests } from './waiting-requests.ts';
import { errorOf, ZIMError } from './zim-error.ts';

/** What of the Web Locks API is needed. */
export interface Locks {
  request(
    name: string,
    options: { readonly signal?: AbortSignal; readonly steal?: boolean },
    held: () => Promise<void>,
  ): Promise<unknown>;
  query(): Promise<unknown>;
}

/** What of BroadcastChannel is needed. */
export interface Channel {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  close(): void;
}

/** The APIs that tabs share a connection by; undefined where there are none. */
export function platformTabs(): { readonly locks: Locks; readonly channel: (name: string) => Channel } | undefined {
  const { navigator, BroadcastChannel: made } = globalThis as unknown as {
    navigator?: { locks?: Locks };
    BroadcastChannel?: new (name: string) => Channel;
  };
  if (navigator?.locks === undefined || made === undefined) return undefined;
  return { locks: navigator.locks, channel: (name) => new made(name) };
}

type Body = Readonly<Record<string, unknown>>;
/** An error as it goes from tab to tab. */
type Refusal = Pick<ZIMError, 'code' | 'message'> & NonNullable<ConstructorParameters<typeof ZIMError>[2]>;

/** What tabs say to each other. Those of a user pass over what is of another one. */
type Said =
  /** The leader: where the connection stands. */
  | {
      readonly is: 'state';
      readonly at: number;
      readonly state: ConnectionState;
      readonly answer: SharedAnswer | undefined;
      /** The device id of its login: tabs whose storage is full or was emptied may have others. */
      readonly loggedInAs?: string | undefined;
      /** Its page is frozen: it answers, and hears nothing from the server. */
      readonly isDeaf: boolean;
      /** How far the server's clock is ahead of the browser's: that holds also where it is heard late. JSON has null for one that is not known. */
      readonly serverAheadMs?: number | null;
    }
  /** A user logs in in this tab, at this time. */
  | { readonly is: 'join'; readonly at: number }
  /** The leader: an event of the server, or what another tab did. Any tab: `tokenRenewed`. */
  | { readonly is: 'event'; readonly name: string; readonly body: Body; readonly except?: string }
  | {
      readonly is: 'answer';
      readonly to: string;
      readonly id: number;
      readonly body: Body;
      readonly refusal?: Refusal;
    }
  | { readonly is: 'ask'; readonly id: number; readonly type: string; readonly body: Body }
  /** Whoever does not lead: is there a leader? */
  | { readonly is: 'ping'; readonly isSeen: boolean; readonly wakes?: true | undefined }
  /** The user has left the device, or has been kicked out. */
  | { readonly is: 'ended'; readonly event: ConnectionEvent; readonly refusal: Refusal };
type Message = Said & { readonly from: string; readonly userID: string };

export interface TabHooks extends SessionHooks {
  /** This tab is about to log in: what other tabs have stored is to be read. */
  onLeading(): Promise<void>;
  /** Whether a page of another tab is seen. */
  onSeenElsewhere(isSeen: boolean): void;
  isSeen(): boolean;
  /** What the server's clock says, or less. */
  readonly serverNowMs: () => number;
}

const PING_MS = 5_000;
/** A leader that lives answers at once, also in a tab that is not seen. */
const LEADER_ANSWERS_MS = 3_000;
/** What a tab says is heard by the others. */
const HEARD_WITHIN_MS = 50;
const SEEN_FOR_MS = 3 * PING_MS;

/**
 * The session of a device that several tabs share. One of them, the leader, holds a lock and the connection; the others ask through it and are told
 * what it is told. When the leader's tab closes the browser gives the lock to the next one; from one that is frozen it is taken. What was under way
 * is lost with the leader as with a connection, and sent again in the same way.
 */
export class TabSession {
  state: ConnectionState = 'connecting';
  isEndedElsewhere = false;
  readonly #id = randomId();
  readonly #name: string;
  readonly #locks: Locks;
  readonly #channel: Channel;
  readonly #settings: SessionSettings;
  readonly #hooks: TabHooks;
  readonly #waiting = new WaitingRequests();
  readonly #tabs = new Map<string, { readonly isSeen: boolean; readonly atMs: number }>();
  /** When its user logged in here: of two users of the device the later one counts. */
  readonly #at = Date.now();
  readonly #credentials: Credentials;
  #session: Session | undefined;
  #answer: SharedAnswer | undefined;
  /** The device id of the latest login, whichever tab made it. */
  #loggedInAs: string | undefined;
  #leader: string | undefined;
  #heardMs = 0;
  #queued = new AbortController();
  #release: () => void = () => undefined;
  #pinging: ReturnType<typeof setInterval> | undefined;
  #isOver = false;

  constructor(
    name: string,
    { locks, channel }: NonNullable<ReturnType<typeof platformTabs>>,
    credentials: Credentials,
    settings: SessionSettings,
    hooks: TabHooks,
  ) {
    this.#name = `bellhop.1.${name}`; // other versions may lie in other tabs
    this.#locks = locks;
    this.#channel = channel(this.#name);
    this.#credentials = credentials;
    this.#settings = settings;
    this.#hooks = hooks;
    this.#channel.addEventListener('message', ({ data }) => this.#hear(data as Message));
  }

  get userID(): string {
    return this.#credentials.userID;
  }

  /** Whether the connection is this tab's. */
  get isLeader(): boolean {
    return this.#session !== undefined;
  }

  start(): void {
    this.#hooks.onState('connecting', 'login');
    this.#say({ is: 'join', at: this.#at });
    this.#queue();
    this.#pinging = setInterval(() => this.#ping(), PING_MS);
    this.#ping();
  }

  readonly request: FrameRequest = (type, ...[body = {}]) =>
    this.isLeader ? this.#send(this.#id, type, body) : this.#ask(type, body);

  /** The token for the next login, whichever tab makes it. */
  renewToken(token: string): void {
    this.#say({ is: 'event', name: 'tokenRenewed', body: { token } });
    this.#credentials.token = token;
  }

  /** The leader has shown something: the others show it, too, and in its order. */
  relay(name: string, body: object): void {
    if (this.isLeader) this.#say({ is: 'event', name, body: body as Body });
  }

  /** The page of this tab is seen now, or no longer. */
  seen(): void {
    if (this.isLeader) this.#countSeen();
    else this.#ping();
  }

  wake(): void {
    if (this.#session !== undefined) return this.#session.wake();
    if (this.#queued.signal.aborted && !this.#isOver) this.#queue(); // it slept
    this.#ping(true);
  }

  /** A frozen page reads nothing: another one is to lead. */
  sleep(): void {
    this.#queued.abort();
    if (this.#session === undefined) return;
    this.#resign();
    this.#release();
  }

  keepTrying(): void {
    this.#session?.keepTrying();
    if (this.state === 'connecting') this.#stateIs('reconnecting', 'connectionLost');
  }

  giveUp(): void {
    if (this.#session !== undefined) return this.#session.giveUp();
    if (this.state === 'connecting') this.end(new ZIMError('TIMEOUT', 'the login took too long'), 'loginFailed');
  }

  /** Ends it from this tab; a logout is one of all tabs. */
  end(error: ZIMError, event: ConnectionEvent): void {
    if (this.#session !== undefined) this.#session.end(error, event);
    else this.#over(error, event, event === 'logout');
  }

  #over(error: ZIMError, event: ConnectionEvent, isOfAll: boolean): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearInterval(this.#pinging);
    this.#queued.abort();
    this.#session = undefined;
    if (isOfAll) this.#say({ is: 'ended', event, refusal: refusalOf(error) });
    else this.#say({ is: 'ping', isSeen: false });
    // Others of this user are to hear of it before they can take over.
    setTimeout(() => this.#release(), isOfAll ? HEARD_WITHIN_MS : 0);
    this.#channel.close();
    this.#waiting.rejectAll(error);
    this.#stateIs('disconnected', event);
    this.#hooks.onEnded(error, event);
  }

  /** Waits for the lock: until no other tab leads. */
  #queue(): void {
    this.#queued = new AbortController();
    this.#hold({ signal: this.#queued.signal });
  }

  /** The leader does not answer: its tab is frozen. */
  #steal(): void {
    this.#queued.abort();
    this.#hold({ steal: true });
  }

  #hold(options: { signal?: AbortSignal; steal?: boolean }): void {
    let isHeld = false;
    this.#locks
      .request(this.#name, options, () => {
        if (this.#isOver) return Promise.resolve();
        isHeld = true;
        return new Promise<void>((resolve) => {
          this.#release = resolve;
          this.#lead();
        });
      })
      .catch(() => isHeld && this.#stepDown()); // taken away; or it was given up while it waited
  }

  #lead(): void {
    this.#leader = this.#id;
    this.#isLost();
    const hooks = this.#hooks;
    const session = new Session(
      this.#credentials,
      { ...this.#settings, loggedInAs: this.#loggedInAs },
      {
        ...hooks,
        onState: (state, event) => {
          // An end is told by onEnded, which may find that it is none.
          if (this.#session !== session || state === 'disconnected' || state === 'connecting') return;
          this.#stateIs(state, event);
          this.#sayState();
        },
        device: async (userID) => {
          await hooks.onLeading();
          return hooks.device(userID);
        },
        onReady: (answer) => {
          this.#answer = answer;
          this.#loggedInAs = session.loggedInAs;
          this.#countSeen(); // before the app's state is reported
          hooks.onReady(answer);
          this.#sayState();
        },
        onEvent: (name, body) => {
          // Messages are relayed when they are shown.
          if (name !== 'message' && name !== 'kickedOut' && name !== 'reconnect')
            this.#say({ is: 'event', name, body });
          hooks.onEvent(name, body);
        },
        onEnded: (error, event) => void this.#onEnded(session, error, event),
      },
    );
    this.#session = session;
    session.start();
    this.#sayState();
  }

  async #onEnded(session: Session, error: ZIMError, event: ConnectionEvent): Promise<void> {
    // The tab was frozen and another one has taken over: the server has ended this connection for that one's.
    if (event === 'kickedOut') await this.#locks.query().catch(() => undefined);
    if (this.#session !== session) return;
    this.#over(error, event, event === 'logout' || event === 'kickedOut');
  }

  /** Another tab has taken the lock. */
  #stepDown(): void {
    if (this.#session === undefined || this.#isOver) return;
    this.#resign();
    this.#queue();
    this.#ping();
  }

  #resign(): void {
    const session = this.#session;
    this.#session = undefined;
    this.#leader = undefined;
    session?.end(isElsewhere(), 'connectionLost');
    this.#isLost();
  }

  /** Sends a frame for a tab, and tells the others what follows from it. */
  async #send(tab: string, type: string, body: object): Promise<Body> {
    const session = this.#session;
    if (session === undefined) throw isElsewhere();
    const answer = await session.request(type as 'heartbeat', body);
    const news = newsForOtherTabs(type, body as Body, answer, this.userID);
    if (news === undefined) return answer;
    this.#say({ is: 'event', ...news, except: tab });
    if (tab !== this.#id) this.#hooks.onEvent(news.name, news.body);
    return answer;
  }

  #ask(type: string, body: object): Promise<Body> {
    if (this.state !== 'connected') return Promise.reject(new ZIMError('CONNECTION_LOST', 'there is no connection'));
    return this.#waiting.add(type, this.#settings.requestTimeoutMs, (id) =>
      this.#say({ is: 'ask', id, type, body: body as Body }),
    );
  }

  #hear(message: Message): void {
    if (this.#isOver) return;
    if (message.userID !== this.userID) return this.#hearOtherUser(message);
    if (message.is === 'ended') return this.#onEndedElsewhere(message);
    if (message.is === 'event' && message.name === 'tokenRenewed')
      this.#credentials.token = String(message.body['token']);
    if (this.#session === undefined) this.#hearAsFollower(message);
    else this.#hearAsLeader(this.#session, message);
  }

  #hearOtherUser(message: Message): void {
    if (message.is !== 'join' && message.is !== 'state') return;
    if (message.at > this.#at) {
      this.isEndedElsewhere = true;
      this.end(new ZIMError('KICKED_OUT', 'another user has logged in in another tab'), 'kickedOut');
    } else if (message.is === 'state') this.#say({ is: 'join', at: this.#at }); // it has not heard of this login
  }

  #hearAsLeader(session: Session, message: Message): void {
    const { from } = message;
    if (message.is === 'ping') {
      this.#tabs.set(from, { isSeen: message.isSeen, atMs: Date.now() });
      this.#countSeen();
      if (message.wakes) session.wake();
      session.beat(); // the timers of a tab that is not seen are slow
      this.#sayState();
    }
    if (message.is !== 'ask') return;
    const { id, type, body } = message;
    this.#send(from, type, body).then(
      (answer) => {
        this.#say({ is: 'answer', to: from, id, body: answer });
        if (type === 'logout') session.end(new ZIMError('LOGGED_OUT', 'logged out'), 'logout');
      },
      (error: unknown) => this.#say({ is: 'answer', to: from, id, body: {}, refusal: refusalOf(error) }),
    );
  }

  #hearAsFollower(message: Message): void {
    if (message.is === 'answer' && message.to === this.#id)
      this.#waiting.settle(message.id, message.refusal === undefined ? message.body : errorOf(message.refusal));
    if (message.is === 'event' && message.except !== this.#id) this.#hooks.onEvent(message.name, message.body);
    if (message.is !== 'state') return;
    this.#heardMs = Date.now();
    if (message.from !== this.#leader) {
      this.#leader = message.from;
      this.#isLost();
    }
    const { state, answer, serverAheadMs } = message;
    if (typeof serverAheadMs === 'number') this.#hooks.onServerTime(this.#heardMs + serverAheadMs);
    this.#loggedInAs = message.loggedInAs;
    if (message.isDeaf) this.#steal();
    if (state === 'connected' && answer !== undefined && this.state !== 'connected') {
      this.#answer = answer;
      this.#stateIs('connected', 'login');
      this.#hooks.onReady(answer);
    } else if (state === 'reconnecting') {
      if (this.state === 'connecting') this.#hooks.onUnreachable();
      this.#isLost();
    }
  }

  /** The connection is gone, and with it what was under way. */
  #isLost(): void {
    this.#waiting.rejectAll(isElsewhere());
    if (this.state === 'connected') this.#stateIs('reconnecting', 'connectionLost');
  }

  #onEndedElsewhere({ event, refusal }: Extract<Message, { is: 'ended' }>): void {
    const error = errorOf(refusal);
    this.isEndedElsewhere = true;
    if (this.#session === undefined) this.#over(error, event, false);
    else this.#session.end(error, event);
  }

  /** Looks whether there is a leader; from one that does not answer the lock is taken. `wakes`: the leader looks after its connection, too. */
  #ping(wakes?: true): void {
    if (this.isLeader) return this.#countSeen();
    if (this.#isOver) return;
    const askedMs = Date.now();
    this.#say({ is: 'ping', isSeen: this.#hooks.isSeen(), wakes });
    // Not all tabs at once.
    setTimeout(
      () => {
        if (!this.#isOver && !this.isLeader && this.#heardMs < askedMs) this.#steal();
      },
      LEADER_ANSWERS_MS * (1 + Math.random()),
    );
  }

  #countSeen(): void {
    const nowMs = Date.now();
    for (const [tab, { atMs }] of this.#tabs) if (nowMs - atMs > SEEN_FOR_MS) this.#tabs.delete(tab);
    this.#hooks.onSeenElsewhere([...this.#tabs.values()].some(({ isSeen }) => isSeen));
  }

  #sayState(): void {
    this.#say({
      is: 'state',
      at: this.#at,
      state: this.#session?.state ?? this.state,
      answer: this.#answer,
      loggedInAs: this.#session?.loggedInAs,
      isDeaf: this.#session?.isDeaf ?? false,
      serverAheadMs: this.#hooks.serverNowMs() - Date.now(),
    });
  }

  /** As JSON has it: a channel refuses what a frame takes, such as the proxies that Vue makes of an app's lists. */
  #say(said: Said): void {
    if (!this.#isOver || said.is === 'ended' || said.is === 'ping')
      this.#channel.postMessage(JSON.parse(JSON.stringify({ ...said, from: this.#id, userID: this.userID })));
  }

  #stateIs(state: ConnectionState, event: ConnectionEvent): void {
    this.state = state;
    this.#hooks.onState(state, event);
  }
}

const isElsewhere = (): ZIMError => new ZIMError('CONNECTION_LOST', 'another tab has the connection');

function refusalOf(error: unknown): Refusal {
  if (!(error instanceof ZIMError)) return { code: 'UNKNOWN', message: String(error) };
  return { ...error, message: error.message };
}
