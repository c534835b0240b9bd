import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf } from '@bellhop/runtime';

/** Runs a program; gives what it wrote. */
export type Run = (command: string, ...args: string[]) => string;

/** Unpacked packages, and where the libraries in them are; or why there are none. */
export type Unpacked =
  { readonly folder: string; readonly libraries: readonly string[] } | { readonly missing: string };

/**
 * Gets a program from Debian's packages, where there is apt, and unpacks it beside the system; what was got once is kept.
 * @param packages names the packages it needs that the machine may not have
 */
export function debianProgram(name: string, packages: (run: Run) => readonly string[]): Unpacked {
  if (process.platform !== 'linux') return { missing: `${name} is not installed, and comes by itself on Linux only` };
  const kept = join(tmpdir(), `bellhop-${name}-${process.getuid?.()}`);
  try {
    if (!existsSync(kept)) unpack(kept, packages);
    // Everybody may write to the folder for temporary files: programs that somebody else put there are not run.
    if (lstatSync(kept).uid !== process.getuid?.()) return { missing: `${kept} belongs to somebody else: remove it` };
  } catch (error) {
    return { missing: `${name} is not installed, and apt does not get it: ${messageOf(error).split('\n')[0]}` };
  }
  return { folder: kept, libraries: foldersOfLibraries(join(kept, 'usr/lib')) };
}

function unpack(kept: string, packages: (run: Run) => readonly string[]): void {
  const aside = mkdtempSync(`${kept}.`);
  const run: Run = (command, ...args) =>
    execFileSync(command, args, { cwd: aside, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  run('apt-get', 'download', ...packages(run));
  for (const file of readdirSync(aside).filter((one) => one.endsWith('.deb'))) {
    run('dpkg', '-x', file, '.');
    rmSync(join(aside, file));
  }
  chmodSync(aside, 0o755); // programs may run as another user
  try {
    renameSync(aside, kept);
  } catch {
    rmSync(aside, { recursive: true, force: true }); // another run was faster
  }
}

/** The folder of the machine's architecture, and those in it that a library of there may want. */
function foldersOfLibraries(folder: string): string[] {
  const folders = (of: string): string[] =>
    readdirSync(of)
      .map((name) => join(of, name))
      .filter((path) => lstatSync(path).isDirectory());
  return folders(folder).flatMap((path) => [path, ...folders(path)]);
}
