/** The grid's columns, from the contract's list, with the unit in the header. */
import type { CustomerColumn, CustomerRow } from '../../../shared/contract/customers.ts'
import {
  colourLabel,
  dormancyLabel,
  factLabel,
  lineLabel,
  riskLabel,
  tierLabel,
} from '../../../shared/domain/labels.ts'
import { ColourTag } from '../../components/colour-tag.tsx'
import type { GridColumn } from '../../components/grid-base.ts'
import { signedWanText, wanText } from '../../components/money.ts'
import { t } from '../../i18n/index.ts'

type Column = GridColumn<CustomerRow> & { readonly key: CustomerColumn }

const money = (
  key: 'aumFen' | 'aumMonthAvgFen' | 'aumPeakFen' | 'gapFen',
  header: string,
  width: number,
): Column => ({
  key,
  header,
  width,
  numeric: true,
  value: (row) => row[key],
  text: (row) => wanText(row[key]),
})

const count = (key: 'daysDormant' | 'daysSinceContact' | 'age', header: string, width: number): Column => ({
  key,
  header,
  width,
  numeric: true,
  value: (row) => row[key],
})

const plain = (
  key: 'customerNo' | 'rmName' | 'phone' | 'lastTxnDate' | 'riskExpiry' | 'nearestMaturity',
  width: number,
): Column => ({ key, header: factLabel(key), width, value: (row) => row[key] })

function warningText(row: CustomerRow): string {
  return row.warningCount > 1 ? t('customers.warningMore', { n: row.warningCount }) : ''
}

export const customerGridColumns: readonly Column[] = [
  {
    key: 'name',
    header: factLabel('name'),
    width: 84,
    pinned: true,
    value: (row) => row.name,
  },
  plain('customerNo', 118),
  { ...plain('rmName', 80), flex: 1, minWidth: 80 },
  {
    key: 'tier',
    header: factLabel('tier'),
    width: 62,
    value: (row) => row.tier,
    text: (r) => tierLabel(r.tier),
  },
  money('aumFen', t('customers.column.aumFen'), 98),
  money('aumMonthAvgFen', t('customers.column.aumMonthAvgFen'), 106),
  {
    key: 'aumDeltaFen',
    header: t('customers.column.aumDeltaFen'),
    width: 106,
    numeric: true,
    value: (row) => row.aumDeltaFen,
    text: (row) => signedWanText(row.aumDeltaFen),
  },
  {
    key: 'warning',
    header: factLabel('warning'),
    width: 96,
    value: (row) => row.warning,
    text: (row) => (row.warning ? `${colourLabel(row.warning)} ${warningText(row)}`.trim() : ''),
    render: (row) =>
      row.warning && (
        <>
          <ColourTag colour={row.warning} /> <span className="muted">{warningText(row)}</span>
        </>
      ),
  },
  {
    key: 'dormancy',
    header: factLabel('dormancy'),
    width: 84,
    value: (row) => row.dormancy,
    text: (row) => dormancyLabel(row.dormancy),
  },
  count('daysDormant', t('customers.column.daysDormant'), 88),
  count('daysSinceContact', t('customers.column.daysSinceContact'), 88),
  {
    key: 'near',
    header: factLabel('near'),
    width: 72,
    value: (row) => row.near,
    text: (row) => (row.near ? lineLabel(row.near) : ''),
  },
  {
    ...money('gapFen', t('customers.column.gapFen'), 92),
    text: (row) => (row.gapFen === null ? '' : wanText(row.gapFen)),
  },
  plain('nearestMaturity', 104),
  plain('phone', 118),
  money('aumPeakFen', t('customers.column.aumPeakFen'), 118),
  plain('lastTxnDate', 104),
  count('age', t('customers.column.age'), 66),
  {
    key: 'riskRating',
    header: factLabel('riskRating'),
    width: 96,
    value: (row) => row.riskRating,
    text: (row) => riskLabel(row.riskRating),
  },
  plain('riskExpiry', 104),
  {
    key: 'tags',
    header: t('customers.column.tags'),
    width: 120,
    value: (row) => row.tags,
    text: (row) => row.tags ?? '',
  },
]

/** Shown until the person chooses otherwise. */
export const defaultColumns: ReadonlySet<string> = new Set<CustomerColumn>([
  'name',
  'customerNo',
  'rmName',
  'tier',
  'aumFen',
  'aumMonthAvgFen',
  'aumDeltaFen',
  'warning',
  'dormancy',
  'daysDormant',
  'daysSinceContact',
  'near',
  'gapFen',
])
