/** The nine cells, the strategy of the one looked at with its largest customers, and the pyramid of tiers beside them. */
import { Segmented, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { OutputOf } from '../../../shared/contract/contract.ts'
import { familiarityLabel, nineBoxRowLabel, placeLabel, tierLabel } from '../../../shared/domain/labels.ts'
import { formatMoney } from '../../../shared/domain/money.ts'
import { familiarityKeys, nineBoxRows } from '../../../shared/playbook/schema.ts'
import { useRouteQuery } from '../../api/use-query.ts'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { signedMoneyText, signedWanText, wanText } from '../../components/money.ts'
import { t } from '../../i18n/index.ts'
import { customersLink } from '../customers/link.ts'
import { signedCount } from '../workbench/signed-count.ts'
import { CellCustomers } from './cell-customers.tsx'
import { changeOf, shareText } from './figures.ts'

type Page = NonNullable<OutputOf<'nineBox.page'>>
type Cell = Page['cells'][number]
type Shown = 'customers' | 'aum' | 'change'

function cellFigure(cell: Cell, shown: Shown): string {
  if (shown === 'aum') return formatMoney(cell.aumFen)
  if (shown === 'customers') return cell.customers.toLocaleString('zh-CN')
  const change = changeOf(cell)
  return change === null ? t('common.none') : signedCount(change.customers)
}

function changeText(cell: Pick<Cell, 'customers' | 'aumFen' | 'before'>): string | null {
  const change = changeOf(cell)
  if (change === null) return null
  if (change.customers === 0) return t('nineBox.sinceSame')
  return `${change.customers > 0 ? '▲' : '▼'} ${signedCount(change.customers)}`
}

const shade = (share: number) => `color-mix(in srgb, var(--brand) ${Math.round(30 * share)}%, var(--paper))`

interface BoxProps {
  readonly page: Page
  readonly shown: Shown
  readonly chosen: Cell
  readonly onChoose: (cell: Cell) => void
}

/** Shade follows AUM, so a glance tells where the money is whatever the figure says. */
function Box({ page, shown, chosen, onChoose }: BoxProps) {
  const most = Math.max(1, ...page.cells.map(({ aumFen }) => aumFen))
  return (
    <table className="nine-box" aria-label={t('nineBox.grid')}>
      <thead>
        <tr>
          <td />
          {familiarityKeys.map((column) => (
            <th key={column} scope="col">
              {familiarityLabel(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {nineBoxRows.toReversed().map((row) => (
          <tr key={row}>
            <th scope="row">{nineBoxRowLabel(row)}</th>
            {familiarityKeys.map((column) => {
              const cell = page.cells.find((each) => each.row === row && each.column === column)
              if (!cell) return <td key={column} />
              const place = placeLabel(`${row}.${column}`)
              return (
                <td key={column}>
                  <button
                    type="button"
                    aria-pressed={cell === chosen}
                    aria-label={t('nineBox.cellWords', {
                      place,
                      customers: cell.customers,
                      aum: formatMoney(cell.aumFen),
                      change: changeText(cell) ?? t('nineBox.compareNone'),
                    })}
                    style={{ background: shade(cell.aumFen / most) }}
                    onClick={() => onChoose(cell)}
                  >
                    <span className="nine-box-title">{cell.title}</span>
                    <b className="num">{cellFigure(cell, shown)}</b>
                    <span className="nine-box-foot num">
                      <span>{t('nineBox.share', { share: shareText(cell.aumFen, page.aumFen) })}</span>
                      <span>
                        {shown === 'change'
                          ? t('common.households', { n: cell.customers })
                          : changeText(cell)}
                      </span>
                    </span>
                  </button>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Pyramid({ page }: { readonly page: Page }) {
  const most = Math.max(1, ...page.tiers.map(({ customers }) => customers))
  return (
    <table className="ledger pyramid" aria-label={t('nineBox.pyramid')}>
      <caption>{t('nineBox.pyramid')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('nineBox.tier')}</th>
          <th scope="col">{t('nineBox.customers')}</th>
          <th scope="col">{t('nineBox.change')}</th>
          <th scope="col">{t('nineBox.aum')}</th>
          <th scope="col">{t('nineBox.aumChange')}</th>
        </tr>
      </thead>
      <tbody>
        {page.tiers
          .filter(({ tier, customers }) => tier !== 'unknown' || customers > 0)
          .map((line) => {
            const change = changeOf(line)
            return (
              <tr key={line.tier}>
                <th scope="row">
                  <Link to={customersLink({ tiers: [line.tier] })}>{tierLabel(line.tier)}</Link>
                  <i className="pyramid-bar" style={{ width: `${(100 * line.customers) / most}%` }} />
                </th>
                <td>{line.customers.toLocaleString('zh-CN')}</td>
                <td>{change === null ? t('common.none') : signedCount(change.customers)}</td>
                <td>{wanText(line.aumFen)}</td>
                <td>{change === null ? t('common.none') : signedWanText(change.aumFen)}</td>
              </tr>
            )
          })}
      </tbody>
    </table>
  )
}

export function BoxTab({ input }: { readonly input: { asOf?: string } }) {
  const [comparedWith, setComparedWith] = useState<string | null>(null)
  const [shown, setShown] = useState<Shown>('customers')
  const [place, setPlace] = useState('top.stranger')
  const {
    data: page,
    error,
    refetch,
  } = useRouteQuery('nineBox.page', {
    ...input,
    ...(comparedWith === null ? {} : { comparedWith }),
  })
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  const chosen = page?.cells.find((cell) => `${cell.row}.${cell.column}` === place) ?? page?.cells[0]
  if (!page || !chosen) return null
  const earlier = page.dates.filter((date) => date < page.asOf)
  const change = changeOf(chosen)
  return (
    <div className="nine-box-tab">
      <div className="nine-box-main">
        <div className="nine-box-tools">
          <label>
            {t('nineBox.compare')}{' '}
            <Select
              size="small"
              aria-label={t('nineBox.compare')}
              value={page.comparedWith}
              placeholder={t('nineBox.compareNone')}
              disabled={earlier.length === 0}
              options={earlier.map((date) => ({ value: date, label: date }))}
              onChange={setComparedWith}
            />
          </label>
          <Segmented
            size="small"
            aria-label={t('nineBox.show')}
            value={shown}
            onChange={setShown}
            options={[
              { value: 'customers', label: t('nineBox.showCustomers') },
              { value: 'aum', label: t('nineBox.showAum') },
              { value: 'change', label: t('nineBox.showChange') },
            ]}
          />
        </div>
        <Box
          page={page}
          shown={shown}
          chosen={chosen}
          onChoose={(cell) => setPlace(`${cell.row}.${cell.column}`)}
        />
        {page.unknown.customers > 0 && (
          <p className="muted">
            {t('nineBox.unknown', { n: page.unknown.customers, aum: formatMoney(page.unknown.aumFen) })}
          </p>
        )}
        {page.familiarityDiffers && <p className="nine-box-warn">◆ {t('nineBox.familiarityDiffers')}</p>}
        <Pyramid page={page} />
      </div>
      <section className="nine-box-side" aria-label={placeLabel(`${chosen.row}.${chosen.column}`)}>
        <h2>
          {placeLabel(`${chosen.row}.${chosen.column}`)} · {chosen.title}
        </h2>
        <p className="num">
          {t('common.households', { n: chosen.customers })} · {formatMoney(chosen.aumFen)}
          {change !== null &&
            ` · ${t('nineBox.change')} ${signedCount(change.customers)} / ${signedMoneyText(change.aumFen)}`}
        </p>
        <dl className="nine-box-card">
          <dt>{t('nineBox.aim')}</dt>
          <dd>{chosen.aim}</dd>
          <dt>{t('nineBox.strategy')}</dt>
          <dd>{chosen.strategy}</dd>
        </dl>
        <CellCustomers cell={`${chosen.row}.${chosen.column}`} input={input} />
      </section>
    </div>
  )
}
