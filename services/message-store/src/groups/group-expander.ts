import { setTimeout as delay } from 'node:timers/promises';
import { Lapsed } from '@bellhop/kafka';
import { isRetryable, type Logger } from '@bellhop/runtime';
import type { Reached } from '../db/expansion-store.ts';
import type { GroupOfApp } from '../db/group-row.ts';
import { groupKey, type MemberPages, type MemberPageWithSettings } from '../db/member-pages.ts';

/** A page of a group's members, for messages of that group in their order. */
export interface ExpandedPage<Message> {
  readonly messages: readonly Message[];
  readonly page: MemberPageWithSettings;
  readonly groupName: string;
}

/** What is known when a page is handled, one per message. */
export interface HandledPage {
  /** Recipients that the message has on the page. */
  readonly recipients: number;
  /** Resolves when everything that it caused is durable. */
  readonly settled: Promise<unknown>;
}

/** Messages to groups too large to be read at once. */
export interface GroupExpander<Message> {
  /** A message of the group is on its way to its members, so that later ones must not overtake it. */
  isUnderWay(group: GroupOfApp): boolean;
  /**
   * Brings a message to all members, page by page, in the order of these calls; resolves, when all is settled, with how many recipients it had.
   * Rejects with Lapsed when the message is another replica's by now.
   */
  expand(group: GroupOfApp, message: Message): Promise<number>;
  close(): void;
}

/** Where messages were before a crash or a rebalance. */
export interface Progress<Message> {
  /** In order; undefined where nothing is known. */
  of(messages: readonly Message[]): Promise<readonly (Reached | undefined)[]>;
  save(reached: readonly ({ readonly message: Message } & Reached)[]): Promise<void>;
  forget(messages: readonly Message[]): Promise<void>;
}

interface Entry<Message> {
  readonly message: Message;
  readonly resolve: (recipients: number) => void;
  readonly reject: (error: unknown) => void;
  readonly settling: Promise<unknown>[];
  recipients: number;
  /** After whom it begins; undefined = not looked up yet. */
  begins: string | undefined;
  /** One that it came with could not be handled: each goes by itself now. */
  isAlone: boolean;
}

/** Messages of one group that go through its pages together. */
interface Run<Message> {
  readonly group: GroupOfApp;
  entries: Entry<Message>[];
  /** Undefined = it has not begun. */
  after: string | undefined;
  groupName: string;
  /** So many are behind it. */
  pages: number;
  failures: number;
  /** Pages that are not settled yet. */
  readonly open: Set<Promise<unknown>>;
  /** Resolves when what is settled without a gap is saved; false once there is a gap. */
  saved: Promise<boolean>;
}

const PAGE = 1_000;
/** With a page of members of each, about 20,000 recipients at a time. */
const MESSAGES_PER_RUN = 20;
/** Pages whose clients have not all acknowledged: at most 8,000 deliveries of a message. */
const OPEN_PAGES = 8;
/** A pause is as long as the page took, and grows with the pages that a run has behind it: two pages hurry, a hundred do not fill the way to the vendors. */
const PAUSE_PER_PAGE_MS = 10;
const GROWS_UNTIL_MS = 250;
const MAX_PAUSE_MS = 500;
const FIRST_RETRY_MS = 200;
const MAX_RETRY_MS = 5_000;

/**
 * Reads the members of large groups in pages. One page at a time, group after group, and then a pause of at least the time that the page took: messages
 * of other conversations, which are handled meanwhile, keep at least half of the processor. Messages of one group that come meanwhile wait, and
 * go through the pages together. A page that cannot be handled now is tried again, for as long as it takes. What is settled is saved page by page: whoever
 * has the message after a crash or a rebalance goes on there.
 */
