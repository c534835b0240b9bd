import { setTimeout as delay } from 'node:timers/promises';
import type { Phone } from '../phones/phone.ts';
import type { PhoneOwner } from '../phones/phone-registry.ts';
import type { PhoneState } from '../phones/platform-rules.ts';
import type { ControlParts } from './control-parts.ts';
import type { Input } from './input.ts';
import {
  ControlError,
  onlyKnown,
  optionalBoolean,
  optionalChoice,
  optionalNumber,
  optionalText,
  present,
  queryNumber,
  required,
} from './input.ts';
import type { Route } from './route.ts';
import { vendorNamed } from './route.ts';
import type { ClickAnswer } from './views.ts';
import { phoneView, tokenView } from './views.ts';

const MAX_BATCH = 10_000;
const MAX_WAIT_MS = 60_000;

/** Virtual phones: made, switched, looked at, tapped. */
export function phoneRoutes({ apps, phones, protocols }: ControlParts): Route[] {
  const phoneOf = (phoneId: string | undefined): Phone => {
    const phone = phones.byId(phoneId ?? '');
    if (phone === undefined) throw new ControlError(404, `there is no phone ${phoneId}`);
    return phone;
  };
  const ownerOf = (input: Input): PhoneOwner => {
    const vendor = vendorNamed(input['vendor'], protocols);
    const appId = optionalText(input, 'app');
    const app = appId === undefined ? apps.first(vendor) : apps.find(vendor, appId);
    if (app === undefined) throw new ControlError(404, `${vendor} has no app ${appId ?? ''}`);
    return { vendor, appId: app.appId, packageName: app.packageName };
  };
  return [
    {
      method: 'POST',
      path: /^\/v1\/phones$/,
      handle({ input }) {
        onlyKnown(input, ['vendor', 'app']);
        return tokenView(phones.create(ownerOf(input)));
      },
    },
    {
      method: 'POST',
      path: /^\/v1\/phones\/batch$/,
      handle({ input }) {
        onlyKnown(input, ['vendor', 'app', 'count']);
        const count = required(optionalNumber(input, 'count', 1, MAX_BATCH), 'count');
        return { phones: phones.createMany(ownerOf(input), count).map(tokenView) };
      },
    },
    {
      method: 'GET',
      path: /^\/v1\/phones\/([^/]+)$/,
      handle: ({ parameters: [id] }) => phoneView(phoneOf(id)),
    },
    {
      method: 'POST',
      path: /^\/v1\/phones\/([^/]+)\/state$/,
      handle({ parameters: [id], input }) {
        onlyKnown(input, ['online', 'appState', 'notificationsEnabled', 'installed']);
        const phone = phoneOf(id);
        if (input['installed'] === true && !phone.state.installed) {
          throw new ControlError(409, 'an app that was uninstalled comes back with a new token: use refresh-token');
        }
        phone.update(
          present<Partial<PhoneState>>({
            online: optionalBoolean(input, 'online'),
            appState: optionalChoice(input, 'appState', ['foreground', 'background', 'killed']),
            notificationsEnabled: optionalBoolean(input, 'notificationsEnabled'),
            installed: optionalBoolean(input, 'installed'),
          }),
        );
        return phoneView(phone);
      },
    },
    {
      method: 'POST',
      path: /^\/v1\/phones\/([^/]+)\/refresh-token$/,
      handle({ parameters: [id] }) {
        const phone = phoneOf(id);
        phones.refreshToken(phone);
        return tokenView(phone);
      },
    },
    {
      method: 'POST',
      path: /^\/v1\/phones\/([^/]+)\/click$/,
      handle({ parameters: [id], input }): ClickAnswer {
        onlyKnown(input, ['n']);
        const clicked = phoneOf(id).click(optionalNumber(input, 'n', 1, Number.MAX_SAFE_INTEGER));
        if (clicked === undefined) throw new ControlError(409, 'no such notification is visible');
        return { ...clicked, callback: clicked.opens === 'app' ? 'onNotificationClicked' : null };
      },
    },
    {
      method: 'GET',
      path: /^\/v1\/phones\/([^/]+)\/notifications$/,
      async handle({ parameters: [id], query, closed }) {
        const phone = phoneOf(id);
        const after = queryNumber(query, 'after', 0, Number.MAX_SAFE_INTEGER);
        const waitMs = queryNumber(query, 'waitMs', 0, MAX_WAIT_MS);
        await untilDisplayed(phone, after, waitMs, closed);
        return { notifications: phone.notificationsAfter(after) };
      },
    },
  ];
}

/** Waits for a notification with a number above `after`, the time limit, or the client's leaving. */
async function untilDisplayed(phone: Phone, after: number, waitMs: number, closed: Promise<unknown>): Promise<void> {
  if (waitMs === 0 || phone.notificationsAfter(after).length > 0) return;
  const ended = new AbortController();
  let unwatch: () => void = () => {};
  const displayed = new Promise<void>((resolve) => {
    unwatch = phone.watch(() => {
      if (phone.notificationsAfter(after).length > 0) resolve();
    });
  });
  const tooLate = delay(waitMs, undefined, { signal: ended.signal }).catch(() => undefined);
  await Promise.race([displayed, tooLate, closed]);
  unwatch();
  ended.abort();
}
