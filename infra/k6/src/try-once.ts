import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';
import { bundle, type TestName } from './bundle.ts';
import { standIns, type RunRecord } from './stand-ins.ts';
import { openSyncCalls } from './sync-calls.ts';

/** What became of a test that was run once. */
export interface Tried {
  readonly passes: number;
  /** Checks that did not hold, by name. */
  readonly failed: readonly string[];
}

interface LoadedTest {
  readonly options: {
    readonly scenarios: Readonly<Record<string, { readonly exec?: string }>>;
    readonly thresholds?: Readonly<Record<string, unknown>>;
  };
  readonly [name: string]: unknown;
}

/** Metrics that k6 has by itself and our thresholds name. */
const ofK6 = new Set(['checks', 'http_req_duration', 'http_req_failed', 'grpc_req_duration']);

/**
 * Runs each scenario of a test once, by one virtual user, without k6. It shows that the test and the system fit each other: paths, fields,
 * frames, thresholds on metrics that exist. It measures nothing.
 */
export async function tryOnce(test: TestName, env: Readonly<Record<string, string>>): Promise<Tried> {
  const calls = openSyncCalls();
  const record: RunRecord = { checks: new Map(), metrics: new Set() };
  const modules: Readonly<Record<string, object>> = standIns(calls, record);
  const directory = mkdtempSync(join(tmpdir(), 'bellhop-k6-'));
  Object.assign(globalThis, { __ENV: { WORKLOAD: 'smoke', HOLD_SECONDS: '0', ...env }, __k6: modules });
  try {
    const file = join(directory, `${test}.mjs`);
    writeFileSync(file, await bundle(test, standInPlugin(modules)));
    const loaded = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as LoadedTest;
    checkOptions(loaded, record.metrics);
    await call(loaded, 'setup');
    try {
      for (const { exec = 'default' } of Object.values(loaded.options.scenarios)) await call(loaded, exec);
    } finally {
      await call(loaded, 'teardown');
    }
    const counts = [...record.checks];
    return {
      passes: counts.reduce((sum, [, { passes }]) => sum + passes, 0),
      failed: counts.flatMap(([name, { fails }]) => (fails > 0 ? [name] : [])),
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
    await calls.close();
  }
}

async function call(loaded: LoadedTest, name: string): Promise<void> {
  const found = loaded[name];
  if (typeof found === 'function') await (found as () => unknown)();
}

function checkOptions({ options, ...exported }: LoadedTest, metrics: ReadonlySet<string>): void {
  for (const [scenario, { exec = 'default' }] of Object.entries(options.scenarios))
    if (typeof exported[exec] !== 'function') throw new Error(`scenario ${scenario}: nothing is exported as ${exec}`);
  for (const threshold of Object.keys(options.thresholds ?? {})) {
    const [metric = ''] = threshold.split('{');
    if (!ofK6.has(metric) && !metrics.has(metric)) throw new Error(`threshold ${threshold}: there is no such metric`);
  }
}

/** Puts stand-ins in the place of k6's modules; one that there is none for fails the bundle. */
function standInPlugin(modules: Readonly<Record<string, object>>): Plugin {
  return {
    name: 'stand-ins',
    setup: (building) => {
      building.onResolve({ filter: /^k6(\/|$)/ }, ({ path }) =>
        path in modules ? { path, namespace: 'k6' } : { errors: [{ text: `nothing stands for ${path}` }] },
      );
      building.onLoad({ filter: /.*/, namespace: 'k6' }, ({ path }) => {
        const names = Object.keys(modules[path] ?? {});
        const lines = names.map((name) =>
          name === 'default' ? 'export default it.default;' : `export const ${name} = it.${name};`,
        );
        return { contents: [`const it = globalThis.__k6[${JSON.stringify(path)}];`, ...lines].join('\n') };
      });
    },
  };
}
