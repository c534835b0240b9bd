import { counter, gauge, histogram, messageAge, type Logger } from '@bellhop/runtime';

/** What happens in message-store, as metrics and log lines. */
export interface StoreEvents {
  stored(messages: readonly StoredOne[], nowMs: number): void;
  /** Devices got a message over their connection. */
  acknowledged(devices: number): void;
  /** Recipients with devices that did not acknowledge in time. */
  unacknowledged(recipients: number): void;
  /** Presence could not be asked. */
  presenceUnknown(users: number): void;
  /** Presence could say afterwards where users are: their clients were told to sync, or they are not connected. */
  missedSettled(told: number, offline: number): void;
  /** Users who may be connected and were not told: too many at a time, or the end of this process. */
  missedForgotten(users: number): void;
  /** So many users wait until presence says where they are. */
  missedWaiting(users: number): void;
  /** What was done to calls, and how long it took the database. */
  callsDecided(commands: number, tookMs: number): void;
  /** Invitations that ended by themselves. */
  callsTimedOut(calls: number): void;
}

interface StoredOne {
  readonly messageId: string;
  readonly seq: number;
  readonly acceptedAtMs: number;
}

export function storeEvents(log: Logger): StoreEvents {
  const stored = counter('bellhop_store_messages', {
    unit: '{message}',
    description: 'Messages stored, replays included',
  });
  const aged = messageAge('stored');
  const acknowledged = counter('bellhop_store_acknowledged', {
    unit: '{delivery}',
    description: 'Live deliveries acknowledged by clients',
  });
  const missing = counter('bellhop_store_unacknowledged', {
    unit: '{recipient}',
    description: 'Recipients pushed to because a device did not acknowledge',
  });
  const unknown = counter('bellhop_store_presence_unknown', {
    unit: '{user}',
    description: 'Users treated as offline because presence could not say',
  });
  const decided = histogram('bellhop_call_decision_duration', {
    unit: 'ms',
    description: 'Time until a batch of commands to calls was durable',
  });
  const commands = counter('bellhop_call_commands', {
    unit: '{command}',
    description: 'Commands to calls that were decided',
  });
  const timedOut = counter('bellhop_calls_timed_out', {
    unit: '{call}',
    description: 'Calls with an invitation that ended by itself',
  });
  const missed = counter('bellhop_store_missed', {
    unit: '{user}',
    description:
      'Users whom live messages may have passed by because presence or their gateway did not answer, by what became of it: told (to sync), offline, forgotten',
    labels: ['outcome'],
  });
  const waiting = gauge('bellhop_store_missed_waiting', {
    unit: '{user}',
    description:
      'Users whom live messages may have passed by and of whom presence cannot say yet where they are; 100,000 at most',
  });
  unknown.add(0);
  waiting.record(0);
  for (const outcome of ['told', 'offline', 'forgotten']) missed.add(0, { outcome });
  return {
    callsDecided: (count, tookMs) => {
      commands.add(count);
      decided.record(tookMs);
    },
    callsTimedOut: (count) => timedOut.add(count),
    stored: (messages, nowMs) => {
      stored.add(messages.length);
      for (const { messageId, seq, acceptedAtMs } of messages) {
        aged(nowMs - acceptedAtMs);
        log.debug({ messageId, seq }, 'message stored');
      }
    },
    acknowledged: (count) => acknowledged.add(count),
    unacknowledged: (count) => missing.add(count),
    presenceUnknown: (count) => unknown.add(count),
    missedSettled: (told, offline) => {
      missed.add(told, { outcome: 'told' });
      missed.add(offline, { outcome: 'offline' });
    },
    missedWaiting: (count) => waiting.record(count),
    missedForgotten: (count) => missed.add(count, { outcome: 'forgotten' }),
  };
}
