import { metrics } from '@opentelemetry/api';
import type { Logger } from '@bellhop/runtime';

/** What happens in message-store, as metrics and log lines. */
export interface StoreEvents {
  stored(messages: readonly { readonly messageId: string; readonly seq: number }[]): void;
  /** Devices got a message over their connection. */
  acknowledged(devices: number): void;
  /** Recipients with devices that did not acknowledge in time. */
  unacknowledged(recipients: number): void;
  /** Presence could not be asked. */
  presenceUnknown(users: number): void;
  /** What was done to calls, and how long it took the database. */
  callsDecided(commands: number, tookMs: number): void;
  /** Invitations that ended by themselves. */
  callsTimedOut(calls: number): void;
}

export function storeEvents(log: Logger): StoreEvents {
  const meter = metrics.getMeter('bellhop');
  const stored = meter.createCounter('bellhop_store_messages', { description: 'Messages stored, replays included' });
  const acknowledged = meter.createCounter('bellhop_store_acknowledged', {
    description: 'Live deliveries acknowledged by clients',
  });
  const missing = meter.createCounter('bellhop_store_unacknowledged', {
    description: 'Recipients pushed to because a device did not acknowledge',
  });
  const unknown = meter.createCounter('bellhop_store_presence_unknown', {
    description: 'Users treated as offline because presence could not say',
  });
  const decided = meter.createHistogram('bellhop_call_decision_duration', {
    unit: 'ms',
    description: 'Time until a batch of commands to calls was durable',
  });
  const commands = meter.createCounter('bellhop_call_commands', { description: 'Commands to calls that were decided' });
  const timedOut = meter.createCounter('bellhop_calls_timed_out', {
    description: 'Calls with an invitation that ended by itself',
  });
  return {
    callsDecided: (count, tookMs) => {
      commands.add(count);
      decided.record(tookMs);
    },
    callsTimedOut: (count) => timedOut.add(count),
    stored: (messages) => {
      stored.add(messages.length);
      for (const { messageId, seq } of messages) log.debug({ messageId, seq }, 'message stored');
    },
    acknowledged: (count) => acknowledged.add(count),
    unacknowledged: (count) => missing.add(count),
    presenceUnknown: (count) => unknown.add(count),
  };
}
