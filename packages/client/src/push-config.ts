import type { FrameBody } from './frames.ts';

/** What iOS takes the caller's name or number for; ZIM's numbers. */
export const ZIMCXHandleType = { Generic: 1, PhoneNumber: 2, EmailAddress: 3 } as const;
export type ZIMCXHandleType = (typeof ZIMCXHandleType)[keyof typeof ZIMCXHandleType];

/** How the phone shows a call, with the names of ZIM. For calls alone: a message that has it is refused. */
export interface ZIMVoIPConfig {
  readonly iOSVoIPHandleType?: ZIMCXHandleType;
  /** At most 128 characters. */
  readonly iOSVoIPHandleValue?: string;
  readonly iOSVoIPHasVideo?: boolean;
}

/** What the receiver's phone shows when they are offline. */
export interface ZIMPushConfig {
  /** 1..64 characters. */
  readonly title: string;
  /** 1..512 characters. */
  readonly content: string;
  /** For the receiving app, at most 1,000 bytes, in a call 512. */
  readonly payload?: string;
  /** A resource of the app. */
  readonly resourcesID?: string;
  /** Groups notifications. */
  readonly threadID?: string;
  readonly enableBadge?: boolean;
  /** 0..99. */
  readonly badgeIncrement?: number;
  /** A template registered at the vendors that want one for private messages (xiaomi, oppo), at most 64 characters. */
  readonly templateID?: string;
  /** Variables of the template's title: at most 9, values of 1..128 characters. */
  readonly titleParameters?: Readonly<Record<string, string>>;
  /** Variables of the template's content. */
  readonly contentParameters?: Readonly<Record<string, string>>;
  /** Settings for this message by vendor, over those of the resource: docs/http-api.md has the names. */
  readonly vendors?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly voIPConfig?: ZIMVoIPConfig;
  /** The same as `voIPConfig` with the names of the protocol; what both say, this one decides. */
  readonly voIP?: VoIPBody;
}

type PushConfigBody = NonNullable<FrameBody<'callInvite'>['pushConfig']>;
type VoIPBody = NonNullable<PushConfigBody['voIP']>;

const handleTypes = {
  [ZIMCXHandleType.Generic]: 'generic',
  [ZIMCXHandleType.PhoneNumber]: 'phoneNumber',
  [ZIMCXHandleType.EmailAddress]: 'emailAddress',
} as const;

/** The push config as frames carry it. */
export function pushConfigBody({ voIPConfig, voIP, ...pushConfig }: ZIMPushConfig): PushConfigBody {
  if (voIPConfig === undefined && voIP === undefined) return pushConfig;
  return { ...pushConfig, voIP: { ...voIPBody(voIPConfig ?? {}), ...voIP } };
}

function voIPBody({ iOSVoIPHandleType, iOSVoIPHandleValue, iOSVoIPHasVideo }: ZIMVoIPConfig): VoIPBody {
  return {
    handleType: iOSVoIPHandleType && handleTypes[iOSVoIPHandleType],
    handleValue: iOSVoIPHandleValue,
    hasVideo: iOSVoIPHasVideo,
  };
}
