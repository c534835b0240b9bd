import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { messageOf } from '@bellhop/runtime';

const run = promisify(execFile);

/** Prometheus and its tool for rules. */
export interface PrometheusTools {
  readonly prometheus: string;
  readonly promtool: string;
}

export type FoundTools =
  { readonly kind: 'found'; readonly tools: PrometheusTools } | { readonly kind: 'none'; readonly why: string };

const package_ = 'prometheus';
const DOWNLOAD_WITHIN_MS = 120_000;

/** Prometheus on the PATH; else that of Debian's package, unpacked beside temporary files and kept there; it is not installed. */
export async function prometheusTools(): Promise<FoundTools> {
  const onPath = toolsIn((process.env['PATH'] ?? '').split(delimiter));
  if (onPath !== undefined) return { kind: 'found', tools: onPath };
  const cache = join(tmpdir(), `bellhop-prometheus-${userInfo().uid}`);
  const bin = join(cache, 'usr', 'bin');
  const cached = toolsIn([bin]);
  if (cached !== undefined) return { kind: 'found', tools: cached };
  try {
    await unpack(cache);
  } catch (error) {
    return {
      kind: 'none',
      why: `there is no prometheus on the PATH, and Debian's package could not be had: ${messageOf(error).split('\n')[0]}`,
    };
  }
  const unpacked = toolsIn([bin]);
  return unpacked === undefined
    ? { kind: 'none', why: "Debian's package of prometheus holds none" }
    : { kind: 'found', tools: unpacked };
}

function toolsIn(directories: readonly string[]): PrometheusTools | undefined {
  const find = (name: string): string | undefined =>
    directories.map((directory) => join(directory, name)).find((path) => existsSync(path));
  const prometheus = find('prometheus');
  const promtool = find('promtool');
  return prometheus === undefined || promtool === undefined ? undefined : { prometheus, promtool };
}

/** Several tests may come at once: each unpacks for itself, and the first one's place is taken. */
async function unpack(cache: string): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'bellhop-prometheus-'));
  try {
    const download = () => run('apt-get', ['download', package_], { cwd: work, timeout: DOWNLOAD_WITHIN_MS });
    await download().catch(async () => {
      await run('apt-get', ['update'], { timeout: DOWNLOAD_WITHIN_MS }); // a new machine knows no packages yet
      await download();
    });
    const archive = readdirSync(work).find((name) => name.endsWith('.deb'));
    if (archive === undefined) throw new Error('nothing was downloaded');
    const files = join(work, 'files');
    mkdirSync(files);
    await run('dpkg', ['-x', join(work, archive), files]);
    if (existsSync(cache)) return;
    renameSync(files, cache);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
