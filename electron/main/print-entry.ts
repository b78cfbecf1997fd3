/** `--print-html IN --out OUT`: one document to one PDF, without a window, an engine or the user's folder. */
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { app } from 'electron'
import { renderPdf, writePdf } from './printing.ts'

/** Use a throw-away profile, so that printing works beside an open window. Call before `app` is ready. */
export function preparePrintEntry(): void {
  const profile = mkdtempSync(join(tmpdir(), 'panhuo-print-'))
  app.setPath('userData', profile)
  app.on('quit', () => rmSync(profile, { recursive: true, force: true, maxRetries: 3 }))
  // Electron would quit with the printing window, before the file is written.
  app.on('window-all-closed', () => undefined)
}

/** Prints and ends the process: 0 done, 1 with the reason on stderr. */
export async function runPrintEntry(job: { html: string; out: string }): Promise<void> {
  try {
    const html = await readFile(job.html, 'utf8')
    const pdf = await renderPdf({ html, title: titleOf(html), footer: '', landscape: true })
    await writePdf(job.out, pdf)
    app.exit(0)
  } catch (error) {
    console.error(`打印失败：${error instanceof Error ? error.message : String(error)}`)
    app.exit(1)
  }
}

function titleOf(html: string): string {
  const text = /<title>([^<]*)<\/title>/i.exec(html)?.[1] ?? ''
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .trim()
}
