import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { round } from './statistics.ts';

interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const SHOWN = 8;

/** Where the processor time of each profiled service went, by package: its own share of all time that was not idle. */
export function summarizeProfiles(directory: string): string {
  return readdirSync(directory)
    .filter((file) => file.endsWith('.cpuprofile'))
    .map((file) => {
      const profile = JSON.parse(readFileSync(join(directory, file), 'utf8')) as CpuProfile;
      const { busyMs, shares } = timeByPackage(profile);
      const rows = shares.slice(0, SHOWN).map(([name, share]) => `${name} ${round(share * 100)} %`);
      return `  ${basename(file, '.cpuprofile').padEnd(15)} ${Math.round(busyMs)} ms: ${rows.join(' · ')}`;
    })
    .join('\n');
}

/** Time per package, most first; without what was idle. */
export function timeByPackage(profile: CpuProfile): { busyMs: number; shares: [string, number][] } {
  const owners = new Map(profile.nodes.map(({ id, callFrame }) => [id, ownerOf(callFrame)]));
  const times = new Map<string, number>();
  for (const [index, sample] of profile.samples.entries()) {
    const owner = owners.get(sample) ?? '(unknown)';
    times.set(owner, (times.get(owner) ?? 0) + (profile.timeDeltas[index] ?? 0));
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
