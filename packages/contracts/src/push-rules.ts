import type { BackgroundPolicy, PushRules, PushRulesInput, PushTextsInput } from './gen/index.ts';

/** Texts of pushes that the system words, by locale, as an app set them. */
export type TextsByLocale = Readonly<Record<string, PushTextsInput>>;

/** What an app wants pushed, with every default filled in; texts as they were set. */
export interface EffectivePushRules {
  /** Resource of messages that name none; empty = none. */
  readonly messageResourcesId: string;
  /** Resource of calls that name none; empty = none. */
  readonly callResourcesId: string;
  /** Whether a message without push config is pushed. */
  readonly pushesByDefault: boolean;
  readonly texts: TextsByLocale;
  /** For devices whose own locale has no texts. */
  readonly defaultLocale: string;
  /** What is done for devices in the background; never unspecified. */
  readonly background: BackgroundPolicy;
  /** Whether calls ring in spite of quiet hours, muted conversations and quiet platforms. */
  readonly callsForceThrough: boolean;
}

/** The rules in force: what is set, and the default of the rest. */
export function effectivePushRules(rules: PushRules | PushRulesInput | null | undefined): EffectivePushRules {
  const background = rules?.background;
  return {
    messageResourcesId: rules?.messageResourcesId ?? '',
    callResourcesId: rules?.callResourcesId ?? '',
    pushesByDefault: rules?.pushesByDefault ?? false,
    texts: rules?.texts ?? {},
    defaultLocale: rules?.defaultLocale ?? 'en',
    background:
      background === undefined || background === 'BACKGROUND_POLICY_UNSPECIFIED' || typeof background === 'number'
        ? 'BACKGROUND_POLICY_BOTH_WAYS'
        : background,
    callsForceThrough: rules?.callsForceThrough ?? true,
  };
}
