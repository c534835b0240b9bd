import { describe, expect, it } from 'vitest';
import { kafkaPrincipals, kafkaRights, renderAcls, topicsOf } from './kafka-rights.ts';
import { topicCatalogue } from './topics.ts';

describe('rights at Kafka', () => {
  const rights = kafkaRights({ prefix: 'shop.' });

  it('every topic is written by somebody and read by somebody', () => {
    for (const { name } of topicCatalogue()) {
      const of = (operation: 'Read' | 'Write') =>
        rights
          .filter((it) => it.name === `shop.${name}` && it.operations.includes(operation))
          .map((it) => it.principal);
      expect(of('Write'), name).not.toEqual([]);
      expect(of('Read'), name).not.toEqual([]);
    }
  });

  it('an adapter has to do with its own vendor only', () => {
    const names = topicsOf('adapter-xiaomi').map(({ name }) => name);
    expect(names.filter((name) => /huawei|oppo|vivo|fcm/.test(name))).toEqual([]);
  });

  it('only the job that makes topics may make them, and it can do nothing else', () => {
    const makers = rights.filter(({ operations }) => operations.includes('Create')).map(({ principal }) => principal);
    expect(new Set(makers)).toEqual(new Set(['topics']));
    const ofJob = rights.filter(({ principal }) => principal === 'topics').flatMap(({ operations }) => operations);
    expect(new Set(ofJob)).toEqual(new Set(['Create', 'Describe', 'DescribeConfigs']));
  });

  it('nobody has a right to everything', () => {
    expect(rights.filter(({ name }) => !name.startsWith('shop.') || name === 'shop.')).toEqual([]);
    expect(new Set(rights.map(({ principal }) => principal))).toEqual(new Set(kafkaPrincipals));
  });

  it("is printed as commands of Kafka's own tool", () => {
    expect(
      renderAcls(kafkaRights({ prefix: 'shop.', principals: ['presence'] }), { bootstrapServer: 'kafka:9093' }),
    ).toEqual([
      "kafka-acls.sh --bootstrap-server kafka:9093 --command-config CLIENT_PROPERTIES --add --allow-principal 'User:presence' --operation Read --operation Describe --operation DescribeConfigs --topic 'shop.presence.session.v1' --topic 'shop.presence.node.v1'",
      "kafka-acls.sh --bootstrap-server kafka:9093 --command-config CLIENT_PROPERTIES --add --allow-principal 'User:presence' --operation Read --operation Describe --operation Delete --resource-pattern-type prefixed --group 'shop.presence.sessions.' --group 'shop.presence.beats.'",
    ]);
  });
});
