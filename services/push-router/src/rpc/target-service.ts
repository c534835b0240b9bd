import type { SyncServiceDefinition, TargetServiceDefinition } from '@bellhop/contracts';
import { listField, type Client, type Handlers } from '@bellhop/grpc';
import type { FullDeviceStore } from '../db/device-store.ts';
import { targetState } from '../domain/target-state.ts';

/** Looks at targets again before a later attempt: one query here, one call to message-store. Without its answer there is none. */
export function targetServiceHandlers({
  devices,
  messages,
}: {
  devices: Pick<FullDeviceStore, 'current'>;
  messages: Pick<Client<SyncServiceDefinition>, 'checkReaders'>;
}): Handlers<TargetServiceDefinition> {
  return {
    CheckTargets: async (request) => {
      const targets = listField('targets', request.targets, { min: 1, max: 1_000 });
      const now = await devices.current(targets.map(({ pushId }) => pushId));
      // Only those that are still the user's are worth asking about.
      const asked = targets.filter(
        ({ pushId, userId, conversationId, callId }) =>
          (conversationId !== '' || callId !== '') && now.get(pushId)?.userId === userId,
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
      return { targets: targets.map((target) => targetState(target, now.get(target.pushId), readerOf.get(target))) };
    },
  };
}
