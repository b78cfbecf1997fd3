/** The pages of a PDF under one another; tells which one is in the middle of the view. */
import { useEffect, useLayoutEffect, useState } from 'react'
import { t } from '../../i18n/index.ts'
import type { PdfDocument } from './pdf-document.ts'
import { PdfPageView } from './pdf-page.tsx'

/** Width of a landscape A4 page in PDF points. */
const pageWidth = 841.89
const margin = 48

interface PdfPagesProps {
  readonly document: PdfDocument
  /** CSS pixels per PDF point; null = as wide as the view. */
  readonly scale: number | null
  readonly onPage: (page: number) => void
  /** Told the scale in use when the view decides it. */
  readonly onScale: (scale: number) => void
}

export function PdfPages({ document, scale, onPage, onScale }: PdfPagesProps) {
  const [root, setRoot] = useState<HTMLDivElement | null>(null)
  const [fit, setFit] = useState(1)
  useLayoutEffect(() => {
    if (!root) return
    const measure = () => setFit(Math.max(0.3, (root.clientWidth - margin) / pageWidth))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(root)
    return () => observer.disconnect()
  }, [root])
  const used = scale ?? fit
  useEffect(() => onScale(used), [used, onScale])
  return (
    <div className="pdf-pages" ref={setRoot} tabIndex={0} role="region" aria-label={t('plans.printRoom')}>
      {root &&
        Array.from({ length: document.numPages }, (_, i) => (
          <PdfPageView
            key={i}
            document={document}
            number={i + 1}
            scale={used}
            root={root}
            label={t('plans.printPageLabel', { page: i + 1 })}
            onVisible={onPage}
          />
        ))}
    </div>
  )
}
