import type { TraceServiceDefinition } from '@bellhop/contracts';
import { textField, type Handlers } from '@bellhop/grpc';
import { InvalidInput } from '@bellhop/runtime';
import type { TraceStore } from '../db/trace-store.ts';
import { entryOf, messageTrace } from '../domain/trace-entries.ts';

/** What happened to a message or on a device, in plain words. */
export function traceServiceHandlers({ trace }: { trace: TraceStore }): Handlers<TraceServiceDefinition> {
  return {
    GetMessageTrace: async ({ app, messageId, limit }) => {
      const rows = await trace.ofMessage(
        textField('app', app, 32),
        textField('messageId', messageId, 64),
        limitOf(limit, { standard: 1_000, max: 5_000 }),
      );
      return { entries: messageTrace(rows) };
    },
    GetPushTrace: async ({ app, pushId, limit }) => {
      const rows = await trace.ofPushId(
        textField('app', app, 32),
        textField('pushId', pushId, 64),
        limitOf(limit, { standard: 100, max: 1_000 }),
      );
      return { entries: rows.map(entryOf) };
    },
  };
}

function limitOf(limit: number, { standard, max }: { standard: number; max: number }): number {
  if (limit < 0 || limit > max) throw new InvalidInput(`limit must be 1 to ${max}`, { field: 'limit' });
  return limit === 0 ? standard : limit;
}
