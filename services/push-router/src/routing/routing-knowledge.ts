import type { OfflineRecipients } from '@bellhop/contracts';
import type { UserSettingsStore } from '../db/user-settings-store.ts';
import type { Known } from '../domain/known.ts';
import type { AppProfile, AppProfiles, DeviceStore, UserOfApp } from '../domain/ports.ts';

export interface KnowledgeDeps {
  readonly devices: DeviceStore;
  readonly profiles: AppProfiles;
  readonly settings: Pick<UserSettingsStore, 'of'>;
}

/**
 * What is known when these events are decided: one query for the devices of all, and one for the settings of users where any app has users with
 * settings.
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
  const [bound, of, said] = await Promise.all([
    devices.boundTo(users),
    known,
    known.then((apps) => {
      const asked = users.filter(({ app }) => apps.get(app)?.hasUserSettings === true);
      return asked.length === 0 ? new Map<string, never>() : settings.of(asked);
    }),
  ]);
  return ({ app }) => ({ devices: bound, settings: said, profile: of.get(app) });
}

/** A resource or template that gateways know already, and the profile in memory does not, is no reason to push in another way, or not at all. */
async function currentProfiles(
  events: readonly OfflineRecipients[],
  profiles: AppProfiles,
): Promise<ReadonlyMap<string, AppProfile>> {
  const apps = [...new Set(events.map(({ app }) => app))];
  const known = await profiles.of(apps);
  const isKnown = ({ app, pushConfig }: OfflineRecipients): boolean => {
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
