import { callText } from './call.ts';
import type { Notification } from './notification.ts';
import type { SendOutcome } from './send-outcome.ts';
import type { ShortenedField } from './shorten.ts';

/** What the app finds beside what the phone shows, by key: the texts `payload` and `call`. */
export function appDataOf({ payload, call }: Pick<Notification, 'payload' | 'call'>): Readonly<Record<string, string>> {
  return {
    ...(payload === undefined ? {} : { payload }),
    ...(call === undefined ? {} : { call: callText(call) }),
  };
}

/** What may go into the extras of an intent, the most first: there is less room, and without its call a ringing app can do nothing. */
export function intentExtrasOf(
  notification: Pick<Notification, 'payload' | 'call'>,
): readonly Readonly<Record<string, string>>[] {
  const { payload, ...callAlone } = appDataOf(notification);
  if (payload === undefined || notification.call === undefined) return [appDataOf(notification), {}];
  return [{ payload, ...callAlone }, callAlone, {}];
}

/**
 * A request for a vendor that may have no room for what a caller said: it is left out before the whole push is refused, as the app can ask the
 * server for it, and a phone that does not ring cannot be helped.
 */
export function withFittingCall<Request extends { readonly shortened: readonly ShortenedField[] }>(
  notification: Notification,
  requestFor: (notification: Notification) => Request | SendOutcome,
): Request | SendOutcome {
  const request = requestFor(notification);
  const { call } = notification;
  if (call === undefined || call.extendedData === '' || !isTooLarge(request)) return request;
  const shorter = requestFor({ ...notification, call: { ...call, extendedData: '' } });
  return 'kind' in shorter ? shorter : { ...shorter, shortened: [...shorter.shortened, 'extendedData'] };
}

export const PAYLOAD_TOO_LARGE = 'PAYLOAD_TOO_LARGE';

function isTooLarge(request: object): boolean {
  return 'code' in request && request.code === PAYLOAD_TOO_LARGE;
}
