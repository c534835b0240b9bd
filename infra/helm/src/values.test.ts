import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { kubernetesTools } from './helm.ts';
import { chartsFolder, manifestsOf, render } from './render.ts';
import { documentedValues } from './values-table.ts';

vi.setConfig({ testTimeout: 30_000 }); // a busy machine
beforeAll(() => kubernetesTools(), 60_000); // unpacked once

const trial = 'bellhop/ci/trial.yaml';
const refusal = (...set: string[]): Promise<string> =>
  render({ chart: 'bellhop', values: [trial], set }).then(
    () => 'taken',
    (error: unknown) => (error as Error).message,
  );

describe('values', () => {
  it('are all asked for at once, each with what it is', async () => {
    const message = await render({ chart: 'bellhop' }).catch((error: unknown) => (error as Error).message);
    expect(message).toMatch(
      /These values are needed:\s+- kafka\.brokers: .*\s+- database\.existingSecret: .*\s+- keyring\.existingSecret: .*\s+- operatorKey\.existingSecret: .*\s+- internal: .*certManager\.enabled/,
    );
  });

  it.each([
    ['a misspelt setting', ['gateway.replica=3'], "at '/gateway': additional properties 'replica' not allowed"],
    [
      'a vendor that there is not',
      ['adapters.hauwei={}'],
      "at '/adapters': additional properties 'hauwei' not allowed",
    ],
    [
      'a misspelt setting of a vendor',
      ['adapters.fcm.replica=1'],
      "at '/adapters/fcm': additional properties 'replica' not allowed",
    ],
    ['a misspelt section', ['pushrouter={}'], "additional properties 'pushrouter' not allowed"],
    ['a broker without a port', ['kafka.brokers=["kafka"]'], "at '/kafka/brokers/0': 'kafka' does not match pattern"],
    ['a text where a number belongs', ['presence.replicas="two"'], "at '/presence/replicas': got string, want integer"],
    [
      'a mechanism that there is not',
      ['kafka.auth.mechanism="scram"'],
      "at '/kafka/auth/mechanism': value must be one of 'none', 'tls', 'scram-sha-512'",
    ],
    [
      'an image that changes every day',
      ['image.tag="latest"'],
      'image.tag: a version; latest is another image every day',
    ],
    [
      'more replicas than partitions',
      ['adapters.fcm.replicas=9'],
      'adapters.fcm.replicas is 9, but push.task.fcm.v1 has 6 partitions: further replicas would have nothing to do. Lower it, or raise',
    ],
    [
      'scaling beyond partitions',
      ['messageStore.autoscaling={"enabled":true,"maxReplicas":13}'],
      'messageStore.autoscaling.maxReplicas is 13, but im.message-accepted.v1 has 12 partitions',
    ],
    [
      'fewer at most than at least',
      ['gateway.autoscaling={"enabled":true,"minReplicas":4,"maxReplicas":3}'],
      'gateway.autoscaling.minReplicas is 4, more than maxReplicas (3)',
    ],
    [
      'partitions of a topic that there is not',
      ['kafka.topics.partitions={"im.message":3}'],
      'kafka.topics.partitions: there is no topic im.message;',
    ],
    [
      'a password in plain text',
      ['kafka.auth={"mechanism":"plain","username":"a","existingSecret":"b"}'],
      'kafka.auth.mechanism is plain, but kafka.tls.enabled is false: the login would cross the network unencrypted. Set kafka.tls.enabled',
    ],
    [
      'a certificate without TLS',
      ['kafka.auth.mechanism="tls"'],
      'kafka.auth.mechanism is tls, but kafka.tls.enabled is false',
    ],
    [
      'a login without a user',
      ['kafka.tls.enabled=true', 'kafka.auth={"mechanism":"plain","existingSecret":"b"}'],
      'kafka.auth.username is needed',
    ],
    [
      'a login without a password',
      ['kafka.tls.enabled=true', 'kafka.auth={"mechanism":"plain","username":"b"}'],
      'kafka.auth.existingSecret (or kafka.auth.perService.',
    ],
    [
      'OAuth without a token',
      ['kafka.tls.enabled=true', 'kafka.auth.mechanism="oauthbearer"'],
      'set kafka.auth.oauth.tokenEndpoint (client credentials) or kafka.auth.oauth.tokenFile',
    ],
    [
      'certificates of some services alone',
      ['internal={"auth":"mtls","tls":{"existingSecrets":{"gateway":"a"}}}'],
      'internal.tls.existingSecrets for message-store, presence, push-router',
    ],
    [
      'cert-manager without an issuer',
      ['internal={"auth":"mtls","tls":{"certManager":{"enabled":true}}}'],
      'internal.tls.certManager.issuerRef.name is needed',
    ],
    [
      'two ways in',
      ['exposure={"ingress":{"enabled":true},"gatewayApi":{"enabled":true}}'],
      'exposure.ingress.enabled and exposure.gatewayApi.enabled are both set; set one of them',
    ],
    [
      'a volume over ours',
      ['gateway.extraVolumeMounts=[{"name":"a","mountPath":"/etc/bellhop"}]'],
      "gateway.extraVolumeMounts: /etc/bellhop is where the chart's own volume is",
    ],
    [
      'KEDA without a login',
      ['kafka.tls.enabled=true', 'pushRouter.autoscaling.enabled=true'],
      'autoscaling.keda.authentication.existingSecret is needed',
    ],
  ])('%s is refused, with the way out', async (_what, set, sentence) => {
    expect(await refusal(...set)).toContain(sentence);
  });

  it('of one section win over the defaults, also when they are false or 0', async () => {
    const set = [
      'adapters.fcm.enabled=false',
      'gateway.preStopSeconds=0',
      'defaults.replicas=3',
      'presence.replicas=1',
    ];
    const objects = manifestsOf(await render({ chart: 'bellhop', values: [trial], set }));
    const deployment = (name: string) =>
      objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === `bellhop-${name}`);
    expect(deployment('adapter-fcm')).toBeUndefined();
    expect(deployment('gateway')?.spec).toMatchObject({ replicas: 3 });
    expect(JSON.stringify(deployment('gateway'))).not.toContain('preStop');
    expect(deployment('presence')?.spec).toMatchObject({ replicas: 1 });
    expect(
      objects.some(({ kind, metadata }) => kind === 'PodDisruptionBudget' && metadata.name === 'bellhop-presence'),
    ).toBe(false);
  });

  it.each(['bellhop', 'bellhop-data'])('of %s are all documented, and known to its schema', (chart) => {
    const read = (file: string): string => readFileSync(join(chartsFolder, chart, file), 'utf8');
    expect(documentedValues(read('values.yaml')).length).toBeGreaterThan(20);
    const schema = JSON.parse(read('values.schema.json')) as Schema;
    expect(unknownTo(schema, schema, parse(read('values.yaml')), '')).toEqual([]);
  });

  it('without a word about it are refused by the generator of the documentation', () => {
    expect(() => documentedValues('a:\n  # About b.\n  b: 1\n  c: 2\n')).toThrow('no comment says what these are: a.c');
  });
});

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** Paths of values that a schema does not name: the chart would take them by chance. */
function unknownTo(root: Schema, schema: Schema, value: unknown, path: string): string[] {
  const { properties } =
    schema.$ref === undefined ? schema : (root.definitions?.[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if (properties === undefined || typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, one]) => {
    const own = properties[key];
    return own === undefined ? [`${path}${key}`] : unknownTo(root, own, one, `${path}${key}.`);
  });
}
