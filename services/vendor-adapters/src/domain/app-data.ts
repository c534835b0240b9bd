import { callText } from './call.ts';
import type { Notification } from './notification.ts';
import type { SendOutcome } from './send-outcome.ts';
import type { ShortenedField } from './shorten.ts';

type AppData = Pick<Notification, 'payload' | 'call'> & Partial<Pick<Notification, 'messageId'>>;

/** What the app finds beside what the phone shows, by key: the texts `payload` and `call`, and of a message its `messageID`. */
export function appDataOf({ payload, call, messageId = '' }: AppData): Readonly<Record<string, string>> {
  return {
    ...(payload === undefined ? {} : { payload }),
    ...(call === undefined ? {} : { call: callText(call) }),
    ...(call !== undefined || messageId === '' ? {} : { messageID: messageId }), // a call has its id
  };
}

/** What may go into the extras of an intent, the most first: there is less room, and without its call a ringing app can do nothing. */
export function intentExtrasOf(notification: AppData): readonly Readonly<Record<string, string>>[] {
  const { payload, ...alone } = appDataOf(notification);
  if (payload === undefined || Object.keys(alone).length === 0) return [appDataOf(notification), {}];
  return [{ payload, ...alone }, alone, {}];
}

/**
 * A request for a vendor that may have no room for what we add, the message's id or what a caller said: it is left out before the whole push is
 * refused. Without the id nobody hears of a tap; of a call the app can ask the server, and a phone that does not ring cannot be helped.
 */
export function withFittingCall<Request extends { readonly shortened: readonly ShortenedField[] }>(
  notification: Notification,
  requestFor: (notification: Notification) => Request | SendOutcome,
): Request | SendOutcome {
  const { call, messageId } = notification;
  const whole = requestFor(notification);
  const request =
    messageId !== '' && call === undefined && isTooLarge(whole)
      ? requestFor({ ...notification, messageId: '' })
      : whole;
  if (call === undefined || call.extendedData === '' || !isTooLarge(request)) return request;
  const shorter = requestFor({ ...notification, call: { ...call, extendedData: '' } });
  return 'kind' in shorter ? shorter : { ...shorter, shortened: [...shorter.shortened, 'extendedData'] };
}

export const PAYLOAD_TOO_LARGE = 'PAYLOAD_TOO_LARGE';

function isTooLarge(request: object): boolean {
  return 'code' in request && request.code === PAYLOAD_TOO_LARGE;
}
