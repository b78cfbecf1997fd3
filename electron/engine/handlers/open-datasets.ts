/**
 * The datasets an import is filling: opened when the first row of a kind and date comes, one import entry a
 * date, closed with their sums. A sheet that must be read again is forgotten without a trace.
 */
import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { ExtractKind } from '../../../shared/domain/fields.ts'
import { closeDataset, fileNameOf, insertDataset, insertFile, takeOverRows } from '../db/repo/datasets.ts'
import { createRowWriter, type RowWriter } from '../db/repo/fact-rows.ts'
import type { WriteDb } from '../db/types.ts'
import type { AcceptedRow, FirstRow } from '../core/importing/row-types.ts'

interface OpenDataset {
  readonly datasetId: number
  readonly kind: ExtractKind
  readonly asOf: IsoDate
  rows: number
  aumFen: number | null
  contactWindowDays: number | null
  blanks: Record<string, number>
  keep: readonly string[]
}

/** One sheet on its way into its datasets. */
export interface SheetEntry {
  readonly kind: ExtractKind
  readonly fileName: string
  readonly contentHash: string
  readonly sheet: string
  /** The rows join those already in force for their date instead of standing in their place. */
  readonly merges: boolean
}

/** Rows of a sheet that went into one dataset. */
export interface StoredPart {
  readonly asOf: IsoDate
  readonly datasetId: number
  readonly fileId: number
  accepted: number
}

export interface SheetWriter {
  take(asOf: IsoDate, row: AcceptedRow): FirstRow | null
  /** Drops everything taken so far; the caller has rolled the rows back. */
  forget(): void
  /** Where the rows went, oldest date first. */
  parts(): StoredPart[]
}

export interface OpenDatasets {
  sheetWriter(entry: SheetEntry): SheetWriter
  /** Adds what is only known at a sheet's end. */
  note(
    datasetId: number,
    end: {
      contactWindowDays: number | null
      blanks: Readonly<Record<string, number>>
      keep: readonly string[]
    },
  ): void
  /** Writes the sums of all datasets. */
  close(): void
}

/** @param importOf the import entry of a date, made on demand */
export function openDatasets(db: WriteDb, importOf: (asOf: IsoDate) => number): OpenDatasets {
  let open = new Map<string, OpenDataset>()

  function datasetFor(kind: ExtractKind, asOf: IsoDate, merges: boolean): OpenDataset {
    const key = `${kind}|${asOf}`
    const known = open.get(key)
    if (known) return known
    const dataset: OpenDataset = {
      datasetId: insertDataset(db, importOf(asOf), kind, asOf),
      kind,
      asOf,
      rows: 0,
      aumFen: null,
      contactWindowDays: null,
      blanks: {},
      keep: [],
    }
    const base = merges ? takeOverRows(db, dataset.datasetId, kind) : null
    if (base) Object.assign(dataset, base)
    open.set(key, dataset)
    return dataset
  }

  function sheetWriter(entry: SheetEntry): SheetWriter {
    const before = new Map([...open].map(([key, dataset]) => [key, { ...dataset }]))
    let targets = new Map<IsoDate, { dataset: OpenDataset; part: StoredPart; writer: RowWriter }>()

    function targetFor(asOf: IsoDate) {
      const known = targets.get(asOf)
      if (known) return known
      const dataset = datasetFor(entry.kind, asOf, entry.merges)
      const { datasetId } = dataset
      const fileId = insertFile(db, datasetId, entry)
      const target = {
        dataset,
        part: { asOf, datasetId, fileId, accepted: 0 },
        writer: createRowWriter(db, datasetId, entry.kind),
      }
      targets.set(asOf, target)
      return target
    }

    return {
      take(asOf, { row, facts, masked }) {
        const { dataset, part, writer } = targetFor(asOf)
        const first = writer.write(part.fileId, row, facts, masked)
        if (first)
          return {
            row: first.rowNo,
            fileName: first.fileId === part.fileId ? null : fileNameOf(db, first.fileId),
          }
        const aum = facts['aum']
        if (typeof aum === 'number') dataset.aumFen = (dataset.aumFen ?? 0) + aum
        dataset.rows += 1
        part.accepted += 1
        return null
      },
      forget() {
        open = new Map([...before].map(([key, dataset]) => [key, { ...dataset }]))
        targets = new Map()
      },
      parts: () => [...targets.values()].map(({ part }) => part).sort((a, b) => (a.asOf < b.asOf ? -1 : 1)),
    }
  }

  return {
    sheetWriter,
    note(datasetId, { contactWindowDays, blanks, keep }) {
      const dataset = [...open.values()].find((d) => d.datasetId === datasetId)
      if (!dataset) return
      dataset.contactWindowDays ??= contactWindowDays
      dataset.keep = [...new Set([...dataset.keep, ...keep])]
      for (const [field, count] of Object.entries(blanks))
        dataset.blanks[field] = (dataset.blanks[field] ?? 0) + count
    },
    close() {
      for (const { datasetId, ...sums } of open.values()) closeDataset(db, datasetId, sums)
    },
  }
}
