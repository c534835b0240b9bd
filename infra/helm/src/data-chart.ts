import {
  callChangedTopic,
  kafkaPrincipals,
  kafkaRights,
  messageAcceptedTopic,
  offlineRecipientTopic,
  pushTaskTopic,
  topicCatalogue,
  urgentOfflineRecipientTopic,
  urgentTaskTopic,
  vendorNames,
} from '@bellhop/contracts';
import { stringify } from 'yaml';

interface Acl {
  readonly type: 'topic' | 'group';
  readonly name: string;
  readonly pattern: string;
  readonly operations: readonly string[];
}

interface User {
  readonly name: string;
  /** Only where this vendor has an adapter. */
  readonly vendor?: string;
  readonly acls: readonly Acl[];
}

/** What KEDA looks at: topics that replicas are added for, and the groups that read them. */
const scaledBy = [
  { topic: messageAcceptedTopic, group: 'message-store' },
  { topic: callChangedTopic, group: 'message-store.calls' },
  { topic: offlineRecipientTopic, group: 'push-router' },
  { topic: urgentOfflineRecipientTopic, group: 'push-router.urgent' },
  ...vendorNames.flatMap((vendor) => [
    { topic: pushTaskTopic(vendor), group: `vendor-adapters.${vendor}` },
    { topic: urgentTaskTopic(vendor), group: `vendor-adapters.${vendor}.urgent` },
  ]),
];

/** Users at Kafka, with their rights: those of the contracts, and KEDA's. Topics are made by Strimzi, so nobody else need be able to. */
function users(): User[] {
  const ofOurs = kafkaPrincipals
    .filter((principal) => principal !== 'topics')
    .map((principal): User => {
      const vendor = vendorNames.find((name) => principal === `adapter-${name}`);
      return {
        name: principal,
        ...(vendor === undefined ? {} : { vendor }),
        acls: kafkaRights({ principals: [principal] }).map(({ resource, name, pattern, operations }) => ({
          type: resource,
          name,
          // Strimzi's word for it.
          pattern: pattern === 'prefixed' ? 'prefix' : 'literal',
          operations,
        })),
      };
    });
  const look = (type: Acl['type'], name: string): Acl => ({ type, name, pattern: 'literal', operations: ['Describe'] });
  const keda = scaledBy.flatMap(({ topic, group }) => [look('topic', topic.name), look('group', group)]);
  return [...ofOurs, { name: 'keda', acls: keda }];
}

/** Files of the chart bellhop-data that are made from the code, by path. */
export function dataChartFiles(): Map<string, string> {
  const header = (from: string): string => `# Made from packages/contracts/src/${from} by \`npm run gen\`.\n`;
  const options = { lineWidth: 0, aliasDuplicateObjects: false };
  return new Map([
    ['bellhop-data/files/topics.yaml', header('topics.ts') + stringify({ topics: topicCatalogue() }, options)],
    ['bellhop-data/files/users.yaml', header('kafka-rights.ts') + stringify({ users: users() }, options)],
  ]);
}
