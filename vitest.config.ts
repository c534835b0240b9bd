import { defineConfig } from 'vitest/config';

// Workspace packages run from source, in tests as in development.
const root = import.meta.dirname;
const shared = {
  resolve: {
    alias: [
      { find: /^@bellhop\/local-servers$/, replacement: `${root}/infra/local/src/index.ts` },
      { find: /^@bellhop\/(gateway|message-store|presence|push-router|vendor-adapters)$/, replacement: `${root}/services/$1/src/service.ts` },
      { find: /^@bellhop\/(contracts|runtime|kafka|postgres|grpc|client|testkit|vendor-simulator)$/, replacement: `${root}/packages/$1/src/index.ts` },
    ],
  },
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
