import type { Context } from '@opentelemetry/api';
import type { PushTask, VendorName } from '@bellhop/contracts';
import { InvalidInput, isRetryable, messageOf, Unavailable } from '@bellhop/runtime';
import type { Credential as SavedCredential, CredentialSource } from '../clients/credential-client.ts';
import type { CheckTasks } from '../domain/checked-task.ts';
import type { SendOutcome } from '../domain/send-outcome.ts';
import type { VendorAdapter } from '../domain/vendor-adapter.ts';
import { createLane, sameForAllTargets, type Lane, type LaneResult } from './lane.ts';
import { inPushSpan } from './push-span.ts';

/** All lanes of one vendor. */
export interface Lanes {
  /**
   * Sends a task by the lane of its credential, in the trace of `from`.
   * @throws Lapsed when another replica may have it by now; Unavailable when push-router says nothing of its credential, or of whether it may still be sent
   */
  send(task: PushTask, event: { readonly context: Context; readonly isOurs: () => boolean }): Promise<LaneResult>;
  close(): Promise<void>;
}

/** Opens a lane per credential when it is first needed, and a new one when the credential was saved anew. */
export function vendorLanes<Credential>(deps: {
  vendor: VendorName;
  adapter: VendorAdapter<Credential>;
  credentials: Pick<CredentialSource, 'of' | 'doubt'>;
  checkTasks: CheckTasks;
  clock: () => number;
  /** A lane of an old credential could not be closed in order. */
  onCloseFailed: (error: unknown) => void;
}): Lanes {
  const { vendor, adapter, credentials, checkTasks, clock, onCloseFailed } = deps;
  const lanes = new Map<string, { readonly credential: SavedCredential; readonly lane: Lane }>();

  const laneFor = async ({ app, appType }: PushTask): Promise<Lane | SendOutcome> => {
    const credential = await credentials.of(app, appType);
    if (credential === undefined)
      return { kind: 'misconfigured', code: 'NO_CREDENTIAL', reason: 'the app has no credential for this vendor' };
    const key = `${app}/${appType}`;
    const known = lanes.get(key);
    // One that was deleted and saved anew begins with the same version.
    if (known?.credential.version === credential.version && known.credential.json === credential.json)
      return known.lane;
    const lane = createLane({
      connection: adapter.connect(adapter.parseCredential(credential.json)),
      concurrency: adapter.concurrency,
      maxNotificationsPerCall: adapter.maxNotificationsPerCall,
      checkTasks,
      clock,
    });
    lanes.set(key, { credential, lane });
    known?.lane.retire(lane).catch(onCloseFailed);
    return lane;
  };

  const send = async (task: PushTask, isOurs: () => boolean): Promise<LaneResult> => {
    let lane: Lane | SendOutcome;
    try {
      lane = await laneFor(task);
    } catch (error) {
      if (isRetryable(error)) throw new Unavailable(messageOf(error), { code: 'CREDENTIAL_UNAVAILABLE', cause: error });
      lane =
        error instanceof InvalidInput
          ? { kind: 'misconfigured', code: 'BAD_CREDENTIAL', reason: `the credential does not fit: ${error.field}` }
          : { kind: 'unavailable', code: 'CREDENTIAL_UNAVAILABLE', reason: messageOf(error).slice(0, 200) };
    }
    const result = 'send' in lane ? await lane.send(task, isOurs) : sameForAllTargets(task, lane);
    if (result.outcomes.some(({ kind }) => kind === 'held' || kind === 'misconfigured'))
      credentials.doubt(task.app, task.appType);
    return result;
  };

  return {
    send: (task, { context: from, isOurs }) => inPushSpan({ vendor, task, from }, () => send(task, isOurs)),
    close: async () => {
      await Promise.all([...lanes.values()].map(({ lane }) => lane.close()));
    },
  };
}
