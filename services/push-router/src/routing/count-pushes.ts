import { hash } from 'node:crypto';
import { offlineRecipients, type OfflineRecipients } from '@bellhop/contracts';
import { Unavailable } from '@bellhop/runtime';
import type { CounterStore } from '../db/counter-store.ts';
import { foldKey, type FoldKey, type FoldStore, type StoredFold } from '../db/fold-store.ts';
import { arrived, noFold, overCap, reaches, revoked } from '../domain/fold.ts';
import type { Known, Standing } from '../domain/known.ts';
import { usersNotified, usersToPush, type Judged } from '../domain/plan-push.ts';
import { badgeIncrementOf, isFolding } from '../domain/push-contents.ts';
import { userKey } from '../domain/ports.ts';

export interface CountDeps {
  readonly folds: Pick<FoldStore, 'read' | 'write'>;
  readonly counters: Pick<CounterStore, 'admit' | 'raise'>;
}

/** An event, what is known for it, and what counters say of it by user id. */
interface Counted {
  readonly event: OfflineRecipients;
  readonly known: Known;
  /** What the message is known by. */
  readonly id: string;
  readonly users: readonly string[];
  readonly judged: readonly Judged[];
  readonly standings: Map<string, Standing>;
}

const MINUTE_MS = 60_000;

/**
 * What counters say of the messages of a batch, by event and user id: bursts first, then the frequency cap of what is left, then badges. Each is asked
 * once, and not at all when no app of the batch uses it.
 */
export async function countPushes(
  batch: readonly { readonly event: OfflineRecipients; readonly known: Known; readonly judged: readonly Judged[] }[],
  deps: CountDeps,
): Promise<readonly ReadonlyMap<string, Standing>[]> {
  const counted = batch.map(({ event, known, judged }): Counted => {
    const isCounted = isFolding(event, known.profile) || capOf(event, known) > 0 || badgeIncrementOf(event) > 0;
    return {
      event,
      known,
      id: shortId(event.messageId),
      users: isCounted ? usersToPush(judged) : [],
      judged,
      standings: new Map(),
    };
  });
  const bursts = await readBursts(counted, deps.folds);
  let changed = foldBursts(bursts);
  // Before it is written: what is over the cap stands on no screen.
  if (await capPushes(counted, deps.counters)) changed = foldBursts(bursts);
  await writeBursts(changed, deps.folds);
  await raiseBadges(counted, deps.counters);
  return counted.map(({ standings }) => standings);
}

/** What a message is known by when it comes again. */
export function shortId(messageId: string): string {
  return hash('sha256', messageId, 'base64url').slice(0, 12);
}

/** A message that is gathered, for one of its receivers. */
interface Gathered extends Counted {
  readonly key: FoldKey;
  /** Of every receiver, the devices that it goes to. */
  readonly pushed: ReadonlyMap<string, readonly Judged[]>;
}

/** The messages of a batch that are gathered, user by user, and what is stored of their conversations. */
interface Bursts {
  readonly messages: readonly Gathered[];
  readonly stored: ReadonlyMap<string, StoredFold>;
}

async function readBursts(counted: readonly Counted[], folds: CountDeps['folds']): Promise<Bursts> {
  const messages = counted.flatMap((one) => {
    const { event, known, judged } = one;
    if (!isFolding(event, known.profile)) return [];
    const pushed = Map.groupBy(
      judged.filter(({ verdict }) => verdict === 'PUSH_VERDICT_PUSHED'),
      ({ userId }) => userId,
    );
    const alone = usersNotified(event);
    // What is revoked is taken out of every burst, whether its receiver could be pushed to now or not.
    const users = event.revokesMessageId === '' ? one.users : event.recipients.map(({ userId }) => userId);
    return users
      .filter((userId) => !alone.has(userId))
      .map((userId) => ({ ...one, pushed, key: { app: event.app, userId, conversationId: event.conversationId } }));
  });
  if (messages.length === 0) return { messages, stored: new Map() };
  const keys = [...new Map(messages.map(({ key }) => [foldKey(key), key])).values()];
  return { messages, stored: await folds.read(keys) };
}

/** Says how messages stand, but for those that are known to be over the cap; the bursts that they change. */
function foldBursts({ messages, stored }: Bursts): StoredFold[] {
  const changed = new Map<string, StoredFold>();
  for (const message of messages) {
    const { event, known, id, standings, key } = message;
    const place = foldKey(key);
    const before = changed.get(place) ?? stored.get(place) ?? { ...key, fold: noFold, newest: undefined, version: 0 };
    const foldMs = (known.profile?.limits.foldSeconds ?? 0) * 1_000;
    const isOverCap = standings.get(key.userId)?.verdict === 'PUSH_VERDICT_FREQUENCY_CAP';
    const { fold: after, standing } = folded(before, { event, id, isOverCap }, foldMs);
    const leaves = !isOverCap && event.revokesMessageId === '' && standing.verdict === undefined;
    const fold = leaves ? reaches(before.fold, after, devicesOf(message)) : after;
    if (!isOverCap) standings.set(key.userId, standing);
    const isNewest = fold.newest?.id === id;
    // Those that did not acknowledge do not count as online when the window ends.
    if (fold === before.fold && !(isNewest && event.reason === 'OFFLINE_REASON_NO_ACK')) continue;
    changed.set(place, {
      ...before,
      fold,
      newest: isNewest ? onlyFor(event, key.userId) : fold.newest === undefined ? undefined : before.newest,
    });
  }
  return [...changed.values()];
}

