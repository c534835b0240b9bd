import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { ruleFiles, type PrometheusTools } from '@bellhop/observability';
import { freePorts } from '@bellhop/local-servers';
import { parse, stringify } from 'yaml';

/** One series of an answer. */
export interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [atSeconds: number, value: string];
}

export interface RuleState {
  readonly name: string;
  readonly type: 'alerting' | 'recording';
  readonly health: string;
  readonly lastError?: string;
  readonly state?: 'inactive' | 'pending' | 'firing';
}

/** A Prometheus of its own that looks at services every second, and evaluates the chart's rules as often. */
export interface RunningPrometheus {
  readonly url: string;
  query(expr: string): Promise<Sample[]>;
  rules(): Promise<RuleState[]>;
  /** Targets that answer. */
  up(): Promise<number>;
  close(): Promise<void>;
}

/** @param targets host:port of management ports */
export async function startPrometheus(
  { prometheus }: PrometheusTools,
  targets: readonly string[],
): Promise<RunningPrometheus> {
  const directory = mkdtempSync(join(tmpdir(), 'bellhop-seeing-'));
  const rules = ruleFiles().map((file) => {
    const { groups } = parse(readFileSync(file, 'utf8')) as { groups: { interval?: string }[] };
    const path = join(directory, basename(file));
    writeFileSync(path, stringify({ groups: groups.map((group) => ({ ...group, interval: '1s' })) }));
    return path;
  });
  const config = join(directory, 'prometheus.yaml');
  writeFileSync(
    config,
    stringify({
      global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
      rule_files: rules,
      scrape_configs: [{ job_name: 'bellhop', static_configs: [{ targets }] }],
    }),
  );
  const [port] = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    prometheus,
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(directory, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=error',
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const ended = once(child, 'exit');
  const ask = async <T>(path: string): Promise<T> => {
    const response = await fetch(`${url}/api/v1/${path}`);
    const answer = (await response.json()) as { status: string; error?: string; data: T };
    if (answer.status !== 'success') throw new Error(answer.error);
    return answer.data;
  };
  return {
    url,
    query: async (expr) => (await ask<{ result: Sample[] }>(`query?query=${encodeURIComponent(expr)}`)).result,
    rules: async () =>
      (await ask<{ groups: { rules: RuleState[] }[] }>('rules')).groups.flatMap(({ rules: ofGroup }) => ofGroup),
    up: async () =>
      (await ask<{ activeTargets: { health: string }[] }>('targets?state=active')).activeTargets.filter(
        ({ health }) => health === 'up',
      ).length,
    close: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
