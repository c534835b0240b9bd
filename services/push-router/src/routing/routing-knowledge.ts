import type { OfflineRecipients } from '@bellhop/contracts';
import type { UserSettingsStore } from '../db/user-settings-store.ts';
import { rangSinceMs, rangUntilMs } from '../domain/call-end.ts';
import type { Known } from '../domain/known.ts';
import {
  userKey,
  type AppProfile,
  type AppProfiles,
  type BoundDevice,
  type BoundDevices,
  type DeviceStore,
  type UserOfApp,
} from '../domain/ports.ts';

export interface KnowledgeDeps {
  readonly devices: DeviceStore;
  readonly profiles: AppProfiles;
  readonly settings: Pick<UserSettingsStore, 'of'>;
}

/**
 * What is known when these events are decided: one query for the devices of all, one for the settings of users where any app has users with
 * settings, and one for what rings where logins were ended, when an event ends a ringing.
 */
export async function knowledgeOf(
  events: readonly OfflineRecipients[],
  { devices, profiles, settings }: KnowledgeDeps,
): Promise<(event: OfflineRecipients) => Known> {
  // The sender's own devices, too: the trace says why they are not pushed. And the sender's name stands in texts.
  const users = events.flatMap(({ app, senderUserId, recipients }) =>
    [senderUserId, ...recipients.map(({ userId }) => userId)].map((userId): UserOfApp => ({ app, userId })),
  );
  const known = currentProfiles(events, profiles);
  const binding = devices.boundTo(users);
  const [bound, ended, of, said] = await Promise.all([
    binding,
    // After it: a login that is ended meanwhile is found by both, and not by neither.
    binding.then(() => ringingWithoutLogin(events, devices)),
    known,
    known.then((apps) => {
      const asked = users.filter(({ app }) => apps.get(app)?.hasUserSettings === true);
      return asked.length === 0 ? new Map<string, never>() : settings.of(asked);
    }),
  ]);
  return (event) => ({ devices: withThose(bound, ended.get(event)), settings: said, profile: of.get(event.app) });
}

/**
 * By event that ends a ringing: the devices of its receivers on which their logins were ended by others while it rang. They ring on, and are told of the end of that
 * alone. Who logs out themselves has the phone in their hand.
 */
async function ringingWithoutLogin(
  events: readonly OfflineRecipients[],
  devices: Pick<DeviceStore, 'endedBetween'>,
): Promise<ReadonlyMap<OfflineRecipients, readonly BoundDevice[]>> {
  const asked = events.flatMap((event) => {
    const sinceMs = rangSinceMs(event);
    if (sinceMs === undefined) return [];
    return event.recipients.map(({ userId }) => ({
      event,
      app: event.app,
      userId,
      sinceMs,
      untilMs: rangUntilMs(event),
    }));
  });
  const found = new Map<OfflineRecipients, readonly BoundDevice[]>();
  if (asked.length === 0) return found;
  for (const [index, ended] of (await devices.endedBetween(asked)).entries()) {
    const event = asked[index]?.event;
    if (event !== undefined) found.set(event, [...(found.get(event) ?? []), ...ended]);
  }
  return found;
}

function withThose(bound: BoundDevices, ended: readonly BoundDevice[] = []): BoundDevices {
  if (ended.length === 0) return bound;
  const registered = new Map(bound.registered);
  for (const device of ended) {
    const known = registered.get(userKey(device)) ?? [];
    if (known.every(({ deviceId }) => deviceId !== device.deviceId))
      registered.set(userKey(device), [...known, device]);
  }
  return { ...bound, registered };
}

/** A resource or template that gateways know already, and the profile in memory does not, is no reason to push in another way, or not at all. */
export async function currentProfiles(
  events: readonly Pick<OfflineRecipients, 'app' | 'pushConfig'>[],
  profiles: AppProfiles,
): Promise<ReadonlyMap<string, AppProfile>> {
  const apps = [...new Set(events.map(({ app }) => app))];
  const known = await profiles.of(apps);
  const isKnown = ({ app, pushConfig }: Pick<OfflineRecipients, 'app' | 'pushConfig'>): boolean => {
    const { resourcesId = '', templateId = '' } = pushConfig ?? {};
    const profile = known.get(app);
    if (profile === undefined) return false;
    // Without a template of the app it may be one of a vendor's, and one of the app that was saved a moment ago.
    return (
      (resourcesId === '' || profile.resources.has(resourcesId)) &&
      (templateId === '' || profile.templates.has(templateId))
    );
  };
  return events.every(isKnown) ? known : profiles.anew(apps);
}
