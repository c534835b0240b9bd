import {
  vendorToProto,
  type OfflineRecipient,
  type OfflineRecipients,
  type PushConfig,
  type PushDecisionInput,
  type VendorName,
} from '@bellhop/contracts';
import { judge, planPush, type Judged, type Known, type PushPlan, type Standing } from './plan-push.ts';
import { resourceFor } from './push-contents.ts';
import { userKey, type AppProfile, type BoundDevice, type BoundDevices, type ConnectedDevice } from './ports.ts';
import { notifyIdOf } from './push-task.ts';
import { deviceResults, standingOf, userResult, type TargetResult } from './target-results.ts';
import { noSettings, type UserSettings } from './user-settings.ts';

/** Whom a push is for: a user, on all their devices, or one device. */
export type DirectTarget = { readonly userId: string } | DeviceTarget;

export interface DeviceTarget {
  readonly pushId: string;
  /** Whose the device was when the push was accepted; absent = not known: it is for whoever is logged in there when it leaves. */
  readonly forUserId?: string;
}

/** What a push says, and what of its receivers' rules holds. */
export interface DirectContent {
  readonly pushConfig: PushConfig;
  /** From when it is due; 0 = as long as the app's messages. */
  readonly ttlSeconds: number;
  /** Empty = none. */
  readonly collapseKey: string;
  readonly onlyOffline: boolean;
  readonly ignoreUserRules: boolean;
}

/** A push without a message. */
export interface DirectPush {
  readonly app: string;
  readonly id: string;
  readonly content: DirectContent;
  readonly acceptedAtMs: number;
  /** When it leaves. */
  readonly dueAtMs: number;
  readonly targets: readonly DirectTarget[];
}

/** A device that is registered for push, by its PushID. */
export type AddressedDevice = Omit<BoundDevice, 'userId'> & {
  /** Who is logged in there; null = nobody. */
  readonly userId: string | null;
  /** Whose it is: who is logged in there or, when nobody is, was last; null = not known. */
  readonly belongsTo: string | null;
};

/** What is known when a push is decided. */
export interface DirectKnown {
  /** Devices of the users among the targets, and of those who are logged in on the devices among them. */
  readonly devices: BoundDevices;
  /** Of the devices among the targets, by PushID; of PushIDs that the app does not have there are none. */
  readonly addressed: ReadonlyMap<string, AddressedDevice>;
  readonly settings: ReadonlyMap<string, UserSettings>;
  readonly profile: AppProfile | undefined;
  /** Devices that are connected, by app + '/' + user: only of a push for devices that are not. */
  readonly connected: ReadonlyMap<string, readonly ConnectedDevice[]>;
}

/** What is to be decided of a push, in the terms in which messages are. */
interface Asked {
  readonly event: OfflineRecipients;
  readonly known: Known;
}

const PREFIX = 'direct/';
/** What the trace says instead of why a device counts as offline. */
const DIRECT_PUSH = 'whether connected or not';
/** Of the user for whom the device was named: another one has logged in there since. */
const MOVED = 'PUSH_VERDICT_NO_DEVICE';

/** Whether this is the conversation of a push without a message: nobody can read or leave it. */
export function isDirect(conversationId: string): boolean {
  return conversationId.startsWith(PREFIX);
}

/** By what a push without a message shares its place on the screen with others; undefined = it has one of its own, or is of a message. */
export function collapseKeyIn(conversationId: string, messageId: string): string | undefined {
  if (!isDirect(conversationId)) return undefined;
  const key = conversationId.slice(PREFIX.length);
  return key === messageId ? undefined : key;
}

/** Targets as they are kept: what names a device is for the user whose it is now. */
export function targetsForUsers(
  targets: readonly DirectTarget[],
  addressed: DirectKnown['addressed'],
): readonly DirectTarget[] {
  return targets.map((target) => {
    if ('userId' in target) return target;
    const forUserId = addressed.get(target.pushId)?.belongsTo ?? undefined;
    return forUserId === undefined ? target : { ...target, forUserId };
  });
}

/**
 * A push in the terms of a message whose receivers are its targets, so that one function decides of both. It is told of as of when it is due, is
 * never gathered with others, and reaches of who is named by a PushID alone that device.
 */
