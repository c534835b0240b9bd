import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { debianProgram, type Run } from '../debian-packages.ts';

/** A Chromium without windows and the libraries that came with it; or why there is none. */
export type ChromiumProgram =
  { readonly path: string; readonly libraries: readonly string[] } | { readonly missing: string };

const NAMES = ['chromium-headless-shell', 'chromium', 'google-chrome'];

/** Finds Chromium on this machine, or gets Debian's, with those of its libraries that the machine does not have. */
export function chromiumProgram(): ChromiumProgram {
  for (const folder of (process.env['PATH'] ?? '').split(':'))
    for (const name of NAMES)
      if (folder !== '' && existsSync(join(folder, name))) return { path: join(folder, name), libraries: [] };
  const unpacked = debianProgram('chromium', missingPackages);
  if ('missing' in unpacked) return unpacked;
  return { path: join(unpacked.folder, 'usr/lib/chromium/chromium-headless-shell'), libraries: unpacked.libraries };
}

/** What apt would install; it only says so. */
function missingPackages(run: Run): string[] {
  const plan = run('apt-get', '--simulate', 'install', '--no-install-recommends', 'chromium-headless-shell');
  return [...plan.matchAll(/^Inst (\S+)/gm)].map(([, name = '']) => name).filter((name) => name !== 'xdg-utils');
}
