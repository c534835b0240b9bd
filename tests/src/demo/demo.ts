import { pushDeadLetterTopic, vendorNames, type VendorName } from '@bellhop/contracts';
import { endOffsets, type KafkaConfig } from '@bellhop/kafka';
import type { SimulatorControl } from '@bellhop/vendor-simulator';
import type { GatewayApi } from '../system/gateway-api.ts';
import { DemoPhone, type PhoneSurroundings } from './demo-phone.ts';
import type { Timeline } from './timeline.ts';
import type { TraceEntryJson } from './trace-lines.ts';

/** An app and its users. */
export interface Stage {
  /** The phone from which alice writes: connected all the time. */
  readonly alice: DemoPhone;
  phone(name: string, vendor: VendorName): Promise<DemoPhone>;
  /** Waits until presence knows that none of these users is connected. */
  untilOffline(...userIds: string[]): Promise<void>;
  /** Waits until none of a user's devices has a token that its vendor has not called invalid. */
  untilTokenless(userId: string): Promise<void>;
  /** The trace of a message, once it is as it should be; what there is after a while otherwise. */
  trace(messageId: string, isComplete: (entries: readonly TraceEntryJson[]) => boolean): Promise<TraceEntryJson[]>;
}

/** What scenarios play with. */
export interface Demo extends Stage {
  readonly control: SimulatorControl;
  /** Another app, which gathers bursts of messages: in the demo's own app every message rings. */
  readonly folding: Stage;
  /** Records in the dead-letter topics of all vendors. */
  deadLetters(): Promise<number>;
}

/** One scene of the demo. */
export interface Scenario {
  readonly title: string;
  play(demo: Demo, timeline: Timeline): Promise<void>;
}

const WAIT_MS = 15_000;

type StageSurroundings = PhoneSurroundings & { readonly api: GatewayApi };

export async function createDemo(
  around: StageSurroundings,
  { folding, kafka }: { readonly folding: StageSurroundings; readonly kafka: KafkaConfig },
): Promise<Demo> {
  const [own, other] = await Promise.all([createStage(around), createStage(folding)]);
  return {
    ...own,
    control: around.control,
    folding: other,
    deadLetters: async () => {
      const ends = await Promise.all(vendorNames.map((vendor) => endOffsets(kafka, pushDeadLetterTopic(vendor).name)));
      return ends.flatMap((partitions) => [...partitions.values()]).reduce((sum, end) => sum + Number(end), 0);
    },
  };
}

async function createStage(around: StageSurroundings): Promise<Stage> {
  const { app, api } = around;
  const alice = await DemoPhone.make(around, 'alice-tablet', 'fcm');
  await alice.logIn('alice', 'Alice');
  return {
    alice,
    phone: (name, vendor) => DemoPhone.make(around, name, vendor),
    untilOffline: async (...userIds) => {
      const isOffline = async (): Promise<boolean> => {
        const { users } = await api<{ users: { state: string }[] }>('POST', `/v1/apps/${app}/presence`, {
          userIDs: userIds,
        });
        return users.every(({ state }) => state === 'offline');
      };
      await within(WAIT_MS, async () => ((await isOffline()) ? true : undefined));
    },
    untilTokenless: async (userId) => {
      await within(WAIT_MS, async () => {
        const { devices } = await api<{ devices: { hasToken: boolean }[] }>(
          'GET',
          `/v1/apps/${app}/users/${userId}/devices`,
        );
        return devices.some(({ hasToken }) => hasToken) ? undefined : true;
      });
    },
    trace: async (messageId, isComplete) => {
      let entries: TraceEntryJson[] = [];
      await within(WAIT_MS, async () => {
        ({ entries } = await api<{ entries: TraceEntryJson[] }>('GET', `/v1/apps/${app}/messages/${messageId}/trace`));
        return isComplete(entries) ? true : undefined;
      });
      return entries;
    },
  };
}

async function within<T>(waitMs: number, check: () => Promise<T | undefined>): Promise<T | undefined> {
  const deadline = Date.now() + waitMs;
  for (;;) {
    const found = await check();
    if (found !== undefined || Date.now() > deadline) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
