import type { Context } from '@opentelemetry/api';
import {
  deadLetterTopic,
  headers,
  LONGEST_RETRY_STEP_MS,
  pushDeadLetterTopic,
  pushOutcomes,
  pushRetryTopic,
  pushTask,
  pushTaskTopic,
  retryTiers,
  urgentRetryTopic,
  urgentTaskTopic,
  type PushAttemptInput,
  type PushTask,
  type VendorName,
} from '@bellhop/contracts';
import {
  createGatherer,
  done,
  eventRecord,
  Lapsed,
  planRetry,
  recordIn,
  skip,
  type BatchConsumer,
  type Consumed,
  type Outcome,
  type OutgoingRecord,
  type Producer,
} from '@bellhop/kafka';
import { isRetryable } from '@bellhop/runtime';
import { isRing } from '../domain/call.ts';
import { attemptAtLeisure, LONGEST_URGENT_STEP_MS, planUrgentRetry } from '../domain/plan-urgent-retry.ts';
import { busy, lapsed } from '../domain/send-outcome.ts';
import { expireTask, settleTask, type PlanRetry, type Settlement } from '../domain/settle-task.ts';
import type { AdapterEvents } from '../events.ts';
import type { TestCredential } from '../sending/credential-tester.ts';
import type { ConversationOrder } from '../sending/conversation-order.ts';
import { sameForAllTargets } from '../sending/lane.ts';
import type { Lanes } from '../sending/lanes.ts';
import type { RecentTasks } from '../sending/recent-tasks.ts';

/** Attempts of a moment share records of this many, so that they cost little. A task's offset waits for it, its push does not. */
const ATTEMPTS_PER_RECORD = 200;
const GATHER_MS = 50;

interface TracedAttempt {
  readonly attempt: PushAttemptInput;
  readonly context: Context;
}

interface Deps {
  readonly vendor: VendorName;
  readonly lanes: Lanes;
  readonly order: ConversationOrder;
  readonly recent: RecentTasks;
  readonly testCredential: TestCredential;
  readonly producer: Producer;
  readonly events: AdapterEvents;
  readonly clock: () => number;
  readonly random: () => number;
}

/** New tasks → the vendor. A task's offset waits until its outcome, its retry and its dead letter are in Kafka. */
export function pushTasksConsumer(deps: Deps): BatchConsumer<PushTask> {
  const way = ordinaryWay(deps);
  return { ...taskConsumer(deps, way), group: way.group, topics: [pushTaskTopic(deps.vendor)] };
}

/** Tasks that are due again. A group of its own, so that waiting ones never hold up new ones. */
export function retriedTasksConsumer(deps: Deps): BatchConsumer<PushTask> {
  const way = ordinaryWay(deps);
  return {
    ...taskConsumer(deps, way),
    group: `${way.group}.retry`,
    topics: retryTiers.map((tier) => pushRetryTopic(deps.vendor, tier)),
  };
}

/** Tasks of calls, with lanes and an order of their own: however much waits for the vendor, a call does not wait behind it. */
export function urgentTasksConsumer(deps: Deps): BatchConsumer<PushTask> {
  const way = urgentWay(deps);
  return { ...taskConsumer(deps, way), group: way.group, topics: [urgentTaskTopic(deps.vendor)] };
}

/** Tasks of calls that are due again. */
export function retriedUrgentTasksConsumer(deps: Deps): BatchConsumer<PushTask> {
  const way = urgentWay(deps);
  return { ...taskConsumer(deps, way), group: `${way.group}.retry`, topics: [urgentRetryTopic(deps.vendor)] };
}

/** Ordinary pushes and those of calls go two ways, which differ in their names and in when a failed task is tried again. */
interface Way {
  readonly group: string;
  /** Of what could not be looked at, see BatchConsumer. */
  readonly maxPauseMs?: number;
  plan(task: PushTask, input: RetryInput): ReturnType<PlanRetry>;
}

type RetryInput = Parameters<PlanRetry>[0] & { readonly nowMs: number; readonly random: number };

