/**
 * The rows of a made-up branch-customer extract: 30 columns as head office sends them, any number of rows, the
 * same for the same row count on every machine. Numbers a check can be held against are kept while rows are made,
 * so what a reader delivers is compared with what was meant rather than with another reader.
 */
import { addDays, type IsoDate } from '../../shared/domain/dates.ts'
import {
  customerNoOf,
  idCheckCharacter,
  phoneOf,
  unassignedRegion,
} from '../../electron/engine/simulator/people.ts'
import { Random } from '../../electron/engine/simulator/random.ts'

/** Text, an amount or count, a day (a date cell in a workbook), nothing. */
type ColumnKind = 'text' | 'number' | 'day'

export interface Column {
  readonly header: string
  readonly kind: ColumnKind
  /** Where an import keeps it: columns of `profile` (p) or `snapshot` (s). */
  readonly stored: readonly string[]
}

const column = (header: string, kind: ColumnKind, ...stored: string[]): Column => ({ header, kind, stored })

export const columns: readonly Column[] = [
  column('客户号', 'text', 's.customer_no'),
  column('客户姓名', 'text', 'p.name'),
  column('证件号码', 'text', 'p.id_no'),
  column('手机号码', 'text', 'p.phone'),
  column('性别', 'text', 'p.gender'),
  column('出生日期', 'day', 'p.birth_date'),
  column('工作单位', 'text', 'p.employer'),
  column('家庭住址', 'text', 'p.address'),
  column('开户日期', 'text', 'p.open_date'),
  column('管户客户经理', 'text', 'p.rm_name', 'p.rm_no'),
  column('客户等级', 'text', 'p.bank_grade'),
  column('风险等级', 'text', 'p.risk_rating'),
  column('风评到期日', 'text', 'p.risk_expiry'),
  column('AUM余额', 'number', 's.aum_fen'),
  column('AUM月日均', 'number', 's.aum_month_avg_fen'),
  column('活期余额', 'number', 's.demand_fen'),
  column('定期余额', 'number', 's.time_fen'),
  column('大额存单', 'number', 's.cd_fen'),
  column('理财余额', 'number', 's.wealth_fen'),
  column('基金余额', 'number', 's.fund_fen'),
  column('保险余额', 'number', 's.insurance_fen'),
  column('贷款余额', 'number', 's.loan_fen'),
  column('是否代发', 'text', 'p.payroll'),
  column('最近代发日期', 'day', 's.payroll_date'),
  column('上月代发金额', 'number', 's.payroll_amount_fen'),
  column('手机银行', 'text', 'p.mobile_bank'),
  column('当月登录次数', 'number', 's.login_count'),
  column('最近交易日期', 'day', 's.last_txn_date'),
  column('最近联系日期', 'text', 's.last_contact_date'),
  column('备注', 'text', 'p.remark'),
]

/** Position of the balance that the checks add up. */
const aumAt = columns.findIndex(({ header }) => header === 'AUM余额')

export const dataDate: IsoDate = '2026-11-20'

/** Texts as they stand, numbers as they stand, days as ISO text; null is an empty cell. */
export type Row = readonly (string | number | null)[]

/** What an extract holds, counted while it was made; title and header rows are not part of it. */
export interface ExtractCount {
  readonly rows: number
  /** Non-empty cells per column. */
  readonly filled: readonly number[]
  readonly cells: number
  readonly aumFen: number
}

const surnames = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕单仇',
  '欧阳',
  '尉迟',
]
const givenCharacters = [
  ...'伟强磊军洋勇杰涛超明刚平辉鹏华飞鑫波斌宇芳娜敏静丽艳娟霞秀燕玲桂英慧巧美雅芝玉萍红娥莉',
]
/** Outside the basic plane, where two code units make one character. */
const rareCharacters = ['𠮷', '𡘙', '𣲗', '䶮']
const employers = [
  '人民医院',
  '第一中学',
  '供电公司',
  '张&李律师事务所',
  '宏达<个体>商行',
  '市政集团有限公司',
  '幸福超市',
]
const streets = ['幸福路', '建设大道', '人民东路', '解放街', '滨江花园', '和平里']
const grades = ['普通', '金卡', '白金', '钻石']
const remarks = [
  '计划买房',
  '子女留学, 需换汇',
  '说过“再看看”',
  '配偶"在他行"有存款',
  '住房贷款已结清 & 可再谈',
]
const birthDays = 20_000

