/**
 * The sample extracts as facts, read with SheetJS alone: a second, independent way into the same numbers, so
 * that the rules can be checked without the product's own importing.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { read, utils } from 'xlsx'
import type {
  Contact,
  ContactChannel,
  ContactOutcome,
  CustomerFacts,
  Holding,
} from '../../shared/domain/customer.ts'
import { addDays, type IsoDate } from '../../shared/domain/dates.ts'
import { toFen } from '../../shared/domain/money.ts'
import { someFacts } from './some-facts.ts'

const fixtures = join(import.meta.dirname, '..', 'fixtures')

type Cell = string | number | null | undefined
type Row = Readonly<Record<string, Cell>>

function sheetRows(file: string, headerRow: number): Row[] {
  const book = read(readFileSync(join(fixtures, file)))
  const name = book.SheetNames[0] ?? ''
  const rows = utils.sheet_to_json<Cell[]>(book.Sheets[name]!, { header: 1, raw: true })
  const header = rows[headerRow] ?? []
  return rows
    .slice(headerRow + 1)
    .map((row) => Object.fromEntries(header.map((key, i) => [String(key), row[i] ?? null])))
}

const text = (cell: Cell) => (cell === null || cell === undefined || cell === '' ? null : String(cell))
const flag = (cell: Cell) => (cell === '是' ? true : cell === '否' ? false : null)
const count = (cell: Cell) => (typeof cell === 'number' ? cell : null)
const wan = (cell: Cell) => (typeof cell === 'number' ? toFen(cell, 'wan') : null)
const excelDate = (cell: Cell): IsoDate | null =>
  typeof cell === 'number' ? addDays('1899-12-30', cell) : null

function customer(row: Row, asOf: IsoDate): CustomerFacts {
  const [rmName, rmNo] = (text(row['管户客户经理']) ?? '').split('/')
  const risk = /^C([1-5])$/.exec(text(row['风险等级']) ?? '')?.[1]
  return someFacts({
    customerNo: String(row['客户号']),
    asOf,
    name: text(row['客户姓名']),
    phone: text(row['手机号码']),
    gender: row['性别'] === '男' ? 'male' : 'female',
    birthDate: excelDate(row['出生日期']),
    occupation: text(row['职业']),
    employer: text(row['工作单位']),
    rmNo: rmNo ?? null,
    rmName: rmName || null,
    riskRating: risk ? Number(risk) : null,
    riskExpiry: excelDate(row['风评到期日']),
    payroll: flag(row['是否代发']),
    merchant: flag(row['是否商户']),
    owner: flag(row['是否企业主']),
    mobileBank: flag(row['手机银行']),
    wecom: flag(row['企业微信']),
    consent: flag(row['是否同意接收营销短信']),
    aumFen: wan(row['AUM余额']),
    aumMonthAvgFen: wan(row['AUM月日均']),
    aumPeakFen: wan(row['历史最高AUM']),
    demandFen: wan(row['活期余额']),
    timeFen: wan(row['定期余额']),
    cdFen: wan(row['大额存单']),
    wealthFen: wan(row['理财余额']),
    fundFen: wan(row['基金余额']),
    insuranceFen: wan(row['保险余额']),
    bondFen: wan(row['国债']),
    loanFen: wan(row['贷款余额']),
    payrollDate: excelDate(row['最近代发日期']),
    payrollAmountFen: wan(row['上月代发金额']),
    lastTxnDate: excelDate(row['最近交易日期']),
    loginCount: count(row['当月登录次数']),
    lastContactDate: excelDate(row['最近联系日期']),
    contactCount: count(row['近90天联系次数']),
    remark: text(row['备注']),
  })
}

/** All customers of a week's list; the rows under the table carry no running number. */
export function sampleCustomers(asOf: IsoDate): CustomerFacts[] {
  return sheetRows(`客户清单_${asOf.replaceAll('-', '')}.xlsx`, 2)
    .filter((row) => typeof row['序号'] === 'number')
    .map((row) => customer(row, asOf))
}

export function sampleHoldings(): Holding[] {
  return sheetRows('到期明细_20261120.xls', 0).map((row) => ({
    customerNo: String(row['客户号']),
    productName: text(row['产品名称']),
    productClass: text(row['产品类别']),
    productRisk: Number(String(row['产品风险等级']).slice(1)),
    amountFen: toFen(Number(row['金额(元)']), 'yuan') ?? 0,
    startDate: excelDate(row['起息日']),
    maturityDate: excelDate(row['到期日']),
  }))
}

const channels: Record<string, ContactChannel> = { 企微: 'wecom', 电话: 'phone', 短信: 'sms', 面访: 'visit' }
const outcomes: Record<string, ContactOutcome> = {
  已发送: 'sent',
  已回复: 'replied',
  拒绝: 'declined',
  接通: 'answered',
  未接: 'missed',
  空号: 'dead_number',
  已到访: 'visited',
}

export function sampleContacts(): Contact[] {
  const csv = new TextDecoder('gb18030').decode(readFileSync(join(fixtures, '接触记录_20261120.csv')))
  const lines = csv.split(/\r?\n/).slice(1).filter(Boolean)
  return lines.map((line) => {
    const [customerNo = '', , date = '', channel = '', outcome = '', seconds, notes, rm] = line.split(',')
    return {
      customerNo,
      contactDate: date.replace(/(\d+)年(\d+)月(\d+)日/, '$1-$2-$3'),
      channel: channels[channel] ?? null,
      outcome: outcomes[outcome] ?? null,
      seconds: seconds ? Number(seconds) : null,
      notes: notes || null,
      rmNo: null,
      rmName: rm || null,
      nextDate: null,
    }
  })
}
