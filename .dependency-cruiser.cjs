/** Who may import whom. The reasons are in docs and ARCHITECTURE.md; a violation fails `npm test`. */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'services-meet-in-proto-and-topics',
      severity: 'error',
      from: { path: '^services/([^/]+)/src/', pathNot: '\\.test\\.ts$' },
      to: { path: '^services/([^/]+)/', pathNot: '^services/$1/' },
    },
    {
      name: 'domain-does-no-io',
      severity: 'error',
      from: { path: '^services/[^/]+/src/domain/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(services/[^/]+/src/(?!domain/)|packages/(?!contracts/|runtime/))' },
    },
    { name: 'kafkajs-behind-one-package', severity: 'error', from: { pathNot: '^packages/kafka/' }, to: { path: 'node_modules/kafkajs' } },
    { name: 'contracts-and-runtime-import-nothing-of-ours', severity: 'error', from: { path: '^packages/(contracts|runtime)/src' }, to: { path: '^(packages/(?!\\1)|services)', pathNot: '^packages/(contracts|runtime)/src' } },
    { name: 'simulator-knows-no-adapter', severity: 'error', from: { path: '^packages/vendor-simulator/' }, to: { path: '^services/' } },
    { name: 'client-runs-everywhere', severity: 'error', from: { path: '^packages/client/src/', pathNot: '\\.test\\.ts$' }, to: { dependencyTypes: ['core'] } },
    { name: 'production-does-not-import-tests', severity: 'error', from: { path: '^(packages|services)/[^/]+/src/', pathNot: '\\.test\\.ts$|^packages/testkit/' }, to: { path: '^packages/testkit/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/(dist|gen)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { conditionNames: ['source', 'import', 'node', 'default'], exportsFields: ['exports'], extensions: ['.ts', '.mjs', '.js'] },
  },
};
