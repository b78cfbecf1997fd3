/** Segments: counted while they are built, saved by version, paged, and laid over each other. */
import { Refusal } from '../../../shared/domain/refusal.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { segmentField } from '../../../shared/domain/segment-fields.ts'
import { clausesOf, type SegmentNode, type SegmentRule } from '../../../shared/domain/segment-rule.ts'
import { segmentNodeSentence, segmentSentence } from '../../../shared/domain/segment-sentence.ts'
import type { OutputOf } from '../../../shared/contract/contract.ts'
import { pastedNumbers } from '../core/segmentation/pasted-numbers.ts'
import { uncertainYears } from '../core/segmentation/segment-dates.ts'
import type { NodeCount, RuleCounts } from '../core/segmentation/segment-logic.ts'
import { createClauseTruths, type ClauseTruths } from '../db/repo/clause-truths.ts'
import { readGridPage } from '../db/repo/customer-grid.ts'
import { snapshotAt } from '../db/repo/datasets.ts'
import {
  countSegment,
  missingFields,
  openOptions,
  overlapOf,
  segmentSelection,
  sizeOfSegment,
  type SegmentSubject,
} from '../db/repo/segment-query.ts'
import {
  absentMembers,
  knownCustomers,
  listSegments,
  readSegment,
  removeSegment,
  renameSegment,
  saveSegment,
  segmentVersions,
  subjectOf,
  type Segment,
} from '../db/repo/segments.ts'
import { readCalendar } from '../db/repo/settings.ts'
import { runCommand } from '../db/undo-log.ts'
import type { ReadDb } from '../db/types.ts'
import type { Handlers } from '../dispatch.ts'
import type { HandlerContext } from './context.ts'

type Preview = OutputOf<'segments.preview'>
type ListReport = OutputOf<'segments.checkList'>

const shownNumbers = 100

const headOf = ({ versionId: _, ...head }: Segment) => head

function nodeAt(rule: SegmentRule, path: readonly number[]): SegmentNode {
  return path.reduce<SegmentNode>((node, i) => (node.kind === 'group' && node.items[i]) || node, rule)
}

/** Fields a rule asks for of which the data know nothing: every condition on them is unknown for everybody. */
function missingOf(
  rule: SegmentRule,
  { customers, nodes }: RuleCounts,
  asOf: IsoDate,
): Preview['missingFields'] {
  if (customers === 0) return []
  const counts = new Map<string, NodeCount>(nodes.map((node) => [node.path.join('.'), node]))
  const lacking = clausesOf(rule).filter(({ path, clause }) => {
    const count = counts.get(path.join('.'))
    if (!count) return false
    if (clause.op === 'unknown') return count.matches === customers
    return clause.op === 'known' ? count.matches === 0 : count.unknown === customers
  })
  return [...new Set(lacking.map(({ clause }) => clause.field))].map((key) => {
    const label = segmentField(key)?.label ?? key
    return { field: key, label, message: `${asOf} 的数据里没有“${label}”，用到它的条件对所有客户都是未知` }
  })
}

function previewOf(
  db: ReadDb,
  truths: ClauseTruths,
  rule: SegmentRule,
  wanted: IsoDate | undefined,
): Preview {
  const dataset = snapshotAt(db, wanted)
  const sentence = segmentSentence(rule)
  if (!dataset)
    return {
      asOf: null,
      customers: 0,
      total: 0,
      unknown: 0,
      clauses: [],
      missingFields: [],
      calendarWarning: null,
      sentence,
    }
  const { asOf } = dataset
  const calendar = readCalendar(db)
  const counts = countSegment(db, dataset, rule, calendar, truths)
  const years = uncertainYears(rule, { asOf, calendar })
  return {
    asOf,
    customers: counts.customers,
    total: counts.total,
    unknown: counts.unknown,
    clauses: counts.nodes.map((node) => ({
      ...node,
      path: [...node.path],
      sentence: segmentNodeSentence(nodeAt(rule, node.path)),
    })),
    missingFields: missingOf(rule, counts, asOf),
    calendarWarning:
      years.length === 0 ? null : `${years.join('、')} 年的放假安排尚未录入，其中的工作日按周一至周五推算`,
    sentence,
  }
}

/** What became of pasted numbers, and the members they make. */
function listOf(db: ReadDb, given: string | readonly string[]): { report: ListReport; members: string[] } {
  const { numbers, duplicates } = pastedNumbers(given)
  const known = knownCustomers(db, numbers)
  const strangers = numbers.filter((number) => !known.has(number))
  const members = numbers.filter((number) => known.has(number))
  const dataset = snapshotAt(db)
  const present = dataset
    ? (db
        .prepare(
          `SELECT count(*) FROM snapshot WHERE dataset_id = ? AND customer_no IN (SELECT value FROM json_each(?))`,
        )
        .pluck()
        .get(dataset.datasetId, JSON.stringify(members)) as number)
    : 0
  return {
    members,
    report: {
      given: numbers.length,
      found: members.length,
      present,
      unknown: { count: strangers.length, first: strangers.slice(0, shownNumbers) },
      duplicates: { count: duplicates.length, first: duplicates.slice(0, shownNumbers) },
    },
  }
}

