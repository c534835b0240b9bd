import { objectIn, objectOf } from './foreign-values.ts';
import type { FrameRequest } from './frames.ts';
import { StorageWriter, whenThere, type KeyValueStorage } from './storage.ts';
import { ZIMError } from './zim-error.ts';

/** What became of a notification. */
export interface NotificationReport {
  readonly messageID: string;
  readonly kind: 'arrived' | 'clicked';
  /** When, Unix ms by the phone's clock. */
  readonly at: number;
}

export interface NotificationReportsOptions {
  readonly app: string;
  readonly storage: KeyValueStorage | undefined;
  readonly request: FrameRequest;
  readonly onStorageFailed: (error: unknown) => void;
}

const MAX_KEPT = 100;
const MAX_AGE_MS = 7 * 86_400_000;
/** The server will never take them: too old, or it is older than this SDK. */
const FINAL = new Set(['INVALID_ARGUMENT', 'UNKNOWN_TYPE', 'FRAME_TOO_LARGE']);

/** Tells the server what became of notifications; kept in the storage until it is told, the latest hundred. */
export class NotificationReports {
  readonly #options: NotificationReportsOptions;
  readonly #key: string;
  readonly #writer: StorageWriter;
  readonly #ready: Promise<void>;
  #reports: readonly NotificationReport[] = [];
  #isTelling = false;

  constructor(options: NotificationReportsOptions) {
    this.#options = options;
    this.#key = `bellhop.${options.app}.reports`;
    this.#writer = new StorageWriter(options.storage, options.onStorageFailed);
    this.#ready = this.#load().catch(options.onStorageFailed);
  }

  add(report: NotificationReport): void {
    this.#keep([...this.#reports, report].slice(-MAX_KEPT));
    void this.tell();
  }

  /** Tells what is kept, when there is a connection; the next login does it otherwise. */
  async tell(): Promise<void> {
    await this.#ready;
    if (this.#isTelling || this.#reports.length === 0) return;
    this.#isTelling = true;
    const told = this.#reports;
    const isDone = await this.#say(told);
    this.#isTelling = false;
    if (!isDone) return;
    this.#keep(this.#reports.filter((report) => !told.includes(report)));
    return this.tell();
  }

  async #say(reports: readonly NotificationReport[]): Promise<boolean> {
    const nowMs = Date.now();
    const young = reports
      .map(({ messageID, kind, at }) => ({ messageID, kind, agoMs: Math.max(0, nowMs - at) }))
      .filter(({ agoMs }) => agoMs < MAX_AGE_MS);
    if (young.length === 0) return true;
    return this.#options.request('reportNotifications', { reports: young }).then(
      () => true,
      (error: unknown) => error instanceof ZIMError && FINAL.has(error.code),
    );
  }

  async #load(): Promise<void> {
    await whenThere(this.#options.storage?.getItem(this.#key), (text) => {
      this.#reports = [...parse(text), ...this.#reports].slice(-MAX_KEPT);
    });
  }

  #keep(reports: readonly NotificationReport[]): void {
    this.#reports = reports;
    if (reports.length > 0) this.#writer.set(this.#key, JSON.stringify(reports));
    else this.#writer.remove(this.#key);
  }
}

function parse(text: string | null | undefined): readonly NotificationReport[] {
  const kept: unknown = objectIn(text);
  return Array.isArray(kept) ? kept.filter(isReport) : [];
}

function isReport(value: unknown): value is NotificationReport {
  const { messageID, kind, at } = objectOf(value);
  return typeof messageID === 'string' && (kind === 'arrived' || kind === 'clicked') && typeof at === 'number';
}
