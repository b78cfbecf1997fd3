/** What reading one sheet came to, in the shape people and the command line see. */
import type { FileReport } from '../../../shared/contract/imports.ts'
import { ignoredNames } from '../core/importing/row-kind.ts'
import type { BatchFile } from './read-batch.ts'
import type { ReadSheet } from './store-sheet.ts'

/** What comparing with the extract before told. */
export type Compared = Pick<FileReport, 'drift' | 'blankDrift' | 'blanksKept'>

/** @param accepted rows stored for the date reported on, when the sheet holds several dates */
export function fileReport(
  file: BatchFile,
  read: ReadSheet,
  compared: Compared,
  accepted?: number,
): FileReport {
  const { layout, parsed } = read
  const { counts } = parsed
  const acceptedHere = accepted ?? counts.accepted
  return {
    path: file.path,
    fileName: file.fileName,
    kind: layout.kind,
    sheet: layout.sheetName,
    headerRow: layout.headerRow,
    units: layout.units.unit,
    encoding: file.workbook.encoding,
    rowsRead: counts.read - counts.ignored - (counts.accepted - acceptedHere),
    rowsAccepted: acceptedHere,
    rowsRejected: counts.rejected,
    rejects: parsed.rejects.map(({ cells: _, ...reject }) => reject),
    ignored: [...layout.ignored, ...parsed.ignored]
      .sort((a, b) => a.row - b.row)
      .map(({ row, reason }) => ({ row, reason: ignoredNames[reason] })),
    columns: layout.columns.map(({ header, field, reason }) => ({ header, field, reason: reason.detail })),
    unreadable: parsed.unreadable.map(({ column, count, examples }) => ({
      column,
      count,
      examples: [...examples],
    })),
    ...compared,
    corrected: counts.corrected,
    dropped: counts.dropped,
    controlTotal: parsed.controlTotal,
  }
}

/** The report of a further date of a sheet: what is about the sheet as a whole is told once. */
export function furtherDate(report: FileReport, accepted: number): FileReport {
  return {
    ...report,
    rowsRead: accepted,
    rowsAccepted: accepted,
    rowsRejected: 0,
    rejects: [],
    ignored: [],
    unreadable: [],
    drift: [],
    blankDrift: [],
    blanksKept: [],
    controlTotal: { found: null, computed: null, matches: null },
  }
}
