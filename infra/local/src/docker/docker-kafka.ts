import type { DataDirectory } from '../data-directory.ts';
import { onFreePorts } from '../free-ports.ts';
import { serverProperties } from '../kafka/server-properties.ts';
import type { ContainerRuntime } from './container-runtime.ts';
import { volumeFor } from './volume.ts';

const IMAGE = 'apache/kafka:4.4.0';
const DATA_IN_CONTAINER = '/var/lib/kafka/data'; // a volume of the image, owned by its user

/** A server in a container. */
export interface DockerServer<Address> {
  readonly address: Address;
  stop(): Promise<void>;
}

/** Runs Apache Kafka in a container; its port is chosen first, because Kafka must advertise it. */
export function startDockerKafka(runtime: ContainerRuntime, data: DataDirectory): Promise<DockerServer<string[]>> {
  const { GenericContainer, Wait } = runtime.testcontainers;
  const host = runtime.client.info.containerRuntime.host;
  const volume = volumeFor('kafka', data);
  return onFreePorts(1, async ([port = 0]) => {
    const properties = serverProperties({
      listenHost: '0.0.0.0',
      advertisedHost: host,
      brokerPort: port,
      controllerPort: port === 9093 ? 9094 : 9093,
      dataDirectory: DATA_IN_CONTAINER,
    });
    const container = new GenericContainer(IMAGE)
      .withExposedPorts({ container: port, host: port })
      .withEnvironment({ ...asEnvironment(properties), KAFKA_HEAP_OPTS: '-Xms256m -Xmx512m' })
      .withBindMounts(volume === undefined ? [] : [{ source: volume, target: DATA_IN_CONTAINER }])
      .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/))
      .withStartupTimeout(120_000);
    const started = await container.start();
    return { address: [`${host}:${port}`], stop: async () => void (await started.stop()) };
  });
}

/** The image's way to set a property: `log.dirs` is KAFKA_LOG_DIRS. */
const asEnvironment = (properties: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [`KAFKA_${key.replaceAll('.', '_').toUpperCase()}`, value]),
  );
