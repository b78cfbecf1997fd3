/**
 * The product's own scheme. `app://panhuo/…` serves the built page with a fresh nonce per response;
 * `app://print/<token>`, in a session of its own, serves one document that is about to be printed, once.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import type { Session } from 'electron'
import { assetPath, contentType } from './assets.ts'
import { NONCE_PLACEHOLDER, pagePolicy, PRINT_POLICY } from './csp.ts'

export const PAGE_URL = 'app://panhuo/index.html'

const printDocuments = new Map<string, string>()

/** Call before `app` is ready. */
export function declareScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }])
}

/** Serves the built page of `rendererDir` in this session. */
export function servePages(session: Session, rendererDir: string): void {
  session.protocol.handle('app', async (request) => {
    const url = new URL(request.url)
    const file =
      url.host === 'panhuo' && request.method === 'GET' ? assetPath(rendererDir, url.pathname) : null
    if (file === null) return new Response('forbidden', { status: 403 })
    try {
      return respond(file, await readFile(file))
    } catch {
      return new Response('not found', { status: 404 })
    }
  })
}

/** Serves nothing but documents handed over with `offerPrintDocument`. */
export function servePrintDocuments(session: Session): void {
  session.protocol.handle('app', (request) => {
    const url = new URL(request.url)
    const token = url.pathname.slice(1)
    const html = url.host === 'print' ? printDocuments.get(token) : undefined
    if (html === undefined) return new Response('not found', { status: 404 })
    printDocuments.delete(token)
    return new Response(html, {
      headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': PRINT_POLICY },
    })
  })
}

/** Keeps the document for one request and returns its address. */
export function offerPrintDocument(html: string): string {
  const token = randomUUID()
  printDocuments.set(token, html)
  return `app://print/${token}`
}

function respond(file: string, bytes: Buffer): Response {
  const headers: Record<string, string> = {
    'Content-Type': contentType(file),
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  }
  if (!file.endsWith('.html')) return new Response(new Uint8Array(bytes), { headers })
  const nonce = randomBytes(18).toString('base64')
  headers['Content-Security-Policy'] = pagePolicy(nonce)
  return new Response(bytes.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce), { headers })
}