export function groupExpander<Message>({
  members,
  progress,
  handlePage,
  seqOf,
  isOurs,
  log,
}: {
  members: Pick<MemberPages, 'pageWithSettings' | 'nameOf'>;
  progress: Progress<Message>;
  handlePage: (page: ExpandedPage<Message>) => Promise<readonly HandledPage[]>;
  /** The message's number in its conversation. */
  seqOf: (message: Message) => number;
  /** Whether the message is still this replica's. */
  isOurs: (message: Message) => boolean;
  log: Logger;
}): GroupExpander<Message> {
  /** Of every group with a run: the messages that wait for the next one. */
  const waiting = new Map<string, Entry<Message>[]>();
  const ready: Run<Message>[] = [];
  let isWorking = false;
  let isClosed = false;

  const begin = (group: GroupOfApp): void => {
    const queue = waiting.get(groupKey(group));
    if (queue === undefined) return;
    if (queue.length === 0) return void waiting.delete(groupKey(group));
    const together = queue[0]?.isAlone === true ? 1 : MESSAGES_PER_RUN;
    const entries = queue.splice(0, together);
    const saved = Promise.resolve(true);
    enqueue({ group, entries, after: undefined, groupName: '', pages: 0, failures: 0, open: new Set(), saved });
  };

  const enqueue = (run: Run<Message>): void => {
    ready.push(run);
    if (!isWorking) void work();
  };

  const work = async (): Promise<void> => {
    isWorking = true;
    for (let run = ready.shift(); run !== undefined && !isClosed; run = ready.shift()) {
      const began = performance.now();
      await step(run);
      await delay(pauseMs(performance.now() - began, run.pages));
    }
    isWorking = false;
  };

  /** One page of a run. Never throws. */
  const step = async (run: Run<Message>): Promise<void> => {
    run.entries = run.entries.filter((entry) => {
      if (isOurs(entry.message)) return true;
      entry.reject(new Lapsed());
      return false;
    });
    if (run.entries.length === 0) return begin(run.group);
    try {
      const next = await onePage(run);
      run.failures = 0;
      run.pages += 1;
      if (next === undefined) return finish(run);
      run.after = next;
      if (run.open.size < OPEN_PAGES) return enqueue(run);
      void Promise.race(run.open).then(() => enqueue(run));
    } catch (error) {
      fail(run, error);
    }
  };

  const onePage = async (run: Run<Message>): Promise<string | undefined> => {
    const { group } = run;
    const after = run.after ?? (await beginningOf(run));
    const { entries } = run;
    const messages = entries.map(({ message }) => message);
    const [page, groupName] = await Promise.all([
      members.pageWithSettings(group, after, PAGE, Math.min(...messages.map(seqOf))),
      run.after === undefined ? members.nameOf(group) : run.groupName,
    ]);
    run.groupName = groupName;
    const handled = await handlePage({ messages, page, groupName });
    for (const [index, { recipients, settled }] of handled.entries()) {
      const entry = entries[index];
      if (entry === undefined) continue;
      entry.recipients += recipients;
      settled.catch(() => undefined); // told when all pages are handled
      entry.settling.push(settled);
    }
    const settled = Promise.allSettled(handled.map((one) => one.settled)).then(() => void run.open.delete(settled));
    run.open.add(settled);
    if (page.next !== undefined) saveWhenSettled(run, page.next);
    return page.next;
  };

  /** Where the run begins. Messages that were somewhere else before a replay go in runs after it. */
  const beginningOf = async ({ group, entries }: Run<Message>): Promise<string> => {
    const unknown = entries.filter(({ begins }) => begins === undefined);
    const reached = unknown.length === 0 ? [] : await progress.of(unknown.map(({ message }) => message));
    for (const [index, entry] of unknown.entries()) {
      entry.begins = reached[index]?.after ?? '';
      entry.recipients = reached[index]?.recipients ?? 0;
    }
    const after = entries[0]?.begins ?? '';
    const others = entries.findIndex(({ begins }) => begins !== after);
    if (others > 0) waiting.get(groupKey(group))?.unshift(...entries.splice(others));
    return after;
  };

  /** After the pages before, so that there is no gap. */
  const saveWhenSettled = (run: Run<Message>, after: string): void => {
    const reached = run.entries.map(({ message, recipients, settling }) => ({
      message,
      after,
      recipients,
      settled: settling.at(-1),
    }));
    const before = run.saved;
    run.saved = (async () => {
      try {
        const isWhole = await before;
        await Promise.all(reached.flatMap(({ settled }) => settled ?? []));
        if (!isWhole) return false;
      } catch {
        return false; // the message is told so itself
      }
      try {
        await progress.save(reached);
      } catch (error) {
        log.warn(
          { err: error, group: run.group.groupId },
          'the progress of a message is not saved; a replay begins before it',
        );
      }
      return true;
    })();
  };

  /** Not before the last page is settled: a crash until then goes on there. */
  const forgetWhenSettled = async (entries: readonly Entry<Message>[], saved: Promise<boolean>): Promise<void> => {
    const settled = await Promise.allSettled(entries.map(({ settling }) => Promise.all(settling)));
    await saved; // or it would be saved after it is forgotten
    const over = entries.filter((_, index) => settled[index]?.status === 'fulfilled');
    if (over.length === 0) return;
    try {
      await progress.forget(over.map(({ message }) => message));
    } catch (error) {
      log.warn({ err: error }, 'the progress of messages that have reached everybody is forgotten later');
    }
  };

  const finish = ({ group, entries, saved }: Run<Message>): void => {
    for (const { settling, recipients, resolve, reject } of entries)
      Promise.all(settling).then(() => resolve(recipients), reject);
    void forgetWhenSettled(entries, saved);
    begin(group);
  };

  const fail = (run: Run<Message>, error: unknown): void => {
    const { group, entries } = run;
    if (isRetryable(error)) {
      run.failures += 1;
      log.warn(
        { err: error, group: group.groupId, after: run.after, attempt: run.failures },
        'a page of a large group cannot be handled now, trying again',
      );
      setTimeout(() => enqueue(run), Math.min(FIRST_RETRY_MS * 2 ** (run.failures - 1), MAX_RETRY_MS)).unref();
      return;
    }
    const [first] = entries;
    if (entries.length === 1 && first !== undefined) {
      first.reject(error);
    } else {
      // The one that is to blame fails alone; the others begin anew, in order, and change nothing where they have been.
      for (const entry of entries) Object.assign(entry, { isAlone: true, begins: undefined });
      waiting.get(groupKey(group))?.unshift(...entries);
    }
    begin(group);
  };

  return {
    isUnderWay: (group) => waiting.has(groupKey(group)),
    expand: (group, message) =>
      new Promise((resolve, reject) => {
        const entry: Entry<Message> = {
          message,
          resolve,
          reject,
          settling: [],
          recipients: 0,
          begins: undefined,
          isAlone: false,
        };
        const queue = waiting.get(groupKey(group));
        if (queue !== undefined) return void queue.push(entry);
        waiting.set(groupKey(group), [entry]);
        setImmediate(() => begin(group)); // with the others of its batch
      }),
    // What is under way is never settled: it is replayed after the restart.
    close: () => void (isClosed = true),
  };
}

function pauseMs(tookMs: number, pages: number): number {
  return Math.min(MAX_PAUSE_MS, Math.max(tookMs, Math.min(GROWS_UNTIL_MS, pages * PAUSE_PER_PAGE_MS)));
}