export function askedOf(push: DirectPush, { devices, addressed, settings, profile, connected }: DirectKnown): Asked {
  const { app, content } = push;
  const reached = new Map<string, Map<string, BoundDevice> | 'all'>();
  for (const target of push.targets) {
    if ('userId' in target) {
      reached.set(target.userId, 'all');
      continue;
    }
    const device = reachedBy(target, addressed);
    if (device === undefined) continue;
    const { userId } = device;
    const known = reached.get(userId) ?? new Map<string, BoundDevice>();
    if (known === 'all') continue;
    reached.set(userId, known.set(device.pushId, device));
  }
  const registered = new Map<string, readonly BoundDevice[]>();
  const otherPlatforms = new Map(devices.otherPlatforms);
  const recipients = [...reached].map(([userId, only]): OfflineRecipient => {
    const key = userKey({ app, userId });
    const all = devices.registered.get(key) ?? [];
    const online = (connected.get(key) ?? []).map(({ deviceId }) => deviceId);
    if (only === 'all') {
      registered.set(key, all);
      return { ...noWishes, userId, deviceIds: online };
    }
    const own = [...only.values()];
    registered.set(key, own);
    // Being online on a device that is none of the targets silences others, too.
    const platforms = all.map(({ deviceId, platform }) => [deviceId, platform] as const);
    otherPlatforms.set(key, new Map([...(devices.otherPlatforms.get(key) ?? []), ...platforms]));
    const deviceIds = online.filter((id) => own.some(({ deviceId }) => deviceId === id));
    return { ...noWishes, userId, deviceIds, onlineDeviceIds: online };
  });
  const { ignoreUserRules } = content;
  return {
    event: {
      ...noMessage,
      app,
      messageId: push.id,
      conversationId: `${PREFIX}${content.collapseKey || push.id}`,
      pushConfig: content.pushConfig,
      acceptedAtMs: push.dueAtMs,
      storedAtMs: push.acceptedAtMs,
      decidedAtMs: push.dueAtMs,
      recipients,
    },
    known: {
      devices: { registered, otherPlatforms },
      settings: ignoreUserRules ? withoutRules(settings) : settings,
      profile: profile && profileFor(profile, content),
    },
  };
}

/** The same, and what is decided of every device before counters are asked. */
export function judgedDirect(
  push: DirectPush,
  known: DirectKnown,
  nowMs: number,
): Asked & { readonly judged: readonly Judged[] } {
  const asked = askedOf(push, known);
  return { ...asked, judged: judge(asked.event, asked.known, nowMs) };
}

/** Decides of a push, and says what that is for each target. Pure and repeatable, as `planPush`. */
export function planDirect(
  push: DirectPush,
  known: DirectKnown,
  nowMs: number,
  standings?: ReadonlyMap<string, Standing>,
): PushPlan & { readonly results: readonly TargetResult[] } {
  const asked = askedOf(push, known);
  const plan = planPush({ ...asked.event, decidedAtMs: nowMs }, asked.known, nowMs, standings);
  const tasks = plan.tasks.map(({ vendor, task }) => ({
    vendor,
    task: { ...task, ...collapsing(push, vendor, task) },
  }));
  const decided = deviceResults(plan, resourceFor(asked.event, known.profile).resourcesId);
  const ofUser = Map.groupBy(decided, ({ userId }) => userId);
  const ofDevice = new Map(decided.filter(({ result }) => result.pushId !== '').map((one) => [one.result.pushId, one]));
  const results = push.targets.map((target): TargetResult => {
    if ('userId' in target) return userResult(ofUser.get(target.userId) ?? []);
    const device = known.addressed.get(target.pushId);
    if (device === undefined) return { state: 'PUSH_TARGET_STATE_UNKNOWN_PUSH_ID', devices: [] };
    if (isSomebodyElses(target, device)) {
      const { deviceId, pushId, vendor } = device;
      return standingOf([{ deviceId, pushId, vendor, verdict: MOVED }]);
    }
    const found = ofDevice.get(target.pushId)?.result;
    return found === undefined ? { state: 'PUSH_TARGET_STATE_NOT_BOUND', devices: [] } : standingOf([found]);
  });
  const decisions = [...plan.decisions, ...unreached(push, known, results, nowMs)];
  return { tasks, decisions: decisions.map((decision) => traced(push, decision)), results };
}

/** What is said of targets when a push is accepted: the devices that are fit are left out, since their receivers have not been asked yet. */
export function acceptedResult({ state, devices }: TargetResult): TargetResult {
  return {
    state: state === 'PUSH_TARGET_STATE_PUSHED' ? 'PUSH_TARGET_STATE_ACCEPTED' : state,
    devices: devices.filter(({ verdict }) => verdict !== 'PUSH_VERDICT_PUSHED'),
  };
}

/** What is kept of a push that left: not what it said, device by device. */
export function outcomeOf({ state, devices }: TargetResult): TargetResult {
  return {
    state,
    devices: devices.map(({ deviceId, pushId, vendor, verdict }) => ({ deviceId, pushId, vendor, verdict })),
  };
}

/** The users of whom something has to be known: those among the targets, and who is reached by the devices among them. */
export function usersOf({ targets }: DirectPush, addressed: DirectKnown['addressed']): string[] {
  return [
    ...new Set(
      targets.flatMap((target) => {
        if ('userId' in target) return [target.userId];
        return reachedBy(target, addressed)?.userId ?? [];
      }),
    ),
  ];
}

