import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const endWithParent = pathToFileURL(join(root, 'scripts', 'end-with-parent.mjs')).href;

/**
 * In which form our scripts run: from the sources; what `npm run build` makes of them; the bundled program that images hold
 * (infra/docker/bundle.mjs); a container of the image BELLHOP_IMAGE, on the network of this machine and with no rights at all; or from
 * the sources of another release.
 */
export type Form = 'source' | 'compiled' | 'bundled' | 'image' | Checkout;

/** The sources of another release, with their dependencies. */
export interface Checkout {
  /** The root folder. */
  readonly checkout: string;
}

/** A command line that runs a script of ours. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
}

export interface Script {
  /** From the project's root. */
  readonly script: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly nodeFlags: readonly string[];
}

/** The root folder of what runs in a form. */
export function rootOf(form: Form): string {
  return typeof form === 'object' ? form.checkout : root;
}

/** The command line for a script in a form. `env` is what the script shall see, wherever the command itself runs. */
export function launchOf(form: Form, { script, args, env, nodeFlags }: Script): Launch {
  const node = (file: string, flags: readonly string[], given: readonly string[]): Launch => ({
    command: process.execPath,
    args: [...flags, '--import', endWithParent, ...nodeFlags, join(rootOf(form), file), ...given],
    cwd: dirname(join(rootOf(form), file)),
  });
  if (typeof form === 'object') return node(script, ['--conditions=source'], args);
  switch (form) {
    case 'source':
      return node(script, ['--conditions=source'], args);
    case 'compiled':
      return node(script.replace('/src/', '/dist/').replace(/\.ts$/, '.js'), [], args);
    case 'bundled':
      return node('infra/cli/dist/bellhop.js', ['--enable-source-maps'], [...commandOf(script, env), ...args]);
    case 'image': {
      const image = process.env['BELLHOP_IMAGE'] ?? '';
      if (image === '') throw new Error('BELLHOP_IMAGE does not name an image');
      const settings = Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
      const confined = ['--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'];
      const command = [...commandOf(script, env), ...args];
      return {
        command: 'docker',
        args: [
          'run',
          '--rm',
          '--network',
          'host',
          '--label',
          CONTAINER_LABEL,
          ...confined,
          ...settings,
          image,
          ...command,
        ],
        cwd: root,
      };
    }
  }
}

/** What containers of this process are found by. */
export const CONTAINER_LABEL = `bellhop.test=${process.pid}`;

/** The command of `bellhop` that runs a script. */
function commandOf(script: string, env: Readonly<Record<string, string>>): string[] {
  const [, name = ''] = /^(?:packages|services)\/([^/]+)\/src\/main\.ts$/.exec(script) ?? [];
  if (name === 'vendor-adapters') return ['adapter', env['VENDOR'] ?? ''];
  if (name === 'vendor-simulator') return ['simulator'];
  if (name === '') throw new Error(`${script} is no command of bellhop`);
  return [name];
}
