/** 临界: the tier lines with who is just below or just above, and the sentence an RM can say to each of them. */
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { OutputOf } from '../../../shared/contract/contract.ts'
import { lineLabel } from '../../../shared/domain/labels.ts'
import { formatYuan } from '../../../shared/domain/money.ts'
import { useRouteQuery } from '../../api/use-query.ts'
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { wanText } from '../../components/money.ts'
import { t } from '../../i18n/index.ts'
import { customersLink } from '../customers/link.ts'

type Page = NonNullable<OutputOf<'near.page'>>
type Row = Page['rows'][number]
type Edge = Row['edge']
interface Choice {
  readonly key?: string
  readonly edge?: Edge
}

const shown = 2000
const edges = ['rising', 'falling'] as const
const edgeText = { rising: t('nineBox.rising'), falling: t('nineBox.falling') } as const

const columns: readonly GridColumn<Row>[] = [
  { key: 'customerNo', header: t('nineBox.customerNo'), width: 112, value: (row) => row.customerNo },
  { key: 'name', header: t('nineBox.name'), width: 76, value: (row) => row.name ?? t('common.none') },
  { key: 'rmName', header: t('nineBox.rm'), width: 76, value: (row) => row.rmName ?? t('nineBox.noRm') },
  { key: 'line', header: t('nineBox.line'), width: 66, value: (row) => lineLabel(row.key) },
  { key: 'edge', header: t('nineBox.edge'), width: 66, value: (row) => edgeText[row.edge] },
  {
    key: 'measureFen',
    header: t('nineBox.measure'),
    width: 118,
    numeric: true,
    value: (row) => row.measureFen,
    text: (row) => wanText(row.measureFen),
  },
  {
    key: 'gapFen',
    header: t('nineBox.gap'),
    width: 110,
    numeric: true,
    value: (row) => row.gapFen,
    text: (row) => formatYuan(row.gapFen),
  },
  {
    key: 'sentence',
    header: t('nineBox.sentence'),
    width: 574,
    value: (row) => row.sentence,
    tooltip: (row) => row.sentence,
  },
]

interface LinesProps {
  readonly page: Page
  readonly choice: Choice
  readonly onChoose: (choice: Choice) => void
}

function Lines({ page, choice, onChoose }: LinesProps) {
  return (
    <table className="ledger near-lines" aria-label={t('nineBox.lines')}>
      <thead>
        <tr>
          <th scope="col">{t('nineBox.line')}</th>
          {edges.flatMap((edge) => [
            <th key={edge} scope="col">
              {t('nineBox.edgeCount', { edge: edgeText[edge] })}
            </th>,
            <th key={`${edge}-gap`} scope="col">
              {t(edge === 'rising' ? 'nineBox.missingSum' : 'nineBox.aboveSum')}
            </th>,
          ])}
        </tr>
      </thead>
      <tbody>
        {page.lines.map((line) => (
          <tr key={line.key}>
            <th scope="row">{lineLabel(line.key)}</th>
            {edges.flatMap((edge) => [
              <td key={edge}>
                <button
                  type="button"
                  className="figure-link num"
                  aria-pressed={choice.key === line.key && choice.edge === edge}
                  aria-label={t('nineBox.nearOf', {
                    line: lineLabel(line.key),
                    edge: edgeText[edge],
                    n: line[edge].customers,
                  })}
                  onClick={() => onChoose({ key: line.key, edge })}
                >
                  {line[edge].customers.toLocaleString('zh-CN')}
                </button>
              </td>,
              <td key={`${edge}-gap`}>{wanText(line[edge].gapFen)}</td>,
            ])}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function NearTab({ input }: { readonly input: { asOf?: string } }) {
  const navigate = useNavigate()
  const [choice, setChoice] = useState<Choice>({ edge: 'rising' })
  const [rm, setRm] = useState<string | null>(null)
  const { data, error, refetch } = useRouteQuery('near.page', {
    ...input,
    ...choice,
    ...(rm === null ? {} : { rm }),
    limit: shown,
  })
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return null
  return (
    <div className="moves-tab">
      <Lines page={data} choice={choice} onChoose={setChoice} />
      <div className="nine-box-tools">
        <Select
          size="small"
          allowClear
          className="near-rm"
          aria-label={t('nineBox.rm')}
          placeholder={t('nineBox.allRms')}
          value={rm}
          onChange={(rmNo: string | undefined) => setRm(rmNo ?? null)}
          options={data.rms.map(({ rmNo, rmName, customers }) => ({
            value: rmNo,
            label: t('nineBox.knowsOne', { rm: (rmName ?? rmNo) || t('nineBox.noRm'), n: customers }),
          }))}
        />
        <Button
          size="small"
          disabled={choice.key === undefined}
          onClick={() => setChoice({ edge: 'rising' })}
        >
          {t('nineBox.allLines')}
        </Button>
        <span className="muted">
          {t('nineBox.nearShown', { n: data.total })}
          {data.total > shown && ` ${t('nineBox.nearCut', { n: shown })}`}
        </span>
      </div>
      <div className="near-grid">
        <DataGrid
          label={t('nineBox.tabNear')}
          rows={data.rows}
          columns={columns}
          rowKey={(row) => row.customerNo}
          emptyText={t('nineBox.nearEmpty')}
          onOpen={(row) => void navigate(customersLink({}, row.customerNo))}
        />
      </div>
    </div>
  )
}
