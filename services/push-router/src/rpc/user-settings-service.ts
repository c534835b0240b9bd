import type {
  QuietHours as QuietHoursMessage,
  QuietPlatforms,
  UserSettingsInput,
  UserSettingsServiceDefinition,
} from '@bellhop/contracts';
import { idField, listField, textField, type Handlers } from '@bellhop/grpc';
import { InvalidInput } from '@bellhop/runtime';
import type { UserSettingsStore } from '../db/user-settings-store.ts';
import { isTimeZone, type QuietHours } from '../domain/quiet-hours.ts';
import { MAX_BADGE } from '../domain/user-settings.ts';

/** What users want of pushes: asked by the gateway, for them and for the app's server. */
export function userSettingsServiceHandlers({
  settings,
}: {
  settings: Pick<UserSettingsStore, 'get' | 'update' | 'setBadge'>;
}): Handlers<UserSettingsServiceDefinition> {
  const userOf = ({ app, userId }: { app: string; userId: string }) => ({
    app: textField('app', app, 32),
    userId: idField('userID', userId),
  });
  const found = async (user: ReturnType<typeof userOf>): Promise<{ settings: UserSettingsInput }> => {
    const now = await settings.get(user);
    if (now === undefined) return { settings: {} };
    const { userName, quietHours, onlinePlatforms, quietPlatforms, badge } = now;
    return {
      settings: {
        userName,
        badge,
        ...(quietHours === undefined ? {} : { quietHours: hoursAsSaid(quietHours) }),
        ...(onlinePlatforms.length === 0
          ? {}
          : { quietPlatforms: { onlinePlatforms: [...onlinePlatforms], quietPlatforms: [...quietPlatforms] } }),
      },
    };
  };
  return {
    GetUserSettings: (request) => found(userOf(request)),
    UpdateUserSettings: async (request) => {
      const user = userOf(request);
      const { userName, quietHours, quietPlatforms } = request;
      await settings.update(user, {
        ...(userName === undefined ? {} : { userName: textField('userName', userName, 64, { optional: true }) }),
        ...(quietHours === null ? {} : { quietHours: parsedHours(quietHours) }),
        ...(quietPlatforms === null ? {} : parsedPlatforms(quietPlatforms)),
      });
      return found(user);
    },
    SetBadge: async (request) => {
      const user = userOf(request);
      const { badge } = request;
      if (badge < 0 || badge > MAX_BADGE)
        throw new InvalidInput(`badge must be 0 to ${MAX_BADGE.toLocaleString('en')}`, { field: 'badge' });
      await settings.setBadge(user, badge);
      return {};
    },
  };
}

/** Hours as a user says them; null = none any more. */
function parsedHours({ from, to, timeZone, days }: QuietHoursMessage): QuietHours | null {
  if (from === '' && to === '') return null;
  const hours = { from: minuteOf('quietHours.from', from), to: minuteOf('quietHours.to', to) };
  if (hours.from === hours.to)
    throw new InvalidInput('quietHours.to must not be the same as quietHours.from', { field: 'quietHours.to' });
  if (timeZone !== '' && (timeZone.length > 64 || !isTimeZone(timeZone)))
    throw new InvalidInput('quietHours.timeZone must be the name of a time zone, such as Europe/Berlin', {
      field: 'quietHours.timeZone',
    });
  if (days.length > 7 || days.some((day) => day < 1 || day > 7))
    throw new InvalidInput('quietHours.days must be days from 1 = Monday to 7 = Sunday', { field: 'quietHours.days' });
  return { ...hours, timeZone, days: [...new Set(days)].sort() };
}

function minuteOf(field: string, clock: string): number {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock) ?? [];
  if (hour === undefined) throw new InvalidInput(`${field} must be a time of the day from 00:00 to 23:59`, { field });
  return Number(hour) * 60 + Number(minute);
}

function hoursAsSaid({ from, to, timeZone, days }: QuietHours) {
  return { from: clockOf(from), to: clockOf(to), timeZone, days: [...days] };
}

function clockOf(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

function parsedPlatforms(given: QuietPlatforms) {
  const names = (field: 'onlinePlatforms' | 'quietPlatforms'): string[] =>
    listField(`quietPlatforms.${field}`, given[field], { min: 0, max: 10 }).map((name) =>
      textField(`quietPlatforms.${field}`, name, 16).toLowerCase(),
    );
  const platforms = { onlinePlatforms: names('onlinePlatforms'), quietPlatforms: names('quietPlatforms') };
  const lonely = platforms.onlinePlatforms.length === 0 ? 'onlinePlatforms' : 'quietPlatforms';
  if ((platforms.onlinePlatforms.length === 0) !== (platforms.quietPlatforms.length === 0))
    throw new InvalidInput(`quietPlatforms.${lonely} is missing: one list says nothing without the other`, {
      field: `quietPlatforms.${lonely}`,
    });
  return platforms;
}
