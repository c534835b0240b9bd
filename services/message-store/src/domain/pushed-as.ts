import {
  vendorNames,
  type MentionsInput,
  type MessageAccepted,
  type PushConfig,
  type PushConfigInput,
} from '@bellhop/contracts';

/** How a message was pushed, as far as what takes its notification back depends on it. */
export interface PushedAs {
  /** Its resource and the kinds of push; absent = it named none. */
  readonly pushConfig?: PushConfigInput;
  /** Whom it mentioned: kept when it is revoked, and loses its content. */
  readonly mentions?: MentionsInput;
}

/** What is kept of a message; null = nothing that a push without config would not have. */
export function pushedAs({ pushConfig }: Pick<MessageAccepted, 'pushConfig'>): PushedAs | null {
  if (pushConfig === null) return null;
  const { resourcesId } = pushConfig;
  const vendors = pushKindsIn(pushConfig);
  if (resourcesId === '' && Object.keys(vendors).length === 0) return null;
  return { pushConfig: { resourcesId, vendors } };
}

function pushKindsIn({ vendors }: PushConfig): NonNullable<PushConfigInput['vendors']> {
  return Object.fromEntries(
    vendorNames.flatMap((vendor) => {
      const pushKind = vendors[vendor]?.pushKind ?? '';
      return pushKind === '' ? [] : [[vendor, { pushKind }]];
    }),
  );
}
