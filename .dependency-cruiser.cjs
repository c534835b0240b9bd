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

const gatewayFeatures = [
  'sessions',
  'messages',
  'conversations',
  'phone-calls',
  'groups',
  'devices',
  'presence',
  'apps',
  'traces',
  'users',
  'user-settings',
  'direct-pushes',
];
const gatewayFloors = [
  ['doors'],
  gatewayFeatures,
  ['calls'],
  ['accept', 'delivery', 'ringing', 'presence-lease'],
  ['connections'],
  ['domain'],
];

const tests = '\\.test\\.ts$|/test/';

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    // k6's own modules are nowhere but in k6; its types are checked (infra/k6/tsconfig.json).
    {
      name: 'imports-exist',
      severity: 'error',
      from: { pathNot: '^infra/k6/' },
      to: { couldNotResolve: true },
    },
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
    // In the gateway, from top to bottom: wiring, doors, calls by feature, what they work with, connections, decisions.
    ...gatewayFloors.map((floor, index) => ({
      name: `gateway-floor-${index + 1}-does-not-look-up`,
      severity: 'error',
      from: { path: `^services/gateway/src/(${floor.join('|')})/`, pathNot: tests },
      to: {
        path: `^services/gateway/src/(${gatewayFloors.slice(0, index).flat().join('|') || 'none'})/`,
      },
    })),
    {
      name: 'doors-know-no-feature',
      severity: 'error',
      from: { path: '^services/gateway/src/doors/', pathNot: tests },
      to: { path: `^services/gateway/src/(${gatewayFeatures.join('|')})/` },
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
      // The yardstick of the benchmarks is measured without our own code.
      from: { pathNot: '^packages/kafka/|^tests/src/bench/yardstick/rounds.ts$' },
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