function ordinaryWay({ vendor }: Deps): Way {
  return { group: `vendor-adapters.${vendor}`, plan: (task, input) => planOrdinary(vendor, task, input) };
}

function urgentWay({ vendor }: Deps): Way {
  return {
    group: `vendor-adapters.${vendor}.urgent`,
    maxPauseMs: 1_000,
    plan: (task, input) => {
      const plan = planUrgentRetry({ ...input, isRing: isRing(task) });
      if (plan.kind === 'not urgent') return planOrdinary(vendor, task, input);
      return plan.kind === 'expired' ? plan : { ...plan, topic: urgentRetryTopic(vendor).name };
    },
  };
}

function planOrdinary(vendor: VendorName, { call }: PushTask, input: RetryInput): ReturnType<PlanRetry> {
  const plan = planRetry(call === null ? input : { ...input, attempt: attemptAtLeisure(input.attempt) });
  return plan.kind === 'expired'
    ? plan
    : { kind: 'retry', dueAtMs: plan.dueAtMs, topic: pushRetryTopic(vendor, plan.tier).name };
}

function taskConsumer(deps: Deps, way: Way): Omit<BatchConsumer<PushTask>, 'group' | 'topics'> {
  const publishAttempts = createGatherer<TracedAttempt>({
    waitMs: GATHER_MS,
    maxItems: ATTEMPTS_PER_RECORD,
    publish: (attempts) =>
      publishPatiently(
        deps.producer,
        [
          eventRecord(
            pushOutcomes,
            { attempts: attempts.map(({ attempt }) => attempt) },
            attempts[0]?.context, // as with every batch, it belongs to the trace of the first one
          ),
        ],
        deps.events,
      ),
  });
  return {
    event: pushTask,
    deadLetterTopic: deadLetterTopic('vendor-adapters'),
    maxBatch: 500,
    maxUnderWay: 2_000,
    ...(way.maxPauseMs === undefined ? {} : { maxPauseMs: way.maxPauseMs }),
    handle: (batch) => Promise.resolve(batch.map((event) => deliver(event, { ...deps, way, publishAttempts }))),
  };
}

interface DeliverDeps extends Deps {
  readonly way: Way;
  readonly publishAttempts: (attempts: readonly TracedAttempt[]) => Promise<void>;
}

async function deliver(event: Consumed<PushTask>, deps: DeliverDeps): Promise<Outcome> {
  const { vendor, recent, testCredential, producer, events, clock, publishAttempts } = deps;
  const task = event.value;
  if (task.credentialTestId !== '') return testAndTell(event, { testCredential, producer, events, clock });
  if (task.expiresAtMs <= clock()) {
    await publishAttempts(inTraceOf(event, expireTask(task, clock())));
    events.expired(vendor, task);
    return done;
  }
  const notBeforeMs = Number(event.headers[headers.notBefore] ?? 0);
  if (notBeforeMs > clock()) {
    if (!event.isOurs()) throw new Lapsed();
    const stillWaiting = { topic: event.topic, dueAtMs: notBeforeMs, task };
    await publishPatiently(producer, [waitingRecord(event, stillWaiting, clock())], events);
    return done;
  }
  const made = await recent.once(task, () => attempt(event, deps));
  if (made === 'made already') return skip('this attempt was made already: the task came twice');
  // A dead letter that an operator sends back is meant to be sent again.
  if (made === 'dead-lettered') recent.forget(task);
  return done;
}

/**
 * One attempt at a task, until all that follows from it is in Kafka.
 * @throws Lapsed when somebody else has the task by now, and what would follow is for them
 */
