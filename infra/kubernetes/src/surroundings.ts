import { randomBytes } from 'node:crypto';
import { startServers } from '@bellhop/local-servers';
import { testCertificates } from '@bellhop/testkit';
import { vendorNames } from '@bellhop/contracts';
import type { Cluster } from './cluster.ts';

export const namespace = 'bellhop-test';
const dataNamespace = `${namespace}-data`;

const components = [
  'gateway',
  'message-store',
  'presence',
  'push-router',
  'push-history',
  ...vendorNames.map((vendor) => `adapter-${vendor}` as const),
] as const;
const certificateSecretOf = (component: string): string => `bellhop-${component}-tls`;

/** What the product is given: a Kafka, a Postgres, a namespace that lets nothing in but what is `restricted`, secrets. */
export interface Surroundings {
  /** host:port that pods reach Kafka at: a Service. */
  readonly kafkaBroker: string;
  /** The database, as this process reaches it. */
  readonly databaseUrl: string;
  readonly databasePort: number;
  readonly operatorKey: string;
  /** Names of the Secrets and their keys are those of the chart's defaults. */
  readonly secret: string;
  readonly databaseSecret: string;
  /** Secrets with the certificates by which services know each other, by component. */
  readonly certificateSecrets: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export async function prepareSurroundings(cluster: Cluster, say: (line: string) => void): Promise<Surroundings> {
  await removeNamespaces(cluster);
  const host = process.env['K8S_HOST'] ?? (await nodeAddress(cluster));
  const servers = await startServers({ host, onProgress: say, env: { ...process.env, BELLHOP_WITHOUT_DOCKER: '1' } });
  try {
    const [broker = ''] = servers.kafkaBrokers;
    const [kafkaHost = '', kafkaPort = ''] = broker.split(':');
    const database = new URL(servers.databaseUrl);
    const inside = new URL(database);
    inside.hostname = `postgres.${dataNamespace}`;
    const keys = {
      keyring: `k1:${randomBytes(32).toString('base64')}`,
      'operator-key': randomBytes(24).toString('hex'),
      'internal-key': randomBytes(24).toString('hex'),
    };
    const { ca, clients } = await testCertificates({
      clients: components.map((component) => `${component}.bellhop.internal` as const),
    });
    await cluster.apply([
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: dataNamespace } },
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: namespace, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
      },
      ...serviceTo('kafka', kafkaHost, Number(kafkaPort)),
      ...serviceTo('postgres', database.hostname, Number(database.port)),
      secretOf('bellhop', keys),
      secretOf('bellhop-database', { url: inside.href }),
      ...components.map((component) => {
        const { cert, key } = clients[`${component}.bellhop.internal`];
        return secretOf(certificateSecretOf(component), { 'ca.crt': ca, 'tls.crt': cert, 'tls.key': key });
      }),
    ]);
    return {
      kafkaBroker: `kafka.${dataNamespace}:${kafkaPort}`,
      databaseUrl: servers.databaseUrl,
      databasePort: Number(database.port),
      operatorKey: keys['operator-key'],
      secret: 'bellhop',
      databaseSecret: 'bellhop-database',
      certificateSecrets: Object.fromEntries(
        components.map((component) => [component, certificateSecretOf(component)]),
      ),
      close: async () => {
        await removeNamespaces(cluster);
        await servers.stop();
      },
    };
  } catch (error) {
    await servers.stop();
    throw error;
  }
}

async function removeNamespaces(cluster: Cluster): Promise<void> {
  await cluster.kubectl(
    'delete',
    'namespace',
    namespace,
    dataNamespace,
    '--ignore-not-found',
    '--wait',
    '--timeout=180s',
  );
}

async function nodeAddress(cluster: Cluster): Promise<string> {
  const path = '{.items[0].status.addresses[?(@.type=="InternalIP")].address}';
  return (await cluster.kubectl('get', 'nodes', '--output', `jsonpath=${path}`)).trim();
}

/** A Service that leads to a server outside of the cluster. */
function serviceTo(name: string, address: string, port: number): object[] {
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace: dataNamespace },
      spec: { ports: [{ name, port }] },
    },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name, namespace: dataNamespace, labels: { 'kubernetes.io/service-name': name } },
      addressType: 'IPv4',
      endpoints: [{ addresses: [address] }],
      ports: [{ name, port }],
    },
  ];
}

function secretOf(name: string, stringData: Readonly<Record<string, string>>): object {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, stringData };
}
