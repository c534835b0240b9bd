import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomKeys } from '../system/start-system.ts';
import type { SystemKeys } from '../system/services.ts';

/** Where `npm start` keeps everything: the servers' data, logs, and this state. Git ignores it; BELLHOP_DATA names another place. */
export const demoDirectory =
  process.env['BELLHOP_DATA'] ?? fileURLToPath(new URL('../../../.bellhop/demo', import.meta.url));
const file = join(demoDirectory, 'state.json');

/** What the next run, and `npm run trace`, must know of this one. */
export interface DemoState {
  readonly keys: SystemKeys;
  /** The demo's app in this database. */
  readonly app?: DemoApp;
  /** The app that gathers bursts. */
  readonly foldingApp?: DemoApp;
  /** The gateway while the demo runs. */
  readonly httpUrl?: string;
  /** Its Kafka while it runs, for `npm run dead-letters`. */
  readonly kafkaBrokers?: readonly string[];
}

export interface DemoApp {
  readonly name: string;
  readonly apiKey: string;
  readonly clientTokenSecret: string;
}

/** The state of the last run; with new keys if there was none. */
export function readDemoState(): DemoState | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as DemoState;
  } catch {
    return undefined;
  }
}

export function newDemoState(): DemoState {
  return { keys: randomKeys() };
}

export function writeDemoState(state: DemoState): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
}
