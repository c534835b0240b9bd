/** Who may import whom (ARCHITECTURE.md says why); a violation fails `npm test`. */
const ofOurs = '^(packages|services|infra|tests)/';

// A package imports itself and these, nothing else of ours.
const packagesMayImport = {
  contracts: [],
  runtime: [],
  kafka: ['contracts', 'runtime'],
  postgres: ['contracts', 'runtime'],
  grpc: ['contracts', 'runtime'],
  client: ['contracts'],
  'vendor-simulator': ['runtime'],
  operator: ['contracts', 'kafka', 'runtime'],
};

const tests = '\\.test\\.ts$|/test/';

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'imports-exist', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...Object.entries(packagesMayImport).map(([name, allowed]) => ({
      name: `what-${name}-may-import`,
      severity: 'error',
      from: { path: `^packages/${name}/`, pathNot: tests },
      to: { path: ofOurs, pathNot: `^packages/(${[name, ...allowed].join('|')})/` },
    })),
    {
      name: 'client-takes-only-types-of-contracts',
      severity: 'error',
      from: { path: '^packages/client/', pathNot: tests },
      to: { path: '^packages/contracts/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'client-runs-everywhere',
      severity: 'error',
      from: { path: '^packages/client/src/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'testkit-knows-packages-only',
      severity: 'error',
      from: { path: '^packages/testkit/' },
      to: { path: '^(services|tests)/' },
    },
    {
      name: 'services-meet-in-proto-and-topics',
      severity: 'error',
      from: { path: '^services/([^/]+)/', pathNot: tests },
      to: { path: '^services/([^/]+)/', pathNot: '^services/$1/' },
    },
    {
      name: 'domain-does-no-io',
      severity: 'error',
      from: { path: '^services/[^/]+/src/domain/', pathNot: tests },
      // Of runtime it takes the error classes.
      to: { path: '^(services/[^/]+/src/(?!domain/)|packages/(?!contracts/|runtime/)|infra/|tests/)' },
    },
    {
      name: 'domain-opens-nothing',
      severity: 'error',
      from: { path: '^services/[^/]+/src/domain/', pathNot: tests },
      to: {
        dependencyTypes: ['core'],
        path: '^(node:)?(fs|net|tls|http|http2|https|dgram|dns|child_process|worker_threads)',
      },
    },
    {
      name: 'kafkajs-behind-one-package',
      severity: 'error',
      from: { pathNot: '^packages/kafka/' },
      to: { path: 'node_modules/kafkajs' },
    },
    {
      name: 'production-does-not-import-tests',
      severity: 'error',
      from: { path: '^(packages|services)/[^/]+/src/', pathNot: `${tests}|^packages/testkit/` },
      to: { path: '^(packages/testkit|infra|tests)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.mjs', '.js'],
    },
  },
};
