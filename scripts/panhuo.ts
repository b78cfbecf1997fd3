/**
 * `npm run panhuo`: the command line, told how sheets become PDFs on this machine. The command line itself
 * knows no Electron; scripts/print-html.ts uses one that is already here and never downloads any.
 */
import { join } from 'node:path'

process.env['PANHUO_PRINTER'] ??= JSON.stringify([
  process.execPath,
  join(import.meta.dirname, 'print-html.ts'),
])
await import('../electron/cli/index.ts')
