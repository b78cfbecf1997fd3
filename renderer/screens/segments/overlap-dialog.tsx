/** How many customers two segments share. */
import { Modal, Select } from 'antd'
import { useState } from 'react'
import { formatMoney } from '../../../shared/domain/money.ts'
import { useRouteQuery } from '../../api/use-query.ts'
import { useDataDate } from '../../app/data-date.ts'
import { t } from '../../i18n/index.ts'

interface Named {
  readonly segmentId: number
  readonly name: string
}

function Result({ a, b }: { readonly a: Named; readonly b: Named }) {
  const { input } = useDataDate()
  const { data } = useRouteQuery('segments.overlap', { ...input, a: a.segmentId, b: b.segmentId })
  if (!data) return <p className="muted">{t('common.loading')}</p>
  return (
    <dl className="segment-overlap num" aria-label={t('segments.overlap')}>
      <dt>{a.name}</dt>
      <dd>{t('common.households', { n: data.a })}</dd>
      <dt>{b.name}</dt>
      <dd>{t('common.households', { n: data.b })}</dd>
      <dt>{t('segments.both')}</dt>
      <dd>
        {t('common.households', { n: data.both })} · {formatMoney(data.bothAumFen)}
      </dd>
      <dt>{t('segments.unsure')}</dt>
      <dd>{t('common.households', { n: data.unknown })}</dd>
    </dl>
  )
}

export function OverlapDialog({
  segments,
  onClose,
}: {
  readonly segments: readonly Named[]
  readonly onClose: () => void
}) {
  const [pair, setPair] = useState<readonly [number | undefined, number | undefined]>([
    segments[0]?.segmentId,
    segments[1]?.segmentId,
  ])
  const options = segments.map(({ segmentId, name }) => ({ value: segmentId, label: name }))
  const [a, b] = pair.map((id) => segments.find(({ segmentId }) => segmentId === id))
  return (
    <Modal open title={t('segments.overlap')} footer={null} onCancel={onClose}>
      <div className="segment-head">
        <Select
          className="segment-name"
          aria-label={t('segments.overlapA')}
          value={pair[0] ?? null}
          options={options}
          onChange={(id) => setPair([id ?? undefined, pair[1]])}
        />
        <Select
          className="segment-name"
          aria-label={t('segments.overlapB')}
          value={pair[1] ?? null}
          options={options}
          onChange={(id) => setPair([pair[0], id ?? undefined])}
        />
      </div>
      {a && b && <Result a={a} b={b} />}
    </Modal>
  )
}
