import { parseArgs } from 'node:util';

import { MissingPrerequisite } from './prerequisites.ts';
import { startServers } from './start-servers.ts';

// Prints one JSON line with the servers' addresses, then serves until Ctrl-C. Everything else goes to standard error.
const { values } = parseArgs({
  options: { data: { type: 'string' }, fresh: { type: 'boolean', default: false }, host: { type: 'string' } },
});
try {
  const servers = await startServers({
    ...(values.data === undefined ? {} : { dataDir: values.data }),
    ...(values.host === undefined ? {} : { host: values.host }),
    fresh: values.fresh,
    onProgress: (line) => console.error(line),
  });
  const { kafkaBrokers, databaseUrl } = servers;
  console.log(JSON.stringify({ kafkaBrokers, databaseUrl }));
  // Servers of the environment leave nothing here that would keep this process alive.
  const alive = setInterval(() => {}, 60_000);
  const stop = (): void => {
    clearInterval(alive);
    void servers.stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
} catch (error) {
  if (!(error instanceof MissingPrerequisite)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
