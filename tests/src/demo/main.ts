import { MissingPrerequisite } from '@bellhop/local-servers';
import { messageOf } from '@bellhop/runtime';
import { readOptions, usage, type DemoOptions } from './options.ts';
import { playScenarios } from './play-scenarios.ts';
import { startDemo } from './start-demo.ts';
import { watchPhones } from './watch-phones.ts';
import { whatToTry } from './what-to-try.ts';

const INTERRUPTED = 130;

/** Ctrl-C: stop in order. */
class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

const print = (line: string): void => console.log(line);

let options: DemoOptions | 'help';
try {
  options = readOptions(process.argv.slice(2));
} catch (error) {
  console.error(`${messageOf(error)}\n\n${usage}`);
  process.exit(2);
}
if (options === 'help') print(usage);
else {
  process.exitCode = await run(options);
  process.exit(); // the SDK of a killed phone still tries to come back, as on a real phone
}

/** Runs the demo; the result is the exit code. */
async function run({ exit, ...options }: DemoOptions): Promise<number> {
  const stop = new AbortController();
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  stopped.catch(() => undefined);
  stop.signal.addEventListener('abort', () => reject(stop.signal.reason as Error));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => stop.abort(new Interrupted('stopped before the scenarios were over')));
  }
  const onBroken = (why: string): void => stop.abort(new Error(why));

  let running: Awaited<ReturnType<typeof startDemo>> | undefined;
  let isPlayed = false;
  try {
    running = await startDemo({ exit, ...options }, { print, signal: stop.signal, onBroken });
    const succeeded = await Promise.race([playScenarios(running.demo, print), stopped]);
    isPlayed = true;
    if (exit) return succeeded ? 0 : 1;
    const watching = await watchPhones(running.system.control, print);
    print(whatToTry(running));
    return await stopped.finally(() => watching.stop());
  } catch (error) {
    if (error instanceof Interrupted) return isPlayed ? 0 : INTERRUPTED;
    console.error(error instanceof MissingPrerequisite ? error.message : `The demo could not run: ${messageOf(error)}`);
    return 1;
  } finally {
    if (running !== undefined) {
      print('\nStopping …');
      await running.close();
      print(exit ? 'Stopped.' : 'Stopped. The data is kept for the next run; `npm start -- --fresh` forgets it.');
    }
  }
}
