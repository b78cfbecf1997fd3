/**
 * Opens PDF bytes for drawing. The preview draws the very bytes that go to the printer or the file, so what
 * is seen is what comes out. This module is loaded on demand: pdf.js is large and only the preview needs it.
 *
 * The legacy build is used because the oldest Chromium we run on (130) lacks features the modern one needs.
 * Its worker comes from the app's own origin; nothing is fetched and nothing is evaluated from strings.
 */
/// <reference types="vite/client" />
import { getDocument, GlobalWorkerOptions } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'

export type PdfDocument = PDFDocumentProxy
export type PdfPage = PDFPageProxy

export interface OpenPdf {
  readonly document: PdfDocument
  close(): void
}

/** Parses the bytes (a copy of them: the worker takes its buffer away) and answers with the document. */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  GlobalWorkerOptions.workerSrc = workerUrl
  const task = getDocument({
    data: bytes.slice(),
    useWasm: false,
    useWorkerFetch: false,
    useSystemFonts: true,
    enableXfa: false,
  })
  const document = await task.promise
  return { document, close: () => void task.destroy() }
}
