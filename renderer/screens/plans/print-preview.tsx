/** The plan as it will come out of the printer, with printing and saving one key away. */
import { MinusOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Modal, Select, Space, Spin } from 'antd'
import { useState } from 'react'
import type { IsoWeek } from '../../../shared/domain/dates.ts'
import { call, shellCall, toApiError } from '../../api/client.ts'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { notify, notifyError } from '../../components/notices.ts'
import { t } from '../../i18n/index.ts'
import { PdfPages } from './pdf-pages.tsx'
import type { RmLoad } from './plan-model.ts'
import { usePlanPdf, type PlanPdf } from './use-plan-pdf.ts'

const everyone = ''
const zoomStep = 1.2

interface Scope {
  readonly week: IsoWeek
  readonly rm: string | null
}

/** Sheets that left the screen stand in the export log. */
const logPrint = ({ week, rm }: Scope, target: string) =>
  call('plans.logPrint', { week, ...(rm === null ? {} : { rm }), target })

async function print(made: PlanPdf, scope: Scope): Promise<void> {
  try {
    const { html, title, footer } = made
    const { printed, reason } = await shellCall('shell.print', { html, title, footer })
    if (printed) {
      await logPrint(scope, t('plans.printTarget'))
      notify(t('plans.printed'))
    } else notify(reason ? t('plans.notPrinted', { reason }) : t('plans.printCancelled'))
  } catch (error) {
    notifyError(toApiError(error))
  }
}

async function savePdf(made: PlanPdf, scope: Scope, defaultName: string): Promise<void> {
  try {
    const { path } = await shellCall('shell.saveFile', {
      defaultName,
      filters: [{ name: t('plans.pdfFilter'), extensions: ['pdf'] }],
    })
    if (path === null) return
    await shellCall('shell.savePdf', { pdf: made.bytes, path })
    await logPrint(scope, path)
    notify(t('plans.savedPdf', { path }), {
      label: t('plans.showItem'),
      run: () => void shellCall('shell.showItem', { path }).catch((e: unknown) => notifyError(toApiError(e))),
    })
  } catch (error) {
    notifyError(toApiError(error))
  }
}

interface PrintPreviewProps {
  readonly week: IsoWeek
  readonly loads: readonly RmLoad[]
  /** Whose sheet to begin with; null = all. */
  readonly rm: string | null
  readonly onClose: () => void
}

export function PrintPreview({ week, loads, rm: firstRm, onClose }: PrintPreviewProps) {
  const [rm, setRm] = useState(firstRm)
  const [scale, setScale] = useState<number | null>(null)
  const [shown, setShown] = useState(1)
  const [page, setPage] = useState(1)
  const [working, setWorking] = useState<'print' | 'save' | null>(null)
  const { made, error, retry } = usePlanPdf(week, rm)
  const withLines = loads.filter((load) => load.items > 0)
  const name = withLines.find((load) => load.rm === rm)?.rmName
  const fileName = name ? t('plans.pdfNameRm', { week, rm: name }) : t('plans.pdfName', { week })

  async function work(what: 'print' | 'save') {
    if (!made) return
    setWorking(what)
    await (what === 'print' ? print(made, { week, rm }) : savePdf(made, { week, rm }, fileName))
    setWorking(null)
  }

  return (
    <Modal
      open
      centered
      width="min(1180px, 96vw)"
      className="print-preview"
      title={t('plans.printTitle', { week })}
      onCancel={onClose}
      footer={
        <>
          <Button disabled={!made} loading={working === 'save'} onClick={() => void work('save')}>
            {t('plans.savePdf')}
          </Button>
          <Button
            type="primary"
            disabled={!made}
            loading={working === 'print'}
            onClick={() => void work('print')}
          >
            {t('plans.print')}
          </Button>
        </>
      }
    >
      <div className="print-tools">
        <Select
          aria-label={t('plans.printWho')}
          style={{ width: 220 }}
          value={rm ?? everyone}
          options={[
            { value: everyone, label: t('plans.printEveryone', { n: withLines.length }) },
            ...withLines.map((load) => ({
              value: load.rm,
              label: `${load.rmName} · ${t('plans.rmSummary', { n: load.items, minutes: load.minutes })}`,
            })),
          ]}
          onChange={(value) => {
            setRm(value === everyone ? null : value)
            setPage(1)
          }}
        />
        <span className="num muted print-page" role="status">
          {made && t('plans.printPage', { page, total: made.pdf.document.numPages })}
        </span>
        <Space.Compact>
          <Button
            icon={<MinusOutlined />}
            aria-label={t('plans.printOut')}
            disabled={!made || shown <= 0.4}
            onClick={() => setScale(shown / zoomStep)}
          />
          <Button disabled={!made} title={t('plans.printFit')} onClick={() => setScale(null)}>
            {scale === null ? t('plans.printFit') : t('plans.printZoom', { n: Math.round(shown * 75) })}
          </Button>
          <Button
            icon={<PlusOutlined />}
            aria-label={t('plans.printIn')}
            disabled={!made || shown >= 3}
            onClick={() => setScale(shown * zoomStep)}
          />
        </Space.Compact>
      </div>
      <div className="print-room">
        {error && <ErrorNotice error={error} onRetry={retry} />}
        {!made && !error && (
          <div className="print-wait">
            <Spin /> {t('plans.printMaking')}
          </div>
        )}
        {made && (
          <PdfPages
            key={rm ?? everyone}
            document={made.pdf.document}
            scale={scale}
            onPage={setPage}
            onScale={setShown}
          />
        )}
      </div>
    </Modal>
  )
}
