/** The sample branch's extracts and the figures they must yield. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const fixture = (name: string) => join(import.meta.dirname, '..', 'fixtures', name)

export const week1Files = [fixture('客户清单_20261113.xlsx')]
export const week2Files = [
  fixture('客户清单_20261120.xlsx'),
  fixture('到期明细_20261120.xls'),
  fixture('大额变动_20261120.csv'),
  fixture('接触记录_20261120.csv'),
]
export const week1 = '2026-11-13'
export const week2 = '2026-11-20'
export const planWeek = '2026-W48'

interface ExpectedWeek {
  readonly customers: number
  readonly aumFen: number
  readonly tiers: Record<string, number>
  readonly dormancy: Record<string, number>
  readonly aumFallWarnings: Record<string, number>
  readonly nearThreshold: Record<string, number>
  readonly tierUp: number
  readonly tierDown: number
  readonly payroll: number
}
export const expected = JSON.parse(readFileSync(fixture('expected.json'), 'utf8')) as {
  readonly week1: ExpectedWeek
  readonly week2: ExpectedWeek
  readonly changes: Record<'vanished' | 'new' | 'rmChanged' | 'holdings' | 'movements' | 'contacts', number>
}
