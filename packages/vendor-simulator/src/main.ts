import { BadFlags, HELP, readCommandLine } from './command-line.ts';
import { startVendorSimulator } from './start-vendor-simulator.ts';

try {
  const options = readCommandLine(process.argv.slice(2));
  if (options === 'help') {
    process.stderr.write(HELP);
  } else {
    const simulator = await startVendorSimulator(options);
    const stop = (): void => void simulator.close();
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    // Exactly one line on stdout: scripts parse it.
    process.stdout.write(`${JSON.stringify({ ...simulator.urls, control: simulator.controlUrl })}\n`);
    process.stderr.write(`Credentials: curl ${simulator.controlUrl}/v1/apps   Stop: Ctrl-C\n`);
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = error instanceof BadFlags ? 2 : 1;
}
