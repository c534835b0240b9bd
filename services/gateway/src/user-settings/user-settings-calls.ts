import { userSettingsService } from '@bellhop/grpc';
import { z } from 'zod';
import type { Call } from '../calls/call.ts';
import { ownerCall } from '../calls/owner-call.ts';
import { nothing, object } from '../calls/shapes.ts';
import { textOf, userId } from '../domain/identifiers.ts';

const chapter = 'userSettings';
const access = 'app';
const route = '/v1/apps/:app/users/:userID/settings';
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of the day from 00:00 to 23:59');
const days = z.array(z.int().min(1).max(7)).max(7, 'must name at most 7 days');
const platforms = z.array(textOf(1, 16)).max(10, 'must name at most 10 platforms');

const settings = object({
  settings: object({
    userName: z.string(),
    quietHours: object({
      from: z.string(),
      to: z.string(),
      timeZone: z.string(),
      days: z.array(z.number()),
    }).optional(),
    quietPlatforms: object({ onlinePlatforms: z.array(z.string()), quietPlatforms: z.array(z.string()) }).optional(),
    badge: z.number(),
  }),
});

const getUserSettings = ownerCall({
  name: 'getUserSettings',
  chapter,
  about: 'What a user wants of pushes, on whatever device',
  access,
  http: `GET ${route}`,
  grpc: { contract: userSettingsService, rpc: 'GetUserSettings' },
  actor: 'userID',
  input: z.strictObject({ userID: userId }),
  output: settings,
  run: (request, { clients }) => clients.userSettings.getUserSettings(request),
});

const updateUserSettings = ownerCall({
  name: 'updateUserSettings',
  chapter,
  about:
    'Changes what is said: the name that others read, quiet hours (`{}` = none any more), and which platforms are silent while others are online',
  access,
  http: `PATCH ${route}`,
  grpc: { contract: userSettingsService, rpc: 'UpdateUserSettings' },
  actor: 'userID',
  input: z.strictObject({
    userID: userId,
    userName: textOf(0, 64).optional(),
    quietHours: z
      .strictObject({
        from: clock.optional(),
        to: clock.optional(),
        timeZone: textOf(1, 64).optional().meta({ description: 'IANA name; left out = that of each device' }),
        days: days.optional().meta({ description: 'On which they begin, 1 = Monday; left out = every day' }),
      })
      .optional(),
    quietPlatforms: z
      .strictObject({ onlinePlatforms: platforms.optional(), quietPlatforms: platforms.optional() })
      .optional(),
  }),
  output: settings,
  run: (request, { clients }) => clients.userSettings.updateUserSettings(request),
});

const setBadge = ownerCall({
  name: 'setBadge',
  chapter,
  about: "Says what stands on the user's badge now, as when the app was opened (0); later pushes count on from there",
  access,
  http: 'PUT /v1/apps/:app/users/:userID/badge',
  grpc: { contract: userSettingsService, rpc: 'SetBadge' },
  actor: 'userID',
  input: z.strictObject({ userID: userId, badge: z.int().min(0).max(9_999) }),
  output: nothing,
  run: (request, { clients }) => clients.userSettings.setBadge(request),
});

/** What users want of pushes: push-router keeps it. */
export const userSettingsCalls: readonly Call[] = [getUserSettings, updateUserSettings, setBadge];
