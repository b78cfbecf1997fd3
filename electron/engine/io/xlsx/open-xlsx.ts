/**
 * An .xlsx as streams of rows: the small parts that say what is where are read at once, sheets as they are asked for.
 * Whatever this reader does not know is said, so that the general library can read the workbook instead.
 */
import { Refusal } from '../../../../shared/domain/refusal.ts'
import { readDefaults } from '../../../../shared/playbook/import-limits.ts'
import { passwordProtected } from '../read-format.ts'
import type { ByteSource, RowBatch, SheetEnd, SheetSource } from '../row-source.ts'
import { checkSizes, tooLarge, truncated, type ReadLimits, type ZipEntry } from '../zip-guard.ts'
import { CellCounter } from './cell-counter.ts'
import { readStyles, type CellStyles } from './cell-styles.ts'
import { SharedStringsReader, type SharedStrings } from './shared-strings.ts'
import { SheetReader } from './sheet-reader.ts'
import { UnknownConstruct } from './unknown-construct.ts'
import { startTags } from './small-part.ts'
import { attribute, checkProlog } from './xml-text.ts'
import { inflatePart, readPart } from './zip-part.ts'

export interface XlsxSheet extends SheetSource {
  /** Size of the sheet's mark-up unpacked, bytes. */
  readonly xmlBytes: number
}

export interface OpenedXlsx {
  readonly date1904: boolean
  readonly sheets: readonly XlsxSheet[]
}

/** Parts that are read whole. */
const smallPart = 64_000_000

class Package {
  readonly source: ByteSource
  readonly fileName: string
  readonly #parts = new Map<string, ZipEntry>()

