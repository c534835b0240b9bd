import { counter, observedGauge } from '@bellhop/runtime';
import type { SessionTable } from './domain/session-table.ts';
import type { Watches } from './domain/watches.ts';

/** What happens in presence, as metrics. */
export interface PresenceEvents {
  asked(users: number, loaded: boolean): void;
}

export function presenceEvents({
  sessions,
  watches,
}: {
  sessions: Pick<SessionTable, 'size'>;
  watches: Pick<Watches, 'size'>;
}): PresenceEvents {
  const asked = counter('bellhop_presence_users_asked', {
    unit: '{user}',
    description:
      'Users asked for, by whether sessions were loaded; while they are not, the answer is unknown and means a push',
    labels: ['loaded'],
  });
  observedGauge('bellhop_presence_sessions', { unit: '{session}', description: 'Sessions held in memory' }, (record) =>
    record(sessions.size()),
  );
  observedGauge(
    'bellhop_presence_watched',
    { unit: '{user}', description: 'Users that somebody watches, each as often as they are watched' },
    (record) => record(watches.size()),
  );
  return { asked: (users, loaded) => asked.add(users, { loaded: String(loaded) }) };
}