/** The device, if it is still that of whom the push was accepted for. */
function reachedBy(target: DeviceTarget, addressed: DirectKnown['addressed']): BoundDevice | undefined {
  const device = addressed.get(target.pushId);
  if (device === undefined || device.userId === null || isSomebodyElses(target, device)) return undefined;
  return { ...device, userId: device.userId };
}

/** Whether another user is logged in on the device than the push was accepted for. */
function isSomebodyElses({ forUserId }: DeviceTarget, { userId }: AddressedDevice): boolean {
  return forUserId !== undefined && userId !== null && userId !== forUserId;
}

const noWishes = {
  notifyMode: 'NOTIFY_MODE_ALL',
  mention: 'MENTION_UNSPECIFIED',
  backgroundDeviceIds: [],
  onlineDeviceIds: [],
} as const satisfies Partial<OfflineRecipient>;

/** What a message has and a push of its own has not. */
const noMessage = {
  seq: 0,
  senderUserId: '',
  toGroupId: '',
  reason: 'OFFLINE_REASON_NO_CONNECTION',
  call: null,
  preview: null,
  revokesMessageId: '',
  revokedPushConfig: null,
} as const satisfies Partial<OfflineRecipients>;

function withoutRules(settings: DirectKnown['settings']): DirectKnown['settings'] {
  return new Map([...settings].map(([key, { userName }]) => [key, { ...noSettings, userName }]));
}

/** Each push stands for itself: nothing is folded. Its own life wins over the app's. */
function profileFor(profile: AppProfile, { ttlSeconds, ignoreUserRules }: DirectContent): AppProfile {
  const { limits } = profile;
  return {
    ...profile,
    limits: {
      ...limits,
      foldSeconds: 0,
      pushTtlSeconds: ttlSeconds === 0 ? limits.pushTtlSeconds : ttlSeconds,
      userPushesPerMinute: ignoreUserRules ? 0 : limits.userPushesPerMinute,
    },
  };
}

/** Pushes with one collapse key have one notification id: the later one takes the place of the earlier, and fcm keeps the newest alone. */
function collapsing(
  { app, content: { collapseKey, ignoreUserRules, onlyOffline } }: DirectPush,
  vendor: VendorName,
  { settings }: PushPlan['tasks'][number]['task'],
): Partial<PushPlan['tasks'][number]['task']> {
  const rules = {
    ...(ignoreUserRules ? { ignoresUserRules: true } : {}),
    ...(onlyOffline ? { onlyOffline: true } : {}),
  };
  if (collapseKey === '') return rules;
  return {
    ...rules,
    notifyId: notifyIdOf(`${app}/${PREFIX}${collapseKey}`),
    ...(vendor === 'fcm' ? { settings: { ...settings, collapseKey: 'CONVERSATION' } } : {}),
  };
}

/** A decision for the trace, which tells when the push was accepted, not only when it was due. */
function traced({ acceptedAtMs, content }: DirectPush, decision: PushDecisionInput): PushDecisionInput {
  const offlineReason = content.onlyOffline ? decision.offlineReason : DIRECT_PUSH;
  return { ...decision, acceptedAtMs, storedAtMs: acceptedAtMs, ...(offlineReason ? { offlineReason } : {}) };
}

/** Lines of the trace for PushIDs that lead to nobody, or to somebody whom the push is not for: that one is not named. */
function unreached(
  push: DirectPush,
  { addressed }: DirectKnown,
  results: readonly TargetResult[],
  nowMs: number,
): PushDecisionInput[] {
  return push.targets.flatMap((target, index): PushDecisionInput[] => {
    if ('userId' in target) return [];
    const device = addressed.get(target.pushId);
    const line = {
      app: push.app,
      messageId: push.id,
      deviceId: device?.deviceId ?? '',
      pushId: target.pushId,
      verdict: 'PUSH_VERDICT_NOT_REGISTERED',
      decidedAtMs: nowMs,
      atMs: nowMs,
    } satisfies PushDecisionInput;
    if (device !== undefined && isSomebodyElses(target, device)) {
      // Lines of one moment and PushID may be one: what is decided for the device's present user, if that one is a target, has this one.
      const pushId = push.targets.some((one) => 'userId' in one && one.userId === device.userId) ? '' : target.pushId;
      const vendor = vendorToProto(device.vendor);
      return [{ ...line, pushId, vendor, userId: target.forUserId ?? '', verdict: MOVED }];
    }
    const state = results[index]?.state;
    return state === 'PUSH_TARGET_STATE_UNKNOWN_PUSH_ID' || state === 'PUSH_TARGET_STATE_NOT_BOUND' ? [line] : [];
  });
}
