/** Printing without a window: pages, page numbers, and a document whose scripts stay dead. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, expect, test } from 'vitest'
import { electronRuntime, REPO_ROOT } from '../../scripts/electron-runtime.ts'

const dir = mkdtempSync(join(tmpdir(), 'panhuo-print-test-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const DOCUMENT = `<!doctype html><html><head><meta charset="utf-8"><title>第48周 计划 &amp; 名单</title>
<style>@page { size: A4 landscape; margin: 10mm 10mm 14mm }</style></head>
<body><p style="break-after: page">上半周</p><p>下半周</p><script>document.body.textContent = 'RAN'</script></body></html>`

test('prints numbered landscape pages and runs no script of the document', async () => {
  await electronRuntime()
  const html = join(dir, 'plan.html')
  const out = join(dir, 'deep', 'plan.pdf')
  writeFileSync(html, DOCUMENT)
  const result = printHtml(html, out)
  expect(result).toEqual({ status: 0, stdout: '' })
  const pages = await pagesOf(out)
  // The last character comes out as a look-alike radical: fonts map both code points to one glyph.
  expect(pages.map(({ text }) => text.replaceAll(/\s/g, ''))).toEqual([
    expect.stringMatching(/上半周.*第48周计划&名单.*第1\/2./),
    expect.stringMatching(/下半周.*第48周计划&名单.*第2\/2./),
  ])
  expect(pages.every(({ width, height }) => width > height)).toBe(true)
})

test('says so when the document is missing', () => {
  expect(printHtml(join(dir, 'none.html'), join(dir, 'none.pdf')).status).toBe(1)
})

function printHtml(html: string, out: string): { status: number | null; stdout: string } {
  const script = join(REPO_ROOT, 'scripts', 'print-html.ts')
  const { status, stdout } = spawnSync(process.execPath, [script, html, out], { encoding: 'utf8' })
  return { status, stdout }
}

async function pagesOf(file: string): Promise<{ text: string; width: number; height: number }[]> {
  const document = await getDocument({ data: new Uint8Array(readFileSync(file)) }).promise
  const numbers = Array.from({ length: document.numPages }, (_, at) => at + 1)
  return Promise.all(
    numbers.map(async (number) => {
      const page = await document.getPage(number)
      const { items } = await page.getTextContent()
      const { width, height } = page.getViewport({ scale: 1 })
      return { text: items.map((item) => ('str' in item ? item.str : '')).join(''), width, height }
    }),
  )
}
