import type { SyncServiceDefinition, TargetServiceDefinition, TargetToCheck } from '@bellhop/contracts';
import { listField, type Client, type Handlers } from '@bellhop/grpc';
import type { CounterStore } from '../db/counter-store.ts';
import type { CurrentDevice, FullDeviceStore } from '../db/device-store.ts';
import { foldKey, type FoldStore } from '../db/fold-store.ts';
import { userKey, type AppProfile, type AppProfiles, type AskConnected } from '../domain/ports.ts';
import type { FindReplaced, PushToDevice } from '../db/replaced-pushes.ts';
import { collapseKeyIn, isDirect } from '../domain/direct-push.ts';
import { isReplaced, isToldByLater, showsLater, tellsOfOthers } from '../domain/fold.ts';
import { burstNotifyId } from '../domain/push-contents.ts';
import { isQuietHour } from '../domain/quiet-hours.ts';
import { isSilenceable, isSilenced, witnessesSince } from '../domain/quiet-platforms.ts';
import { targetState } from '../domain/target-state.ts';
import { shortId } from '../routing/count-pushes.ts';
import { knownVendor } from './device-service.ts';

/**
 * Looks at targets again before a later attempt: one query here, one more each for apps that gather bursts, for pushes with a collapse key and for those that show the number of a badge, one call to message-store, and one to presence
 * where platforms silence others and one where a push is for devices that are not connected. Without message-store's answer there is none; without that of presence nothing is silenced.
 */
export function targetServiceHandlers({
  devices,
  folds,
  counters,
  findReplaced,
  messages,
  connected,
  profiles,
  clock,
}: {
  devices: Pick<FullDeviceStore, 'current'>;
  folds: Pick<FoldStore, 'read'>;
  counters: Pick<CounterStore, 'badgesOf'>;
  findReplaced: FindReplaced;
  messages: Pick<Client<SyncServiceDefinition>, 'checkReaders'>;
  connected: AskConnected;
  profiles: AppProfiles;
  clock: () => number;
}): Handlers<TargetServiceDefinition> {
  return {
    CheckTargets: async (request) => {
      const targets = listField('targets', request.targets, { min: 1, max: 1_000 });
      const [now, apps] = await Promise.all([
        devices.current(
          targets.map(({ pushId }) => pushId),
          knownVendor(request.vendor),
        ),
        profiles.of([...new Set(targets.map(({ app }) => app))]),
      ]);
      const isGathered = ({ app, messageId, conversationId, callId }: TargetToCheck): boolean =>
        messageId !== '' && callId === '' && !isDirect(conversationId) && (apps.get(app)?.limits.foldSeconds ?? 0) > 0;
      const gathered = targets.filter(isGathered);
      const collapsed = new Map(
        targets.flatMap((target) => pushToDevice(target).map((push) => [target, push] as const)),
      );
      const [bursts, replaced, badges] = await Promise.all([
        folds.read([...new Map(gathered.map((target) => [foldKey(target), target])).values()]),
        findReplaced([...collapsed.values()]),
        counters.badgesOf(targets.filter(({ wantsBadge }) => wantsBadge)),
      ]);
      // A later message that was held back, or over the cap, has not rung; nor has one that a resource makes a data push, which message-store does not know.
      const isEachRung = ({ app }: TargetToCheck): boolean => {
        const { limits, resources } = apps.get(app) ?? {};
        const { foldSeconds = 0, userPushesPerMinute = 0 } = limits ?? {};
        return foldSeconds === 0 && userPushesPerMinute === 0 && !hasDataResource(resources ?? new Map());
      };
      const onScreen = (target: TargetToCheck) => {
        const fold = isGathered(target) ? bursts.get(foldKey(target))?.fold : undefined;
        const push = collapsed.get(target);
        const id = shortId(target.messageId);
        return {
          isTold: fold !== undefined && isToldByLater(fold, id),
          tellsOfOthers: fold !== undefined && tellsOfOthers(fold, id),
          isReplaced:
            fold === undefined
              ? push !== undefined && replaced.has(push)
              : isReplaced(fold, id) || (takesBurstBack(target) && showsLater(fold, target.seq)),
        };
      };
      const nowMs = clock();
      // Calls that come through what a user wanted when they were decided come through what the user wants by now.
      const obeys = ({ app, callId, ignoresUserRules }: TargetToCheck): boolean =>
        !ignoresUserRules && (callId === '' || apps.get(app)?.rules.callsForceThrough === false);
      const isQuiet = (target: TargetToCheck, { quietHours, timeZone }: CurrentDevice): boolean =>
        quietHours !== null && obeys(target) && isQuietHour(quietHours, timeZone, nowMs);
      // Only those that are still the user's are worth asking about.
      const asked = targets.filter(
        ({ pushId, userId, conversationId, callId }) =>
          ((conversationId !== '' && !isDirect(conversationId)) || callId !== '') && now.get(pushId)?.userId === userId,
      );
      const [{ readers }, silenced, online] = await Promise.all([
        asked.length === 0
          ? { readers: [] }
          : messages.checkReaders({
              readers: asked.map(({ app, pushId, userId, conversationId, seq, toGroupId, callId, inBackground }) => ({
                app,
                userId,
                deviceId: inBackground ? '' : (now.get(pushId)?.deviceId ?? ''),
                conversationId,
                seq,
                toGroupId,
                callId,
              })),
            }),
        silencedSince(
          asked.filter((target) => obeys(target) && !target.endsRinging),
          now,
          connected,
        ),
        connected(targets.filter(({ onlyOffline }) => onlyOffline)),
      ]);
      const isOnlineAfterAll = (target: TargetToCheck, { deviceId }: CurrentDevice): boolean =>
        target.onlyOffline && (online.get(userKey(target)) ?? []).some((device) => device.deviceId === deviceId);
      const readerOf = new Map(asked.map((target, index) => [target, readers[index]]));
      const checked = targets.map((target) => {
        const device = now.get(target.pushId);
        const state = device && {
          ...device,
          isSilenced: silenced.has(target),
          isQuiet: isQuiet(target, device),
          isOnlineAfterAll: isOnlineAfterAll(target, device),
          ...onScreen(target),
        };
        const reader = readerOf.get(target);
        return {
          ...targetState(target, state, reader && { ...reader, hasNewer: reader.hasNewer && isEachRung(target) }),
          ...(target.wantsBadge ? { badge: badges.get(userKey(target)) ?? 0 } : {}),
        };
      });
      return { targets: checked };
    },
  };
}

