import { describe, expect, it } from 'vitest'
import { readHeader } from '../../../electron/engine/core/importing/header-match.ts'

describe('headers of a customer list', () => {
  it.each([
    ['客户号', 'customerNo'],
    ['客戶號', 'customerNo'],
    ['ＥＣＩＦ客户号', 'customerNo'],
    ['客户号（核心）', 'customerNo'],
    ['* 客户 编号：', 'customerNo'],
    ['首要联系\n手机号', 'phone'],
    ['手機', 'phone'],
    ['管戶客戶經理', 'rm'],
    ['AUM', 'aum'],
    ['AUM余额', 'aum'],
    ['时点AUM', 'aum'],
    ['月底餘額', 'aum'],
    ['AUM月日均', 'aumMonthAvg'],
    ['AUM(月日均)', 'aumMonthAvg'],
    ['季日均', 'aumQuarterAvg'],
    ['年日均资产', 'aumYearAvg'],
    ['历史最高AUM', 'aumPeak'],
    ['活期余额', 'demand'],
    ['定期余额', 'time'],
    ['大额存单', 'cd'],
    ['基金市值(元)', 'fund'],
    ['信托/资管', 'trust'],
    ['上月代发金额', 'payrollAmount'],
    ['是否代发', 'payroll'],
    ['代发客户标志', 'payroll'],
    ['是否开通手机银行', 'mobileBank'],
    ['当月登录次数', 'loginCount'],
    ['最后动账日', 'lastTxnDate'],
    ['最近接触日期', 'lastContactDate'],
    ['客户性别', 'gender'],
    ['统计日期', 'asOf'],
  ])('%j names %s', (header, field) => {
    expect(readHeader(header, 'customers').field).toBe(field)
  })

  it.each([
    ['AUM较上月', 'unmatched'],
    ['上月AUM', 'unmatched'],
    ['AUM余额(较年初)', 'unmatched'],
    ['活期日均', 'unmatched'],
    ['基金持仓收益', 'unmatched'],
    ['紧急联系人电话', 'unmatched'],
    ['日均', 'ambiguous'],
    ['存款余额', 'ambiguous'],
    ['序号', 'serial'],
    ['存款(美元)', 'foreign_currency'],
    ['', 'empty_header'],
  ])('%j is left alone: %s', (header, code) => {
    const { field, reason } = readHeader(header, 'customers')
    expect(field).toBeNull()
    expect(reason.code).toBe(code)
    expect(reason.detail).not.toBe('')
  })

  it.each([
    ['近90天联系次数', 90],
    ['近三个月接触次数', 90],
    ['联系次数(近30天)', 30],
    ['近一年有效联系次数', 365],
    ['最近180日触达次数', 180],
    ['近半年联系次数', 183],
    ['联系次数', null],
  ])('%s is a contact count over %s days', (header, days) => {
    expect(readHeader(header, 'customers')).toMatchObject({ field: 'contactCount', windowDays: days })
  })

  it.each([
    ['AUM(万元)', 'wan'],
    ['AUM余额（单位：万元）', 'wan'],
    ['AUM余额【元】', 'yuan'],
    ['AUM余额万元', 'wan'],
    ['AUM余额(千元)', 'other'],
    ['AUM余额', null],
  ])('%s speaks of the unit %s', (header, unit) => {
    expect(readHeader(header, 'customers')).toMatchObject({ field: 'aum', unit })
  })

  it('a decision made earlier outranks the dictionary, for leaving out as for mapping', () => {
    const remembered = { 总余额: 'aum', 备注: null } as const
    expect(readHeader('总余额', 'customers', remembered)).toMatchObject({
      field: 'aum',
      reason: { code: 'remembered' },
    })
    expect(readHeader('备注', 'customers', remembered).field).toBeNull()
  })
})

describe('the same words mean other things elsewhere', () => {
  it.each([
    ['客户经理', 'contacts', 'rm'],
    ['联系方式', 'contacts', 'channel'],
    ['联系方式', 'customers', 'phone'],
    ['金额', 'holdings', 'amount'],
    ['金额', 'customers', null],
    ['风险等级', 'holdings', 'productRisk'],
    ['风险等级', 'customers', 'riskRating'],
    ['期限(月)', 'products', 'termDays'],
    ['目标值(万元)', 'targets', 'targetAmount'],
  ] as const)('%s in %s is %s', (header, kind, field) => {
    expect(readHeader(header, kind).field).toBe(field)
  })
})
