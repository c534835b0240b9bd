import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { openDataDirectory } from '../data-directory.ts';
import { onFreePorts } from '../free-ports.ts';
import { startSupervisor } from '../supervisor/supervisor.ts';
import { runEmbeddedKafka } from './embedded-kafka.ts';
import { securedProperties } from './server-properties.ts';

export interface SecuredKafkaOptions {
  /** PEM: the authority that clients are checked against, and the broker's certificate for 127.0.0.1. */
  readonly ca: string;
  readonly server: { readonly cert: string; readonly key: string };
  /** Passwords by user, for SCRAM and PLAIN. */
  readonly users: Readonly<Record<string, string>>;
  readonly onProgress?: (line: string) => void;
  readonly env?: NodeJS.ProcessEnv;
}

/** A Kafka as production has it: encrypted, with logins, and with nothing allowed that is not said. */
export interface SecuredKafka {
  /** host:port of TLS with a login: SCRAM-SHA-256, SCRAM-SHA-512, PLAIN, OAUTHBEARER (unsigned tokens). */
  readonly saslBroker: string;
  /** host:port of TLS with client certificates; the user is `CN=<common name>`. */
  readonly mutualTlsBroker: string;
  /** host:port without both, for whoever may do everything: only a test's own hands use it. */
  readonly adminBroker: string;
  stop(): Promise<void>;
}

/** Starts a Kafka with TLS, logins and ACLs on free ports of 127.0.0.1. */
export async function startSecuredKafka({
  ca,
  server,
  users,
  onProgress = () => {},
  env = process.env,
}: SecuredKafkaOptions): Promise<SecuredKafka> {
  const data = await openDataDirectory(undefined);
  const supervisor = await startSupervisor(onProgress);
  supervisor.removeAtEnd(data.path);
  try {
    const home = join(data.path, 'kafka');
    await mkdir(home, { recursive: true });
    const trustFile = join(home, 'ca.pem');
    const keyFile = join(home, 'server.pem');
    await writeFile(trustFile, ca);
    await writeFile(keyFile, server.key + server.cert);
    const scram = Object.entries(users).flatMap(([name, password]) =>
      ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap((mechanism) => [
        '--add-scram',
        `${mechanism}=[name=${name},password=${password}]`,
      ]),
    );
    return await onFreePorts(4, async ([adminPort = 0, saslPort = 0, mutualPort = 0, controllerPort = 0]) => {
      await runEmbeddedKafka({
        home,
        supervisor,
        env,
        onProgress,
        isTemporary: true,
        brokerPort: adminPort,
        formatArgs: scram,
        properties: (dataDirectory) =>
          securedProperties({
            adminPort,
            saslPort,
            mutualPort,
            controllerPort,
            dataDirectory,
            trustFile,
            keyFile,
            users,
          }),
      });
      return {
        adminBroker: `127.0.0.1:${adminPort}`,
        saslBroker: `127.0.0.1:${saslPort}`,
        mutualTlsBroker: `127.0.0.1:${mutualPort}`,
        stop: () => supervisor.stop(),
      };
    });
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
}
