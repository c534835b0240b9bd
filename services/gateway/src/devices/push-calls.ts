import { z } from 'zod';
import { vendorNames, vendorToProto } from '@bellhop/contracts';
import { clientCall, type Call } from '../calls/call.ts';
import { nothing, object } from '../calls/shapes.ts';
import { characters, textOf } from '../domain/identifiers.ts';
import { KickedOut, RateLimited } from '../domain/public-error.ts';
import { knownTimeZone } from '../domain/time-zone.ts';

const chapter = 'push';
/** A hundred at once, which have waited for a connection, and then few. */
const REPORTS_PER_SECOND = 1;

/** Every vendor's tokens are made of these. */
const token = characters(1, 4_096).refine(
  (given) => /^[\x20-\x7e]*$/.test(given),
  'must be printable ASCII: the token as the vendor gave it',
);

/** Xiaomi and OPPO take several tokens as one text: one with a separator in it would be several devices. */
const separatorIn = (vendor: string, token: string): boolean =>
  (vendor === 'xiaomi' && token.includes(',')) || (vendor === 'oppo' && /[,;\s]/.test(token));

const registerPush = clientCall({
  name: 'registerPush',
  chapter,
  about: 'Gives the device its push address',
  input: z
    .strictObject({
      vendor: z.enum(vendorNames),
      token,
      appType: z.int().min(1).max(100).optional(),
      platform: textOf(1, 16).optional(),
      environment: z.enum(['production', 'sandbox']).optional(),
      locale: textOf(1, 35).optional(),
      timeZone: textOf(1, 64).optional(),
      appVersion: textOf(1, 32).optional(),
    })
    .refine(({ vendor, token }) => !separatorIn(vendor, token), {
      path: ['token'],
      message: 'must be one token as the vendor gave it, without a separator',
    }),
  output: object({ pushID: z.string() }),
  serve: async (
    { vendor, token, appType, platform, environment, locale, timeZone, appVersion },
    { session, connection, behind },
  ) => {
    const { pushId } = await behind.clients.devices.registerDevice({
      app: session.app.app,
      deviceId: session.deviceId,
      userId: session.userId,
      vendor: vendorToProto(vendor),
      token,
      appType: appType ?? 1,
      platform: platform ?? session.platform,
      environment: environment ?? 'production',
      locale: locale ?? '',
      timeZone: knownTimeZone(timeZone ?? ''),
      appVersion: appVersion ?? '',
    });
    if (pushId === '') throw new KickedOut('the user is no longer logged in on this device');
    connection.session = { ...(connection.session ?? session), pushId };
    return { body: { pushID: pushId } };
  },
});

const unregisterPush = clientCall({
  name: 'unregisterPush',
  chapter,
  about: 'Stops every push to the device until it registers again',
  input: z.strictObject({}),
  output: object({ unregistered: z.boolean() }),
  serve: async (_body, { session: { app, userId, deviceId }, behind }) => {
    const { unregistered } = await behind.clients.devices.unregisterDevice({ app: app.app, deviceId, userId });
    return { body: { unregistered } };
  },
});

/** How long the trace is kept, at most: what is older has no push any more. */
const MAX_AGE_MS = 30 * 86_400_000;

const reportNotifications = clientCall({
  name: 'reportNotifications',
  isLight: true,
  chapter,
  about: 'Says what became of notifications of the device: they were shown, or tapped',
  input: z.strictObject({
    reports: z
      .array(
        z.strictObject({
          messageID: textOf(1, 64).meta({ description: 'Of the notification; of a call its callID' }),
          kind: z.enum(['arrived', 'clicked']),
          agoMs: z.int().min(0).max(MAX_AGE_MS).meta({ description: 'How long ago that was' }),
        }),
      )
      .min(1)
      .max(100),
  }),
  output: nothing,
  serve: async ({ reports }, { session, connection, behind }) => {
    const { app, userId, deviceId, pushId } = session;
    const nowMs = behind.clock();
    const taken = connection.reports.take({ count: reports.length, ratePerSecond: REPORTS_PER_SECOND, nowMs });
    if (!taken.ok)
      throw new RateLimited(`a device may report ${REPORTS_PER_SECOND} notifications per second`, {
        retryAfterMs: taken.retryAfterMs,
      });
    // Without a push address there are no notifications.
    if (pushId !== undefined)
      await behind.reports(
        reports.map(({ messageID, kind, agoMs }) => ({
          app: app.app,
          messageId: messageID,
          userId,
          deviceId,
          pushId,
          kind: kind === 'arrived' ? 'NOTIFICATION_REPORT_KIND_ARRIVED' : 'NOTIFICATION_REPORT_KIND_CLICKED',
          atMs: nowMs - agoMs,
        })),
      );
    return { body: {} };
  },
});

/** What a client says of the push address of its device, which push-router keeps, and of what came there. */
export const pushCalls: readonly Call[] = [registerPush, unregisterPush, reportNotifications];
