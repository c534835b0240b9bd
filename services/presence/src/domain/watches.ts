import { setImmediate as nextTurn } from 'node:timers/promises';
import type { UserPresenceInput, WatchResponseInput } from '@bellhop/contracts';

/** Somebody who watches users of one app. */
export interface Watcher {
  readonly app: string;
  readonly userIds: readonly string[];
  /** Tells them; what it throws ends the watch. */
  readonly tell: (message: WatchResponseInput) => void;
  /** Ends it for this reason. */
  readonly end: (error: unknown) => void;
}

/** Who watches whom. Every watch knows what it has told of each user, and is told again when that is something else. */
export interface Watches {
  /** Tells the state of all, and from then on what changes. Returns how to stop. */
  add(watcher: Watcher): () => void;
  /** Something may have changed about a user. */
  touch(app: string, userId: string): void;
  /** Something may have changed about anybody: a lease has begun or ended, or all is loaded. Some are looked at in each turn of the event loop. */
  touchAll(): void;
  /** Users watched, each as often as somebody watches them. */
  size(): number;
  /** The like of one app. */
  sizeOf(app: string): number;
}

interface Watch extends Watcher {
  /** By user: what was told, to be compared. */
  readonly told: Map<string, string>;
}

/** So many users are looked at in one turn of the event loop, or those of one watch: some ms. */
const USERS_PER_TURN = 1_000;

export function createWatches({
  presenceOf,
  clock,
}: {
  presenceOf: (app: string, userId: string) => UserPresenceInput;
  clock: () => number;
}): Watches {
  const byUser = new Map<string, Set<Watch>>();
  const all = new Set<Watch>();
  let size = 0;
  const sizes = new Map<string, number>();
  let isLooking = false;
  let looksAgain = false;

  const count = (app: string, users: number): void => {
    size += users;
    const ofApp = (sizes.get(app) ?? 0) + users;
    if (ofApp === 0) sizes.delete(app);
    else sizes.set(app, ofApp);
  };
  const stop = (watch: Watch): void => {
    if (!all.delete(watch)) return;
    count(watch.app, -watch.told.size);
    for (const userId of watch.told.keys()) {
      const key = keyOf(watch.app, userId);
      const watchers = byUser.get(key);
      watchers?.delete(watch);
      if (watchers?.size === 0) byUser.delete(key);
    }
  };
  const look = (watch: Watch, userIds: Iterable<string>): void => {
    const users: UserPresenceInput[] = [];
    for (const userId of userIds) {
      const presence = presenceOf(watch.app, userId);
      const now = JSON.stringify(presence);
      if (watch.told.get(userId) === now) continue;
      watch.told.set(userId, now);
      users.push(presence);
    }
    if (users.length === 0) return;
    try {
      watch.tell({ users, asOfMs: clock() });
    } catch (error) {
      stop(watch);
      watch.end(error);
    }
  };

  const lookAtAll = async (): Promise<void> => {
    let looked = 0;
    for (const watch of all) {
      look(watch, watch.told.keys());
      looked += watch.told.size;
      if (looked < USERS_PER_TURN) continue;
      looked = 0;
      await nextTurn();
    }
  };
  /** What changes during a round may have changed behind it: so there is another one. */
  const goRounds = async (): Promise<void> => {
    isLooking = true;
    do {
      looksAgain = false;
      await lookAtAll();
    } while (looksAgainNow());
    isLooking = false;
  };
  const looksAgainNow = (): boolean => looksAgain;

  return {
    add: (watcher) => {
      const userIds = new Set(watcher.userIds);
      const watch: Watch = { ...watcher, told: new Map([...userIds].map((userId) => [userId, ''])) };
      all.add(watch);
      count(watch.app, userIds.size);
      for (const userId of userIds) {
        const key = keyOf(watch.app, userId);
        const watchers = byUser.get(key);
        if (watchers === undefined) byUser.set(key, new Set([watch]));
        else watchers.add(watch);
      }
      look(watch, userIds);
      return () => stop(watch);
    },
    touch: (app, userId) => {
      for (const watch of byUser.get(keyOf(app, userId)) ?? []) look(watch, [userId]);
    },
    touchAll: () => {
      if (isLooking) looksAgain = true;
      else void goRounds(); // `look` handles what telling fails with
    },
    size: () => size,
    sizeOf: (app) => sizes.get(app) ?? 0,
  };
}

function keyOf(app: string, userId: string): string {
  return `${app}/${userId}`;
}
