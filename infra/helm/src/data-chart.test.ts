import { kafkaPrincipals, kafkaRights, topicCatalogue, topicsOf, vendorNames } from '@bellhop/contracts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { dataChartFiles } from './data-chart.ts';
import { kubernetesTools } from './helm.ts';
import { chartsFolder, render, type Manifest } from './render.ts';
import { objectsOf, shapes } from './shapes.ts';

vi.setConfig({ testTimeout: 30_000 }); // a busy machine
beforeAll(() => kubernetesTools(), 60_000); // unpacked once

interface Acl {
  readonly resource: { readonly type: string; readonly name: string; readonly patternType: string };
  readonly operations: readonly string[];
}

const shape = (name: string): (typeof shapes)[number] => {
  const found = shapes.find((one) => one.name === `bellhop-data ${name}`);
  if (found === undefined) throw new Error(`there is no ci/${name}.yaml`);
  return found;
};
const aclsOf = (user: Manifest | undefined): readonly Acl[] =>
  (user?.spec as unknown as { authorization: { acls: Acl[] } } | undefined)?.authorization.acls ?? [];

describe('bellhop-data', () => {
  it('has the files that the code makes', () => {
    for (const [path, text] of dataChartFiles()) expect(readFileSync(join(chartsFolder, path), 'utf8')).toBe(text);
  });

  it('makes every topic of the catalogue, as it is there', async () => {
    const topics = (await objectsOf(shape('kafka'))).filter(({ kind }) => kind === 'KafkaTopic');
    const made = topics.map(({ metadata, spec }) => {
      const { partitions, config } = spec as unknown as { partitions: number; config: Record<string, unknown> };
      return {
        name: metadata.name,
        partitions,
        cleanup: config['cleanup.policy'],
        retentionMs: config['retention.ms'],
      };
    });
    const wanted = topicCatalogue().map(({ name, partitions, cleanup, retentionMs }) => ({
      name,
      partitions,
      cleanup,
      retentionMs,
    }));
    expect(made).toEqual(wanted);
  });

  it('gives each service a user with the rights of the contracts, and no other', async () => {
    const users = (await objectsOf(shape('kafka'))).filter(({ kind }) => kind === 'KafkaUser');
    const names = users.map(({ metadata }) => metadata.name);
    expect(names).toEqual(
      [...kafkaPrincipals.filter((name) => name !== 'topics'), 'keda'].map((name) => `bellhop-${name}`),
    );
    for (const principal of kafkaPrincipals.filter((name) => name !== 'topics')) {
      const user = users.find(({ metadata }) => metadata.name === `bellhop-${principal}`);
      const given = aclsOf(user).map(({ resource, operations }) => ({ ...resource, operations }));
      const wanted = kafkaRights({ principals: [principal] }).map(({ resource, name, pattern, operations }) => ({
        type: resource,
        name,
        patternType: pattern === 'prefixed' ? 'prefix' : 'literal',
        operations: [...operations],
      }));
      expect(given).toEqual(wanted);
      const covered = new Set(given.filter(({ type }) => type === 'topic').map(({ name }) => name));
      for (const { name } of topicsOf(principal)) expect(covered).toContain(name);
    }
  });

  it('lets KEDA look, at what the chart bellhop scales by, and do nothing', async () => {
    const users = await objectsOf(shape('kafka'));
    const acls = aclsOf(users.find(({ metadata }) => metadata.name === 'bellhop-keda'));
    expect(new Set(acls.flatMap(({ operations }) => operations))).toEqual(new Set(['Describe']));
    const production = shapes.find(({ name }) => name === 'bellhop production');
    const triggers = (await objectsOf(production!)).flatMap(({ kind, spec }) =>
      kind === 'ScaledObject' ? (spec as unknown as { triggers: { metadata: Record<string, string> }[] }).triggers : [],
    );
    expect(triggers.length).toBeGreaterThan(8);
    for (const { metadata } of triggers) {
      for (const name of [metadata['topic'], metadata['consumerGroup']])
        expect(acls.map(({ resource }) => resource.name)).toContain(name);
    }
  });

  it('puts the prefix before topics, groups and rights, and leaves out vendors without an adapter', async () => {
    const objects = await objectsOf(shape('everything'));
    for (const { kind, metadata } of objects) if (kind === 'KafkaTopic') expect(metadata.name).toMatch(/^im\./);
    const users = objects.filter(({ kind }) => kind === 'KafkaUser');
    for (const { resource } of users.flatMap(aclsOf)) expect(resource.name).toMatch(/^im\./);
    const adapters = users.map(({ metadata }) => metadata.name).filter((name) => name.includes('adapter'));
    expect(adapters).toEqual(['bellhop-adapter-fcm']);
    expect(vendorNames).toContain('fcm');
  });

  it('keeps topics and the database when it is uninstalled', async () => {
    const kept = (await objectsOf(shape('everything'))).filter(
      ({ metadata }) => metadata.annotations?.['helm.sh/resource-policy'] === 'keep',
    );
    expect(new Set(kept.map(({ kind }) => kind))).toEqual(new Set(['KafkaTopic', 'Cluster']));
  });

  it.each([
    ['a cluster that is not named', ['kafka.cluster=""'], 'kafka.cluster is needed: the name of the Kafka resource'],
    [
      'a topic that there is not',
      ['kafka.topics.partitions={"im.message":3}'],
      'kafka.topics.partitions: there is no topic im.message',
    ],
    ['a misspelt setting', ['postgres.instance=3'], "at '/postgres': additional properties 'instance' not allowed"],
    [
      'a role without a password',
      ['postgres={"enabled":true,"runtimeRole":{"name":"app"}}'],
      'postgres.runtimeRole.passwordSecret is needed',
    ],
  ])('%s is refused', async (_what, set, sentence) => {
    await expect(render({ chart: 'bellhop-data', values: ['bellhop-data/ci/kafka.yaml'], set })).rejects.toThrow(
      sentence,
    );
  });
});
