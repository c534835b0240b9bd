import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Workspace packages run from source, in tests as in development: nothing is built first.
// After `source` come Vite's own defaults.
const conditions = ['source', 'module', 'node', 'development|production'];
const externalConditions = ['source', 'node', 'module-sync'];
const fromSource = { resolve: { conditions }, ssr: { resolve: { conditions, externalConditions } } };
const execArgv = ['--conditions=source'];

// Passes on the Kafka and the Postgres of the run, which scripts/vitest.mjs starts once for all projects.
const globalSetup = ['packages/testkit/src/servers/vitest-global-setup.ts'];

const unit: TestProjectInlineConfiguration = {
  ...fromSource,
  test: {
    name: 'unit',
    include: [
      'packages/*/src/**/*.test.ts',
      'services/*/src/**/*.test.ts',
      'infra/*/src/**/*.test.ts',
      'scripts/*.test.mjs',
    ],
    execArgv,
  },
};

const service: TestProjectInlineConfiguration = {
  ...fromSource,
  test: {
    name: 'service',
    include: ['packages/*/test/**/*.test.ts', 'services/*/test/**/*.test.ts', 'infra/local/test/**/*.test.ts'],
    globalSetup,
    execArgv,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
};

// Each file runs every service in its own process, on topics, groups and a database of its own, and spends much of its time waiting: for a
// session that has to time out, for a retry that is due.
const system: TestProjectInlineConfiguration = {
  ...fromSource,
  test: {
    name: 'system',
    include: ['tests/test/**/*.test.ts'],
    globalSetup,
    execArgv,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
};

// Each file starts every service as a process, kills some of them and waits for what has to come within seconds. A dozen processes that start take both
// processors: beside them no other file would get the time that it needs to hold what is promised. So these run one after the other, after all others.
const processes: TestProjectInlineConfiguration = {
  ...system,
  test: {
    ...system.test,
    name: 'processes',
    include: ['tests/processes/**/*.test.ts'],
    maxWorkers: 1,
    sequence: { groupOrder: 1 },
  },
};

// Needs an image, and a Docker daemon to run it: `npm run test:image` gives both.
const image: TestProjectInlineConfiguration = {
  ...processes,
  test: { ...processes.test, name: 'image', include: ['tests/image/**/*.test.ts'] },
};
const hasImage = (process.env['BELLHOP_IMAGE'] ?? '') !== '';

/** The slow ones first, and within a project what took longest the last time, so that two processors are busy to the end. */
class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const order = ['image', 'processes', 'system', 'service', 'unit'];
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => order.indexOf(a.project.name) - order.indexOf(b.project.name));
  }
}

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    passWithNoTests: true,
    sequence: { sequencer: SlowFirst },
    projects: [unit, service, system, processes, ...(hasImage ? [image] : [])],
  },
});
