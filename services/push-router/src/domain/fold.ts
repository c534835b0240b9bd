// Bursts of one conversation, gathered for one user. A message that comes while nothing was pushed for a while is pushed at once and opens a
// window. What comes within the window is held. When the window has ended with messages held, one notification tells of them and of what
// stands on the screen, and the next window begins. States: no window → open (nothing held) → open or over (held) → told → open …
// Everything is known by the ids of messages, so that whatever comes again changes nothing and gets the answer that it got.

/** What is known of one user in one conversation. */
interface Behind {
  readonly deviceId: string;
  readonly by: string;
}

export interface Fold {
  readonly windowEndsAtMs: number;
  /** The latest messages that were pushed at once. */
  readonly pushed: readonly string[];
  /** The latest messages that a notification has told of, those that were pushed at once among them. */
  readonly told: readonly string[];
  /** What waits for the end of the window, with what each adds to the badge. */
  readonly held: readonly { readonly id: string; readonly increment: number }[];
  /** The latest messages that were revoked. */
  readonly revoked: readonly string[];
  /** So many of the last in `told` are in the notification on the screen … */
  readonly onScreen: number;
  /** … which stands for so many messages: without those that were revoked since. */
  readonly toldCount: number;
  /** The message whose words the notification on the screen has; absent in what was stored before this was. */
  readonly toldBy?: string | undefined;
  /** Devices that the notification with the words of `of` did not reach, and the message whose words stand there still. Of another than `toldBy` it is a former one's. */
  readonly behind?: { readonly of: string; readonly devices: readonly Behind[] } | undefined;
  /** Position of the newest message that was told of. */
  readonly toldSeq: number;
  /** The newest of the held messages, whose words the next notification has. */
  readonly newest: { readonly id: string; readonly seq: number } | undefined;
  /** That one was revoked: its words are not to be shown. */
  readonly isNewestRevoked: boolean;
}

export interface Arrival {
  readonly id: string;
  readonly seq: number;
  readonly acceptedAtMs: number;
  readonly foldMs: number;
  /** What it adds to the badge. */
  readonly increment: number;
  /** Devices that looked connected did not acknowledge it. */
  readonly isUnacknowledged?: boolean;
}

/**
 * So many ids are known of each kind, and all that the last notification told of: more than can come again after a crash. Every push of the
 * conversation reads and writes them; with 500 it cost 15 times as much as with a few.
 */
const MOST_KNOWN = 50;
/** A window with so many messages held is over at once. */
const MOST_HELD = 1_000;

export const noFold: Fold = {
  windowEndsAtMs: 0,
  pushed: [],
  told: [],
  held: [],
  revoked: [],
  onScreen: 0,
  toldCount: 0,
  toldSeq: 0,
  newest: undefined,
  isNewestRevoked: false,
};

/**
 * A message has come: pushed at once, held, or revoked before it could be either. One that was pushed at once and comes again is pushed again, since its push
 * may not have left: unless a counted notification has told of it meanwhile, which has its place on the screen. Devices that looked connected when a window ended
 * were not told: when it turns out that they did not acknowledge the newest message, they get the notification that has its words (`tell`); when nobody
 * was told, it is held anew.
 */
export function arrived(
  fold: Fold,
  message: Arrival,
): { readonly fold: Fold; readonly answer: 'push' | 'hold' | 'tell' | 'revoked' } {
  const { id, seq, acceptedAtMs, foldMs, increment, isUnacknowledged = false } = message;
  if (fold.pushed.includes(id)) return { fold, answer: isToldByLater(fold, id) ? 'hold' : 'push' };
  if (fold.revoked.includes(id)) return { fold, answer: 'revoked' };
  if (fold.held.some((held) => held.id === id)) return { fold, answer: 'hold' };
  if (isUnacknowledged && fold.toldBy === id) return { fold, answer: 'tell' };
  const rangForNobody = isUnacknowledged && seq > fold.toldSeq;
  if (fold.told.includes(id) && !rangForNobody) return { fold, answer: 'hold' };
  if (fold.held.length === 0 && acceptedAtMs >= fold.windowEndsAtMs) {
    return {
      fold: {
        ...fold,
        windowEndsAtMs: acceptedAtMs + foldMs,
        pushed: latest([...fold.pushed, id]),
        told: latest([...fold.told, id]),
        onScreen: 1,
        toldCount: 1,
        toldBy: id,
        toldSeq: seq,
      },
      answer: 'push',
    };
  }
  const isNewest = fold.newest === undefined || seq > fold.newest.seq;
  const held = [...fold.held, { id, increment }];
  return {
    fold: {
      ...fold,
      held,
      windowEndsAtMs: held.length < MOST_HELD ? fold.windowEndsAtMs : Math.min(fold.windowEndsAtMs, acceptedAtMs),
      ...(isNewest ? { newest: { id, seq }, isNewestRevoked: false } : {}),
    },
    answer: 'hold',
  };
}

