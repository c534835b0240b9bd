import type { Topic } from '@bellhop/contracts';
import type { TopicSettings } from '@bellhop/runtime';

/** A topic as it shall be. */
export interface WantedTopic {
  /** With prefix. */
  readonly name: string;
  readonly partitions: number;
  readonly cleanup: Topic['cleanup'];
  /** Undefined for compacted topics; -1 = for ever. */
  readonly retentionMs: number | undefined;
  /** -1 = the brokers' default, whatever that is. */
  readonly replicationFactor: number;
  readonly minInsyncReplicas: number | undefined;
}

/** A topic as it is. */
export interface FoundTopic {
  readonly partitions: number;
  /** Of the partition that has fewest. */
  readonly replicas: number;
  /** Configuration by name; undefined where we may not see it. */
  readonly config: ReadonlyMap<string, string> | undefined;
}

/** What is not as it shall be, and the command that mends it. */
export interface TopicDifference {
  readonly topic: string;
  readonly what: string;
  readonly mend: string;
}

const HOUR_MS = 3_600_000;

export const defaultTopicSettings: TopicSettings = {
  mode: 'create',
  replicationFactor: -1,
  minInsyncReplicas: undefined,
  partitions: {},
  retentionHours: {},
};

/** The topic of the catalogue as the settings want it. */
export function wantedTopic(topic: Topic, prefix: string, settings: TopicSettings): WantedTopic {
  const hours = settings.retentionHours[topic.name];
  return {
    name: prefix + topic.name,
    partitions: settings.partitions[topic.name] ?? topic.partitions,
    cleanup: topic.cleanup,
    // What is compacted stays as long as it is the newest, whatever the hours.
    retentionMs:
      topic.cleanup === 'compact' || hours === undefined ? topic.retentionMs : hours === -1 ? -1 : hours * HOUR_MS,
    replicationFactor: settings.replicationFactor,
    minInsyncReplicas: settings.minInsyncReplicas,
  };
}

/** What a topic is given when it is made, beside partitions and replicas. */
export function configOf({ cleanup, retentionMs, minInsyncReplicas }: WantedTopic): { name: string; value: string }[] {
  return [
    { name: 'cleanup.policy', value: cleanup },
    ...(retentionMs === undefined ? [] : [{ name: 'retention.ms', value: String(retentionMs) }]),
    ...(minInsyncReplicas === undefined ? [] : [{ name: 'min.insync.replicas', value: String(minInsyncReplicas) }]),
  ];
}

/** Where a topic falls short. More partitions and a longer retention than wanted are no difference. */
export function differencesOf(wanted: WantedTopic, found: FoundTopic | undefined): TopicDifference[] {
  const { name } = wanted;
  if (found === undefined)
    return [{ topic: name, what: 'is missing, or may not be seen', mend: createCommand(wanted) }];
  const differences: TopicDifference[] = [];
  const differs = (what: string, mend: string): void => void differences.push({ topic: name, what, mend });
  if (found.partitions < wanted.partitions)
    differs(
      `has ${count(found.partitions, 'partition')}, not ${wanted.partitions}`,
      `${tool('kafka-topics')} --alter --topic ${name} --partitions ${wanted.partitions} (keys move: do it while nothing is in it; or set TOPIC_PARTITIONS)`,
    );
  if (wanted.replicationFactor > 0 && found.replicas !== wanted.replicationFactor)
    differs(
      `has ${count(found.replicas, 'replica')} of a partition, not ${wanted.replicationFactor}`,
      `${tool('kafka-reassign-partitions')} --execute --reassignment-json-file FILE, which lists ${count(wanted.replicationFactor, 'broker')} for each of its partitions; or set TOPIC_REPLICATION_FACTOR`,
    );
  if (found.config === undefined) return differences;
  const alter = (entry: string): string =>
    `${tool('kafka-configs')} --alter --entity-type topics --entity-name ${name} --add-config ${entry}`;
  const cleanup = found.config.get('cleanup.policy');
  if (cleanup !== undefined && cleanup !== wanted.cleanup)
    differs(`has cleanup.policy=${cleanup}, not ${wanted.cleanup}`, alter(`cleanup.policy=${wanted.cleanup}`));
  const retention = numberOf(found.config.get('retention.ms'));
  if (wanted.retentionMs !== undefined && retention !== undefined && isShorter(retention, wanted.retentionMs))
    differs(
      `keeps records for ${hoursOf(retention)}, not ${hoursOf(wanted.retentionMs)}`,
      `${alter(`retention.ms=${wanted.retentionMs}`)}; or set TOPIC_RETENTION_HOURS`,
    );
  const inSync = numberOf(found.config.get('min.insync.replicas'));
  if (wanted.minInsyncReplicas !== undefined && inSync !== undefined && inSync !== wanted.minInsyncReplicas)
    differs(
      `has min.insync.replicas=${inSync}, not ${wanted.minInsyncReplicas}`,
      `${alter(`min.insync.replicas=${wanted.minInsyncReplicas}`)}; or set TOPIC_MIN_INSYNC_REPLICAS`,
    );
  return differences;
}

/** For people: each difference, and under it how to mend it. */
export function describeDifferences(differences: readonly TopicDifference[]): string {
  return differences.map(({ topic, what, mend }) => `  - ${topic} ${what}\n      ${mend}`).join('\n');
}

function createCommand(wanted: WantedTopic): string {
  const { name, partitions, replicationFactor } = wanted;
  const replicas = replicationFactor > 0 ? ` --replication-factor ${replicationFactor}` : '';
  const config = configOf(wanted).map((entry) => ` --config ${entry.name}=${entry.value}`);
  return `bellhop topics, or ${tool('kafka-topics')} --create --topic ${name} --partitions ${partitions}${replicas}${config.join('')}`;
}

const tool = (name: string): string => `${name}.sh --bootstrap-server BROKERS --command-config CLIENT_PROPERTIES`;

const numberOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));

/** -1 is for ever. */
const isShorter = (found: number, wanted: number): boolean => found !== -1 && (wanted === -1 || found < wanted);

const hoursOf = (ms: number): string => (ms === -1 ? 'ever' : `${Math.round((ms / HOUR_MS) * 10) / 10} hours`);

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
