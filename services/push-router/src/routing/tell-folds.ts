import {
  offlineRecipients,
  pushTask,
  pushTaskTopic,
  type OfflineRecipients,
  type PushVerdict,
  type ReaderState,
  type SyncServiceDefinition,
} from '@bellhop/contracts';
import type { Client } from '@bellhop/grpc';
import { recordIn, type Producer } from '@bellhop/kafka';
import { isRetryable } from '@bellhop/runtime';
import type { CounterStore } from '../db/counter-store.ts';
import { foldKey, type FoldStore, type StoredFold } from '../db/fold-store.ts';
import { dueOf, noFold, reaches, settled, type Told } from '../domain/fold.ts';
import type { Known } from '../domain/known.ts';
import { planPush, pushedInBackground, type PushPlan } from '../domain/plan-push.ts';
import { userKey, type AskConnected, type BoundDevice, type ConnectedDevice } from '../domain/ports.ts';
import { wordsFor } from '../domain/push-texts.ts';
import { witnesses } from '../domain/quiet-platforms.ts';
import type { RouterEvents } from '../events.ts';
import { decisionRecords } from './decision-records.ts';
import { knowledgeOf, type KnowledgeDeps } from './routing-knowledge.ts';

export interface TellDeps extends KnowledgeDeps {
  readonly folds: FoldStore;
  readonly counters: Pick<CounterStore, 'admit' | 'badgesOf'>;
  readonly messages: Pick<Client<SyncServiceDefinition>, 'checkReaders'>;
  readonly connected: AskConnected;
  readonly producer: Pick<Producer, 'publish'>;
  readonly events: Pick<RouterEvents, 'routed'>;
  readonly clock: () => number;
}

const MOST_AT_ONCE = 200;
/** So long a replica has for those that it took; after that another one takes them: it died. */
const CLAIM_MS = 30_000;
/** So long nobody looks again at one that failed for a reason that stays. */
const BROKEN_FOR_MS = 10 * 60_000;
const READERS_PER_CALL = 1_000;
const MINUTE_MS = 60_000;

/** A burst whose window has ended, what is known for it, and what it comes to. */
interface Due {
  readonly stored: StoredFold;
  readonly event: OfflineRecipients;
  readonly known: Known;
  /** The user's, as far as they are registered for push. */
  readonly devices: readonly BoundDevice[];
  readonly told: Told;
  readonly plan: PushPlan;
}

/**
 * Tells of the bursts whose windows have ended: one counted notification each, for whom it still matters. It is published before it is marked, so a
 * repeat after a crash has the same task; what came meanwhile stays held for the next one. Several replicas may do it at once.
 * @returns how many were looked at
 * @throws Unavailable when message-store or Kafka is away: tried again; what else one of them fails with, when the others are told of
 */
export async function tellFolds(deps: TellDeps): Promise<number> {
  const nowMs = deps.clock();
  const claimed = await deps.folds.claimDue({ nowMs, forMs: CLAIM_MS, most: MOST_AT_ONCE });
  if (claimed.length > 0) await tell(claimed, deps, nowMs);
  return claimed.length;
}

/** One of which nobody can tell, for a reason that stays, fails alone and is looked at again later: those that are due after it would never be told of. */
async function tell(claimed: readonly StoredFold[], deps: TellDeps, nowMs: number): Promise<void> {
  let mayHaveLeft = false;
  try {
    const due = await lookedAt(claimed, deps, nowMs);
    const capped = await overCap(due, deps, nowMs);
    const going = due.filter((one) => !capped.has(one));
    const tasks = going.flatMap(({ plan }) => plan.tasks);
    const decisions = going.flatMap(({ plan }) => plan.decisions);
    mayHaveLeft = true;
    await deps.producer.publish([
      ...tasks.map(({ vendor, task }) => recordIn(pushTaskTopic(vendor).name, pushTask, task)),
      ...decisionRecords(decisions),
    ]);
    deps.events.routed(tasks.length, decisions, []); // their age is that of the window
    await settle(going, deps);
    // They wait for the next minute, together with what comes until then.
    await deps.folds.postpone(
      [...capped].map(({ stored }) => stored),
      (Math.floor(nowMs / MINUTE_MS) + 1) * MINUTE_MS,
    );
  } catch (error) {
    if (isRetryable(error) || claimed.length === 1) {
      await deps.folds.postpone(claimed, isRetryable(error) ? nowMs : nowMs + BROKEN_FOR_MS, mayHaveLeft);
      throw error;
    }
    const middle = Math.ceil(claimed.length / 2);
    try {
      await tell(claimed.slice(0, middle), deps, nowMs);
    } finally {
      await tell(claimed.slice(middle), deps, nowMs);
    }
  }
}