/**
 * The message with which a burst began is over the app's cap: what stood on the screen stands there still.
 * @param after what it was to be
 */
export function overCap(before: Fold, after: Fold, id: string): Fold {
  const { onScreen, toldCount, toldBy, toldSeq } = before;
  return { ...after, told: besideScreen(before, [id]), onScreen, toldCount, toldBy, toldSeq };
}

/**
 * A message was revoked. `untold` = it was held, and nothing of it stands on the screen · `unknown` = it was no part of a burst · `take back` = the
 * notification on the screen was about it alone, or has its words · `stays` = the notification stands for others, in the words of another. It comes twice where a
 * device did not acknowledge, and gets the same answer.
 * @param isBeingTold whether the notification of what is held is about to leave, or has left and that is not marked yet
 * @returns beside the answer, the devices on which its words stand whatever stands on the others
 */
export function revoked(
  fold: Fold,
  id: string,
  isBeingTold = false,
): {
  readonly fold: Fold;
  readonly answer: 'untold' | 'unknown' | 'take back' | 'stays';
  readonly behind: readonly string[];
} {
  const behind = behindIn(fold).flatMap(({ deviceId, by }) => (by === id ? [deviceId] : []));
  return { ...takenOut(fold, id, isBeingTold), behind };
}

function takenOut(
  fold: Fold,
  id: string,
  isBeingTold: boolean,
): { readonly fold: Fold; readonly answer: 'untold' | 'unknown' | 'take back' | 'stays' } {
  const isThere = isOnScreen(fold, id);
  const isShown = (toldCount: number): boolean => isThere && (toldCount === 0 || fold.toldBy === id);
  // Taking back twice what is not there any more does no harm.
  if (fold.revoked.includes(id)) {
    if (isShown(fold.toldCount)) return { fold, answer: 'take back' };
    return { fold, answer: fold.told.includes(id) ? 'stays' : 'unknown' };
  }
  const known = { ...fold, revoked: latest([...fold.revoked, id]) };
  if (fold.held.some((held) => held.id === id)) {
    const held = fold.held.filter((one) => one.id !== id);
    return {
      fold: {
        ...known,
        held,
        told: besideScreen(fold, [id]), // it is no unknown one when it comes again
        newest: held.length === 0 ? undefined : fold.newest,
        isNewestRevoked: held.length > 0 && (fold.isNewestRevoked || fold.newest?.id === id),
      },
      answer: isBeingTold && fold.newest?.id === id ? 'take back' : 'untold',
    };
  }
  if (!fold.told.includes(id)) return { fold, answer: 'unknown' };
  if (!isThere) return { fold: known, answer: 'stays' };
  const toldCount = Math.max(0, fold.toldCount - 1);
  return { fold: { ...known, toldCount }, answer: isShown(toldCount) ? 'take back' : 'stays' };
}

/** What the notification at a window's end tells of. */
export interface Told {
  /** The messages it tells of for the first time. */
  readonly ids: readonly string[];
  /** The one whose words it has. */
  readonly by: string | undefined;
  /** Position of that one. */
  readonly seq: number;
  /** For how many it stands. */
  readonly count: number;
  /** What stood on the screen was read: the notification does not tell of it again. */
  readonly isReadMeanwhile: boolean;
  /** What they add to the badge. */
  readonly increment: number;
}

/** The notification that is due. */
export function dueOf(fold: Fold, { isReadMeanwhile }: { readonly isReadMeanwhile: boolean }): Told {
  return {
    ids: fold.held.map(({ id }) => id),
    by: fold.newest?.id,
    seq: fold.newest?.seq ?? 0,
    isReadMeanwhile,
    count: (isReadMeanwhile ? 0 : fold.toldCount) + fold.held.length,
    increment: fold.held.reduce((sum, { increment }) => sum + increment, 0),
  };
}

/**
 * The held messages were told of, or are not to be told of any more. What has come meanwhile stays held.
 * @param nextWindowMs how long the next window is; undefined = nothing rang, and the next message may
 */