type SegmentRoute = Extract<keyof Handlers, `segments.${string}`>

export function segmentHandlers({ read, write, clock }: HandlerContext): Pick<Handlers, SegmentRoute> {
  const truths = createClauseTruths()
  const command = <T>(route: string, label: string, change: () => T): T =>
    runCommand(write, { route, label, at: clock.now() }, change)
  const subject = (of: { segmentId: number; version?: number | undefined } | { rule: SegmentRule }) =>
    'rule' in of
      ? ({ kind: 'rule', rule: of.rule } satisfies SegmentSubject)
      : subjectOf(readSegment(read, of.segmentId, of.version))
  return {
    'segments.list': ({ asOf, counted }) => {
      const dataset = snapshotAt(read, asOf)
      const calendar = readCalendar(read)
      return {
        asOf: dataset?.asOf ?? null,
        segments: listSegments(read).map((segment) => {
          const here = counted && dataset ? dataset : null
          return {
            ...headOf(segment),
            size: here && sizeOfSegment(read, here, subjectOf(segment), calendar),
            absent:
              here && segment.kind === 'list' ? absentMembers(read, segment.versionId, here.datasetId) : null,
          }
        }),
      }
    },
    'segments.versions': ({ segmentId }) => ({ versions: segmentVersions(read, segmentId).map(headOf) }),
    'segments.fields': ({ asOf }) => {
      const dataset = snapshotAt(read, asOf)
      if (!dataset) return { asOf: null, missing: [], options: {} }
      return {
        asOf: dataset.asOf,
        missing: missingFields(read, dataset),
        options: openOptions(read, dataset),
      }
    },
    'segments.preview': ({ asOf, rule }) => previewOf(read, truths, rule, asOf),
    'segments.page': ({ asOf, of, membership, filter, sort, offset, limit }) => {
      const dataset = snapshotAt(read, asOf)
      const wanted = subject(of)
      if (!dataset) return { asOf: null, total: 0, totalAumFen: 0, rows: [] }
      const within = segmentSelection(read, dataset, wanted, readCalendar(read), membership)
      return {
        asOf: dataset.asOf,
        ...readGridPage(read, dataset, { filter: filter ?? {}, sort, offset, limit, within }),
      }
    },
    'segments.overlap': ({ asOf, a, b }) => {
      const dataset = snapshotAt(read, asOf)
      const subjects = [subject({ segmentId: a }), subject({ segmentId: b })] as const
      if (!dataset) return { asOf: null, a: 0, b: 0, both: 0, unknown: 0, bothAumFen: 0 }
      return { asOf: dataset.asOf, ...overlapOf(read, dataset, subjects, readCalendar(read)) }
    },
    'segments.checkList': ({ numbers }) => listOf(read, numbers).report,
    'segments.save': ({ segmentId, name, note, rule }) =>
      command('segments.save', `保存客群“${name}”`, () =>
        saveSegment(write, {
          segmentId,
          kind: 'rule',
          name,
          note,
          savedAt: clock.now(),
          rule,
          sentence: segmentSentence(rule),
          members: [],
        }),
      ),
    'segments.saveList': ({ segmentId, name, note, numbers }) => {
      const { report, members } = listOf(write, numbers)
      if (members.length === 0)
        throw new Refusal(
          'LIST_EMPTY',
          report.given === 0
            ? '没有读到客户号。请粘贴客户号，每行一个或用逗号分开。'
            : `给出的 ${report.given} 个号码都不是已导入的客户号，名单没有保存。请核对后再试。`,
          { ...report },
        )
      const saved = command('segments.saveList', `保存名单“${name}”`, () =>
        saveSegment(write, {
          segmentId,
          kind: 'list',
          name,
          note,
          savedAt: clock.now(),
          rule: null,
          sentence: `${members.length} 个客户的固定名单`,
          members,
        }),
      )
      return { ...report, ...saved }
    },
    'segments.rename': ({ segmentId, name, note }) =>
      command('segments.rename', `修改客群“${name}”的名称和备注`, () => {
        renameSegment(write, segmentId, name, note)
        return { done: true as const }
      }),
    'segments.remove': ({ segmentId }) =>
      command('segments.remove', '删除客群', () => {
        readSegment(write, segmentId)
        removeSegment(write, segmentId)
        return { done: true as const }
      }),
  }
}