async function attempt(
  event: Consumed<PushTask>,
  { vendor, lanes, order, producer, events, clock, random, way, publishAttempts }: DeliverDeps,
): Promise<'settled' | 'dead-lettered'> {
  const task = event.value;
  const { outcomes, shortened, tookMs } = await order.run(task, {
    work: () => lanes.send(task, event),
    late: () => sameForAllTargets(task, busy),
  });
  const nowMs = clock();
  const {
    attempts,
    outcomes: counted,
    retry,
    deadLetter,
  } = settleTask({
    task,
    outcomes,
    shortened,
    nowMs,
    tookMs,
    planRetry: (input) => way.plan(task, { ...input, nowMs, random: random() }),
  });
  const records: OutgoingRecord[] = [];
  // What the vendor answered is told in any case; what becomes of the task is for whoever has it by now.
  const isOver = retry === undefined && deadLetter === undefined && !outcomes.includes(lapsed);
  const isOurs = isOver || (await event.isStillOurs());
  if (retry !== undefined && isOurs) records.push(waitingRecord(event, retry, nowMs));
  if (deadLetter !== undefined && isOurs) {
    records.push(
      withHeaders(recordIn(pushDeadLetterTopic(vendor).name, pushTask, deadLetter.task, event.context), {
        [headers.attempt]: String(deadLetter.task.attempts),
        [headers.firstFailedAt]: event.headers[headers.firstFailedAt] ?? String(nowMs),
        [headers.originalTopic]: event.topic,
        [headers.originalPartition]: String(event.partition),
        [headers.originalOffset]: String(event.offset),
        [headers.consumerGroup]: way.group,
        [headers.errorClass]: deadLetter.class,
        [headers.errorCode]: deadLetter.code,
        [headers.errorMessage]: deadLetter.message.slice(0, 1_024),
      }),
    );
  }
  await Promise.all([publishPatiently(producer, records, events), publishAttempts(inTraceOf(event, attempts))]);
  events.attempted(vendor, { task, outcomes: counted, settled: { retry, deadLetter }, tookMs, nowMs });
  if (!isOurs) throw new Lapsed(); // settled here, it would have no retry if nobody else has it
  return deadLetter === undefined ? 'settled' : 'dead-lettered';
}

/**
 * A task that waits for its next attempt. Whoever has to wait for long does it in steps: only so many records of a retry topic are held at a time, and
 * those of one app would keep out the others.
 */
function waitingRecord(
  event: Consumed<PushTask>,
  { topic, dueAtMs, task }: NonNullable<Settlement['retry']>,
  nowMs: number,
): OutgoingRecord {
  const stepEndsMs = nowMs + (isRing(task) ? LONGEST_URGENT_STEP_MS : LONGEST_RETRY_STEP_MS);
  return withHeaders(recordIn(topic, pushTask, task, event.context), {
    [headers.dueAt]: String(Math.min(dueAtMs, stepEndsMs)),
    ...(dueAtMs > stepEndsMs ? { [headers.notBefore]: String(dueAtMs) } : {}),
    [headers.attempt]: String(task.attempts),
    [headers.firstFailedAt]: event.headers[headers.firstFailedAt] ?? String(nowMs),
  });
}

/** No push: an operator waits for what the vendor says to the credential. */
async function testAndTell(
  event: Consumed<PushTask>,
  { testCredential, producer, events, clock }: Pick<Deps, 'testCredential' | 'producer' | 'events' | 'clock'>,
): Promise<Outcome> {
  if (event.value.expiresAtMs <= clock()) return skip('nobody waits for this test of a credential any more');
  const tested = await testCredential(event.value);
  await publishPatiently(producer, [eventRecord(pushOutcomes, { credentialTests: [tested] }, event.context)], events);
  return done;
}

function inTraceOf({ context }: Consumed<PushTask>, attempts: readonly PushAttemptInput[]): TracedAttempt[] {
  return attempts.map((attempt) => ({ attempt, context }));
}

/** What a vendor answered exists nowhere else: it is published however long Kafka is away. */
async function publishPatiently(
  producer: Producer,
  records: readonly OutgoingRecord[],
  events: AdapterEvents,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await producer.publish(records);
    } catch (error) {
      if (!isRetryable(error)) throw error;
      events.publishFailed(error, attempt);
      await new Promise((resolve) => setTimeout(resolve, Math.min(100 * 2 ** attempt, 5_000)));
    }
  }
}

function withHeaders(record: OutgoingRecord, more: Readonly<Record<string, string>>): OutgoingRecord {
  return { ...record, headers: { ...record.headers, ...more } };
}
