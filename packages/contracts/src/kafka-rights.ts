import {
  appSettingsTopic,
  callChangedTopic,
  deadLetterTopic,
  gatewayBeatTopic,
  messageAcceptedTopic,
  offlineRecipientTopic,
  pushDeadLetterTopic,
  pushOutcomeTopic,
  pushRetryTopic,
  pushTaskTopic,
  retryTiers,
  serviceNames,
  sessionTopic,
  topicCatalogue,
  urgentOfflineRecipientTopic,
  urgentRetryTopic,
  urgentTaskTopic,
  type Topic,
} from './topics.ts';
import { vendorNames, type VendorName } from './vendors.ts';

/** Who is a user of its own at Kafka: each service, each vendor's adapter, the operators' tools, and whoever makes the topics. */
export type KafkaPrincipal =
  | 'gateway'
  | 'message-store'
  | 'presence'
  | 'push-router'
  | 'push-history'
  | `adapter-${VendorName}`
  | 'operator'
  | 'topics';

/** What a principal does at Kafka. Names are without prefix. */
interface Use {
  readonly reads?: readonly Topic[];
  readonly writes?: readonly Topic[];
  /** Sees how far they go, and no record of them. */
  readonly watches?: readonly Topic[];
  /** Consumer groups that it is a member of. */
  readonly groups?: readonly string[];
  /** Beginnings of the names of groups that it makes for itself and deletes at the end: followers. */
  readonly ownGroups?: readonly string[];
  /** Groups of others whose progress it sees. */
  readonly watchedGroups?: readonly string[];
  /** Makes these topics. */
  readonly creates?: readonly Topic[];
}

const tasksOf = (vendor: VendorName): Topic[] => [pushTaskTopic(vendor), urgentTaskTopic(vendor)];
const retriesOf = (vendor: VendorName): Topic[] => [
  ...retryTiers.map((tier) => pushRetryTopic(vendor, tier)),
  urgentRetryTopic(vendor),
];
const deadLetters: readonly Topic[] = [...serviceNames.map(deadLetterTopic), ...vendorNames.map(pushDeadLetterTopic)];
/** Nobody handles their records, so none of them can become a dead letter. */
const followed = new Set([sessionTopic, gatewayBeatTopic, appSettingsTopic].map(({ name }) => name));

function adapter(vendor: VendorName): Use {
  const group = `vendor-adapters.${vendor}`;
  return {
    reads: [...tasksOf(vendor), ...retriesOf(vendor)],
    writes: [...retriesOf(vendor), pushOutcomeTopic, pushDeadLetterTopic(vendor), deadLetterTopic('vendor-adapters')],
    groups: [group, `${group}.retry`, `${group}.urgent`, `${group}.urgent.retry`],
  };
}

/** The truth about who does what; `tests/test/kafka-secured.test.ts` runs the whole system with these rights and no other. */
const uses: Readonly<Record<KafkaPrincipal, Use>> = {
  gateway: {
    reads: [sessionTopic, appSettingsTopic],
    writes: [messageAcceptedTopic, sessionTopic, gatewayBeatTopic, pushOutcomeTopic],
    watches: [offlineRecipientTopic, ...vendorNames.map(pushTaskTopic)],
    ownGroups: ['gateway.app-settings.', 'gateway.sessions.'],
    watchedGroups: ['message-store', 'push-router', ...vendorNames.map((vendor) => `vendor-adapters.${vendor}`)],
  },
  'message-store': {
    reads: [messageAcceptedTopic, callChangedTopic, appSettingsTopic],
    writes: [
      offlineRecipientTopic,
      urgentOfflineRecipientTopic,
      callChangedTopic,
      messageAcceptedTopic,
      pushOutcomeTopic,
      deadLetterTopic('message-store'),
    ],
    groups: ['message-store', 'message-store.calls'],
    ownGroups: ['message-store.app-settings.'],
  },
  presence: {
    reads: [sessionTopic, gatewayBeatTopic],
    ownGroups: ['presence.sessions.', 'presence.beats.'],
  },
  'push-router': {
    reads: [offlineRecipientTopic, urgentOfflineRecipientTopic, pushOutcomeTopic],
    writes: [...vendorNames.flatMap(tasksOf), pushOutcomeTopic, appSettingsTopic, deadLetterTopic('push-router')],
    groups: ['push-router', 'push-router.urgent', 'push-router.dead-tokens'],
  },
  'push-history': {
    reads: [pushOutcomeTopic, ...serviceNames.map(deadLetterTopic)],
    writes: [deadLetterTopic('push-history')],
    groups: ['push-history', 'push-history.dead-letters'],
  },
  ...(Object.fromEntries(vendorNames.map((vendor) => [`adapter-${vendor}`, adapter(vendor)])) as Record<
    `adapter-${VendorName}`,
    Use
  >),
  operator: {
    reads: deadLetters,
    writes: topicCatalogue().filter(({ name }) => !followed.has(name)), // dead letters go back to where they came from
    ownGroups: ['reader.'],
  },
  topics: { creates: topicCatalogue() },
};

