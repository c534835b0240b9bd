import { metrics } from '@opentelemetry/api';
import type { SessionTable } from './domain/session-table.ts';

/** What happens in presence, as metrics. */
export interface PresenceEvents {
  asked(users: number, loaded: boolean): void;
}

export function presenceEvents(sessions: SessionTable): PresenceEvents {
  const meter = metrics.getMeter('bellhop');
  const asked = meter.createCounter('bellhop_presence_users_asked', {
    description: 'Users asked for, by whether sessions were loaded',
  });
  meter
    .createObservableGauge('bellhop_presence_sessions', { description: 'Sessions held in memory' })
    .addCallback((observer) => observer.observe(sessions.size()));
  return { asked: (users, loaded) => asked.add(users, { loaded }) };
}
