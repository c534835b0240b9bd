import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { round } from './statistics.ts';

interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  /** µs of the machine's monotonic clock, as those of `MeasuredSpan`. */
  readonly startTime: number;
  readonly samples: readonly number[];
  /** µs since the sample before. */
  readonly timeDeltas: readonly number[];
}

/** What was measured of a run, without what led up to it: µs of the machine's monotonic clock. */
export interface MeasuredSpan {
  readonly fromUs: number;
  readonly toUs: number;
}

const SHOWN = 8;

/** Where the processor time of each profiled service went while it was measured, by package: its own share of all time that was not idle. */
export function summarizeProfiles(directory: string, span: MeasuredSpan): string {
  return readdirSync(directory)
    .filter((file) => file.endsWith('.cpuprofile'))
    .map((file) => {
      const profile = JSON.parse(readFileSync(join(directory, file), 'utf8')) as CpuProfile;
      const { busyMs, shares } = timeByPackage(profile, span);
      const rows = shares.slice(0, SHOWN).map(([name, share]) => `${name} ${round(share * 100)} %`);
      return `  ${basename(file, '.cpuprofile').padEnd(15)} ${Math.round(busyMs)} ms: ${rows.join(' · ')}`;
    })
    .join('\n');
}

/** Time per package within the span, most first; without what was idle. */
export function timeByPackage(
  profile: CpuProfile,
  { fromUs, toUs }: MeasuredSpan,
): { busyMs: number; shares: [string, number][] } {
  const owners = new Map(profile.nodes.map(({ id, callFrame }) => [id, ownerOf(callFrame)]));
  const times = new Map<string, number>();
  let atUs = profile.startTime;
  for (const [index, sample] of profile.samples.entries()) {
    const tookUs = profile.timeDeltas[index] ?? 0;
    atUs += tookUs;
    if (atUs < fromUs || atUs > toUs) continue;
    const owner = owners.get(sample) ?? '(unknown)';
    times.set(owner, (times.get(owner) ?? 0) + tookUs);
  }
  times.delete('(idle)');
  const busy = [...times.values()].reduce((sum, one) => sum + one, 0);
  const shares = [...times].sort(([, a], [, b]) => b - a).map(([name, time]): [string, number] => [name, time / busy]);
  return { busyMs: busy / 1_000, shares };
}

function ownerOf({ functionName, url }: { functionName: string; url: string }): string {
  if (url === '')
    return functionName === '(idle)' ? '(idle)' : functionName === '(garbage collector)' ? 'gc' : 'node (native)';
  if (url.startsWith('node:'))
    return `node:${
      url
        .slice(5)
        .replace(/^internal\//, '')
        .split('/')[0] ?? ''
    }`;
  const library = /\/node_modules\/(?!\.pnpm)((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(url)?.[1];
  if (library !== undefined) return library;
  const ours = /\/(packages|services)\/([^/]+)\//.exec(url);
  return ours === null ? '(other)' : `${ours[1]}/${ours[2]}`;
}
