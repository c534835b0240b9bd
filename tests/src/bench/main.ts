import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, platform, release, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { MissingPrerequisite } from '@bellhop/local-servers';
import { messageOf } from '@bellhop/runtime';
import { measured, type Benchmark, type MeasuredFigure } from './benchmark.ts';
import { startBench } from './bench-system.ts';
import { summarizeProfiles } from './cpu-profile.ts';
import { bigGroup } from './runs/big-group.ts';
import { calls } from './runs/calls.ts';
import { groupOffline } from './runs/group-offline.ts';
import { idle } from './runs/idle.ts';
import { latency } from './runs/latency.ts';
import { memory } from './runs/memory.ts';
import { online, onlineBusy } from './runs/online.ts';
import { overload } from './runs/overload.ts';
import { peerOffline, peerOfflineRules } from './runs/peer-offline.ts';
import { rebalance } from './runs/rebalance.ts';
import { sessions } from './runs/sessions.ts';
import { start } from './runs/start.ts';
import { sync } from './runs/sync.ts';
import { trace } from './runs/trace.ts';
import { serviceNames } from '../system/services.ts';
import { profileStatements } from './statement-profile.ts';
import { averageHour } from './yardstick/yardstick.ts';

const benchmarks: readonly Benchmark[] = [
  peerOffline,
  peerOfflineRules,
  latency,
  calls,
  groupOffline,
  bigGroup,
  online,
  onlineBusy,
  sync,
  sessions,
  rebalance,
  trace,
  start,
  idle,
  memory,
  overload,
];

const usage = `Measures the whole system on this machine, with Kafka, Postgres and the simulator beside it.

  npm run bench -- NAME [--json FILE] [--profile DIR] [--replicas N]

${benchmarks.map(({ name, about }) => `  ${name.padEnd(18)} ${about}`).join('\n')}

  --json FILE    write the figures, with the machine and the versions
  --profile DIR  write a CPU profile of every service, and show where its time goes while it is measured, and that of Postgres
  --replicas N   run N of every service but the gateway

Ends with 1 when a figure misses its target.
`;

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof MissingPrerequisite ? error.message : messageOf(error));
  process.exitCode = 1;
}
process.exit();

async function main(): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'string' },
        profile: { type: 'string' },
        replicas: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    console.error(`${messageOf(error)}\n\n${usage}`);
    return 2;
  }
  const { values, positionals } = parsed;
  const [name] = positionals;
  const benchmark = benchmarks.find((one) => one.name === name);
  if (values.help || benchmark === undefined) {
    console.error(values.help || name === undefined ? usage : `There is no benchmark "${name}".\n\n${usage}`);
    return values.help ? 0 : 2;
  }
  if (values.replicas !== undefined && !/^[1-9]$/.test(values.replicas)) {
    console.error(`--replicas must be 1 to 9.\n\n${usage}`);
    return 2;
  }
  const profileDirectory = values.profile === undefined ? undefined : resolve(values.profile);
  if (profileDirectory !== undefined) mkdirSync(profileDirectory, { recursive: true });
  const bench = await startBench({
    progress: (line) => console.error(`  ${line}`),
    profileDirectory,
    replicas: values.replicas === undefined ? benchmark.replicas : everyService(Number(values.replicas)),
  });
  const begun = new Date();
  const statements = profileDirectory === undefined ? undefined : await profileStatements(bench.databaseUrl);
  let outcome;
  let statementProfile;
  try {
    outcome = await benchmark.run(bench);
    statementProfile = await statements?.read();
  } finally {
    await bench.close();
  }
  const { yardstick } = bench;
  const { details } = outcome;
  const figures = outcome.figures.map((figure) => measured(figure, yardstick));
  console.log(`\n${benchmark.name}: ${benchmark.about}\n${table(figures)}`);
  console.log(
    `  The yardstick of this hour: a round takes ${yardstick.roundMs.toFixed(2)} ms, ${yardstick.roundsPerSecond.toFixed(0)} rounds per second; of an average one: ${averageHour.roundMs} ms, ${averageHour.roundsPerSecond}. Targets are for the average.`,
  );
  if (values.json !== undefined) {
    const command = `npm run bench -- ${process.argv.slice(2).join(' ')}`;
    const report = {
      name: benchmark.name,
      command,
      at: begun.toISOString(),
      machine: machine(),
      versions: versions(),
      yardstick,
      figures,
      details,
    };
    writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
    console.log(`\nWritten to ${values.json}`);
  } else {
    for (const [key, value] of Object.entries(details ?? {})) console.log(`  ${key}: ${JSON.stringify(value)}`);
  }
  if (profileDirectory !== undefined)
    console.log(`\n${summarizeProfiles(profileDirectory, bench.measured)}\n\n${statementProfile ?? ''}`);
  return figures.every(({ isMet }) => isMet !== false) ? 0 : 1;
}

function table(figures: readonly MeasuredFigure[]): string {
  const width = Math.max(...figures.map(({ name }) => name.length));
  return figures
    .map((figure) => {
      const { isMet: met, ratio, atAverage } = figure;
      const { atMost, atLeast } = figure.target ?? {};
      const bounds = [
        atLeast === undefined ? '' : `at least ${atLeast}`,
        atMost === undefined ? '' : `at most ${atMost}`,
      ];
      const target = bounds.filter((text) => text !== '').join(', ');
      const value = figure.value.toLocaleString('en').padStart(10);
      const unit = figure.unit.padEnd(9);
      const byYardstick =
        ratio === undefined
          ? ''.padEnd(38)
          : `${ratio.toPrecision(3).padStart(8)} × yardstick, average ${atAverage.toPrecision(3).padStart(7)}`.padEnd(
              38,
            );
      const verdict = met === undefined ? '' : `   ${met ? '✔' : '✘'} ${target}`;
      return `  ${figure.name.padEnd(width)} ${value} ${unit}${byYardstick}${verdict}`.trimEnd();
    })
    .join('\n');
}

function machine(): object {
  const [cpu] = cpus();
  return {
    cpu: cpu?.model ?? '',
    cores: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 1024 ** 3),
    system: `${platform()} ${release()}`,
  };
}

function versions(): object {
  const pom = readFileSync(new URL('../../../infra/local/pom.xml', import.meta.url), 'utf8');
  return {
    bellhop: git('rev-parse', '--short', 'HEAD'),
    node: process.version,
    kafka: /<artifactId>kafka_[\d.]+<\/artifactId>\s*<version>([^<]+)/.exec(pom)?.[1] ?? 'of the environment',
    postgres: '18',
  };
}

function git(...args: string[]): string {
  try {
    return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return 'unknown';
  }
}

/** The load goes to one gateway. */
function everyService(count: number): Record<string, number> {
  return Object.fromEntries(serviceNames.map((name) => [name, name === 'gateway' ? 1 : count]));
}
