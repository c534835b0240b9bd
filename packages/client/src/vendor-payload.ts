import { defined } from './defined.ts';
import { objectIn, objectOf } from './foreign-values.ts';

type Texts = Readonly<Record<string, unknown>>;

interface Shapes {
  xiaomi: {
    /** `MiPushMessage.getExtra()` */
    readonly extra: Texts;
  };
  huawei: {
    /** `RemoteMessage.getDataOfMap()` */
    readonly data?: Texts;
    /** The intent's extras, on a click. */
    readonly intentExtras?: Texts;
  };
  oppo: {
    /** `DataMessage.getDataExtra()`: JSON. */
    readonly dataExtra: string;
  };
  vivo: {
    /** Parameters of the click intent. */
    readonly params: Texts;
  };
  fcm: {
    /** `RemoteMessage.getData()` */
    readonly data: Texts;
  };
  /** An iPhone, also by way of FCM. */
  apns: {
    /** `userInfo`, where what the app is told stands beside `aps`. */
    readonly userInfo: Texts;
  };
  harmonyos: {
    /** `want.parameters` of the ability that a click opens. */
    readonly parameters: Texts;
  };
}

/** Whose library hands a notification to the app. */
export type VendorName = keyof Shapes;

/** A notification as a vendor's client library hands it to the app: only the part that holds the payload. */
export type VendorMessage<Vendor extends VendorName = VendorName> = {
  readonly [Name in Vendor]: { readonly vendor: Name } & Shapes[Name];
}[Vendor];

/** The call that a notification is about. */
export interface ZPNsCall {
  /** `ring`: answer with `callAccept` or `callReject`. The ringing is over: `missed`, or `answered` on another device. */
  readonly kind: 'ring' | 'missed' | 'answered';
  readonly callID: string;
  readonly caller: string;
  /** When the ringing ends by itself, Unix ms by the server's clock. */
  readonly expireAt: number;
  readonly hasVideo: boolean;
  /** What the caller said; absent: nothing, or the vendor had no room for it (`queryCall` tells). */
  readonly extendedData?: string;
}

/** The `payload` of the message's push config, from where each vendor puts it; undefined when there is none. */
export function getPayload(message: VendorMessage): string | undefined {
  return textIn(message, 'payload');
}

/** The message that the notification is of, or its call's id; undefined when the vendor had no room for it, or it is of somebody else. */
export function getMessageID(message: VendorMessage): string | undefined {
  return textIn(message, 'messageID') ?? getCall(message)?.callID;
}

/** The call that the notification is about, from where each vendor puts it; undefined when it is about none, or cannot be read. */
export function getCall(message: VendorMessage): ZPNsCall | undefined {
  const { kind, callID, caller, expireAt, hasVideo = false, extendedData } = objectIn(textIn(message, 'call'));
  if (kind !== 'ring' && kind !== 'missed' && kind !== 'answered') return undefined;
  if (typeof callID !== 'string' || callID === '' || typeof caller !== 'string') return undefined;
  if (typeof expireAt !== 'number' || !Number.isFinite(expireAt)) return undefined;
  if (typeof hasVideo !== 'boolean') return undefined;
  if (extendedData !== undefined && typeof extendedData !== 'string') return undefined;
  return { kind, callID, caller, expireAt, hasVideo, ...defined({ extendedData }) };
}

function textIn(message: VendorMessage, key: string): string | undefined {
  return placesIn(message)
    .map((place) => objectOf(place)[key])
    .find((value) => typeof value === 'string');
}

function placesIn(message: VendorMessage): readonly unknown[] {
  switch (message.vendor) {
    case 'xiaomi':
      return [message.extra];
    case 'huawei':
      return [message.data, message.intentExtras];
    case 'oppo':
      return [objectIn(message.dataExtra)];
    case 'vivo':
      return [message.params];
    case 'fcm':
      return [message.data];
    case 'apns':
      return [message.userInfo];
    case 'harmonyos':
      return [message.parameters];
    default:
      message satisfies never;
      return [];
  }
}
