import { reconnectDelayMs, type BackoffSettings } from './backoff.ts';
import { dropOldest, ReceivedWindow } from './received-window.ts';
import type { FrameRequest } from './frames.ts';
import { messageOf } from './message-shapes.ts';
import type { ZIMMessage } from './message-types.ts';

type Body = Record<string, unknown>;

export interface InboxOptions {
  /** Whether messages are acknowledged when the handlers have run. */
  readonly autoAck: () => boolean;
  /** Pauses after a sync that the server could not answer. */
  readonly backoff: BackoffSettings;
  readonly request: FrameRequest;
  /** Whether a login is answered, and its connection lives. */
  readonly isReady: () => boolean;
  /** Runs the app's handlers. */
  show(message: ZIMMessage): Promise<void>;
  onHandlerFailed(error: unknown): void;
}

const SYNC_PAGE = 100;
const MAX_ACKS = 500;
const MAX_HELD = 2_000;
const MAX_SENT = 1_000;

/**
 * Messages on their way to the app: live ones and, after each login or when the server says so, those that were missed. Live messages wait while a sync
 * runs, and before it when they come ahead of the login's answer, so that the app sees a conversation in order. Each is acknowledged when the handlers
 * have run, never before, and the next one is shown then: who writes messages to a database writes them in order. A handler that never ends holds up
 * what comes after it, which the server pushes, until the next login.
 */
export class Inbox {
  readonly #options: InboxOptions;
  readonly #received = new ReceivedWindow();
  /** Messages of this device, the latest: the sync after a reconnect brings them, too, maybe ahead of their answers, and the app has them. */
  readonly #sent = new Set<string>();
  #userID = '';
  #life = 0;
  #isSyncing = false;
  #syncAgain = false;
  #failedSyncs = 0;
  #nextSync: ReturnType<typeof setTimeout> | undefined;
  #held: Readonly<Body>[] = [];
  #working: Promise<void> = Promise.resolve();
  #queued = 0;
  /** By id, those whose handlers have not ended; maybe they never do. */
  readonly #showing = new Map<string, ZIMMessage>();
  /** Those of another tab whose turn has not come: it has acknowledged them, so no sync brings them. */
  readonly #relayed = new Set<ZIMMessage>();
  #acks: ZIMMessage[] = [];

  constructor(options: InboxOptions) {
    this.#options = options;
  }

