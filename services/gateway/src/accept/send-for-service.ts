import type { KnownApp } from '@bellhop/kafka';
import type { AcceptMessages, SendResult } from './accept-messages.ts';
import { serviceMessage, type MessageInput } from '../domain/message-input.ts';
import { checkInput } from '../domain/parse-input.ts';
import type { Door, GatewayEvents } from '../events.ts';
import type { TakeOfApp } from './rates.ts';

/** Sends messages that a service hands in with its app's API key: each is answered on its own, in order. */
export type SendForService = (app: KnownApp, messages: readonly unknown[], door: Door) => Promise<SendResult[]>;

export function sendForService({
  accept,
  takeOfApp,
  events,
}: {
  accept: AcceptMessages;
  takeOfApp: TakeOfApp;
  events: GatewayEvents;
}): SendForService {
  return async (app, inputs, door) => {
    const results: (SendResult | undefined)[] = [];
    const messages: MessageInput[] = [];
    for (const input of inputs) {
      const checked = checkInput(serviceMessage, input);
      if (checked.ok) {
        results.push(undefined);
        messages.push(checked.value);
      } else {
        events.refused(app.app, 'INVALID_ARGUMENT', door);
        results.push({ kind: 'refused', refusal: { code: 'INVALID_ARGUMENT', ...checked.problem } });
      }
    }
    if (messages.length === 0) return results.filter((result) => result !== undefined);
    takeOfApp(app, messages.length);
    const accepted = (await accept(app, messages, { door, deviceId: '' })).values();
    return results.map((result) => result ?? (accepted.next().value as SendResult));
  };
}
