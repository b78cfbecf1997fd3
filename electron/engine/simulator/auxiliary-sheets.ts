/**
 * The smaller extracts of a week: maturities, large movements, contact log, product shelf, targets.
 */
import type { AssetClass } from '../../../shared/domain/fields.ts'
import { chineseDate, yuanText } from './customer-sheet.ts'
import { excelSerial, type Grid, type GridCell } from './grid.ts'
import type { BranchHistory, BranchWeek } from './model.ts'

const dateFormat = 'yyyy-mm-dd'

const classWords: Readonly<Record<AssetClass, string>> = {
  demand: '活期存款',
  time: '定期存款',
  cd: '大额存单',
  wealth: '理财',
  fund: '基金',
  insurance: '保险',
  bond: '国债',
  metal: '贵金属',
  trust: '信托',
}

function plain(
  sheetName: string,
  headers: readonly string[],
  lines: readonly (readonly GridCell[])[],
  formats: Readonly<Record<string, string>> = {},
): Grid {
  return {
    sheetName,
    rows: [headers, ...lines],
    formats: headers.map((header) => formats[header] ?? null),
    merges: [],
  }
}

/** 到期明细, amounts in 元. */
export function holdingSheet(week: BranchWeek): Grid {
  return plain(
    '到期明细',
    ['客户号', '客户姓名', '产品名称', '产品类别', '产品风险等级', '金额(元)', '起息日', '到期日'],
    week.holdings.map((holding) => [
      holding.person.customerNo,
      holding.person.name,
      holding.productName,
      classWords[holding.assetClass],
      `R${holding.risk}`,
      holding.amount / 100,
      excelSerial(holding.startDate),
      excelSerial(holding.maturityDate),
    ]),
    { '金额(元)': '#,##0.00', 起息日: dateFormat, 到期日: dateFormat },
  )
}

/** 大额变动, amounts in 元, as texts for a CSV. */
export function movementSheet(week: BranchWeek): Grid {
  return plain(
    '大额变动',
    ['客户号', '客户姓名', '交易日期', '交易金额', '借贷方向', '对手类型'],
    week.movements.map((movement) => [
      movement.person.customerNo,
      movement.person.name,
      movement.date,
      yuanText(movement.amount),
      movement.direction,
      movement.counterparty,
    ]),
  )
}

/** 接触记录, as texts for a CSV; 客户经理 is who made the contact. */
export function contactSheet(history: BranchHistory, week: BranchWeek): Grid {
  const names = new Map(history.roster.map(({ no, name }) => [no, name]))
  return plain(
    '接触记录',
    ['客户号', '客户姓名', '接触日期', '接触方式', '结果', '通话秒数', '内容', '客户经理'],
    week.contacts.map((contact) => [
      contact.person.customerNo,
      contact.person.name,
      chineseDate(contact.date),
      contact.channel,
      contact.outcome,
      contact.seconds === null ? null : String(contact.seconds),
      contact.notes,
      names.get(contact.staffNo) ?? null,
    ]),
  )
}

/** 在售产品, rates as percentages, minimum in 元. */
export function productSheet(week: BranchWeek): Grid {
  return plain(
    '在售产品',
    ['产品代码', '产品名称', '类别', '风险等级', '期限', '业绩比较基准', '起购金额(元)', '募集截止'],
    week.products.map((product) => [
      product.code,
      product.name,
      classWords[product.assetClass],
      `R${product.risk}`,
      product.termDays === null ? null : `${product.termDays}天`,
      product.rate,
      product.minAmount / 100,
      product.saleUntil === null ? null : excelSerial(product.saleUntil),
    ]),
    { 业绩比较基准: '0.00%', '起购金额(元)': '#,##0.00', 募集截止: dateFormat },
  )
}

/** 目标 in 万元; a line without 工号 and 姓名 is the branch's. */
export function targetSheet(history: BranchHistory, week: BranchWeek): Grid {
  const names = new Map(history.roster.map(({ no, name }) => [no, name]))
  return plain(
    '目标',
    ['客户经理', '工号', '期间', '指标', '目标值(万元)'],
    week.targets.map((target) => [
      target.staffNo === null ? null : (names.get(target.staffNo) ?? null),
      target.staffNo,
      target.period,
      target.metric,
      target.amount / 1_000_000,
    ]),
    { '目标值(万元)': '#,##0.00' },
  )
}
