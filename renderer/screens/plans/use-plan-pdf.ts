/**
 * The printed sheets as PDF bytes: the engine writes the document, the shell turns it into the bytes that are shown, printed and saved alike.
 */
import { useEffect, useState } from 'react'
import type { IsoWeek } from '../../../shared/domain/dates.ts'
import { call, shellCall, toApiError, type ApiError } from '../../api/client.ts'
import type { ShellOutputOf } from '../../../shared/contract/shell.ts'
import type { OpenPdf } from './pdf-document.ts'

export interface PlanPdf {
  readonly html: string
  readonly title: string
  readonly footer: string
  readonly sheets: number
  readonly bytes: ShellOutputOf<'shell.printPlanPdf'>['pdf']
  readonly pdf: OpenPdf
}

async function makePdf(week: IsoWeek, rm: string | null): Promise<PlanPdf> {
  const [{ openPdf }, sheets] = await Promise.all([
    import('./pdf-document.ts'),
    call('plans.sheets', { week, ...(rm === null ? {} : { rm }) }),
  ])
  const { html, title, footer } = sheets
  const { pdf: bytes } = await shellCall('shell.printPlanPdf', { html, title, footer })
  return { ...sheets, bytes, pdf: await openPdf(bytes) }
}

export interface PlanPdfState {
  readonly made: PlanPdf | null
  readonly error: ApiError | null
  retry(): void
}

interface Answer {
  readonly request: string
  readonly made: PlanPdf | null
  readonly error: ApiError | null
}

/** Makes the PDF of a week for one customer manager or all; the one before is released. */
export function usePlanPdf(week: IsoWeek, rm: string | null): PlanPdfState {
  const [attempt, setAttempt] = useState(0)
  const [answer, setAnswer] = useState<Answer | null>(null)
  const request = `${week}|${rm ?? ''}|${attempt}`
  useEffect(() => {
    let current = true
    let opened: PlanPdf | null = null
    makePdf(week, rm).then(
      (made) => {
        if (!current) return made.pdf.close()
        opened = made
        return setAnswer({ request, made, error: null })
      },
      (thrown: unknown) => {
        if (current) setAnswer({ request, made: null, error: toApiError(thrown) })
      },
    )
    return () => {
      current = false
      opened?.pdf.close()
    }
  }, [week, rm, request])
  const now = answer?.request === request ? answer : null
  return { made: now?.made ?? null, error: now?.error ?? null, retry: () => setAttempt((n) => n + 1) }
}