/** A burst whose window has ended, as it is looked at. */
type Burst = Pick<Due, 'stored' | 'event' | 'known' | 'devices'>;

/** Looks at devices, receivers and messages again: one query and two calls for all, one to message-store and one to presence. */
async function lookedAt(claimed: readonly StoredFold[], deps: TellDeps, nowMs: number): Promise<Due[]> {
  const events = claimed.map(({ newest }) => offlineRecipients.decode(newest ?? new Uint8Array()));
  const knownOf = await knowledgeOf(events, deps);
  const bursts = claimed.map((stored, index): Burst => {
    const event = events[index] as OfflineRecipients;
    const known = knownOf(event);
    return { stored, event, known, devices: known.devices.registered.get(userKey(stored)) ?? [] };
  });
  const [stateOf, badges, onlineOf] = await Promise.all([
    readerStates(bursts, deps.messages),
    badgesOf(bursts, deps.counters),
    whereOnline(bursts, deps.connected),
  ]);
  return bursts.map((burst) => {
    const { stored, event, known, devices } = burst;
    const state = stateOf(stored);
    const told = dueOf(stored.fold, state);
    const badge = badges.get(userKey(stored)) ?? 0;
    return {
      stored,
      event,
      known,
      devices,
      told,
      plan: planOf({ ...burst, told, state, badge, online: onlineOf(burst) }, nowMs),
    };
  });
}

/** The devices on which users are online; of who has none that could be told nobody is asked. */
async function whereOnline(
  bursts: readonly Burst[],
  connected: AskConnected,
): Promise<(burst: Burst) => ConnectedDevice[]> {
  const asked = bursts.filter(({ devices }) => devices.length > 0);
  const found = await connected(asked.map(({ stored }) => stored));
  return ({ stored, event }) => witnesses(event, found.get(userKey(stored)) ?? []);
}

/** What stands on the badges of those whose messages raise them. Only looked at: whoever has held a message may be about to count it. */
function badgesOf(
  bursts: readonly { readonly stored: StoredFold }[],
  counters: TellDeps['counters'],
): Promise<ReadonlyMap<string, number>> {
  return counters.badgesOf(
    bursts.flatMap(({ stored }) => (stored.fold.held.some(({ increment }) => increment > 0) ? [stored] : [])),
  );
}

/** What message-store says of a burst. */
interface BurstState {
  /** What stood on the screen was read. */
  readonly isReadMeanwhile: boolean;
  /** The newest message was revoked. */
  readonly isRevoked: boolean;
  /** What is against telling a device; undefined = nothing. */
  readonly obstacleOf: (deviceId: string) => PushVerdict | undefined;
}

