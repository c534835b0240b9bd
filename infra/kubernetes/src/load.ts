import type { TrialApp } from './trial-app.ts';

/** What was offered while a load ran. Every message is offered until it is accepted, under the same local id. */
export interface Offered {
  /** Ids of messages to users who are offline: each has to become one push. */
  readonly toOffline: ReadonlySet<string>;
  /** By user who is connected: ids that have to arrive there. */
  readonly toOnline: ReadonlyMap<string, ReadonlySet<string>>;
  /** Batches that had to be offered again, e.g. because their connection was closed. */
  readonly repeatedBatches: number;
  /** The longest that a batch had to wait for its acceptance, ms. */
  readonly longestMs: number;
  /** When each message was accepted, by its local id as all of these. */
  readonly acceptedAt: ReadonlyMap<string, number>;
  /** What the system calls it. */
  readonly messageIds: ReadonlyMap<string, string>;
}

export interface Load {
  /** Offers no more; resolves when everything is accepted. */
  stop(): Promise<Offered>;
}

const EVERY_MS = 100;
const AGAIN_MS = 200;
const GIVE_UP_MS = 600_000;

/** Sends so many messages a second, four of five to users who are offline. */
export function startLoad(
  app: TrialApp,
  users: { readonly offline: readonly string[]; readonly online: readonly string[] },
  perSecond: number,
): Load {
  const run = Date.now().toString(36);
  const toOffline = new Set<string>();
  const toOnline = new Map<string, Set<string>>(users.online.map((user) => [user, new Set()]));
  const acceptedAt = new Map<string, number>();
  const messageIds = new Map<string, string>();
  const underWay = new Set<Promise<void>>();
  let failure: Error | undefined;
  let count = 0;
  let repeatedBatches = 0;
  let longestMs = 0;

  const nextMessage = () => {
    const id = `${run}-${count}`;
    const isOnline = count % 5 === 4 && users.online.length > 0;
    const list = isOnline ? users.online : users.offline;
    // Each list in turn, whatever the other's share is.
    const turn = isOnline ? Math.floor(count / 5) : count - Math.floor(count / 5);
    const user = list[turn % list.length] ?? '';
    (isOnline ? toOnline.get(user) : toOffline)?.add(id);
    count += 1;
    return {
      fromUserID: 'sender',
      toUserID: user,
      localMessageID: id,
      text: id,
      pushConfig: { title: 'Sender', content: 'a message', payload: id, resourcesID: 'chat' },
    };
  };

  const offer = async (batch: ReturnType<typeof nextMessage>[]): Promise<void> => {
    const begun = Date.now();
    let waiting = batch;
    for (let attempt = 1; waiting.length > 0; attempt += 1) {
      if (attempt === 2) repeatedBatches += 1;
      if (attempt > 1) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      try {
        const path = `/v1/apps/${app.name}/messages/batch`;
        const { results } = await app.api<{ results: { messageID?: string; error?: object }[] }>('POST', path, {
          messages: waiting,
        });
        for (const [index, { localMessageID }] of waiting.entries()) {
          if (results[index]?.error !== undefined) continue;
          acceptedAt.set(localMessageID, Date.now());
          messageIds.set(localMessageID, results[index]?.messageID ?? '');
        }
        waiting = waiting.filter((_, index) => results[index]?.error !== undefined);
      } catch (error) {
        if (Date.now() - begun > GIVE_UP_MS) throw error;
      }
    }
    longestMs = Math.max(longestMs, Date.now() - begun);
  };

  const startedAt = Date.now();
  const timer = setInterval(() => {
    // By the clock: a timer that is late makes up for it.
    const due = Math.floor(((Date.now() - startedAt) / 1_000) * perSecond) - count;
    if (due <= 0) return;
    const sending = offer(Array.from({ length: Math.min(due, 200) }, nextMessage)).catch((error: unknown) => {
      failure = error instanceof Error ? error : new Error(String(error));
    });
    underWay.add(sending);
    void sending.finally(() => underWay.delete(sending));
  }, EVERY_MS);

  return {
    stop: async () => {
      clearInterval(timer);
      await Promise.all(underWay);
      if (failure !== undefined) throw failure;
      return { toOffline, toOnline, repeatedBatches, longestMs, acceptedAt, messageIds };
    },
  };
}

/** What became of the messages of a load. */
export interface Outcome {
  readonly pushed: number;
  /** Ids of the messages that no vendor has. */
  readonly lost: readonly string[];
  /** Pushes of a message that had one already. */
  readonly repeated: number;
  readonly arrived: number;
  readonly missed: number;
  readonly shownTwice: number;
  /** From acceptance to the vendor, ms. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly mostMs: number;
  /** Ids of those that took longest. */
  readonly slowest: readonly string[];
}

const SETTLED_MS = 300_000;
const SLOWEST = 3;

/** Waits until every message has come to where it belongs, and tells what did not, and what came twice. */
export async function outcomeOf(
  offered: Offered,
  app: TrialApp,
  received: (user: string) => readonly string[],
): Promise<Outcome> {
  const deadline = Date.now() + SETTLED_MS;
  for (;;) {
    const { times, repeated } = await pushesOf(app, offered.toOffline);
    const online = [...offered.toOnline].map(([user, ids]) => {
      const shown = received(user).filter((id) => ids.has(id));
      return { wanted: ids.size, arrived: new Set(shown).size, shown: shown.length };
    });
    const sum = (of: (one: (typeof online)[number]) => number): number => online.reduce((all, one) => all + of(one), 0);
    const missed = sum(({ wanted, arrived }) => wanted - arrived);
    const lost = [...offered.toOffline].filter((id) => !times.has(id));
    if ((lost.length > 0 || missed > 0) && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      continue;
    }
    const taken = [...times]
      .map(([id, at]) => ({ id, tookMs: at - (offered.acceptedAt.get(id) ?? at) }))
      .sort((a, b) => a.tookMs - b.tookMs);
    const at = (share: number): number =>
      Math.round(taken[Math.min(taken.length - 1, Math.floor(taken.length * share))]?.tookMs ?? 0);
    return {
      pushed: times.size,
      lost,
      repeated,
      arrived: sum(({ arrived }) => arrived),
      missed,
      shownTwice: sum(({ shown, arrived }) => shown - arrived),
      p50Ms: at(0.5),
      p99Ms: at(0.99),
      mostMs: at(1),
      slowest: taken.slice(-SLOWEST).map(({ id }) => id),
    };
  }
}

async function pushesOf(
  app: TrialApp,
  wanted: ReadonlySet<string>,
): Promise<{ times: Map<string, number>; repeated: number }> {
  const times = new Map<string, number>();
  let repeated = 0;
  for (let after = 0; ;) {
    const { accepted } = await app.control.accepted({ after, limit: 20_000 });
    for (const { payload, at, n } of accepted) {
      after = n;
      if (payload === null || !wanted.has(payload)) continue;
      if (times.has(payload)) repeated += 1;
      else times.set(payload, at);
    }
    if (accepted.length < 20_000) return { times, repeated };
  }
}
