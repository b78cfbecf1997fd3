/**
 * One piece of work in a process of its own, so that its memory is its own:
 *
 *   node tests/bench/child.ts make '{"variant":"shared","rows":10000}'
 *   node tests/bench/child.ts <work> '<extract file as JSON>'
 *
 * Prints its outcome as one JSON line. Each kind of work is loaded alone, the others cost it nothing.
 */
import type { ExtractFile, Variant } from './extract-files.ts'
import type { Workload } from './outcome.ts'

const workloads: Record<string, () => Promise<Workload>> = {
  scan: async () => (await import('./workloads/scan.ts')).scan,
  read: async () => (await import('./workloads/read-values.ts')).readValues,
  import: async () => (await import('./workloads/import-file.ts')).importFile,
  sqlite: async () => (await import('./workloads/sqlite-import.ts')).sqliteImport,
  sheetjs: async () => (await import('./workloads/sheetjs-insert.ts')).sheetJsInsert,
  window: async () => (await import('./workloads/window.ts')).askWhileImporting,
}

const [name = '', json = '{}'] = process.argv.slice(2)
if (name === 'make') {
  const { extractFile } = await import('./extract-files.ts')
  const { variant, rows } = JSON.parse(json) as { variant: Variant; rows: number }
  console.log(JSON.stringify(await extractFile(variant, rows)))
} else {
  const load = workloads[name]
  if (!load) throw new Error(`no such work: ${name}`)
  const work = await load()
  console.log(JSON.stringify(await work(JSON.parse(json) as ExtractFile)))
}
