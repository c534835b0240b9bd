import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { kubernetesTools } from '@bellhop/charts';

const run = promisify(execFile);

/** Something that a person must give before the test can run; its message is all there is to say. */
export class Missing extends Error {
  override readonly name = 'Missing';
}

/** A cluster, as kubectl and helm see it. */
export interface Cluster {
  kubectl(...args: string[]): Promise<string>;
  /** The same, with what is applied. */
  apply(manifests: readonly object[]): Promise<void>;
  helm(...args: string[]): Promise<string>;
}

const NEEDS = `npm run test:kubernetes needs a Kubernetes, 1.30 or newer, of one node or more, whose pods and Services this process reaches:
  KUBECONFIG   of a cluster, on a machine that is one of its nodes; or
  K8S_RUN      a command that runs another one inside the cluster's network, with KUBECONFIG set there,
               e.g. K8S_RUN="nsenter --target 1234 --net env KUBECONFIG=/path/admin.conf"
and the image there:
  K8S_LOAD     a command that takes an archive of \`docker save\` to the nodes, e.g. "kind load image-archive"; the image is then built
               from this tree (infra/docker/build-local.sh), or taken from BELLHOP_IMAGE_TAR; or
  BELLHOP_IMAGE  name:tag of an image that the cluster has or can pull.
Kafka and Postgres are started beside the node, on K8S_HOST (default: the first node's address), or are those of KAFKA_BROKERS and
DATABASE_URL. Services know each other by certificates, with INTERNAL_AUTH=key by a shared key. It takes
2.5 GB of memory beside them and makes the namespaces bellhop-test and bellhop-test-data, which must be nobody else's.`;

/**
 * The cluster of KUBECONFIG.
 * @throws Missing, telling all that is needed, when there is none
 */
export async function openCluster(): Promise<Cluster> {
  const tools = await kubernetesTools();
  const call = async (program: string, args: readonly string[], input?: string): Promise<string> => {
    const running = run(program, [...args], { maxBuffer: 64 * 1024 * 1024 });
    if (input !== undefined) running.child.stdin?.end(input);
    return (await running).stdout;
  };
  const cluster: Cluster = {
    kubectl: (...args) => call(tools.kubectl, args),
    apply: async (manifests) => {
      const list = { apiVersion: 'v1', kind: 'List', items: manifests };
      await call(tools.kubectl, ['apply', '--filename', '-'], JSON.stringify(list));
    },
    helm: (...args) => call(tools.helm, args),
  };
  try {
    await cluster.kubectl('get', 'nodes', '--request-timeout', '10s');
  } catch (error) {
    const said = String((error as { stderr?: string }).stderr ?? error).trim();
    throw new Missing(`${NEEDS}\n\nThere is none: ${said.split('\n').at(-1)}`);
  }
  return cluster;
}