/** A user's devices, and which of them the push goes to. */
function devicesOf({ key, known, pushed }: Gathered): Parameters<typeof reaches>[2] {
  return {
    devices: (known.devices.registered.get(userKey(key)) ?? []).map(({ deviceId }) => deviceId),
    reached: new Set((pushed.get(key.userId) ?? []).flatMap(({ deviceId }) => deviceId ?? [])),
  };
}

async function writeBursts(changed: readonly StoredFold[], folds: CountDeps['folds']): Promise<void> {
  const overtaken = await folds.write(changed);
  if (overtaken.size > 0)
    throw new Unavailable('another replica changed a burst at the same moment: the batch is handled again');
}

function folded(
  { fold, isBeingTold = false }: StoredFold,
  { event, id, isOverCap }: Pick<Counted, 'event' | 'id'> & { readonly isOverCap: boolean },
  foldMs: number,
): { readonly fold: StoredFold['fold']; readonly standing: Standing } {
  if (event.revokesMessageId !== '') {
    const { fold: after, answer, behind } = revoked(fold, shortId(event.revokesMessageId), isBeingTold);
    const isElsewhere = answer === 'stays' && behind.length > 0;
    return { fold: after, standing: isElsewhere ? { isShown: true, onlyOn: behind } : standingsOfRevoked[answer] };
  }
  const { fold: after, answer } = arrived(fold, {
    id,
    seq: event.seq,
    acceptedAtMs: event.acceptedAtMs,
    foldMs,
    increment: badgeIncrementOf(event),
    isUnacknowledged: event.reason === 'OFFLINE_REASON_NO_ACK',
  });
  return {
    fold: isOverCap && answer === 'push' && after !== fold ? overCap(fold, after, id) : after,
    standing:
      answer === 'tell' ? { count: after.toldCount, countBefore: after.toldCount - 1 } : standingsOfArrived[answer],
  };
}

const standingsOfArrived = {
  push: {},
  hold: { verdict: 'PUSH_VERDICT_FOLDED' },
  revoked: { verdict: 'PUSH_VERDICT_REVOKED' },
} as const satisfies Record<Exclude<ReturnType<typeof arrived>['answer'], 'tell'>, Standing>;

const standingsOfRevoked = {
  untold: { verdict: 'PUSH_VERDICT_REVOKED' },
  // As a mention that notified: it has a notification of its own.
  unknown: { isAlone: true },
  'take back': { isShown: true },
  // The notification stands for other messages, too.
  stays: { verdict: 'PUSH_VERDICT_FOLDED' },
} as const satisfies Record<ReturnType<typeof revoked>['answer'], Standing>;

function onlyFor(event: OfflineRecipients, userId: string): Uint8Array {
  return offlineRecipients.encode({
    ...event,
    recipients: event.recipients.filter((recipient) => recipient.userId === userId),
  });
}

/** Says of which messages the cap is reached; whether there are any. */
async function capPushes(counted: readonly Counted[], counters: CountDeps['counters']): Promise<boolean> {
  const pushes = counted.flatMap(({ event, known, id, users, standings }) => {
    const cap = capOf(event, known);
    if (cap === 0) return [];
    // The one in which the message was accepted, so that it counts in the same one however often it comes.
    const minute = Math.floor(event.acceptedAtMs / MINUTE_MS);
    return users
      .filter((userId) => standings.get(userId)?.verdict === undefined)
      .map((userId) => ({ app: event.app, userId, id, minute, cap, standings }));
  });
  if (pushes.length === 0) return false;
  const over = await counters.admit(pushes);
  for (const { standings, userId } of over) standings.set(userId, { verdict: 'PUSH_VERDICT_FREQUENCY_CAP' });
  return over.size > 0;
}

function capOf({ call, pushConfig, revokesMessageId }: OfflineRecipients, { profile }: Known): number {
  if (call !== null || (revokesMessageId !== '' && pushConfig === null)) return 0;
  return profile?.limits.userPushesPerMinute ?? 0;
}

async function raiseBadges(counted: readonly Counted[], counters: CountDeps['counters']): Promise<void> {
  const raises = counted.flatMap(({ event, id, users, standings }) => {
    const increment = badgeIncrementOf(event);
    if (increment === 0) return [];
    return users
      .filter((userId) => [undefined, 'PUSH_VERDICT_FOLDED'].includes(standings.get(userId)?.verdict))
      .map((userId) => ({ app: event.app, userId, id, increment, standings }));
  });
  const badges = raises.length === 0 ? new Map<string, number>() : await counters.raise(raises);
  for (const { app, userId, standings } of raises) {
    const badge = badges.get(userKey({ app, userId }));
    if (badge !== undefined) standings.set(userId, { ...standings.get(userId), badge });
  }
}
