type Texts = Readonly<Record<string, unknown>>;

/** A notification as a vendor's client library hands it to the app: only the part that holds the payload. */
export type VendorMessage =
  /** `MiPushMessage.getExtra()` */
  | { readonly vendor: 'xiaomi'; readonly extra: Texts }
  /** `RemoteMessage.getDataOfMap()`, or on a click the intent's extras. */
  | { readonly vendor: 'huawei'; readonly data?: Texts; readonly intentExtras?: Texts }
  /** `DataMessage.getDataExtra()`: JSON. */
  | { readonly vendor: 'oppo'; readonly dataExtra: string }
  /** Parameters of the click intent. */
  | { readonly vendor: 'vivo'; readonly params: Texts }
  /** `RemoteMessage.getData()` */
  | { readonly vendor: 'fcm'; readonly data: Texts };

/** The `payload` of the message's push config, from where each vendor puts it; undefined when there is none. */
export function getPayload(message: VendorMessage): string | undefined {
  const payload = payloadIn(message);
  return typeof payload === 'string' ? payload : undefined;
}

function payloadIn(message: VendorMessage): unknown {
  switch (message.vendor) {
    case 'xiaomi':
      return message.extra['payload'];
    case 'huawei':
      return message.data?.['payload'] ?? message.intentExtras?.['payload'];
    case 'oppo':
      return jsonObject(message.dataExtra)['payload'];
    case 'vivo':
      return message.params['payload'];
    case 'fcm':
      return message.data['payload'];
    default:
      return message satisfies never;
  }
}

function jsonObject(text: string): Texts {
  try {
    const json = JSON.parse(text) as unknown;
    return typeof json === 'object' && json !== null ? (json as Texts) : {};
  } catch {
    return {};
  }
}