  constructor(source: ByteSource, entries: readonly ZipEntry[], fileName: string) {
    this.source = source
    this.fileName = fileName
    for (const entry of entries) {
      const name = partName(entry.name)
      // Two parts of one name: different programs would read different ones.
      if (this.#parts.has(name)) throw truncated(fileName)
      this.#parts.set(name, entry)
    }
  }

  entry(part: string): ZipEntry | null {
    return this.#parts.get(partName(part)) ?? null
  }

  async bytes(part: string): Promise<Uint8Array | null> {
    const entry = this.entry(part)
    if (!entry) return null
    const bytes = await readPart(this.source, entry, this.fileName, smallPart)
    if (bytes === null) throw new UnknownConstruct(`part ${part} is large`)
    return bytes
  }

  /** Targets of a part's relations by id, with the last step of their type. */
  async relations(part: string): Promise<Map<string, { type: string; target: string }>> {
    const [folder, name] = splitPath(part)
    const listed = await this.bytes(`${folder}_rels/${name}.rels`)
    const relations = new Map<string, { type: string; target: string }>()
    for (const { text: tag } of listed === null ? [] : startTags(listed, ['Relationship'])) {
      // Links to other files are never followed.
      if (attribute(tag, 'TargetMode') === 'External') continue
      const [id, target] = [attribute(tag, 'Id'), attribute(tag, 'Target')]
      const type = (attribute(tag, 'Type') ?? '').replace(/^.*\//, '')
      if (id !== null && target !== null) relations.set(id, { type, target: resolve(folder, target) })
    }
    return relations
  }
}

const partName = (name: string) => name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase()

function splitPath(part: string): [folder: string, name: string] {
  const at = part.lastIndexOf('/') + 1
  return [part.slice(0, at), part.slice(at)]
}

function resolve(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const steps = folder.split('/').filter((step) => step !== '')
  for (const step of target.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}

async function workbookPart(parts: Package): Promise<string> {
  for (const { type, target } of (await parts.relations('')).values())
    if (type === 'officeDocument') return target
  if (parts.entry('xl/workbook.xml')) return 'xl/workbook.xml'
  throw new UnknownConstruct('no workbook part')
}

/**
 * Opens an archive known to be an .xlsx. Throws `Refusal` for archives that are damaged, locked or bombs, and
 * `UnknownConstruct` here or while reading.
 */
export async function openXlsx(
  source: ByteSource,
  entries: readonly ZipEntry[],
  fileName: string,
  limits: ReadLimits = {},
): Promise<OpenedXlsx> {
  if (entries.some(({ encrypted }) => encrypted)) throw passwordProtected(fileName)
  const maxInflatedBytes = limits.maxInflatedBytes ?? readDefaults.maxStreamedBytes
  checkSizes(entries, source.size, fileName, { ...limits, maxInflatedBytes })
  const parts = new Package(source, entries, fileName)
  const part = await workbookPart(parts)
  const bytes = await parts.bytes(part)
  if (bytes === null) throw new UnknownConstruct('no workbook part')
  const relations = await parts.relations(part)
  const tags = startTags(bytes, ['workbookPr', 'sheet'])
  const settings = tags.find(({ name }) => name === 'workbookPr')?.text ?? ''
  const date1904 = ['1', 'true', 'on'].includes(attribute(settings, 'date1904') ?? '')
  const find = (type: string) =>
    [...relations.values()].find((relation) => relation.type === type)?.target ?? null
  const stylesPart = find('styles')
  const styles = readStyles(stylesPart === null ? null : await parts.bytes(stylesPart), date1904)
  const strings = stringsOnce(parts, find('sharedStrings'))
  const sheets = tags.flatMap(({ name: element, text: tag }): XlsxSheet[] => {
    if (element !== 'sheet') return []
    const relation = relations.get(attribute(tag, '[\\w.-]+:id') ?? '')
    if (!relation) throw new UnknownConstruct('sheet without part')
    if (relation.type !== 'worksheet') return []
    const entry = parts.entry(relation.target)
    if (!entry) throw truncated(fileName)
    const name = attribute(tag, 'name') ?? ''
    const hidden = (attribute(tag, 'state') ?? 'visible') !== 'visible'
    return [sheetSource({ parts, entry, name, hidden, styles, strings })]
  })
  return { date1904, sheets }
}

/** The shared strings, read when the first sheet needs them. */
function stringsOnce(parts: Package, part: string | null): () => Promise<SharedStrings | null> {
  let reading: Promise<SharedStrings | null> | null = null
  async function read(): Promise<SharedStrings | null> {
    const entry = part === null ? null : parts.entry(part)
    if (!entry) return null
    if (entry.size > readDefaults.maxSharedTextBytes) throw tooLarge(parts.fileName, entry.size)
    const reader = new SharedStringsReader(entry.size)
    let first = true
    for await (const chunk of inflatePart(parts.source, entry, parts.fileName)) {
      if (first) checkProlog(chunk)
      first = false
      reader.push(chunk)
    }
    return reader.end()
  }
  return () => (reading ??= read())
}

interface SheetPart {
  readonly parts: Package
  readonly entry: ZipEntry
  readonly name: string
  readonly hidden: boolean
  readonly styles: CellStyles
  readonly strings: () => Promise<SharedStrings | null>
}

function sheetSource(sheet: SheetPart): XlsxSheet {
  const { parts, entry, name, hidden } = sheet
  let done = 0
  async function* read(): AsyncGenerator<RowBatch, SheetEnd> {
    done = 0
    const reader = new SheetReader(await sheet.strings(), sheet.styles)
    const counter = new CellCounter()
    let first = true
    for await (const chunk of inflatePart(parts.source, entry, parts.fileName)) {
      if (first) checkProlog(chunk)
      first = false
      counter.push(chunk)
      reader.push(chunk)
      done += chunk.length
      yield* reader.takeBatches()
    }
    const end = reader.end()
    yield* reader.takeBatches()
    counter.end()
    reconcile(parts.fileName, name, reader.seen, counter)
    return end
  }
  return { name, hidden, xmlBytes: entry.size, read, fraction: () => done / Math.max(entry.size, 1) }
}

/** Nothing may be lost on the way. */
function reconcile(
  fileName: string,
  sheet: string,
  read: { readonly rows: number; readonly cells: number },
  counted: { readonly rows: number; readonly cells: number },
): void {
  if (read.rows === counted.rows && read.cells === counted.cells) return
  throw new Refusal(
    'UNREADABLE',
    `文件“${fileName}”无法完整读取（工作表“${sheet}”应有 ${counted.rows} 行 ${counted.cells} 个单元格，读到 ${read.rows} 行 ${read.cells} 个）。没有导入任何数据，请用表格软件打开并另存为 xlsx 后再导入。`,
    { file: fileName, sheet },
  )
}