  /** A connection is ready: gets what was missed, unless another tab does. */
  start(userID: string, syncs = true): void {
    if (userID !== this.#userID) this.#received.clear();
    this.#userID = userID;
    this.#begin(this.#held); // what has come over its connection already
    for (const message of this.#relayed) this.#enqueue(message);
    this.#failedSyncs = 0;
    if (syncs) void this.#catchUp(this.#life, this.#working);
  }

  /** Live messages may have passed this connection by: gets them. */
  missed(): void {
    if (this.#isSyncing) this.#syncAgain = true;
    else void this.#catchUp(this.#life, this.#working); // what came before is shown before
  }

  /** The session is over: nothing more is shown or acknowledged until the next start. What handlers have not ended with comes again then. */
  stop(): void {
    for (const message of this.#showing.values()) this.#received.forget(message);
    this.#showing.clear();
    this.#relayed.clear();
    this.#begin([]);
  }

  /** Nothing from here on waits for what was before, whose handlers may never end. */
  #begin(held: Readonly<Body>[]): void {
    this.#life += 1;
    this.#held = held;
    this.#acks = [];
    this.#isSyncing = false;
    this.#working = Promise.resolve();
    this.#queued = 0;
    clearTimeout(this.#nextSync);
  }

  async #catchUp(life: number, before?: Promise<void>): Promise<void> {
    this.#isSyncing = true;
    await before;
    do {
      this.#syncAgain = false;
      try {
        await this.#sync(life);
        this.#failedSyncs = 0;
      } catch {
        if (life === this.#life) this.#syncLater(); // without a connection the next login comes first
      }
      if (life !== this.#life) return;
    } while (this.#syncAgain);
    this.#isSyncing = false;
    if (!this.#options.isReady()) return; // they wait for the sync of the next login
    const held = this.#held.splice(0).flatMap((body) => messageOf(body, this.#userID, false) ?? []);
    held.sort((a, b) => a.conversationSeq - b.conversationSeq); // stable: conversations stay apart
    for (const message of held) this.#enqueue(message);
  }

  #syncLater(): void {
    this.#failedSyncs += 1;
    clearTimeout(this.#nextSync);
    this.#nextSync = setTimeout(() => this.missed(), reconnectDelayMs(this.#failedSyncs, this.#options.backoff));
  }

  /** A live message. */
  receive(body: Readonly<Body>): void {
    if (this.#isSyncing || !this.#options.isReady()) {
      // What does not fit is not acknowledged: the server pushes it, and the next sync brings it.
      if (this.#held.length < MAX_HELD) this.#held.push(body);
      else this.#syncAgain = true;
      return;
    }
    const message = messageOf(body, this.#userID, false);
    if (message !== undefined) this.#enqueue(message);
  }

  /** The app is sending a message, or is about to see what another tab sent; false: it has that already. One that it was told had failed it is shown. */
  sent(message: ZIMMessage, sending?: Promise<unknown>): boolean {
    const key = sentKey(message);
    const isNew = !this.#sent.has(key) && !this.#received.has(message);
    this.#sent.add(key);
    sending?.catch(() => this.#sent.delete(key));
    dropOldest(this.#sent, MAX_SENT);
    return isNew;
  }

  /** A message that another tab has shown, and acknowledges. */
  relayed(message: ZIMMessage): void {
    this.#relayed.add(message);
    this.#enqueue(message);
  }

  /** Position of the newest message of a conversation that the app was shown. */
  newestShown(conversationKey: string): number | undefined {
    return this.#received.newest(conversationKey);
  }

  acknowledge(messages: readonly ZIMMessage[]): void {
    if (this.#acks.length === 0) setTimeout(() => this.#flushAcks(), 0);
    this.#acks.push(...messages);
  }

  #enqueue(message: ZIMMessage): void {
    if (this.#queued >= MAX_HELD) {
      this.#relayed.delete(message);
      this.#received.forget(message);
      return this.#syncLater();
    }
    const life = this.#life;
    this.#queued += 1;
    this.#working = this.#working.then(async () => {
      if (life !== this.#life) return;
      this.#relayed.delete(message);
      this.#queued -= 1;
      if ((await this.#show(message)) && this.#options.autoAck() && life === this.#life) this.acknowledge([message]);
    });
  }

  /** True when the app has the message, now or from before. */
  async #show(message: ZIMMessage): Promise<boolean> {
    if (this.#showing.has(message.messageID)) return false; // since the connection before
    const isOwn = message.senderUserID === this.#userID && this.#sent.has(sentKey(message));
    if (!this.#received.isNew(message) || isOwn) return true;
    this.#showing.set(message.messageID, message);
    try {
      await this.#options.show(message);
      return true;
    } catch (error) {
      this.#received.forget(message);
      this.#options.onHandlerFailed(error);
      return false;
    } finally {
      this.#showing.delete(message.messageID);
    }
  }

  #flushAcks(): void {
    while (this.#acks.length > 0) {
      const messages = this.#acks.splice(0, MAX_ACKS).map(({ messageID, conversationKey, conversationSeq }) => ({
        messageID,
        conversationID: conversationKey,
        seq: conversationSeq,
      }));
      // Lost with its connection, an acknowledgement costs a push that was not needed, and the next sync repeats the message.
      this.#options.request('ack', { messages }).catch(() => undefined);
    }
  }

  async #sync(life: number): Promise<void> {
    for (let pageToken: string | undefined; ;) {
      const page = await this.#options.request('sync', { pageSize: SYNC_PAGE, pageToken });
      if (life !== this.#life) return;
      const messages = page.messages.flatMap((body) => messageOf(body, this.#userID, true) ?? []);
      await this.#showPage(messages, life);
      if (life !== this.#life) return;
      pageToken = page.nextPageToken;
      if (pageToken === undefined) return;
    }
  }

  async #showPage(messages: readonly ZIMMessage[], life: number): Promise<void> {
    const reached = new Map<string, number>();
    const broken = new Set<string>();
    for (const message of messages) {
      if (life !== this.#life) return;
      const { conversationKey, conversationSeq } = message;
      const isShown = await this.#show(message);
      if (!isShown) broken.add(conversationKey);
      // A position speaks for everything below it, so it stops at the first message a handler failed on.
      if (!broken.has(conversationKey)) reached.set(conversationKey, conversationSeq);
    }
    if (!this.#options.autoAck() || reached.size === 0) return;
    const positions = [...reached].map(([conversationID, seq]) => ({ conversationID, seq }));
    await this.#options.request('ackSync', { positions });
  }
}

/** The message's own id is not known before its answer; a revocation has no other one. */
function sentKey({ senderUserID, conversationKey, localMessageID, messageID }: ZIMMessage): string {
  return `${senderUserID} ${conversationKey} ${localMessageID ?? messageID}`;
}
