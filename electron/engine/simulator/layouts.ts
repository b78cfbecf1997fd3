/**
 * Three ways in which head offices of made-up banks lay out the customer list. The facts are the same; titles,
 * header words, units, dates, flags, ownership cells, order and totals differ, as they do between banks.
 *
 * - A: .xlsx with a title, 数据日期 and 单位：万元, date cells, "张伟/80231", 合计 and a footer
 * - B: .csv in GB18030, header in row 1, 元, dates as YYYYMMDD, name and 工号 apart, the date in the file name
 * - C: .xls with a two-row header, grouped by RM with 小计, 元, "80231 张伟"
 */
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { assetClasses, customerFields, type FieldType } from '../../../shared/domain/fields.ts'
import type { MoneyUnit } from '../../../shared/domain/money.ts'
import type { CustomerRow, StaffMember } from './model.ts'

export const extractLayouts = ['A', 'B', 'C'] as const
export type LayoutName = (typeof extractLayouts)[number]

export type FactValue = string | number | boolean | null
/** A field of the customer catalogue, or a way of writing the owner or the line number. */
export type FactName = (typeof customerFields)[number]['name'] | 'rmNo' | 'rmName' | 'line'

export interface LayoutColumn {
  readonly header: string
  readonly fact: FactName
  /** Heading above several columns; null = the header spans both header rows. */
  readonly group: string | null
}

export interface CustomerLayout {
  readonly name: LayoutName
  readonly extension: 'xlsx' | 'csv' | 'xls'
  readonly fileName: (asOf: IsoDate) => string
  readonly columns: readonly LayoutColumn[]
  readonly unit: MoneyUnit
  readonly dates: 'cells' | 'compact'
  readonly dateFormat: string
  readonly moneyFormat: string | null
  readonly flags: readonly [yes: string, no: string]
  /** How the owner shares a cell. */
  readonly owner: (member: StaffMember) => string
  readonly order: 'shuffled' | 'assets' | 'owner'
}

const typeOf = new Map<string, FieldType>(customerFields.map(({ name, type }) => [name, type]))

/** How a fact is read in an extract; the line number and the owner's parts are text or count. */
export function factType(fact: FactName): FieldType {
  return fact === 'line' ? 'count' : (typeOf.get(fact) ?? 'text')
}

/** Value of a fact, money in fen and dates ISO. `rm` is left to the layout. */
export function factOf(row: CustomerRow, fact: FactName, branch: string): FactValue {
  if (fact in row) return row[fact as keyof CustomerRow & FactName] as FactValue
  if (fact in row.person) return row.person[fact as keyof CustomerRow['person'] & FactName]
  const index = assetClasses.findIndex((assetClass) => assetClass === fact)
  if (index >= 0) return row.balances[index] ?? 0
  return fact === 'branch' ? branch : null
}

const compact = (asOf: IsoDate) => asOf.replaceAll('-', '')

/** Columns from 'header=fact' words; a word in brackets sets the group of those that follow. */
function columnsOf(text: string): LayoutColumn[] {
  let group: string | null = null
  return text
    .trim()
    .split(/\s+/)
    .flatMap((word): LayoutColumn[] => {
      const heading = /^\[(.*)\]$/.exec(word)
      if (heading) {
        group = heading[1] || null
        return []
      }
      const [header, fact] = word.split('=')
      return [{ header: header ?? '', fact: fact as FactName, group }]
    })
}

