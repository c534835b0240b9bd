import type { FindAddressed } from '../db/addressed-devices.ts';
import { usersOf, type DirectKnown, type DirectPush } from '../domain/direct-push.ts';
import type { AskConnected, UserOfApp } from '../domain/ports.ts';
import { currentProfiles, type KnowledgeDeps } from '../routing/routing-knowledge.ts';

export interface DirectKnowledgeDeps extends KnowledgeDeps {
  readonly addressed: FindAddressed;
  readonly connected: AskConnected;
}

/**
 * What is known when these pushes are decided: one query for the devices that they name, one for those of users, one for users' settings where an
 * app has any; and presence, per app, where a push is for devices that are not connected.
 */
export async function directKnowledge(
  pushes: readonly DirectPush[],
  { addressed: find, devices, profiles, settings, connected }: DirectKnowledgeDeps,
): Promise<(push: DirectPush) => DirectKnown> {
  const addressed = await find(
    pushes.flatMap(({ app, targets }) =>
      targets.flatMap((target) => ('pushId' in target ? [{ app, pushId: target.pushId }] : [])),
    ),
  );
  const users = (of: readonly DirectPush[]): UserOfApp[] =>
    of.flatMap((push) => usersOf(push, addressed).map((userId) => ({ app: push.app, userId })));
  const all = users(pushes);
  const known = currentProfiles(
    pushes.map(({ app, content }) => ({ app, pushConfig: content.pushConfig })),
    profiles,
  );
  const [bound, of, said, online] = await Promise.all([
    devices.boundTo(all),
    known,
    known.then((apps) => {
      const asked = all.filter(({ app }) => apps.get(app)?.hasUserSettings === true);
      return asked.length === 0 ? new Map<string, never>() : settings.of(asked);
    }),
    connected(users(pushes.filter(({ content }) => content.onlyOffline))),
  ]);
  return ({ app, content }) => ({
    devices: bound,
    addressed,
    settings: said,
    profile: of.get(app),
    connected: content.onlyOffline ? online : new Map<string, never>(),
  });
}
