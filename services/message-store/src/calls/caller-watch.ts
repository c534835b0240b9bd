import type { Logger } from '@bellhop/runtime';
import type { CallKey, CallStore } from '../db/call-store.ts';
import type { PresencePort } from '../domain/ports.ts';
import type { CallDesk } from './call-desk.ts';
import { repeat } from './repeat.ts';

const LOOK_EVERY_MS = 1_000;
/** A client that lost its connection has this long to come back: about what its first attempts take. */
const GRACE_MS = 10_000;
const PAGE = 1_000;

/**
 * Ends calls that nobody has accepted when their caller is gone: nobody would be there to talk to. A caller of whom presence cannot say
 * anything counts as there.
 */
export function watchCallers(deps: {
  calls: Pick<CallStore, 'dependingOnCaller'>;
  presence: PresencePort;
  desk: Pick<CallDesk, 'carryOut'>;
  log: Logger;
  clock: () => number;
}): { close(): Promise<void> } {
  const { calls, presence, desk, log, clock } = deps;
  let goneSince = new Map<string, number>();

  const look = async (): Promise<void> => {
    const stillGone = new Map<string, number>();
    for (let after: CallKey | undefined; ;) {
      const page = await calls.dependingOnCaller(after, PAGE);
      const known = await presence.of(page);
      const over: (CallKey & { deviceId: string })[] = [];
      for (const { app, callId, userId, deviceId } of page) {
        const answer = known.get(`${app}/${userId}`);
        if (answer?.kind !== 'known' || answer.devices.some((device) => device.deviceId === deviceId)) continue;
        const key = `${app}/${callId}/${deviceId}`;
        const since = goneSince.get(key) ?? clock();
        stillGone.set(key, since);
        if (clock() - since >= GRACE_MS) over.push({ app, callId, deviceId });
      }
      await Promise.all(
        over.map(({ app, callId, deviceId }) =>
          desk.carryOut({ app, callId, command: { kind: 'callerGone', deviceId } }),
        ),
      );
      after = page.at(-1);
      if (page.length < PAGE) break;
    }
    goneSince = stillGone;
  };

  return repeat(look, { everyMs: LOOK_EVERY_MS, what: 'callers', log });
}
