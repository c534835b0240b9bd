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

export interface SecuredNode {
  readonly adminPort: number;
  readonly saslPort: number;
  readonly mutualPort: number;
  readonly controllerPort: number;
  readonly dataDirectory: string;
  /** PEM of the authority that clients are checked against. */
  readonly trustFile: string;
  /** PEM of the broker's key and certificate. */
  readonly keyFile: string;
  /** Passwords by user, for PLAIN; those of SCRAM are given when the storage is formatted. */
  readonly users: Readonly<Record<string, string>>;
}

/**
 * One node with a listener for logins over TLS, one for client certificates, and one for the test itself, which may do everything. Nobody
 * else may do what no ACL allows.
 */
export function securedProperties(node: SecuredNode): Record<string, string> {
  const { adminPort, saslPort, mutualPort, controllerPort, dataDirectory, trustFile, keyFile, users } = node;
  const listeners = { BROKER: adminPort, SECURE: saslPort, MUTUAL: mutualPort };
  const urls = Object.entries(listeners).map(([name, port]) => `${name}://127.0.0.1:${port}`);
  const plainUsers = Object.entries(users).map(([name, password]) => `user_${name}="${password}"`);
  const secure = 'listener.name.secure';
  return {
    ...serverProperties({
      listenHost: '127.0.0.1',
      advertisedHost: '127.0.0.1',
      brokerPort: adminPort,
      controllerPort,
      dataDirectory,
    }),
    listeners: [...urls, `CONTROLLER://127.0.0.1:${controllerPort}`].join(','),
    'advertised.listeners': urls.join(','),
    'listener.security.protocol.map': 'BROKER:PLAINTEXT,SECURE:SASL_SSL,MUTUAL:SSL,CONTROLLER:PLAINTEXT',
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'allow.everyone.if.no.acl.found': 'false',
    'super.users': 'User:ANONYMOUS', // only the listeners without a login have such a user
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': keyFile,
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': trustFile,
    'listener.name.mutual.ssl.client.auth': 'required',
    [`${secure}.sasl.enabled.mechanisms`]: 'SCRAM-SHA-256,SCRAM-SHA-512,PLAIN,OAUTHBEARER',
    [`${secure}.scram-sha-256.sasl.jaas.config`]: `${loginModule('scram.ScramLoginModule')};`,
    [`${secure}.scram-sha-512.sasl.jaas.config`]: `${loginModule('scram.ScramLoginModule')};`,
    [`${secure}.plain.sasl.jaas.config`]: `${loginModule('plain.PlainLoginModule')} ${plainUsers.join(' ')};`,
    [`${secure}.oauthbearer.sasl.jaas.config`]: `${loginModule('oauthbearer.OAuthBearerLoginModule')} unsecuredLoginStringClaim_sub="broker";`,
  };
}

const loginModule = (name: string): string => `org.apache.kafka.common.security.${name} required`;
