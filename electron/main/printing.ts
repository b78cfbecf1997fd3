/**
 * From a finished HTML document to PDF bytes or paper. The document is rendered in a hidden, sandboxed window
 * with scripting off and a session that can reach nothing but this one document; page numbers come from
 * Chromium's own footer, so they are right however long the plan is.
 */
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { BrowserWindow, session } from 'electron'
import type { Session } from 'electron'
import { fenceSession } from './no-network.ts'
import { printFooter } from './print-footer.ts'
import { offerPrintDocument, servePrintDocuments } from './protocol.ts'
import type { Printable } from '../../shared/contract/shell.ts'

const MARGIN_INCHES = { top: 0.4, bottom: 0.55, left: 0.4, right: 0.4 }

let printSession: Promise<Session> | undefined

/** A4 pages of the document; `@page` rules in it win over `landscape`. */
export async function renderPdf(document: Printable): Promise<Uint8Array<ArrayBuffer>> {
  return withDocument(document.html, async (window) => {
    const pdf = await window.webContents.printToPDF({
      landscape: document.landscape,
      pageSize: 'A4',
      preferCSSPageSize: true,
      printBackground: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: printFooter(document.title, document.footer),
      margins: MARGIN_INCHES,
    })
    return new Uint8Array(pdf)
  })
}

/**
 * The foot of every page as CSS: the print dialog takes no footer template as PDFs do. A Chromium before 131
 * does not know margin boxes and prints without it.
 */
function footerStyle({ title, footer }: Printable): string {
  const box = (place: string, content: string) =>
    `@${place} { content: ${content}; font: 8px 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif; color: #555; }`
  return `@page { ${box('bottom-left', JSON.stringify(title))} ${box('bottom-center', JSON.stringify(footer))} ${box(
    'bottom-right',
    '"第 " counter(page) " / " counter(pages) " 页"',
  )} }`
}

/** Opens the system's print dialog. Never rejects for a cancelled or missing printer. */
export function printOnPaper(document: Printable): Promise<{ printed: boolean; reason: string | null }> {
  const { html, landscape } = document
  return withDocument(html, async (window) => {
    await window.webContents.insertCSS(footerStyle(document))
    return new Promise((resolve) => {
      window.webContents.print({ landscape, pageSize: 'A4', printBackground: true }, (printed, reason) =>
        resolve({ printed, reason: printed ? null : reason }),
      )
    })
  })
}

/** Writes bytes so that the file is either the old one or the whole new one. */
export async function writePdf(path: string, pdf: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const draft = `${path}.${process.pid}.part`
  await writeFile(draft, pdf)
  await rename(draft, path)
}

async function withDocument<T>(html: string, use: (window: BrowserWindow) => Promise<T>): Promise<T> {
  printSession ??= openPrintSession()
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: await printSession,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  try {
    await window.loadURL(offerPrintDocument(html))
    return await use(window)
  } finally {
    window.destroy()
  }
}

async function openPrintSession(): Promise<Session> {
  // No "persist:" prefix: nothing of a printed plan stays on disk.
  const own = session.fromPartition('print')
  servePrintDocuments(own)
  await fenceSession(own, null)
  return own
}
