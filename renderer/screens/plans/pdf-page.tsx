/**
 * One page of a PDF on a canvas, drawn when it comes near the visible part and released when it leaves, so
 * that a branch with twenty sheets does not hold twenty bitmaps.
 */
import { useEffect, useRef, useState } from 'react'
import type { PdfDocument, PdfPage } from './pdf-document.ts'

interface PdfPageViewProps {
  readonly document: PdfDocument
  /** From 1. */
  readonly number: number
  /** CSS pixels per PDF point. */
  readonly scale: number
  readonly label: string
  readonly onVisible: (number: number) => void
  readonly root: HTMLElement | null
}

function useNear(root: HTMLElement | null, onVisible: () => void) {
  const host = useRef<HTMLDivElement>(null)
  const [near, setNear] = useState(false)
  const seen = useRef(onVisible)
  useEffect(() => {
    seen.current = onVisible
  })
  useEffect(() => {
    const element = host.current
    if (!element) return
    const around = new IntersectionObserver((entries) => setNear(entries.some((e) => e.isIntersecting)), {
      root,
      rootMargin: '600px',
    })
    const middle = new IntersectionObserver(
      (entries) => {
        if (entries.some((e) => e.isIntersecting)) seen.current()
      },
      { root, rootMargin: '-45% 0px -45% 0px' },
    )
    around.observe(element)
    middle.observe(element)
    return () => {
      around.disconnect()
      middle.disconnect()
    }
  }, [root])
  return { host, near }
}

export function PdfPageView({ document, number, scale, label, onVisible, root }: PdfPageViewProps) {
  const { host, near } = useNear(root, () => onVisible(number))
  const canvas = useRef<HTMLCanvasElement>(null)
  const [page, setPage] = useState<PdfPage | null>(null)

  useEffect(() => {
    let current = true
    document.getPage(number).then(
      (loaded) => {
        if (current) setPage(loaded)
      },
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [document, number])

  const size = page?.getViewport({ scale })
  useEffect(() => {
    const target = canvas.current
    if (!target || !page || !near) return
    const density = globalThis.devicePixelRatio || 1
    const viewport = page.getViewport({ scale: scale * density })
    target.width = Math.floor(viewport.width)
    target.height = Math.floor(viewport.height)
    const task = page.render({ canvas: target, viewport })
    // A page scrolled away while it is drawn rejects with a cancellation, which is not an error.
    task.promise.catch(() => undefined)
    return () => {
      task.cancel()
      target.width = 0
      target.height = 0
    }
  }, [page, near, scale])

  return (
    <div
      ref={host}
      className="pdf-page"
      style={{ width: size?.width ?? 842 * scale, height: size?.height ?? 595 * scale }}
    >
      <canvas ref={canvas} role="img" aria-label={label} style={{ width: '100%', height: '100%' }} />
    </div>
  )
}
