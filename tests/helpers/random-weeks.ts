/**
 * Extracts of a branch of a handful of customers, made up from a seed: the weeks of two months, each in several
 * versions that contradict one another. Masked and missing values, repeated contacts and changing RMs are frequent.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Random } from '../../electron/engine/simulator/random.ts'
import { addDays, type IsoDate } from '../../shared/domain/dates.ts'

export const branchWeeks: readonly IsoDate[] = [
  '2026-10-23',
  '2026-10-30',
  '2026-11-06',
  '2026-11-13',
  '2026-11-20',
]
export const branchKinds = ['customers', 'contacts', 'movements', 'holdings'] as const
export type BranchKind = (typeof branchKinds)[number]

export const branchCustomer = (nth: number): string => `00620000${String(1000 + nth)}`
const customerCount = 6

const fileNames: Record<BranchKind, string> = {
  customers: '客户清单',
  contacts: '接触记录',
  movements: '大额变动',
  holdings: '到期明细',
}
const headers: Record<BranchKind, string> = {
  customers: '客户号,客户姓名,手机号,客户经理,客户经理工号,AUM余额,月日均AUM,最近交易日期,客户备注',
  contacts: '客户号,客户姓名,接触日期,接触方式,结果,通话秒数,内容,客户经理',
  movements: '客户号,客户姓名,交易日期,交易金额,借贷方向,对手类型',
  holdings: '客户号,客户姓名,产品名称,产品类别,产品风险等级,金额(元),起息日,到期日',
}
const names = ['王小明', '李娜', '张伟', '欧阳静', '赵敏', '陈晨']
const rms = [
  ['周杰', '80231'],
  ['吴昊', '80244'],
  ['', ''],
] as const

const pick = <T>(random: Random, of: readonly T[]): T => of[Math.floor(random.next() * of.length)] as T
const amount = (random: Random): string =>
  (pick(random, [900, 9_900, 52_000, 498_000, 640_000]) * random.between(0.7, 1.4)).toFixed(2)

function customerLine(random: Random, nth: number, asOf: IsoDate): string {
  const name = names[nth] ?? ''
  const [rmName, rmNo] = pick(random, rms)
  return [
    branchCustomer(nth),
    random.chance(0.3) ? `${name[0]}**` : name,
    pick(random, [`1380000${1000 + nth}`, `138****${1000 + nth}`, `138****${1000 + nth}`, '']),
    rmName,
    rmNo,
    amount(random),
    random.chance(0.7) ? amount(random) : '',
    random.chance(0.8) ? addDays(asOf, -Math.floor(random.next() * 400)) : '',
    random.chance(0.2) ? '爱好钓鱼' : '',
  ].join(',')
}

const lineOf: Record<Exclude<BranchKind, 'customers'>, (random: Random, asOf: IsoDate) => string> = {
  contacts: (random, asOf) =>
    [
      addDays(asOf, -pick(random, [0, 1, 7, 8])),
      '电话',
      pick(random, ['接通', '未接', '空号']),
      pick(random, ['20', '180']),
      pick(random, ['询问理财', '']),
      '周杰',
    ].join(','),
  movements: (random, asOf) =>
    [
      addDays(asOf, -Math.floor(random.next() * 9)),
      amount(random),
      pick(random, ['转入', '转出']),
      '本人同名',
    ].join(','),
  holdings: (random, asOf) =>
    [
      '理财07号',
      '理财',
      'R2',
      amount(random),
      addDays(asOf, -90),
      addDays(asOf, Math.floor(random.next() * 40)),
    ].join(','),
}

function linesOf(random: Random, kind: BranchKind, asOf: IsoDate): string[] {
  if (kind !== 'customers')
    // Contacts crowd on few customers and days: equal ones and different ones of a day come in several logs.
    return Array.from({ length: (kind === 'contacts' ? 6 : 1) + Math.floor(random.next() * 7) }, () => {
      const nth = Math.floor(random.next() * (kind === 'contacts' ? 3 : customerCount))
      return `${branchCustomer(nth)},${names[nth] ?? ''},${lineOf[kind](random, asOf)}`
    })
  const lines = names.flatMap((_, nth) => (random.chance(0.75) ? [customerLine(random, nth, asOf)] : []))
  return lines.length > 0 ? lines : [customerLine(random, 0, asOf)]
}

/** Writes one extract and returns its path; the same arguments always make the same bytes. */
export function writeExtract(
  dir: string,
  { seed, week, version, kind }: { seed: number; week: number; version: number; kind: BranchKind },
): string {
  const asOf = branchWeeks[week] ?? ''
  const random = new Random(`${seed}|${week}|${version}|${kind}`)
  const folder = join(dir, `v${version}`)
  const path = join(folder, `${fileNames[kind]}_${asOf.replaceAll('-', '')}.csv`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(path, `${[headers[kind], ...linesOf(random, kind, asOf)].join('\n')}\n`)
  return path
}