const layoutA: CustomerLayout = {
  name: 'A',
  extension: 'xlsx',
  fileName: (asOf) => `客户清单_${compact(asOf)}.xlsx`,
  columns: columnsOf(`
    序号=line 客户号=customerNo 客户姓名=name 证件号码=idNo 手机号码=phone 性别=gender 出生日期=birthDate
    职业=occupation 工作单位=employer 家庭住址=address 开户日期=openDate 管户客户经理=rm 客户等级=bankGrade
    风险等级=riskRating 风评到期日=riskExpiry AUM余额=aum AUM月日均=aumMonthAvg 历史最高AUM=aumPeak
    活期余额=demand 定期余额=time 大额存单=cd 理财余额=wealth 基金余额=fund 保险余额=insurance 国债=bond
    贵金属=metal 信托=trust 贷款余额=loan 是否代发=payroll 最近代发日期=payrollDate 上月代发金额=payrollAmount
    是否商户=merchant 是否企业主=owner 手机银行=mobileBank 当月登录次数=loginCount 企业微信=wecom
    最近交易日期=lastTxnDate 最近联系日期=lastContactDate 近90天联系次数=contactCount
    是否同意接收营销短信=consent 勿扰=dnc 备注=remark`),
  unit: 'wan',
  dates: 'cells',
  dateFormat: 'yyyy-mm-dd',
  moneyFormat: null,
  flags: ['是', '否'],
  owner: ({ name, no }) => `${name}/${no}`,
  order: 'shuffled',
}

const layoutB: CustomerLayout = {
  name: 'B',
  extension: 'csv',
  fileName: (asOf) => `存量客户明细_${compact(asOf)}.csv`,
  columns: columnsOf(`
    网点=branch 客户编号=customerNo 姓名=name 证件号=idNo 联系电话=phone 性别=gender 生日=birthDate 职务=occupation
    单位名称=employer 联系地址=address 最早开户日期=openDate 管户经理=rmName 管户经理工号=rmNo 客户层级=bankGrade
    风险承受能力=riskRating 风评有效期=riskExpiry 管理资产=aum 月日均=aumMonthAvg 季日均=aumQuarterAvg
    年日均=aumYearAvg 历史最高AUM=aumPeak 活期存款=demand 定期=time 大额存单=cd 理财=wealth 基金=fund 保险=insurance
    国债=bond 贵金属=metal 资管=trust 贷款余额=loan 代发工资=payroll 最近代发日期=payrollDate
    上月代发金额=payrollAmount 商户=merchant 企业主=owner 本行员工=staff 三方存管=custody 信用卡=creditCard
    手机银行=mobileBank 当月登录次数=loginCount 企微=wecom 最后交易日期=lastTxnDate 最近接触日期=lastContactDate
    近90天联系次数=contactCount 综合贡献=contribution 是否同意接收营销短信=consent 免打扰=dnc 备注=remark`),
  unit: 'yuan',
  dates: 'compact',
  dateFormat: '',
  moneyFormat: null,
  flags: ['Y', 'N'],
  owner: ({ name }) => name,
  order: 'assets',
}

const layoutC: CustomerLayout = {
  name: 'C',
  extension: 'xls',
  fileName: (asOf) => `客户资产表${compact(asOf)}.xls`,
  columns: columnsOf(`
    核心客户号=customerNo 户名=name 管户人=rm
    [客户信息] 身份证号=idNo 移动电话=phone 性别=gender 出生日期=birthDate 职业=occupation 工作单位=employer
    联系地址=address 开户日期=openDate 贵宾等级=bankGrade 风险等级=riskRating 风评到期日=riskExpiry
    [资产] 金融资产=aum 月日均资产=aumMonthAvg 季日均=aumQuarterAvg 年日均=aumYearAvg 历史最高AUM=aumPeak
    活期=demand 定期=time 大额存单=cd 理财=wealth 基金=fund 保险=insurance 国债=bond 贵金属=metal 资管=trust
    贷款余额=loan
    [往来情况] 代发客户=payroll 最近代发日期=payrollDate 上月代发金额=payrollAmount 是否收单=merchant
    小微企业主=owner 手机银行=mobileBank 当月登录次数=loginCount 企业微信=wecom 最近动账日=lastTxnDate
    最近接触日期=lastContactDate 近90天联系次数=contactCount
    [] 是否同意接收营销短信=consent 勿扰=dnc 备注=remark`),
  unit: 'yuan',
  dates: 'cells',
  dateFormat: 'yyyy/m/d',
  moneyFormat: '#,##0.00',
  flags: ['是', '否'],
  owner: ({ name, no }) => `${no} ${name}`,
  order: 'owner',
}

export const customerLayouts: Readonly<Record<LayoutName, CustomerLayout>> = {
  A: layoutA,
  B: layoutB,
  C: layoutC,
}
