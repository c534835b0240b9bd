import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kafkaPrincipals, kafkaRights, renderAcls, topicCatalogue, type KafkaPrincipal } from '@bellhop/contracts';
import { ensureTopics, kafkaJs, kafkaOf, type KafkaConfig } from '@bellhop/kafka';
import { startSecuredKafka } from '@bellhop/local-servers';
import { loadKafkaEnv, opening, silentLogger, type CommonConfig } from '@bellhop/runtime';
import { testCertificates, testConfig } from '@bellhop/testkit';
import { alterScramPassword } from './alter-scram-password.ts';

export const prefix = 'shop.';

/** A user's password; the broker knows it for SCRAM and PLAIN. */
export const passwordOf = (principal: string): string => `password of ${principal}`;

/**
 * A Kafka with TLS, logins and ACLs, with the topics made by the user `topics` and every user having the rights that are printed for
 * people, and no other.
 */
export async function startSecuredBroker() {
  const made = await opening(async (open) => {
    const certificates = await testCertificates({ clients: ['gateway', 'presence', 'stranger'] });
    const directory = mkdtempSync(join(tmpdir(), 'bellhop-secured-'));
    await open.add(directory, (it) => rmSync(it, { recursive: true, force: true }));
    const caFile = join(directory, 'ca.pem');
    writeFileSync(caFile, certificates.ca);
    const broker = await open.add(
      startSecuredKafka({
        ca: certificates.ca,
        server: certificates.server,
        users: Object.fromEntries([...kafkaPrincipals, 'stranger'].map((name) => [name, passwordOf(name)])),
      }),
      (it) => it.stop(),
    );
    const admin = await open.add(
      connected(new (kafkaJs().Kafka)({ brokers: [broker.adminBroker], logLevel: kafkaJs().logLevel.NOTHING }).admin()),
      (it) => it.disconnect(),
    );
    await admin.createAcls({ acl: renderAcls(kafkaRights({ prefix })).flatMap(aclsOf) });
    return { certificates, directory, caFile, broker, admin };
  });

  /** The environment of a user, with SCRAM-SHA-512 unless told otherwise. */
  const envOf = (principal: string, over: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
    KAFKA_BROKERS: made.broker.saslBroker,
    KAFKA_PREFIX: prefix,
    KAFKA_TLS_CA_FILE: made.caFile,
    KAFKA_SASL_MECHANISM: 'scram-sha-512',
    KAFKA_SASL_USERNAME: principal,
    KAFKA_SASL_PASSWORD: passwordOf(principal),
    TOPICS: 'verify',
    ...over,
  });
  const configOf = (principal: string, over: NodeJS.ProcessEnv = {}): KafkaConfig =>
    kafkaOf(loadKafkaEnv(envOf(principal, over)), principal, silentLogger());
  const commonOf = (principal: KafkaPrincipal): CommonConfig => ({
    ...testConfig(),
    ...loadKafkaEnv(envOf(principal)),
  });
  /** Changes a user's password for SCRAM-SHA-512 at the broker. */
  const setPassword = (user: string, password: string) =>
    alterScramPassword(made.broker.adminBroker, { user, password });
  await ensureTopics(configOf('topics', { TOPICS: 'create' }), topicCatalogue());
  return { ...made, envOf, configOf, commonOf, setPassword };
}

export type SecuredBroker = Awaited<ReturnType<typeof startSecuredBroker>>;

async function connected<T extends { connect(): Promise<void> }>(client: T): Promise<T> {
  await client.connect();
  return client;
}

/** What a printed command adds, as a tool would understand it. */
export function aclsOf(command: string) {
  const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkaJs();
  const operations = {
    Read: 'READ',
    Write: 'WRITE',
    Create: 'CREATE',
    Delete: 'DELETE',
    Describe: 'DESCRIBE',
    DescribeConfigs: 'DESCRIBE_CONFIGS',
  } as const;
  const options = [...command.matchAll(/--([a-z-]+) (?:'([^']*)'|([^\s-][^\s]*))/g)].map(
    ([, name = '', quoted, plain]) => ({ name, value: quoted ?? plain ?? '' }),
  );
  const valuesOf = (wanted: string) => options.filter(({ name }) => name === wanted).map(({ value }) => value);
  const resources = (['topic', 'group'] as const).flatMap((resource) =>
    valuesOf(resource).map((name) => ({
      resourceName: name,
      resourceType: resource === 'topic' ? AclResourceTypes.TOPIC : AclResourceTypes.GROUP,
    })),
  );
  return resources.flatMap((resource) =>
    valuesOf('operation').map((operation) => ({
      ...resource,
      resourcePatternType: valuesOf('resource-pattern-type').includes('prefixed')
        ? ResourcePatternTypes.PREFIXED
        : ResourcePatternTypes.LITERAL,
      principal: valuesOf('allow-principal')[0] ?? '',
      host: '*',
      operation: AclOperationTypes[operations[operation as keyof typeof operations]],
      permissionType: AclPermissionTypes.ALLOW,
    })),
  );
}