/** Whether any resource of an app asks for pushes that show nothing. */
function hasDataResource(resources: AppProfile['resources']): boolean {
  return [...resources.values()].some((resource) =>
    Object.values(resource).some(({ pushKind }) => pushKind === 'DATA'),
  );
}

/** Whether it takes away what stands in the place of the conversation's bursts, and not a notification of its own. */
function takesBurstBack(target: TargetToCheck): boolean {
  return target.takesBackNotifyId === burstNotifyId(target);
}

/** What is to be known of a push without a message that shares its place on the screen with others; of others nothing. */
function pushToDevice({ app, messageId, conversationId, userId, pushId }: TargetToCheck): PushToDevice[] {
  const collapseKey = collapseKeyIn(conversationId, messageId);
  return collapseKey === undefined || messageId === '' ? [] : [{ app, id: messageId, collapseKey, userId, pushId }];
}

/** Targets whose users are online, as was not known when that was decided, on platforms that silence theirs. Of users without such rules nobody is asked. */
async function silencedSince(
  targets: readonly TargetToCheck[],
  now: ReadonlyMap<string, CurrentDevice>,
  connected: AskConnected,
): Promise<ReadonlySet<TargetToCheck>> {
  const silenceable = targets.flatMap((target) => {
    const device = now.get(target.pushId);
    // A release before did not say when the push was decided.
    const isOne = device !== undefined && target.decidedAtMs > 0 && isSilenceable(device, device.platform);
    return isOne ? [{ target, device }] : [];
  });
  const online = await connected(silenceable.map(({ target }) => target));
  const silenced = silenceable.filter(({ target, device }) => {
    const platforms = witnessesSince(online.get(userKey(target)) ?? [], { ...target, ...device });
    return isSilenced(device, device.platform, platforms);
  });
  return new Set(silenced.map(({ target }) => target));
}
