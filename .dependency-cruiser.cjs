/** The arrows of the house: shared <- core <- (db | io) <- handlers <- engine <- (cli | main), shared <- renderer. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  comment: `${from} may only import from: ${allowed.join(', ')}`,
  from: { path: from },
  to: { path: '^(electron|renderer|shared|tests|scripts)/', pathNot: allowed },
})
const noModules = (name, from, path) => ({ name, severity: 'error', from: { path: from }, to: { path } })

const engine = '^electron/engine/'
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    only('shared-stands-alone', '^shared/', ['^shared/']),
    only('core-is-pure', `${engine}core/`, ['^shared/', `${engine}core/`]),
    only('io-below-handlers', `${engine}io/`, ['^shared/', `${engine}core/`, `${engine}io/`]),
    only('db-below-handlers', `${engine}db/`, ['^shared/', `${engine}core/`, `${engine}db/`]),
    only('simulator-apart', `${engine}simulator/`, [
      '^shared/',
      `${engine}core/`,
      `${engine}io/`,
      `${engine}simulator/`,
    ]),
    only('handlers-below-engine', `${engine}handlers/`, [
      '^shared/',
      `${engine}(core|db|io|handlers)/`,
      `${engine}dispatch.ts`,
    ]),
    only('engine-knows-no-host', engine, ['^shared/', engine]),
    only('renderer-only-shared', '^renderer/', ['^shared/', '^renderer/']),
    only('preload-only-shared', '^electron/preload/', ['^shared/', '^electron/preload/']),
    only('main-knows-no-customer', '^electron/main/', ['^shared/', '^electron/main/']),
    only('cli-over-engine', '^electron/cli/', ['^shared/', engine, '^electron/cli/']),
    noModules(
      'no-electron-in-engine',
      '^(electron/engine|electron/cli|shared|renderer)/',
      'node_modules/electron/',
    ),
    noModules(
      'no-react-below-renderer',
      '^(electron|shared)/',
      'node_modules/(react|react-dom|antd|ag-grid.*)/',
    ),
    {
      name: 'core-and-shared-do-no-io',
      severity: 'error',
      from: { path: `^(shared|electron/engine/core)/` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'one-importer-of-the-grid',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '^renderer/components/' },
      to: { path: 'node_modules/(ag-grid-react|ag-grid-community)/' },
    },
    {
      name: 'no-node-in-renderer',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'product-imports-no-tests',
      severity: 'error',
      from: { path: '^(electron|renderer|shared)/' },
      to: { path: '^(tests|scripts)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
}
