/** 迁移: who stood where in one week and where in another; every figure opens its names. */
import { Segmented, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { OutputOf } from '../../../shared/contract/contract.ts'
import { placeLabel } from '../../../shared/domain/labels.ts'
import { outside, type MovedBy, type Place } from '../../../shared/domain/places.ts'
import { useRouteQuery } from '../../api/use-query.ts'
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { wanText } from '../../components/money.ts'
import { t } from '../../i18n/index.ts'
import { customersLink } from '../customers/link.ts'

type Move = OutputOf<'nineBox.moves'>['moves'][number]
type Mover = OutputOf<'nineBox.movers'>['customers'][number]
interface Pair {
  readonly from: Place
  readonly to: Place
}
interface Weeks {
  readonly from: string
  readonly to: string
  readonly by: MovedBy
}

const namesShown = 500

const fromLabel = (place: Place) => (place === outside ? t('nineBox.cameIn') : placeLabel(place))
const toLabel = (place: Place) => (place === outside ? t('nineBox.wentOut') : placeLabel(place))

const columns: readonly GridColumn<Mover>[] = [
  { key: 'customerNo', header: t('nineBox.customerNo'), width: 120, value: (row) => row.customerNo },
  { key: 'name', header: t('nineBox.name'), width: 90, value: (row) => row.name ?? t('common.none') },
  { key: 'rmName', header: t('nineBox.rm'), width: 90, value: (row) => row.rmName ?? t('nineBox.noRm') },
  {
    key: 'aumBeforeFen',
    header: t('nineBox.aumBefore'),
    width: 140,
    numeric: true,
    value: (row) => row.aumBeforeFen,
    text: (row) => wanText(row.aumBeforeFen),
  },
  {
    key: 'aumFen',
    header: t('nineBox.aumNow'),
    width: 140,
    numeric: true,
    value: (row) => row.aumFen,
    text: (row) => wanText(row.aumFen),
  },
]

/** The names of one figure. */
function Movers({ weeks, pair }: { readonly weeks: Weeks; readonly pair: Pair }) {
  const navigate = useNavigate()
  const { data } = useRouteQuery('nineBox.movers', {
    ...weeks,
    fromPlace: pair.from,
    toPlace: pair.to,
    limit: namesShown,
  })
  const title = t('nineBox.moverOf', {
    from: fromLabel(pair.from),
    to: toLabel(pair.to),
    n: data?.total ?? 0,
  })
  return (
    <section className="moves-names" aria-label={title}>
      <h2>{title}</h2>
      <DataGrid
        label={title}
        rows={data?.customers ?? []}
        columns={columns}
        rowKey={(row) => row.customerNo}
        onOpen={(row) => void navigate(customersLink({}, row.customerNo))}
      />
    </section>
  )
}

interface MatrixProps {
  readonly answer: OutputOf<'nineBox.moves'>
  readonly pair: Pair | null
  readonly onPick: (pair: Pair) => void
}

function Matrix({ answer, pair, onPick }: MatrixProps) {
  const among = (of: 'from' | 'to') => (place: Place) => answer.moves.some((move) => move[of] === place)
  const rows: Place[] = [...answer.places, outside as Place].filter(among('from'))
  const cols: Place[] = [...answer.places, outside as Place].filter(among('to'))
  const at = (from: Place, to: Place): Move | undefined =>
    answer.moves.find((move) => move.from === from && move.to === to)
  const sum = (moves: readonly Move[]) =>
    moves.reduce((total, { customers }) => total + customers, 0).toLocaleString('zh-CN')
  return (
    <table className="ledger moves" aria-label={t('nineBox.movesTable')}>
      <thead>
        <tr>
          <td />
          {cols.map((to) => (
            <th key={to} scope="col">
              {toLabel(to)}
            </th>
          ))}
          <th scope="col">{t('nineBox.movesTotal')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((from) => (
          <tr key={from}>
            <th scope="row">{fromLabel(from)}</th>
            {cols.map((to) => {
              const move = at(from, to)
              const chosen = pair?.from === from && pair.to === to
              return (
                <td key={to} className={from === to ? 'moves-same' : undefined}>
                  {move && (
                    <button
                      type="button"
                      className="figure-link num"
                      aria-pressed={chosen}
                      aria-label={t('nineBox.moverOf', {
                        from: fromLabel(from),
                        to: toLabel(to),
                        n: move.customers,
                      })}
                      onClick={() => onPick({ from, to })}
                    >
                      {move.customers.toLocaleString('zh-CN')}
                    </button>
                  )}
                </td>
              )
            })}
            <td>{sum(answer.moves.filter((move) => move.from === from))}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('nineBox.movesTotal')}</th>
          {cols.map((to) => (
            <td key={to}>{sum(answer.moves.filter((move) => move.to === to))}</td>
          ))}
          <td>{sum(answer.moves)}</td>
        </tr>
      </tfoot>
    </table>
  )
}

interface WeekSelectProps {
  readonly label: string
  readonly value: string
  readonly dates: readonly string[]
  readonly onChange: (date: string) => void
}

function WeekSelect({ label, value, dates, onChange }: WeekSelectProps) {
  return (
    <label>
      {label}{' '}
      <Select
        size="small"
        aria-label={label}
        value={value}
        options={dates.map((date) => ({ value: date, label: date }))}
        onChange={onChange}
      />
    </label>
  )
}

function Between({ dates, asOf }: { readonly dates: readonly string[]; readonly asOf: string }) {
  const earlier = dates.filter((date) => date < asOf)
  const [weeks, setWeeks] = useState<Weeks>({ from: earlier[0] ?? asOf, to: asOf, by: 'tier' })
  const [pair, setPair] = useState<Pair | null>(null)
  const { data, error, refetch } = useRouteQuery('nineBox.moves', weeks)
  const compared = useRouteQuery('nineBox.page', { asOf: weeks.to, comparedWith: weeks.from })
  const change = (next: Partial<Weeks>) => {
    setWeeks({ ...weeks, ...next })
    setPair(null)
  }
  return (
    <div className="moves-tab">
      <div className="nine-box-tools">
        <WeekSelect
          label={t('nineBox.movesFrom')}
          value={weeks.from}
          dates={dates.filter((date) => date < weeks.to)}
          onChange={(from) => change({ from })}
        />
        <WeekSelect
          label={t('nineBox.movesTo')}
          value={weeks.to}
          dates={dates.filter((date) => date > weeks.from)}
          onChange={(to) => change({ to })}
        />
        <Segmented<MovedBy>
          size="small"
          aria-label={t('nineBox.movesBy')}
          value={weeks.by}
          onChange={(by) => change({ by })}
          options={[
            { value: 'tier', label: t('nineBox.byTier') },
            { value: 'cell', label: t('nineBox.byCell') },
          ]}
        />
        <span className="muted">{t('nineBox.movesHint')}</span>
      </div>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {weeks.by === 'cell' && compared.data?.familiarityDiffers && (
        <p className="nine-box-warn">◆ {t('nineBox.familiarityDiffers')}</p>
      )}
      <div className="moves-matrix">{data && <Matrix answer={data} pair={pair} onPick={setPair} />}</div>
      {pair ? <Movers weeks={weeks} pair={pair} /> : <p className="muted">{t('nineBox.moverPick')}</p>}
    </div>
  )
}

export function MovesTab({ asOf }: { readonly asOf: string }) {
  const { data } = useRouteQuery('nineBox.page', { asOf })
  if (!data) return null
  if (!data.dates.some((date) => date < asOf)) return <p className="muted">{t('nineBox.movesNeed')}</p>
  return <Between key={asOf} dates={data.dates} asOf={asOf} />
}
