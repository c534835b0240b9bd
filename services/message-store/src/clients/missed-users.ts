import { context } from '@opentelemetry/api';
import type { TellMissedRequestInput } from '@bellhop/contracts';
import { isRetryable, untraced, type Logger } from '@bellhop/runtime';
import { userKey, type MissedPort, type UserInApp, type UserPresence } from '../domain/ports.ts';
import type { StoreEvents } from '../events.ts';

/** Somebody whom something may have passed by, and who waits for them to hear of it. */
interface Entry extends UserInApp {
  readonly waiting: (() => void)[];
}

const AGAIN_EVERY_MS = 250;
const USERS_PER_ROUND = 1_000;
const TARGETS_PER_CALL = 1_000;
/** About 20 MB. Whoever is forgotten beyond it gets what they missed with their next sync. */
const MAX_USERS = 100_000;
/** So many are forgotten together: to find the oldest in a map, all are passed over that were there before them. */
const FORGOTTEN_AT_ONCE = 1_000;
/** Offsets wait for so long from when presence stopped answering: by then the gateways have seen that, too, and tell their clients themselves. */
const OFFSETS_WAIT_MS = 3_000;

/**
 * What is decided while presence cannot say where a user is passes them by when they are connected: their clients notice nothing. So
 * presence is asked again until it answers, and the gateways of those who are connected are told, each by its own call until it takes it.
 */
export function missedUsers(deps: {
  /** Asks presence; who is not in the answer is still unknown. Never throws. */
  ask: (users: readonly UserInApp[]) => Promise<ReadonlyMap<string, UserPresence>>;
  /** Rejects when the gateway did not take it. */
  tell: (gatewayAddress: string, request: TellMissedRequestInput) => Promise<unknown>;
  events: Pick<StoreEvents, 'missedSettled' | 'missedForgotten' | 'missedWaiting'>;
  log: Logger;
  clock: () => number;
}): MissedPort & { close(): Promise<void> } {
  const { ask, tell, events, log, clock } = deps;
  const entries = new Map<string, Entry>();
  let blindSinceMs: number | undefined;
  let round: Promise<void> | undefined;

  const remember = ({ app, userId, waiting }: Entry): void => {
    const key = userKey({ app, userId });
    const existing = entries.get(key);
    if (existing !== undefined) return void existing.waiting.push(...waiting);
    entries.set(key, { app, userId, waiting });
    if (entries.size > MAX_USERS) forgetOldest();
  };
  const oldest = (count: number): Entry[] => {
    const found: Entry[] = [];
    for (const entry of entries.values()) if (found.push(entry) === count) break;
    return found;
  };
  const forgetOldest = (): void => {
    for (const entry of oldest(FORGOTTEN_AT_ONCE)) {
      entries.delete(userKey(entry));
      settle(entry);
    }
    events.missedForgotten(FORGOTTEN_AT_ONCE);
  };

  /** Resolves with the entries whose gateways did not take it. */
  const tellGateways = async (connected: readonly (readonly [Entry, UserPresence])[]): Promise<ReadonlySet<Entry>> => {
    const failed = new Set<Entry>();
    const targets = connected.flatMap(([entry, presence]) =>
      presence.kind === 'known' ? presence.devices.map((device) => ({ entry, ...device })) : [],
    );
    const perGateway = Map.groupBy(targets, ({ gatewayAddress, entry }) => `${gatewayAddress} ${entry.app}`).values();
    const calls = [...perGateway].flatMap((all) =>
      Array.from({ length: Math.ceil(all.length / TARGETS_PER_CALL) }, (_, index) =>
        all.slice(index * TARGETS_PER_CALL, (index + 1) * TARGETS_PER_CALL),
      ),
    );
    await Promise.all(
      calls.map(async (part) => {
        const [first] = part;
        if (first === undefined) return;
        try {
          await tell(first.gatewayAddress, {
            app: first.entry.app,
            targets: part.map(({ entry: { userId }, deviceId }) => ({ userId, deviceId })),
          });
        } catch (error) {
          if (isRetryable(error)) {
            for (const { entry } of part) failed.add(entry);
            return;
          }
          log.warn(
            { err: error, gateway: first.gatewayAddress, devices: part.length },
            'a gateway refuses to tell clients that they may have missed messages; they get them with their next sync. Is it of an older release?',
          );
        }
      }),
    );
    return failed;
  };

  const goRound = async (): Promise<void> => {
    const taken = oldest(USERS_PER_ROUND);
    for (const entry of taken) entries.delete(userKey(entry)); // who is added from now on is asked about once more
    const known = await ask(taken);
    const answered = taken.flatMap((entry) => {
      const presence = known.get(userKey(entry));
      return presence === undefined ? [] : [[entry, presence] as const];
    });
    const failed = await tellGateways(answered);
    for (const entry of taken) if (!known.has(userKey(entry)) || failed.has(entry)) remember(entry);
    const settled = answered.filter(([entry]) => !failed.has(entry));
    for (const [entry] of settled) settle(entry);
    events.missedSettled(
      settled.filter(([, presence]) => presence.kind === 'known' && presence.devices.length > 0).length,
      settled.filter(([, presence]) => presence.kind === 'known' && presence.devices.length === 0).length,
    );
    events.missedWaiting(entries.size);
    if (entries.size === 0) blindSinceMs = undefined;
  };

  const timer = setInterval(() => {
    if (entries.size === 0) return;
    round ??= context
      .with(untraced, goRound)
      .catch((error: unknown) => log.error({ err: error }, 'asking presence again failed: a bug, report it'))
      .finally(() => (round = undefined));
  }, AGAIN_EVERY_MS);

  return {
    add: (users) => {
      const missed = new Map(users.map((user) => [userKey(user), user]));
      if (missed.size === 0) return Promise.resolve();
      blindSinceMs ??= clock();
      const waitMs = blindSinceMs + OFFSETS_WAIT_MS - clock();
      const { promise, resolve } = Promise.withResolvers<void>();
      let left = missed.size;
      const timeout = setTimeout(resolve, Math.max(0, waitMs));
      const one = (): void => {
        left -= 1;
        if (left > 0) return;
        clearTimeout(timeout);
        resolve();
      };
      for (const user of missed.values()) remember({ ...user, waiting: waitMs > 0 ? [one] : [] });
      events.missedWaiting(entries.size);
      return promise;
    },
    close: async () => {
      clearInterval(timer);
      await round;
      if (entries.size > 0) await goRound();
      if (entries.size === 0) return;
      events.missedForgotten(entries.size);
      log.warn(
        { users: entries.size },
        'presence could not say whether these users are connected; if they are, they get what they missed with their next sync',
      );
    },
  };
}

function settle({ waiting }: Entry): void {
  for (const done of waiting) done();
}