function planOf(
  {
    stored,
    event,
    known,
    devices,
    told,
    state,
    badge,
    online,
  }: Burst & {
    readonly told: Told;
    readonly state: BurstState;
    readonly badge: number;
    readonly online: readonly ConnectedDevice[];
  },
  nowMs: number,
): PushPlan {
  const { userId } = stored;
  const key = userKey(stored);
  const left = devices.filter(({ deviceId }) => state.obstacleOf(deviceId) === undefined);
  const areWordsGone = state.isRevoked || stored.fold.isNewestRevoked;
  const asNow = asTold(event, { areWordsGone, online, left }, known);
  const standing = {
    count: told.count,
    countBefore: told.count - told.ids.length,
    badgeIncrement: told.increment,
    badge,
  };
  // Who is online on a device that has the message already is online all the same.
  const others = known.devices.otherPlatforms.get(key) ?? [];
  const platforms = new Map([...others, ...devices.map(({ deviceId, platform }) => [deviceId, platform] as const)]);
  const only = (of: readonly BoundDevice[]): Known => ({
    ...known,
    // From the end of the window, however late that was: the messages have waited for it because the app wants that.
    livesFromMs: Math.max(event.acceptedAtMs, stored.fold.windowEndsAtMs),
    devices: { registered: new Map([[key, of]]), otherPlatforms: new Map([[key, platforms]]) },
  });
  const plan =
    left.length === 0
      ? { tasks: [], decisions: [] }
      : planPush(asNow, only(left), nowMs, new Map([[userId, standing]]));
  const against = devices
    .filter((device) => !left.includes(device))
    .flatMap((device) => {
      const [decision] = planPush(asNow, only([{ ...device, token: null }]), nowMs).decisions;
      return decision === undefined
        ? []
        : [{ ...decision, verdict: state.obstacleOf(device.deviceId) ?? 'PUSH_VERDICT_READ' }];
    });
  return { tasks: plan.tasks, decisions: [...plan.decisions, ...against] };
}

/**
 * The newest message for those devices of the user that are left, as a first push would be decided by where they are online now: what is connected in the
 * foreground gets it over its connection, and follows when it does not acknowledge. Words that were revoked are not shown.
 */
function asTold(
  event: OfflineRecipients,
  {
    areWordsGone,
    online,
    left,
  }: {
    readonly areWordsGone: boolean;
    readonly online: readonly ConnectedDevice[];
    readonly left: readonly BoundDevice[];
  },
  { profile }: Known,
): OfflineRecipients {
  const onlineIds = online.map(({ deviceId }) => deviceId);
  const background = (recipient: OfflineRecipients['recipients'][number]): string[] => {
    const now = new Map(online.map(({ deviceId, background }) => [deviceId, background === true]));
    const were = recipient.backgroundDeviceIds.filter((deviceId) => !now.has(deviceId));
    return [...were, ...onlineIds.filter((deviceId) => now.get(deviceId) === true)];
  };
  const { pushConfig } = event;
  const content = profile === undefined ? '' : wordsFor(profile.rules, '').custom;
  return {
    ...event,
    reason: 'OFFLINE_REASON_NO_CONNECTION',
    recipients: event.recipients.map((recipient) => ({
      ...recipient,
      deviceIds: left.map(({ deviceId }) => deviceId).filter((deviceId) => onlineIds.includes(deviceId)),
      backgroundDeviceIds: background(recipient),
      onlineDeviceIds: onlineIds,
    })),
    ...(areWordsGone
      ? { preview: withoutWords(event), pushConfig: pushConfig && { ...pushConfig, ...gone, content } }
      : {}),
  };
}

/** Of a push config, beside the content. A template would say it all again. */
const gone = { payload: '', templateId: '', titleParameters: {}, contentParameters: {} };

/** The group keeps its name. */
function withoutWords({ preview }: OfflineRecipients): OfflineRecipients['preview'] {
  return preview && { ...preview, kind: 'PREVIEW_KIND_CUSTOM', text: '' };
}

/** What message-store says: of what stood on the screen, and of the newest message for each device. */
async function readerStates(
  bursts: readonly {
    readonly stored: StoredFold;
    readonly event: OfflineRecipients;
    readonly known: Known;
    readonly devices: readonly BoundDevice[];
  }[],
  messages: TellDeps['messages'],
): Promise<(stored: StoredFold) => BurstState> {
  const asked = bursts.flatMap(({ stored, event, known, devices }) => {
    const background = new Set(
      event.recipients.flatMap((recipient) => [...pushedInBackground(recipient, known.profile)]),
    );
    const reader = {
      app: stored.app,
      userId: stored.userId,
      conversationId: stored.conversationId,
      toGroupId: event.toGroupId,
      callId: '',
    };
    return [
      { key: foldKey(stored), reader: { ...reader, deviceId: '', seq: stored.fold.toldSeq } },
      ...devices.map(({ deviceId }) => ({
        key: `${foldKey(stored)}/${deviceId}`,
        // What came to an app in the background nobody need have seen.
        reader: { ...reader, deviceId: background.has(deviceId) ? '' : deviceId, seq: event.seq },
      })),
    ];
  });
  const found = new Map<string, ReaderState>();
  for (let start = 0; start < asked.length; start += READERS_PER_CALL) {
    const part = asked.slice(start, start + READERS_PER_CALL);
    const { readers } = await messages.checkReaders({ readers: part.map(({ reader }) => reader) });
    part.forEach(({ key }, index) => {
      const state = readers[index];
      if (state !== undefined) found.set(key, state);
    });
  }
  const deviceIds = new Map(bursts.map(({ stored, devices }) => [stored, devices.map(({ deviceId }) => deviceId)]));
  return (stored) => {
    const of = (deviceId: string): ReaderState | undefined => found.get(`${foldKey(stored)}/${deviceId}`);
    return {
      isReadMeanwhile: found.get(foldKey(stored))?.hasRead ?? false,
      isRevoked: (deviceIds.get(stored) ?? []).some((id) => of(id)?.isRevoked === true),
      obstacleOf: (deviceId) => obstacleOf(of(deviceId), stored),
    };
  };
}

