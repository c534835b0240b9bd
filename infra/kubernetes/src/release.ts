import { join } from 'node:path';
import type { Cluster } from './cluster.ts';
import { namespace, type Surroundings } from './surroundings.ts';

const chart = join(import.meta.dirname, '..', '..', 'helm', 'bellhop');
export const release = 'bellhop';

export interface PodView {
  readonly name: string;
  readonly component: string;
  readonly ready: boolean;
  readonly restarts: number;
}

/** The product in the cluster, as its operator handles it. */
export interface Release {
  install(): Promise<void>;
  /** Changes something of every pod, so that all are replaced. */
  upgrade(mark: string): Promise<void>;
  /** What `helm test` prints. */
  test(): Promise<string>;
  uninstall(): Promise<void>;
  pods(): Promise<PodView[]>;
  /** Ends a pod at once, as a node does that dies. */
  kill(pod: string): Promise<void>;
  /** Waits until a component has so many pods that are ready. */
  recovered(component: string, count: number): Promise<void>;
  /** The cluster's own address of a Service. */
  address(service: string): Promise<string>;
  /** Objects of the release, and all others in its namespace that nobody but it can have made. */
  leftovers(): Promise<string[]>;
}

const IN_TIME = ['--wait', '--timeout', '10m'];

export function releaseOf(cluster: Cluster, surroundings: Surroundings, image: string): Release {
  const inNamespace = ['--namespace', namespace];
  const [repository = '', tag = ''] = [image.slice(0, image.lastIndexOf(':')), image.slice(image.lastIndexOf(':') + 1)];
  const given = Object.entries({
    image: { repository, tag },
    kafka: {
      brokers: [surroundings.kafkaBroker],
      // One broker; its advertised port is that of its Service.
      topics: { replicationFactor: 1, minInsyncReplicas: 1 },
    },
    database: { existingSecret: surroundings.databaseSecret },
    keyring: { existingSecret: surroundings.secret },
    operatorKey: { existingSecret: surroundings.secret },
    internal:
      process.env['INTERNAL_AUTH'] === 'key'
        ? { auth: 'key', existingSecret: surroundings.secret }
        : { tls: { existingSecrets: surroundings.certificateSecrets } },
    simulator: { enabled: true },
    networkPolicy: { database: { ports: [surroundings.databasePort] } },
    // One small node for all.
    defaults: { resources: { requests: { cpu: '50m', memory: '64Mi' } }, startupSeconds: 300 },
    gateway: { resources: { requests: { cpu: '60m', memory: '64Mi' } } },
    adapterDefaults: { replicas: 1 },
    adapters: { fcm: { replicas: 2 } },
  }).flatMap(([key, value]) => ['--set-json', `${key}=${JSON.stringify(value)}`]);
  const upgrade = (...args: string[]): Promise<string> =>
    cluster.helm('upgrade', '--install', release, chart, ...inNamespace, ...given, ...args, ...IN_TIME);
  const pods = async (): Promise<PodView[]> => {
    const selector = `app.kubernetes.io/instance=${release},bellhop.io/service=true`;
    const { items } = JSON.parse(
      await cluster.kubectl('get', 'pods', ...inNamespace, '--selector', selector, '--output', 'json'),
    ) as { items: RawPod[] };
    return items.map(({ metadata, status }) => ({
      name: metadata.name,
      component: metadata.labels['app.kubernetes.io/component'] ?? '',
      ready:
        metadata.deletionTimestamp === undefined &&
        status.containerStatuses !== undefined &&
        status.containerStatuses.every(({ ready }) => ready),
      restarts: (status.containerStatuses ?? []).reduce((sum, { restartCount }) => sum + restartCount, 0),
    }));
  };
  return {
    install: async () => void (await upgrade()),
    upgrade: async (mark) => void (await upgrade('--set-string', `defaults.podAnnotations.mark=${mark}`)),
    test: () => cluster.helm('test', release, ...inNamespace, '--logs', '--timeout', '5m'),
    uninstall: async () => void (await cluster.helm('uninstall', release, ...inNamespace, ...IN_TIME)),
    pods,
    kill: async (pod) =>
      void (await cluster.kubectl('delete', 'pod', pod, ...inNamespace, '--grace-period=0', '--force', '--wait=true')),
    recovered: async (component, count) => {
      const deadline = Date.now() + 600_000;
      for (;;) {
        const ready = (await pods()).filter((pod) => pod.component === component && pod.ready);
        if (ready.length >= count) return;
        if (Date.now() > deadline)
          throw new Error(`${component} has ${ready.length} of ${count} pods after 10 minutes`);
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    },
    address: async (service) =>
      (
        await cluster.kubectl(
          'get',
          'service',
          `${release}-${service}`,
          ...inNamespace,
          '--output',
          'jsonpath={.spec.clusterIP}',
        )
      ).trim(),
    leftovers: async () => {
      const kinds = (await cluster.kubectl('api-resources', '--namespaced', '--verbs=list', '--output=name'))
        .split('\n')
        .filter((kind) => kind !== '' && !kind.startsWith('events'));
      const names = await cluster.kubectl(
        'get',
        kinds.join(','),
        ...inNamespace,
        '--output=name',
        '--ignore-not-found',
      );
      const ofOthers = new Set([
        'configmap/kube-root-ca.crt',
        'serviceaccount/default',
        `secret/${surroundings.secret}`,
        `secret/${surroundings.databaseSecret}`,
        ...Object.values(surroundings.certificateSecrets).map((name) => `secret/${name}`),
      ]);
      return names.split('\n').filter((name) => name !== '' && !ofOthers.has(name));
    },
  };
}

interface RawPod {
  readonly metadata: {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
  };
  readonly status: {
    readonly containerStatuses?: readonly { readonly ready: boolean; readonly restartCount: number }[];
  };
}