const yuan = (fen: number) => fen / 100

/** The n-th identity number: days of birth in turn, so that none comes twice up to some ten million. */
function identity(index: number): { idNo: string; birth: IsoDate; male: boolean } {
  const birth = addDays('1944-01-01', (index * 7_919) % birthDays)
  const sequence = Math.floor(index / birthDays)
  const first17 = `${unassignedRegion}${birth.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
  return { idNo: first17 + idCheckCharacter(first17), birth, male: sequence % 2 === 1 }
}

function makeName(random: Random): string {
  const given = () => random.pick(random.chance(0.002) ? rareCharacters : givenCharacters)
  return random.pick(surnames) + given() + (random.chance(0.7) ? given() : '')
}

/** Days before the data date, recent ones likelier. */
const recentDay = (random: Random, within: number) =>
  addDays(dataDate, -Math.floor(random.next() ** 2 * within))

function makeRow(random: Random, index: number, managers: number): (string | number | null)[] {
  const { idNo, birth, male } = identity(index)
  const held = (chance: number, median: number) =>
    random.chance(chance) ? Math.round(random.logNormal(median * 100, 1.2)) : 0
  const demand = held(1, 4_000)
  const time = held(0.4, 60_000)
  const certificates = held(0.05, 250_000)
  const wealth = held(0.25, 90_000)
  const fund = held(0.15, 20_000)
  const insurance = held(0.1, 30_000)
  const aum = demand + time + certificates + wealth + fund + insurance
  const paid = random.chance(0.3)
  const manager = random.int(0, managers - 1)
  return [
    customerNoOf(index + 1),
    makeName(random),
    idNo,
    phoneOf(index),
    male ? '男' : '女',
    birth,
    random.chance(0.6) ? random.pick(employers) : null,
    `${random.pick(streets)}${random.int(1, 400)}号${random.int(1, 30)}栋${random.int(101, 3_304)}`,
    addDays(dataDate, -random.int(30, 9_000)),
    `${surnames[manager % surnames.length] ?? ''}${givenCharacters[manager % givenCharacters.length] ?? ''}/${80_000 + manager}`,
    random.chance(0.9) ? random.pick(grades) : null,
    `C${random.int(1, 5)}`,
    addDays(dataDate, random.int(-200, 900)).replaceAll('-', ''),
    yuan(aum),
    yuan(Math.round(aum * random.between(0.85, 1.15))),
    yuan(demand),
    yuan(time),
    yuan(certificates),
    yuan(wealth),
    yuan(fund),
    yuan(insurance),
    yuan(held(0.12, 200_000)),
    paid ? '是' : '否',
    paid ? recentDay(random, 60) : null,
    paid ? yuan(held(1, 7_000)) : null,
    random.chance(0.7) ? '是' : '否',
    random.int(0, 30),
    recentDay(random, 900),
    random.chance(0.7) ? recentDay(random, 400) : null,
    random.chance(0.25) ? random.pick(remarks) : null,
  ]
}

/** All rows in order; returns what they hold. */
export function* extractRows(rows: number): Generator<Row, ExtractCount> {
  const random = new Random(`bench extract ${rows}`)
  const managers = Math.max(4, Math.round(rows / 600))
  const filled = columns.map(() => 0)
  let aumFen = 0
  for (let index = 0; index < rows; index++) {
    const row = makeRow(random, index, managers)
    for (let at = 0; at < row.length; at++) if (row[at] !== null) filled[at] = (filled[at] ?? 0) + 1
    aumFen += Math.round(Number(row[aumAt]) * 100)
    yield row
  }
  return { rows, filled, cells: filled.reduce((sum, count) => sum + count, 0), aumFen }
}
