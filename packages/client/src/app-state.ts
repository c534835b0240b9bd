import type { FrameRequest } from './frames.ts';
import type { ZIMAppState } from './user-types.ts';

/** What of a browser's page says whether it is seen, and that it is there again after a sleep. */
interface Page {
  readonly visibilityState: string;
  addEventListener(
    type: string,
    listener: (event: { readonly type: string }) => void,
    options: { readonly signal: AbortSignal },
  ): void;
}

export interface AppStateOptions {
  readonly request: FrameRequest;
  /** The page is seen again, the network is back: a connection that slept may be dead without knowing it. */
  readonly onAwake: () => void;
  /** The browser stops everything in this page. */
  readonly onFreeze: () => void;
  /** Messages may have been pushed instead of told over the connection. */
  onForeground(): void;
  onChanged(): void;
}

const AWAKENING = ['visibilitychange', 'resume'];
const AWAKENING_OF_WINDOW = ['online', 'pageshow', 'focus'];

/** Whether the app is in the background: what the app says, else what the page says; and the server is told. */
export class AppState {
  readonly #options: AppStateOptions;
  readonly #page = (globalThis as { document?: Page }).document;
  readonly #stopped = new AbortController();
  #said: ZIMAppState | undefined;
  /** Of several tabs that share a connection: whether another one is seen. */
  #isSeenElsewhere = false;
  #isReported = false;
  #isConnected = false;

  constructor(options: AppStateOptions) {
    this.#options = options;
    if (this.#page === undefined) return;
    const until = { signal: this.#stopped.signal };
    for (const type of AWAKENING) this.#page.addEventListener(type, this.#onPage, until);
    this.#page.addEventListener('freeze', options.onFreeze, until);
    for (const type of AWAKENING_OF_WINDOW) (globalThis as Partial<Page>).addEventListener?.(type, this.#onPage, until);
  }

  /** Whether the user sees this page, or (where there are none) the app. */
  get isSeen(): boolean {
    return this.#said === undefined ? this.#page?.visibilityState !== 'hidden' : this.#said === 'foreground';
  }

  /** What the app says; from then on its page is not asked. It may say the same again, as when the network is back. */
  say(state: ZIMAppState): void {
    this.#said = state;
    if (this.isSeen) this.#options.onAwake();
    this.#changed();
  }

  seenElsewhere(isSeen: boolean): void {
    this.#isSeenElsewhere = isSeen;
    void this.#report();
  }

  /** A login is answered: to the server the app is in the foreground. */
  connected(): void {
    this.#isConnected = true;
    this.#isReported = false;
    void this.#report();
  }

  disconnected(): void {
    this.#isConnected = false;
  }

  stop(): void {
    this.#stopped.abort();
  }

  readonly #onPage = ({ type }: { readonly type: string }): void => {
    // Its connection may have gone to another tab.
    if (type === 'resume' || this.#page?.visibilityState !== 'hidden') this.#options.onAwake();
    this.#changed();
  };

  #changed(): void {
    this.#options.onChanged();
    void this.#report();
  }

  /** Waits for no answer to the report before, which the server may hold: it reads them in order, and the last word counts. */
  async #report(): Promise<void> {
    const background = !this.isSeen && !this.#isSeenElsewhere;
    if (!this.#isConnected || background === this.#isReported) return;
    this.#isReported = background;
    try {
      await this.#options.request('reportAppState', { background });
      if (!background) this.#options.onForeground();
    } catch {
      // An older server does not know it; without a connection the next login says it anew.
    }
  }
}
