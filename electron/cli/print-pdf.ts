/**
 * Printing sheets to PDF from the command line. Only Electron can do that, and the command line must work
 * without one: whoever starts it (scripts/panhuo.ts) names the program in PANHUO_PRINTER, or nobody does and
 * the sheets stay HTML.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Exit status of a printer that found no Electron or no screen. */
const noElectronStatus = 3

/** The program and its first arguments, or null where no Electron is present. */
function printer(): readonly string[] | null {
  const named = process.env['PANHUO_PRINTER']
  if (named === undefined || named === '') return null
  const words: unknown = JSON.parse(named)
  return Array.isArray(words) && words.length > 0 ? words.map(String) : null
}

/** Prints an HTML file to a PDF. Returns null when done, else the Chinese reason why there is no PDF. */
export function printToPdf(htmlPath: string, pdfPath: string): string | null {
  const [program, ...first] = printer() ?? []
  const withoutElectron = '这台机器上没有 Electron 或屏幕，计划表只有 HTML，可用浏览器打开后打印'
  if (program === undefined) return withoutElectron
  const result = spawnSync(program, [...first, htmlPath, pdfPath], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    timeout: 300_000,
  })
  if (result.status === 0 && existsSync(pdfPath)) return null
  if (result.status === noElectronStatus) return withoutElectron
  const why = (result.error?.message ?? result.stderr).trim().split('\n').at(-1) ?? ''
  return `PDF 没有打印成功（${why}），请用 HTML 打印`
}
