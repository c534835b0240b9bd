import type { SyncServiceDefinition, TargetServiceDefinition, TargetToCheck } from '@bellhop/contracts';
import { listField, type Client, type Handlers } from '@bellhop/grpc';
import type { CurrentDevice, FullDeviceStore } from '../db/device-store.ts';
import { foldKey, type FoldStore } from '../db/fold-store.ts';
import type { AppProfiles } from '../domain/ports.ts';
import { isDirect } from '../domain/direct-push.ts';
import { isToldByLater } from '../domain/fold.ts';
import { isQuietHour } from '../domain/quiet-hours.ts';
import { targetState } from '../domain/target-state.ts';
import { shortId } from '../routing/count-pushes.ts';
import { knownVendor } from './device-service.ts';

/**
 * Looks at targets again before a later attempt: one query here, one more for apps that gather bursts, one call to message-store. Without its answer
 * there is none.
 */
export function targetServiceHandlers({
  devices,
  folds,
  messages,
  profiles,
  clock,
}: {
  devices: Pick<FullDeviceStore, 'current'>;
  folds: Pick<FoldStore, 'read'>;
  messages: Pick<Client<SyncServiceDefinition>, 'checkReaders'>;
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
      const isGathered = ({ app, messageId, callId }: TargetToCheck): boolean =>
        messageId !== '' && callId === '' && (apps.get(app)?.limits.foldSeconds ?? 0) > 0;
      const gathered = targets.filter(isGathered);
      const bursts = await folds.read([...new Map(gathered.map((target) => [foldKey(target), target])).values()]);
      const isTold = (target: TargetToCheck): boolean => {
        const burst = isGathered(target) ? bursts.get(foldKey(target)) : undefined;
        return burst !== undefined && isToldByLater(burst.fold, shortId(target.messageId));
      };
      const nowMs = clock();
      const isQuiet = (
        { app, callId, ignoresUserRules }: TargetToCheck,
        { quietHours, timeZone }: CurrentDevice,
      ): boolean =>
        quietHours !== null &&
        !ignoresUserRules &&
        // Calls that come through quiet hours come through those that have just begun.
        (callId === '' || apps.get(app)?.rules.callsForceThrough === false) &&
        isQuietHour(quietHours, timeZone, nowMs);
      // Only those that are still the user's are worth asking about.
      const asked = targets.filter(
        ({ pushId, userId, conversationId, callId }) =>
          ((conversationId !== '' && !isDirect(conversationId)) || callId !== '') && now.get(pushId)?.userId === userId,
      );
      const { readers } =
        asked.length === 0
          ? { readers: [] }
          : await messages.checkReaders({
              readers: asked.map(({ app, pushId, userId, conversationId, seq, toGroupId, callId }) => ({
                app,
                userId,
                deviceId: now.get(pushId)?.deviceId ?? '',
                conversationId,
                seq,
                toGroupId,
                callId,
              })),
            });
      const readerOf = new Map(asked.map((target, index) => [target, readers[index]]));
      return {
        targets: targets.map((target) => {
          const device = now.get(target.pushId);
          const current =
            device === undefined ? undefined : { ...device, isQuiet: isQuiet(target, device), isTold: isTold(target) };
          return targetState(target, current, readerOf.get(target));
        }),
      };
    },
  };
}
