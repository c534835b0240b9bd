import type { Command } from 'commander';
import { UsageError } from './usage-error.ts';

/** Services by the name of their command: each starts by being loaded, as its `main.ts` does. */
const services = {
  gateway: { about: 'the doors: WebSocket, HTTP, gRPC', load: () => import('@bellhop/gateway/main') },
  'message-store': {
    about: 'messages, groups, calls; finds who is offline',
    load: () => import('@bellhop/message-store/main'),
  },
  presence: { about: 'who is connected, and where', load: () => import('@bellhop/presence/main') },
  'push-router': {
    about: 'apps, certificates, devices; plans pushes',
    load: () => import('@bellhop/push-router/main'),
  },
  'push-history': { about: 'the trace: what became of every push', load: () => import('@bellhop/push-history/main') },
};

/** Commands that become a long-running process, and end in order on SIGTERM. */
export function addServiceCommands(program: Command): void {
  program.commandsGroup('Services:');
  for (const [name, { about, load }] of Object.entries(services)) {
    program
      .command(name)
      .description(about)
      .action(async () => void (await load()));
  }
  program
    .command('adapter')
    .description('sends to one vendor; one process each')
    .argument('<vendor>', 'xiaomi, huawei, oppo, vivo or fcm')
    .action(startAdapter);
  program
    .command('simulator')
    .description('stand-ins of the vendors, with virtual phones (not for production)')
    .helpOption(false)
    .allowUnknownOption()
    .argument('[flags...]', '--port N, --vendor NAME, --host ADDRESS; --help tells all')
    .action(startSimulator);
}

async function startAdapter(vendor: string): Promise<void> {
  const { vendorNames } = await import('@bellhop/contracts');
  if (!vendorNames.some((name) => name === vendor))
    throw new UsageError(`There is no vendor "${vendor}"; there are ${vendorNames.join(', ')}.`);
  process.env['VENDOR'] = vendor;
  await import('@bellhop/vendor-adapters/main');
}

/** The simulator reads its own flags, from where they stand when it is started by itself. */
async function startSimulator(flags: readonly string[]): Promise<void> {
  process.argv.splice(2, process.argv.length, ...flags);
  await import('@bellhop/vendor-simulator/main');
}
