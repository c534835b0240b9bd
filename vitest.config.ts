import { defineConfig } from 'vitest/config';

// Workspace packages run from source, in tests as in development.
const conditions = ['source', 'node', 'import', 'default'];

const shared = {
  resolve: { conditions },
  ssr: { resolve: { conditions } },
};

export default defineConfig({
  ...shared,
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'services/*/src/**/*.test.ts', 'infra/local/src/**/*.test.ts'],
          execArgv: ['--conditions=source'],
        },
      },
      {
        ...shared,
        test: {
          name: 'service',
          include: ['packages/*/test/**/*.test.ts', 'services/*/test/**/*.test.ts', 'infra/local/test/**/*.test.ts', 'tests/test/**/*.test.ts'],
          globalSetup: ['packages/testkit/src/servers/vitest-global-setup.ts'],
          execArgv: ['--conditions=source'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
