export interface NodeAddresses {
  /** What brokers and controllers listen on, and what clients are told to connect to. */
  readonly listenHost: string;
  readonly advertisedHost: string;
  readonly brokerPort: number;
  readonly controllerPort: number;
  readonly dataDirectory: string;
}

/** One node that is broker and controller, sized for a laptop and for tests. */
export function serverProperties(node: NodeAddresses): Record<string, string> {
  const { listenHost, advertisedHost, brokerPort, controllerPort, dataDirectory } = node;
  return {
    'process.roles': 'broker,controller',
    'node.id': '1',
    // A static quorum, not the dynamic one of `format --standalone`: that one stores the controller's address in the data,
    // and our ports change between runs.
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: `BROKER://${listenHost}:${brokerPort},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `BROKER://${advertisedHost}:${brokerPort}`,
    'inter.broker.listener.name': 'BROKER',
    'listener.security.protocol.map': 'BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': dataDirectory,
    'auto.create.topics.enable': 'false',
    'group.initial.rebalance.delay.ms': '0',
    // There is one node; Kafka's defaults wait for three.
    'offsets.topic.replication.factor': '1',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'share.coordinator.state.topic.replication.factor': '1',
    'share.coordinator.state.topic.min.isr': '1',
    // Fewer partitions of the internal topics: each is a directory to make before the first group can join.
    'offsets.topic.num.partitions': '8',
    'transaction.state.log.num.partitions': '4',
    'share.coordinator.state.topic.num.partitions': '4',
    'num.network.threads': '2',
    'num.io.threads': '4',
    // The default of 128 MB would be a quarter of our heap.
    'log.cleaner.dedupe.buffer.size': String(16 * 1024 * 1024),
    'log.segment.bytes': String(128 * 1024 * 1024),
    'log.retention.hours': '24',
    'log.retention.bytes': String(1024 ** 3),
  };
}
