/**
 * The invented product shelf. A series with monthly issues is sold until the month's end and then comes back
 * under a new name; open series have no end of sale.
 */
import { addDays, monthStart, type IsoDate } from '../../../shared/domain/dates.ts'
import type { AssetClass } from '../../../shared/domain/fields.ts'
import type { Fen } from '../../../shared/domain/money.ts'
import type { RiskLevel, ShelfProduct } from './model.ts'

export interface ProductSeries {
  readonly code: string
  readonly name: string
  readonly assetClass: AssetClass
  readonly risk: RiskLevel
  readonly termDays: number | null
  readonly rate: number | null
  readonly minAmount: Fen
  readonly monthlyIssue: boolean
  /** How often it is bought among products of its class. */
  readonly weight: number
}

type SeriesLine = readonly [
  code: string,
  name: string,
  assetClass: AssetClass,
  risk: RiskLevel,
  termDays: number | null,
  rate: number | null,
  minYuan: number,
  monthlyIssue: boolean,
  weight: number,
]

const lines: readonly SeriesLine[] = [
  ['DQ03', '整存整取三个月', 'time', 1, 91, 0.0085, 50, false, 2],
  ['DQ06', '整存整取六个月', 'time', 1, 182, 0.0105, 50, false, 3],
  ['DQ12', '整存整取一年', 'time', 1, 365, 0.0115, 50, false, 6],
  ['DQ24', '整存整取二年', 'time', 1, 730, 0.0125, 50, false, 2],
  ['DQ36', '整存整取三年', 'time', 1, 1095, 0.015, 50, false, 4],
  ['CD12', '大额存单一年', 'cd', 1, 365, 0.013, 200_000, true, 4],
  ['CD36', '大额存单三年', 'cd', 1, 1095, 0.0175, 200_000, true, 3],
  ['LC07', '禾安每周开放', 'wealth', 2, 7, 0.0165, 1, false, 1],
  ['LC30', '禾安月月享', 'wealth', 2, 30, 0.0185, 1, true, 2],
  ['LC90', '禾安季季丰', 'wealth', 2, 91, 0.0215, 10_000, true, 4],
  ['LC18', '禾安半年盈', 'wealth', 2, 182, 0.0235, 10_000, true, 4],
  ['LC36', '禾悦一年定开', 'wealth', 3, 364, 0.0275, 10_000, true, 3],
  ['GZ03', '储蓄国债三年期', 'bond', 1, 1095, 0.0163, 100, true, 2],
  ['GZ05', '储蓄国债五年期', 'bond', 1, 1826, 0.017, 100, true, 1],
  ['XT18', '禾信一号集合资管', 'trust', 4, 547, 0.041, 1_000_000, true, 1],
  ['JJ01', '禾盛均衡混合', 'fund', 4, null, null, 10, false, 3],
  ['JJ02', '禾润稳债', 'fund', 2, null, null, 10, false, 4],
  ['JJ03', '禾锐成长股票', 'fund', 5, null, null, 10, false, 1],
  ['BX05', '禾康年金五年交', 'insurance', 2, null, 0.02, 10_000, false, 2],
  ['BX01', '禾家终身寿险', 'insurance', 2, null, 0.0175, 50_000, false, 1],
  ['GJ01', '积存金', 'metal', 3, null, null, 1_000, false, 1],
]

const productSeries: readonly ProductSeries[] = lines.map(
  ([code, name, assetClass, risk, termDays, rate, minYuan, monthlyIssue, weight]) => ({
    code,
    name,
    assetClass,
    risk,
    termDays,
    rate,
    minAmount: minYuan * 100,
    monthlyIssue,
    weight,
  }),
)

/** The series of a class, ready for a weighted draw. */
export const seriesByClass: ReadonlyMap<
  AssetClass,
  { readonly series: readonly ProductSeries[]; readonly weights: readonly number[] }
> = new Map(
  [...new Set(productSeries.map((series) => series.assetClass))].map((assetClass) => {
    const series = productSeries.filter((each) => each.assetClass === assetClass)
    return [assetClass, { series, weights: series.map((each) => each.weight) }]
  }),
)

/** Name under which the series is sold (or was bought) on a date. */
export function issueName(series: ProductSeries, on: IsoDate): string {
  return series.monthlyIssue ? `${series.name}${on.slice(0, 4)}${on.slice(5, 7)}期` : series.name
}

/** What is on sale on a date. */
export function shelfOn(on: IsoDate): ShelfProduct[] {
  const monthEnd = addDays(monthStart(addDays(monthStart(on), 31)), -1)
  return productSeries.map((series) => ({
    code: series.monthlyIssue ? `${series.code}${on.slice(2, 4)}${on.slice(5, 7)}` : series.code,
    name: issueName(series, on),
    assetClass: series.assetClass,
    risk: series.risk,
    termDays: series.termDays,
    rate: series.rate,
    minAmount: series.minAmount,
    saleUntil: series.monthlyIssue ? monthEnd : null,
  }))
}
