/** Reading files made to hurt: every one must end soon, within bounded memory, as cells or as a refusal in words. */
import { expect } from 'vitest'
import { readWorkbook } from '../../../../electron/engine/io/read-workbook.ts'
import type { RawRow, Workbook } from '../../../../electron/engine/core/importing/sheet.ts'
import { Refusal } from '../../../../shared/domain/refusal.ts'
import { hostileZip, xlsxEntries } from '../../../helpers/hostile-zip.ts'
import type { HostileEntry, XlsxSpec } from '../../../helpers/hostile-zip.ts'
import { readDefaults } from '../../../../shared/playbook/import-limits.ts'

export const fileName = '客户清单.xlsx'
export const sheetPath = 'xl/worksheets/sheet1.xml'
/** The clock of the general library's thread, and as much again for a machine that is busy. */
const maxMilliseconds = 2_000 * readDefaults.apart.seconds.base
/** Above what the process held when the file was opened, at its highest. */
const maxMegabytes = 450

type Outcome = { workbook: Workbook; refusal: null } | { workbook: null; refusal: Refusal }

/** Reads a file; fails on anything but a workbook or a refusal in words, and on wasted time or memory. */
export async function outcome(bytes: Uint8Array, name = fileName): Promise<Outcome> {
  const before = process.memoryUsage().rss / 1e6
  const started = performance.now()
  let result: Outcome
  try {
    result = { workbook: await readWorkbook({ bytes, fileName: name }), refusal: null }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    result = { workbook: null, refusal: error }
    expect(error.message).toContain(name)
    expect(error.message).toMatch(/请|没有/)
    expect(error.message).toMatch(/。$/)
    expect(error.message.length).toBeLessThan(400)
    expect(error.details.file).toBe(name)
  }
  expect(performance.now() - started).toBeLessThan(maxMilliseconds)
  const peak = process.resourceUsage().maxRSS / 1e3
  expect(Math.max(0, peak - Math.max(before, peakBefore))).toBeLessThan(maxMegabytes)
  peakBefore = Math.max(peakBefore, peak)
  return result
}
let peakBefore = 0

export async function codeOf(bytes: Uint8Array, name = fileName): Promise<string | null> {
  return (await outcome(bytes, name)).refusal?.code ?? null
}

export async function rowsOf(bytes: Uint8Array, name = fileName): Promise<readonly RawRow[]> {
  const { workbook, refusal } = await outcome(bytes, name)
  if (refusal) throw refusal
  return workbook.sheets[0]!.rows
}

export const xlsx = (spec: XlsxSpec, more: readonly HostileEntry[] = []) =>
  hostileZip([...xlsxEntries(spec), ...more])
export const filler = (megabytes: number) => new Uint8Array(megabytes * 1_000_000)
