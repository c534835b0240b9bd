import type { AppLimits, AppLimitsInput } from './gen/index.ts';

/** Limits of an app with every default filled in. */
export type EffectiveLimits = { readonly [Name in LimitName]: number };

type LimitName = keyof typeof limitBounds;

/** Default and bounds of each limit; units as in `AppLimits`. */
export const limitBounds = {
  silenceTimeoutMs: { default: 30_000, min: 5_000, max: 300_000 },
  heartbeatIntervalMs: { default: 10_000, min: 1_000, max: 60_000 },
  ackTimeoutMs: { default: 3_000, min: 200, max: 30_000 },
  maxTextBytes: { default: 2_048, min: 1, max: 32_768 },
  messagesPerSecond: { default: 10, min: 1, max: 1_000 },
  apiMessagesPerSecond: { default: 20_000, min: 1, max: 1_000_000 },
  maxGroupMembers: { default: 2_000, min: 2, max: 100_000 },
  pushTtlSeconds: { default: 86_400, min: 60, max: 604_800 },
  revokeWithinSeconds: { default: 120, min: 0, max: 604_800 },
  messageRetentionDays: { default: 3_650, min: 1, max: 3_650 },
  userPushesPerMinute: { default: 0, min: 0, max: 1_000 },
  foldSeconds: { default: 0, min: 0, max: 3_600 },
} as const;

/** The limits in force: what is set, and the default of the rest. */
export function effectiveLimits(limits: AppLimits | AppLimitsInput | null | undefined): EffectiveLimits {
  const names = Object.keys(limitBounds) as LimitName[];
  return Object.fromEntries(
    names.map((name) => [name, limits?.[name] ?? limitBounds[name].default]),
  ) as EffectiveLimits;
}
