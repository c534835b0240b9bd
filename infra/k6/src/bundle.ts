import { resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';

const directory = resolve(import.meta.dirname, '..');

/** The tests, by the names of their files. */
export const testNames = [
  'send-http',
  'send-grpc',
  'ws-sessions',
  'end-to-end',
  'vendor-slow',
  'spike',
  'soak',
] as const;

export type TestName = (typeof testNames)[number];

/** k6 takes no code from elsewhere here: what runs is what was reviewed. */
export const nothingFromElsewhere: Plugin = {
  name: 'nothing-from-elsewhere',
  setup: (building) => {
    building.onResolve({ filter: /^https?:/ }, ({ path }) => ({
      errors: [{ text: `${path} is loaded from elsewhere` }],
    }));
  },
};

/** A test as one file. @param plugin decides what stands for k6's own modules; without it they stay k6's */
export async function bundle(test: TestName, plugin?: Plugin): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [resolve(directory, 'tests', `${test}.ts`)],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    logLevel: 'silent',
    ...(plugin === undefined
      ? { external: ['k6', 'k6/*'], plugins: [nothingFromElsewhere] }
      : { plugins: [nothingFromElsewhere, plugin] }),
  });
  return outputFiles[0]?.text ?? '';
}