export function settled(
  fold: Fold,
  told: Told,
  { nowMs, nextWindowMs }: { readonly nowMs: number; readonly nextWindowMs: number | undefined },
): Fold {
  const held = fold.held.filter(({ id }) => !told.ids.includes(id));
  const rang = nextWindowMs !== undefined;
  const stillThere = told.ids.filter((id) => !fold.revoked.includes(id)).length;
  return {
    ...fold,
    held,
    // When nothing rang, what stood on the screen stands there still.
    ...(rang
      ? {
          told: [...fold.told, ...told.ids].slice(-Math.max(MOST_KNOWN, told.ids.length)),
          onScreen: (told.isReadMeanwhile ? 0 : fold.onScreen) + told.ids.length,
          toldCount: (told.isReadMeanwhile ? 0 : fold.toldCount) + stillThere,
          toldBy: told.by,
          toldSeq: Math.max(fold.toldSeq, told.seq),
          ...(told.isReadMeanwhile ? { behind: undefined } : {}),
        }
      : { told: besideScreen(fold, told.ids) }),
    windowEndsAtMs: nowMs + (nextWindowMs ?? 0),
    ...(held.length === 0 ? { newest: undefined, isNewestRevoked: false } : {}),
  };
}

/**
 * A notification is about to leave for some of the user's devices: where what stood on the screens was replaced, it stands on the others still.
 * @param before what was known before that
 */
export function reaches(
  before: Fold,
  after: Fold,
  { devices, reached }: { readonly devices: readonly string[]; readonly reached: ReadonlySet<string> },
): Fold {
  const { toldBy } = after;
  if (toldBy === undefined) return after;
  const isAnother = toldBy !== before.toldBy;
  // With nothing told of before it nothing stood there: it was read, or there was nothing.
  const wordsBefore = isAnother && after.onScreen > 0 && before.onScreen > 0 ? before.toldBy : undefined;
  const known = after.behind === undefined ? [] : behindIn(before);
  const behind = devices.flatMap((deviceId) => {
    if (reached.has(deviceId)) return [];
    const by = known.find((one) => one.deviceId === deviceId)?.by ?? wordsBefore;
    return by === undefined ? [] : [{ deviceId, by }];
  });
  if (!isAnother && behind.length === known.length) return after;
  return { ...after, behind: behind.length === 0 ? undefined : { of: toldBy, devices: behind } };
}

function behindIn({ behind, toldBy }: Fold): readonly Behind[] {
  return behind !== undefined && behind.of === toldBy ? behind.devices : [];
}

/** Whether the notification on the screen tells of this message in the words of a later one. */
export function isToldByLater(fold: Fold, id: string): boolean {
  return fold.toldBy !== undefined && fold.toldBy !== id && isOnScreen(fold, id);
}

/**
 * Whether a later message of the conversation has the place on the screen that the notification of this one would take: it told of this one, or was pushed at once
 * when another burst began.
 */
export function isReplaced({ told, toldBy, toldCount }: Fold, id: string): boolean {
  return toldBy !== undefined && toldBy !== id && toldCount > 0 && told.includes(id);
}

/** Whether the notification on the screen tells of a message after this position: to take it away would take that one. */
export function showsLater({ toldSeq, toldCount }: Fold, seq: number): boolean {
  return toldSeq > seq && toldCount > 0;
}

/**
 * Whether the counted notification that has the id of this message tells of others alone, and in no words: the message was the newest, and revoked while it was held. Until it is
 * marked that it was told of, it is about to be.
 */
export function tellsOfOthers(fold: Fold, id: string): boolean {
  if (fold.newest?.id === id) return fold.isNewestRevoked && fold.held.length > 0;
  return fold.toldBy === id && fold.toldCount > 0 && !isOnScreen(fold, id);
}

function isOnScreen({ told, onScreen }: Fold, id: string): boolean {
  return onScreen > 0 && told.slice(-onScreen).includes(id);
}

/** Known as told of, without being what stands on the screen. */
function besideScreen({ told, onScreen }: Fold, ids: readonly string[]): readonly string[] {
  const at = Math.max(0, told.length - onScreen);
  return [...told.slice(0, at), ...ids, ...told.slice(at)].slice(-Math.max(MOST_KNOWN, onScreen + ids.length));
}

function latest(ids: readonly string[]): readonly string[] {
  return ids.slice(-MOST_KNOWN);
}
