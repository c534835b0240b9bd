import type { MessageAccepted, RecipientServiceDefinition } from '@bellhop/contracts';
import { textField, type Handlers } from '@bellhop/grpc';
import { InvalidInput } from '@bellhop/runtime';
import type { MemberPages } from '../db/member-pages.ts';
import type { NotifyFacts, SettingStore } from '../db/setting-store.ts';
import { asksPush, notified, offlineEvents, planDelivery, recipientsOf } from '../domain/plan-delivery.ts';
import { userKey, type PresencePort } from '../domain/ports.ts';
import { previewOf } from '../domain/preview.ts';

const MAX_PAGE = 1_000;

export interface RecipientDeps {
  readonly members: Pick<MemberPages, 'pageWithSettings' | 'nameOf'>;
  readonly presence: PresencePort;
  readonly settings: Pick<SettingStore, 'factsOf'>;
  /** Whether the app's default push is on. */
  readonly pushesByDefault: (app: string) => boolean;
  /** Whether devices whose apps are in the background are pushed to instead of being told over their connections. */
  readonly pushesInsteadInBackground: (app: string) => boolean;
  readonly clock: () => number;
}

/** Who would receive a message: what its consumer does, without anything that comes of it. */
export function recipientServiceHandlers(deps: RecipientDeps): Handlers<RecipientServiceDefinition> {
  return {
    FindRecipients: async ({ message, pageSize, pageToken }) => {
      if (message === null) throw new InvalidInput('message is missing', { field: 'message' });
      const app = textField('message.app', message.app, 32);
      const after = textField('pageToken', pageToken, 64, { optional: true });
      if (pageSize < 0 || pageSize > MAX_PAGE)
        throw new InvalidInput(`pageSize is ${pageSize}, 1 to 1,000 are allowed`, { field: 'pageSize' });
      if (!asksPush(message, { pushesByDefault: deps.pushesByDefault(app), hasRevokedPush: false })) return {};
      const { userIds, facts, next } = await receivers(message, { after, size: pageSize || MAX_PAGE }, deps);
      return { events: await eventsFor(message, userIds, facts, deps), asksPush: true, nextPageToken: next ?? '' };
    },
  };
}

/** A page of those who receive it. */
async function receivers(
  message: MessageAccepted,
  { after, size }: { after: string; size: number },
  { members, settings }: RecipientDeps,
): Promise<{ userIds: string[]; facts: NotifyFacts; next: string | undefined }> {
  const { app, target, toGroupId = '' } = message;
  if (target !== 'toGroupId') {
    const factsOf = await settings.factsOf([message]);
    return { userIds: recipientsOf(message, []), facts: factsOf(message), next: undefined };
  }
  const group = { app, groupId: toGroupId };
  const [page, groupName] = await Promise.all([members.pageWithSettings(group, after, size), members.nameOf(group)]);
  return {
    userIds: recipientsOf(message, page.userIds),
    facts: { groupName, settings: page.settings },
    next: page.next,
  };
}

async function eventsFor(
  message: MessageAccepted,
  recipients: readonly string[],
  facts: NotifyFacts,
  { presence, pushesInsteadInBackground, clock }: RecipientDeps,
) {
  const { app } = message;
  const known = await presence.of(recipients.map((userId) => ({ app, userId })));
  const { offline } = planDelivery({
    message,
    recipients,
    presenceOf: (userId) => known.get(userKey({ app, userId })) ?? { kind: 'unknown' },
    pushesInsteadInBackground: pushesInsteadInBackground(app),
  });
  const nowMs = clock();
  return offline.flatMap(({ reason, recipients: part }) =>
    offlineEvents({
      message,
      seq: 0,
      storedAtMs: nowMs,
      decidedAtMs: nowMs,
      reason,
      recipients: notified(message, part, facts.settings, nowMs),
      preview: previewOf(message, facts.groupName),
    }),
  );
}
