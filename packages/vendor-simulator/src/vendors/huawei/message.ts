/** The parts of a push request that decide its fate; everything is still as the sender wrote it, without nulls. */
export type Json = Record<string, unknown>;

export interface HuaweiMessage {
  validateOnly: boolean;
  message: Json;
  android: Json;
  /** `message.notification`. */
  notification: Json | undefined;
  /** `message.android.notification`. */
  androidNotification: Json | undefined;
  /** `android.data` overrides `message.data`. */
  data: unknown;
  /** Data, and no notification anywhere (huawei.md §4.2). */
  isData: boolean;
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads a request. A member that is null or an empty text is absent: typed clients send these for what is not set. Throws when not JSON. */
export function parseRequest(text: string): unknown {
  if (!text.includes('null') && !/:\s*""/.test(text)) return JSON.parse(text);
  return JSON.parse(text, function (this: unknown, _name, value: unknown) {
    return (value === null || value === '') && !Array.isArray(this) ? undefined : value;
  });
}

/** Undefined when the structure is not that of a message at all. */
export function readMessage(body: unknown): HuaweiMessage | undefined {
  if (!isObject(body) || !isObject(body['message'])) return undefined;
  const message = body['message'];
  const validateOnly = body['validate_only'] ?? false;
  if (typeof validateOnly !== 'boolean') return undefined;
  const android = message['android'] ?? {};
  const notification = message['notification'] ?? undefined;
  if (!isObject(android)) return undefined;
  const androidNotification = android['notification'] ?? undefined;
  if (notification !== undefined && !isObject(notification)) return undefined;
  if (androidNotification !== undefined && !isObject(androidNotification)) return undefined;
  const data = android['data'] ?? message['data'] ?? undefined;
  const isData = data !== undefined && notification === undefined && androidNotification === undefined;
  return { validateOnly, message, android, notification, androidNotification, data, isData };
}

/** Title or body: the Android part overrides the common one. */
export function textOf(message: HuaweiMessage, name: 'title' | 'body'): string {
  const text = message.androidNotification?.[name] ?? message.notification?.[name];
  return typeof text === 'string' ? text : '';
}