function obstacleOf(state: ReaderState | undefined, { fold }: StoredFold): PushVerdict | undefined {
  if (state?.hasLeft === true) return 'PUSH_VERDICT_NOT_A_MEMBER';
  if (state?.hasRead === true) return 'PUSH_VERDICT_READ';
  if (state?.isMuted === true) return 'PUSH_VERDICT_MUTED';
  // With others held beside it, it is they that are told of. It is held no longer itself when its revocation was here already.
  const isAlone = fold.held.every(({ id }) => id === fold.newest?.id);
  return state?.isRevoked === true && isAlone ? 'PUSH_VERDICT_REVOKED' : undefined;
}

/** A counted notification is a push like others. */
async function overCap(due: readonly Due[], { counters }: TellDeps, nowMs: number): Promise<ReadonlySet<Due>> {
  const pushes = due.flatMap((one) => {
    const cap = one.known.profile?.limits.userPushesPerMinute ?? 0;
    if (cap === 0 || one.plan.tasks.length === 0) return [];
    const { app, userId, fold } = one.stored;
    return [{ app, userId, id: `fold ${fold.newest?.id ?? ''}`, minute: Math.floor(nowMs / MINUTE_MS), cap, one }];
  });
  if (pushes.length === 0) return new Set();
  const over = await counters.admit(pushes);
  return new Set(pushes.filter((push) => over.has(push)).map(({ one }) => one));
}

/** Marks what was told of. What a message has changed meanwhile is read again, until it is written. */
async function settle(due: readonly Due[], { folds, clock }: TellDeps): Promise<void> {
  const left = new Map(due.map((one) => [foldKey(one.stored), one]));
  let current = new Map(due.map(({ stored }) => [foldKey(stored), stored]));
  while (left.size > 0) {
    const changed = [...left].flatMap(([key, one]) => {
      const { told, plan, known } = one;
      const stored = current.get(key);
      if (stored === undefined) return [];
      const nextWindowMs = plan.tasks.length === 0 ? undefined : (known.profile?.limits.foldSeconds ?? 0) * 1_000;
      const after = settled(stored.fold, told, { nowMs: clock(), nextWindowMs });
      const rang = plan.tasks.length > 0;
      const fold = rang ? reaches(told.isReadMeanwhile ? noFold : stored.fold, after, devicesOf(one)) : after;
      return [{ ...stored, fold, newest: fold.newest === undefined ? undefined : stored.newest }];
    });
    const overtaken = await folds.write(changed, true);
    for (const key of left.keys()) if (!overtaken.has(key)) left.delete(key);
    if (left.size === 0) return;
    current = await folds.read([...left.values()].map(({ stored }) => stored));
    for (const key of left.keys()) if (!current.has(key)) left.delete(key);
  }
}

/** The user's devices, and which of them it goes to. */
function devicesOf({ devices, plan }: Pick<Due, 'devices' | 'plan'>): Parameters<typeof reaches>[2] {
  return {
    devices: devices.map(({ deviceId }) => deviceId),
    reached: new Set(plan.tasks.flatMap(({ task }) => (task.targets ?? []).map(({ deviceId = '' }) => deviceId))),
  };
}