/** Everybody who is a user at Kafka. */
export const kafkaPrincipals = Object.keys(uses) as readonly KafkaPrincipal[];

/** The topics that a principal has to do with: those it needs at its start. */
export function topicsOf(principal: KafkaPrincipal): Topic[] {
  const { reads = [], writes = [], watches = [], creates = [] } = uses[principal];
  return [...new Map([...reads, ...writes, ...watches, ...creates].map((topic) => [topic.name, topic])).values()];
}

export type KafkaOperation = 'Read' | 'Write' | 'Create' | 'Describe' | 'DescribeConfigs' | 'Delete';

/** One principal may do some operations with one topic or group, from everywhere. No one has a right over the cluster. */
export interface KafkaRight {
  readonly principal: KafkaPrincipal;
  readonly resource: 'topic' | 'group';
  /** With prefix. */
  readonly name: string;
  /** `prefixed`: every name that begins with `name`. */
  readonly pattern: 'literal' | 'prefixed';
  readonly operations: readonly KafkaOperation[];
}

/**
 * All rights that the system needs, and no more.
 * @param prefix KAFKA_PREFIX of the services
 */
export function kafkaRights({
  prefix = '',
  principals = kafkaPrincipals,
}: { prefix?: string; principals?: readonly KafkaPrincipal[] } = {}): KafkaRight[] {
  return principals.flatMap((principal) => rightsOf(principal, prefix));
}

function rightsOf(principal: KafkaPrincipal, prefix: string): KafkaRight[] {
  const { reads = [], writes = [], creates = [], groups = [], ownGroups = [], watchedGroups = [] } = uses[principal];
  const has = (topics: readonly Topic[], topic: Topic): boolean => topics.some(({ name }) => name === topic.name);
  const onTopics = topicsOf(principal).map((topic) => ({
    principal,
    resource: 'topic' as const,
    name: prefix + topic.name,
    pattern: 'literal' as const,
    operations: [
      ...(has(reads, topic) ? ['Read' as const] : []),
      ...(has(writes, topic) ? ['Write' as const] : []),
      ...(has(creates, topic) ? ['Create' as const] : []),
      'Describe' as const,
      'DescribeConfigs' as const, // TOPICS=verify
    ],
  }));
  const onGroup = (
    name: string,
    pattern: KafkaRight['pattern'],
    operations: readonly KafkaOperation[],
  ): KafkaRight => ({
    principal,
    resource: 'group',
    name: prefix + name,
    pattern,
    operations,
  });
  return [
    ...onTopics,
    ...groups.map((name) => onGroup(name, 'literal', ['Read', 'Describe'])),
    ...ownGroups.map((name) => onGroup(name, 'prefixed', ['Read', 'Describe', 'Delete'])),
    ...watchedGroups.map((name) => onGroup(name, 'literal', ['Describe'])),
  ];
}

export interface RenderAclsOptions {
  /** Name of the principal at Kafka. Default: `User:` and its name; with client certificates e.g. `User:CN=gateway`. */
  readonly userOf?: (principal: KafkaPrincipal) => string;
  readonly bootstrapServer?: string;
  /** File with how the tool logs in. */
  readonly commandConfig?: string;
}

/** Rights as commands of Kafka's own tool, one line each: those of one principal with the same operations share one. */
export function renderAcls(
  rights: readonly KafkaRight[],
  {
    userOf = (principal) => `User:${principal}`,
    bootstrapServer = 'BROKERS',
    commandConfig = 'CLIENT_PROPERTIES',
  }: RenderAclsOptions = {},
): string[] {
  const alike = new Map<string, KafkaRight[]>();
  for (const right of rights) {
    const { principal, resource, pattern, operations } = right;
    const kind = [principal, resource, pattern, ...operations].join(' ');
    alike.set(kind, [...(alike.get(kind) ?? []), right]);
  }
  return [...alike.values()].map((group) => {
    const { principal, resource, pattern, operations } = group[0] as KafkaRight;
    return [
      `kafka-acls.sh --bootstrap-server ${bootstrapServer} --command-config ${commandConfig} --add`,
      `--allow-principal '${userOf(principal)}'`,
      ...operations.map((operation) => `--operation ${operation}`),
      ...(pattern === 'prefixed' ? ['--resource-pattern-type prefixed'] : []),
      ...group.map(({ name }) => `--${resource} '${name}'`),
    ].join(' ');
  });
}
