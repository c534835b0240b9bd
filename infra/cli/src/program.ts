import { Command, CommanderError } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { addOperatorCommands } from './operator-commands.ts';
import { addPlatformCommands } from './platform-commands.ts';
import { addServiceCommands } from './service-commands.ts';
import { UsageError } from './usage-error.ts';

/** What a program ends with: done, failed, or called in a way that it does not understand. */
export const exitCodes = { done: 0, failed: 1, usage: 2 } as const;

/**
 * Runs one command line. A command that becomes a service returns when it has started. Failures are told in one sentence on
 * standard error, with the exit code that fits; standard output belongs to what was asked for.
 */
export async function runBellhop(args: readonly string[]): Promise<void> {
  try {
    await bellhop().parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = shownOnRequest.has(error.code) ? exitCodes.done : exitCodes.usage;
      return;
    }
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof UsageError ? exitCodes.usage : exitCodes.failed;
  }
}

const shownOnRequest = new Set(['commander.helpDisplayed', 'commander.version']);

/** Every command. What a command needs is loaded when it runs, so that `bellhop gateway` loads the gateway alone. */
function bellhop(): Command {
  const program = new Command('bellhop')
    .description('Bellhop: self-hosted offline push. Settings come from the environment (docs/configuration.md).')
    .version(manifest.version, '-V, --version', 'the version')
    .helpOption('-h, --help', 'this text; with a command: about that command')
    .helpCommand(false)
    .enablePositionalOptions()
    .showHelpAfterError()
    .exitOverride();
  addServiceCommands(program);
  addPlatformCommands(program);
  addOperatorCommands(program);
  return program;
}
