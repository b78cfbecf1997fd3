/**
 * Reads damaged files one after the other in a thread of its own, so that a file on which reading hangs or eats
 * all memory ends the thread and not the test run. Every file is announced before and judged after.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { bytesSource } from '../../../../electron/engine/io/byte-source.ts'
import { openSource } from '../../../../electron/engine/io/open-workbook.ts'
import type { RowBatch, SheetEnd, SheetSource } from '../../../../electron/engine/io/row-source.ts'
import { Refusal } from '../../../../shared/domain/refusal.ts'
import { mutatedFile } from '../../../helpers/mutate.ts'
import { baseFiles } from './base-files.ts'

export interface WorkerTask {
  readonly first: number
  readonly last: number
}

export type WorkerMessage =
  | { readonly kind: 'start'; readonly seed: number; readonly label: string }
  /** `fault` is null when the file was read or refused as it should be. */
  | { readonly kind: 'end'; readonly seed: number; readonly result: string; readonly fault: string | null }

const fileName = '受损.xlsx'
const { first, last } = workerData as WorkerTask
const send = (message: WorkerMessage) => parentPort?.postMessage(message)
const bases = await baseFiles()

for (let seed = first; seed <= last; seed++) {
  const { label, bytes } = mutatedFile(bases, seed)
  send({ kind: 'start', seed, label })
  try {
    const result = await read(bytes)
    send({ kind: 'end', seed, result, fault: null })
  } catch (error) {
    send({ kind: 'end', seed, result: 'refused', fault: faultOf(error) })
  }
}

/** Reads every sheet to its end and holds it against what a reader promises. */
async function read(bytes: Uint8Array): Promise<string> {
  const source = await openSource(bytesSource(bytes), fileName)
  try {
    for (const sheet of source.sheets) await readSheet(sheet)
    return source.format
  } finally {
    source.close()
  }
}

async function readSheet(sheet: SheetSource): Promise<void> {
  const stream = sheet.read()
  let next = 1
  for (;;) {
    const step = await stream.next()
    if (step.done) {
      checkEnd(step.value, next)
      return
    }
    checkBatch(step.value, next)
    next = step.value.first + step.value.rows.length
  }
}

function checkBatch({ first: row, rows }: RowBatch, next: number): void {
  if (row < next || rows.length === 0)
    throw new Error(`batch at ${row} with ${rows.length} rows after ${next - 1}`)
  if (row + rows.length > 100_000_000) throw new Error(`row ${row + rows.length}`)
  for (const cells of rows) {
    if (!Array.isArray(cells)) throw new Error('a row that is none')
    for (const value of cells) {
      const known = value === null || ['string', 'number', 'boolean', 'object'].includes(typeof value)
      if (!known) throw new Error(`a cell of type ${typeof value}`)
      if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`a cell of ${value}`)
      if (typeof value === 'object' && value !== null && !('date' in value || 'error' in value))
        throw new Error(`a cell of ${JSON.stringify(value)}`)
    }
  }
}

function checkEnd(end: SheetEnd, next: number): void {
  if (end.lastRow > next - 1) throw new Error(`ends at row ${end.lastRow}, given ${next - 1}`)
  if (!Number.isSafeInteger(end.cells)) throw new Error(`${end.cells} cells`)
}

/** What is wrong with how a file was turned down, or null when nothing is. */
function faultOf(error: unknown): string | null {
  if (!(error instanceof Refusal))
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  if (!error.message.includes(fileName)) return `no file name: ${error.message}`
  if (!/[请没].*。$/su.test(error.message)) return `no remedy: ${error.message}`
  if (error.message.length > 500) return `too long: ${error.message.slice(0, 200)}`
  return null
}
