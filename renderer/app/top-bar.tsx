/** The 40 px bar: which data one looks at, finding a customer, and how the data is protected. */
import { LockOutlined, QuestionCircleOutlined, UnlockOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Select, Tooltip, type InputRef } from 'antd'
import type { RefObject } from 'react'
import { formatMoney } from '../../shared/domain/money.ts'
import { cancelCall, shellCall } from '../api/client.ts'
import { useJobs } from '../api/jobs.ts'
import { ProgressBar } from '../components/progress-bar.tsx'
import { t } from '../i18n/index.ts'
import { CustomerSearch } from './customer-search.tsx'
import { useDataDate, type DataDate } from './data-date.ts'

function DateChoice({ date }: { readonly date: DataDate }) {
  const dates = date.status?.dates ?? []
  if (!date.asOf) return <span className="muted">{date.status && t('frame.noData')}</span>
  const shown = dates.find((d) => d.asOf === date.asOf)
  return (
    <>
      <span className="muted">{t('frame.dataDate')}</span>
      <Select
        className="top-date"
        aria-label={t('frame.dataDate')}
        variant="borderless"
        value={date.asOf}
        popupMatchSelectWidth={false}
        onChange={(chosen: string) => date.choose(chosen)}
        labelRender={() => <span className="num">{date.asOf}</span>}
        options={dates
          .toSorted((a, b) => b.asOf.localeCompare(a.asOf))
          .map((d) => ({
            value: d.asOf,
            label: d.asOf === date.latest ? t('frame.latest', { date: d.asOf }) : d.asOf,
          }))}
      />
      {shown && (
        <span className="num top-figures">
          {t('frame.customers', { n: shown.customers })} · {formatMoney(shown.aumFen)}
        </span>
      )}
      {date.isHistory && (
        <>
          <strong className="top-history">{t('frame.history')}</strong>
          <Button size="small" onClick={() => date.choose(null)}>
            {t('frame.backToLatest')}
          </Button>
        </>
      )}
    </>
  )
}

/** A quiet lock when all is well; a word when the file or its key lies open. */
function Protection({ encrypted }: { readonly encrypted: boolean | undefined }) {
  const { data: info } = useQuery({ queryKey: ['shell.info'], queryFn: () => shellCall('shell.info', {}) })
  if (encrypted === undefined) return null
  const openKey = encrypted && info?.keyState === 'plain-warning'
  if (encrypted && !openKey) {
    return (
      <Tooltip title={t('frame.encrypted')}>
        <LockOutlined className="muted" aria-label={t('frame.encrypted')} />
      </Tooltip>
    )
  }
  return (
    <Tooltip title={openKey ? t('frame.openKeyWhy') : t('frame.notEncryptedWhy')}>
      <span className="top-unlocked" tabIndex={0}>
        <UnlockOutlined aria-hidden /> {openKey ? t('frame.openKey') : t('frame.notEncrypted')}
      </span>
    </Tooltip>
  )
}

export interface TopBarProps {
  readonly searchBox: RefObject<InputRef | null>
  readonly onHelp: () => void
}

export function TopBar({ searchBox, onHelp }: TopBarProps) {
  const date = useDataDate()
  const job = useJobs((s) => s.jobs[0])
  return (
    <header className={`top-bar${date.isHistory ? ' top-bar-history' : ''}`}>
      <DateChoice date={date} />
      <div className="top-job">{job && <ProgressBar job={job} onCancel={() => cancelCall(job.id)} />}</div>
      <CustomerSearch inputRef={searchBox} />
      <Protection encrypted={date.status?.encrypted} />
      <Button
        type="text"
        icon={<QuestionCircleOutlined />}
        aria-label={t('frame.keys')}
        title={t('frame.keys')}
        onClick={onHelp}
      />
    </header>
  )
}
