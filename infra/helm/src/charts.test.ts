import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { topicCatalogue } from '@bellhop/contracts';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { helm, kubernetesTools } from './helm.ts';
import { isSelected, missedOfRestricted, podsOf, type Probe } from './pods.ts';
import { chartsFolder, manifestsOf, type Manifest } from './render.ts';
import { objectsOf, shapes, textOf } from './shapes.ts';
import { problemsOf } from './strict-validator.ts';

type Labels = Readonly<Record<string, string>>;

vi.setConfig({ testTimeout: 30_000 }); // a busy machine
beforeAll(() => kubernetesTools(), 60_000); // unpacked once

describe.each(shapes)('$name', (shape) => {
  it('passes helm lint --strict', async () => {
    await helm([
      'lint',
      '--strict',
      '--quiet',
      join(chartsFolder, shape.chart),
      '--values',
      join(chartsFolder, shape.values),
    ]);
  });

  it('is what the API server takes: no unknown field, no wrong type', async () => {
    expect((await objectsOf(shape)).flatMap(problemsOf)).toEqual([]);
  });

  it('is what was reviewed', async () => {
    // Dashboards and rules are reviewed where they are written.
    const reviewed = (await textOf(shape))
      .split(/^---$/m)
      .filter((text) => !/kind: PrometheusRule|name: \S+-dashboard-/.test(text))
      .join('---');
    const file = `${shape.name.replaceAll(' ', '-')}.yaml`;
    await expect(reviewed).toMatchFileSnapshot(join(chartsFolder, 'golden', file));
  });

  it('names no object twice', async () => {
    const names = (await objectsOf(shape)).map(({ kind, metadata }) => `${kind}/${metadata.name}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('runs every pod as Pod Security "restricted" asks, on a file system it cannot write, without a token of the cluster', async () => {
    for (const pod of podsOf(await objectsOf(shape))) {
      expect({ of: pod.owner.metadata.name, missed: missedOfRestricted(pod) }).toEqual({
        of: pod.owner.metadata.name,
        missed: [],
      });
      expect(pod.spec.automountServiceAccountToken).toBe(false);
    }
  });

  it('gives every container requests, a bound of memory, none of processor time, and an image that stays the same', async () => {
    for (const { spec } of podsOf(await objectsOf(shape))) {
      for (const { resources, image } of spec.containers) {
        expect(resources?.requests).toMatchObject({
          cpu: expect.anything() as unknown,
          memory: expect.anything() as unknown,
        });
        expect(Object.keys(resources?.limits ?? {})).toEqual(['memory']);
        expect(image).toMatch(/:\d|:test|@sha256:/);
        expect(image).not.toContain('latest');
      }
    }
  });

  it('asks every service for its start, its life and its readiness, on a port that it has', async () => {
    for (const { owner, spec } of podsOf(await objectsOf(shape))) {
      if (owner.kind !== 'Deployment') continue;
      for (const { ports = [], ...container } of spec.containers) {
        for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe'] as const) {
          const { httpGet } = container[probe] as Required<Probe>;
          expect(ports.map(({ name }) => name)).toContain(httpGet.port);
        }
      }
    }
  });

  it('gives every pod time for its drain before it is killed', async () => {
    for (const { spec, owner } of podsOf(await objectsOf(shape))) {
      if (owner.kind !== 'Deployment' || owner.metadata.name.endsWith('-simulator')) continue;
      const [container] = spec.containers;
      const drainMs = container?.env?.find(({ name }) => name === 'DRAIN_MS')?.value;
      const needed = (container?.lifecycle?.preStop?.sleep?.seconds ?? 0) + Number(drainMs ?? 30_000) / 1_000;
      expect(spec.terminationGracePeriodSeconds).toBeGreaterThan(needed);
    }
  });

  it('selects by labels that the pods have', async () => {
    const objects = await objectsOf(shape);
    const pods = podsOf(objects);
    const someoneHas = (selector: Labels | undefined): boolean =>
      pods.some(({ labels }) => isSelected(selector, labels));
    for (const { kind, metadata, spec } of objects) {
      const at = `${kind}/${metadata.name}`;
      const selector = selectorOf(kind, spec);
      // The data chart's pods are made by operators.
      if (selector === undefined || shape.chart === 'bellhop-data') continue;
      expect({ at, found: someoneHas(selector) }).toEqual({ at, found: true });
    }
    for (const { owner, labels } of pods) {
      if (owner.kind === 'Deployment') expect(isSelected(selectorOf('Deployment', owner.spec), labels)).toBe(true);
    }
  });

  it('leads every Service, route and monitor to a port that is there', async () => {
    const objects = await objectsOf(shape);
    const pods = podsOf(objects);
    const services = new Map<string, number[]>();
    for (const { kind, metadata, spec } of objects) {
      if (kind !== 'Service') continue;
      const { selector, ports } = spec as unknown as {
        selector: Labels;
        ports: { port: number; targetPort: string }[];
      };
      services.set(
        metadata.name,
        ports.map(({ port }) => port),
      );
      for (const { labels, spec: pod } of pods.filter(({ labels }) => isSelected(selector, labels))) {
        const names = pod.containers.flatMap(({ ports: own = [] }) => own.map(({ name }) => name));
        for (const { targetPort } of ports)
          expect({ labels, names }).toMatchObject({ names: expect.arrayContaining([targetPort]) as unknown });
      }
    }
    for (const { kind, spec } of objects) {
      if (kind !== 'HTTPRoute' && kind !== 'GRPCRoute') continue;
      const { rules } = spec as unknown as { rules: { backendRefs: { name: string; port: number }[] }[] };
      for (const { name, port } of rules.flatMap(({ backendRefs }) => backendRefs))
        expect(services.get(name)).toContain(port);
    }
  });

  it('scales what is there, to no more than there are partitions', async () => {
    const objects = await objectsOf(shape);
    const deployments = objects.filter(({ kind }) => kind === 'Deployment').map(({ metadata }) => metadata.name);
    for (const { kind, spec } of objects) {
      if (kind !== 'ScaledObject' && kind !== 'HorizontalPodAutoscaler') continue;
      const target = (spec as unknown as { scaleTargetRef: { name: string } }).scaleTargetRef.name;
      expect(deployments).toContain(target);
      const deployment = objects.find(({ kind: of, metadata }) => of === 'Deployment' && metadata.name === target);
      expect(deployment?.spec).not.toHaveProperty('replicas'); // or every upgrade would undo the scaling
    }
    const scaled = objects.filter(({ kind }) => kind === 'ScaledObject');
    for (const { metadata, spec } of scaled) {
      const { maxReplicaCount, triggers } = spec as unknown as {
        maxReplicaCount: number;
        triggers: { metadata: Labels }[];
      };
      const topic = triggers[0]?.metadata['topic'] ?? '';
      expect({ of: metadata.name, fits: maxReplicaCount <= (await partitionsOf(shape.values, topic)) }).toEqual({
        of: metadata.name,
        fits: true,
      });
    }
  });
});

describe('the network', () => {
  it('lets nothing in and nothing out of any pod but by a rule, and adapters alone to the internet', async () => {
    const objects = await objectsOf(shapeOf('production'));
    const policies = objects
      .filter(({ kind }) => kind === 'NetworkPolicy')
      .map(({ spec }) => spec as unknown as Policy);
    for (const { labels, owner } of podsOf(objects)) {
      const own = policies.filter(({ podSelector }) => isSelected(podSelector.matchLabels, labels));
      expect(own.some(({ policyTypes }) => policyTypes.includes('Ingress') && policyTypes.includes('Egress'))).toBe(
        true,
      );
      const ports = own
        .flatMap(({ egress = [] }) => egress)
        .filter(({ to }) => to?.some(({ ipBlock }) => ipBlock !== undefined))
        .flatMap(({ ports: list = [] }) => list.map(({ port }) => port));
      expect({ of: owner.metadata.name, internet: ports }).toEqual({
        of: owner.metadata.name,
        internet: owner.metadata.name.includes('-adapter-') ? [443] : [],
      });
    }
  });

  it('lets each service be called by its callers alone', async () => {
    const objects = await objectsOf(shapeOf('production'));
    const policy = objects.find(
      ({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'bellhop-push-router',
    );
    const { ingress = [] } = policy?.spec as unknown as Policy;
    const callers = ingress
      .filter(({ ports = [] }) => ports.some(({ port }) => port === 'grpc'))
      .flatMap(({ from = [] }) =>
        from.map(({ podSelector }) => podSelector?.matchLabels['app.kubernetes.io/component']),
      );
    expect(callers).toEqual(['gateway', 'adapter-fcm', 'adapter-huawei', 'adapter-xiaomi']);
  });
});

interface Policy {
  readonly podSelector: { readonly matchLabels: Labels };
  readonly policyTypes: readonly string[];
  readonly ingress?: readonly {
    readonly from?: readonly { readonly podSelector?: { readonly matchLabels: Labels } }[];
    readonly ports?: readonly { readonly port: string | number }[];
  }[];
  readonly egress?: readonly {
    readonly to?: readonly { readonly ipBlock?: object }[];
    readonly ports?: readonly { readonly port: string | number }[];
  }[];
}

describe('the examples of docs/install.md', () => {
  it('are what Strimzi and cert-manager take', async () => {
    for (const file of ['kafka.yaml', 'internal-issuer.yaml']) {
      const manifests = manifestsOf(await readFile(join(chartsFolder, 'examples', file), 'utf8'));
      // Of Issuers there is no schema here.
      expect(manifests.filter(({ kind }) => kind !== 'Issuer').flatMap(problemsOf)).toEqual([]);
    }
  });

  it('log in as the users that bellhop-data makes', async () => {
    const data = await objectsOf(shapeOf('kafka', 'bellhop-data'));
    const users = data.filter(({ kind }) => kind === 'KafkaUser').map(({ metadata }) => metadata.name);
    for (const { spec, owner } of podsOf(await objectsOf(shapeOf('strimzi')))) {
      const user = spec.containers[0]?.env?.find(({ name }) => name === 'KAFKA_SASL_USERNAME')?.value;
      if (owner.kind === 'Deployment') expect(users).toContain(user);
    }
  });
});

describe('the validator', () => {
  it('sees what is wrong', () => {
    const faults = manifestsOf(`
apiVersion: apps/v1
kind: Deployment
metadata: { name: a }
spec:
  replicas: '2'
  template: { spec: { containers: [{ name: a, livenessProb: {}, env: [{ name: A, value: 1 }], ports: [{ containerPort: http }] }] } }
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: b }
spec: { scaleTargetRef: { name: b }, triggers: [{ type: kafka, metadata: { lagThreshold: 5 } }] }
---
apiVersion: kafka.strimzi.io/v1beta2
kind: KafkaTopic
metadata: { name: c }
spec: { partitions: 3 }
---
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: { name: d }
spec: { cluster: { name: d }, pgbouncer: { poolMode: transactional } }
`).flatMap(problemsOf);
    expect(faults.join('\n')).toMatch(
      /replicas: want a number.*livenessProb: unknown field.*env\[0\]\.value: want a text.*containerPort: want a number.*lagThreshold: must be string.*no schema of kafka.strimzi.io\/v1beta2.*poolMode: must be equal to one of/s,
    );
    expect(faults).toHaveLength(7);
  });
});

function shapeOf(name: string, chart = 'bellhop') {
  const shape = shapes.find((one) => one.name === `${chart} ${name}`);
  if (shape === undefined) throw new Error(`there is no ci/${name}.yaml`);
  return shape;
}

function selectorOf(kind: string, spec: Manifest['spec']): Labels | undefined {
  const of = spec as Record<string, { matchLabels?: Labels } & Labels> | undefined;
  switch (kind) {
    case 'Service':
      return of?.['selector'];
    case 'Deployment':
    case 'PodDisruptionBudget':
    case 'PodMonitor':
      return of?.['selector']?.matchLabels;
    case 'NetworkPolicy':
      return of?.['podSelector']?.matchLabels;
    default:
      return undefined;
  }
}

/** Partitions of a topic as a shape's values have it, over the catalogue. */
async function partitionsOf(valuesFile: string, topic: string): Promise<number> {
  const values = parse(await readFile(join(chartsFolder, valuesFile), 'utf8')) as {
    kafka: { prefix?: string; topics?: { partitions?: Record<string, number> } };
  };
  const name = topic.slice((values.kafka.prefix ?? '').length);
  return values.kafka.topics?.partitions?.[name] ?? topicCatalogue().find((one) => one.name === name)?.partitions ?? 0;
}
