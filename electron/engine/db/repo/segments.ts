/** Saved segments and their versions. The newest version is in force; older ones stay to be looked up. */
import { segmentDraft, type SegmentRule } from '../../../../shared/domain/segment-rule.ts'
import { Refusal } from '../../../../shared/domain/refusal.ts'
import type { ReadDb, WriteDb } from '../types.ts'
import type { SegmentSubject } from './segment-query.ts'

export interface SegmentVersion {
  readonly versionId: number
  readonly version: number
  readonly savedAt: string
  /** Null for a list. */
  readonly rule: SegmentRule | null
  readonly sentence: string
  /** Numbers on a list; 0 for a rule. */
  readonly listed: number
}

export interface Segment extends SegmentVersion {
  readonly segmentId: number
  readonly kind: 'rule' | 'list'
  readonly name: string
  readonly note: string
}

interface Row extends Omit<Segment, 'rule'> {
  readonly ruleJson: string | null
}

const select = `SELECT g.segment_id AS segmentId, g.kind, g.name, g.note, v.version_id AS versionId, v.version,
    v.saved_at AS savedAt, v.rule_json AS ruleJson, v.sentence,
    (SELECT count(*) FROM segment_member m WHERE m.version_id = v.version_id) AS listed
  FROM segment g JOIN segment_version v ON v.segment_id = g.segment_id`
const newest = `v.version = (SELECT max(version) FROM segment_version w WHERE w.segment_id = g.segment_id)`

function toSegment({ ruleJson, ...row }: Row): Segment {
  if (ruleJson === null) return { ...row, rule: null }
  const rule = segmentDraft.safeParse(JSON.parse(ruleJson))
  if (!rule.success)
    throw new Refusal('SEGMENT_RULE', `客群“${row.name}”的条件这个版本读不懂。请重新设定它的条件。`)
  return { ...row, rule: rule.data }
}

/** Segments in use, by name. */
export function listSegments(db: ReadDb): Segment[] {
  const rows = db.prepare(`${select} WHERE g.state = 'active' AND ${newest} ORDER BY g.name`).all() as Row[]
  return rows.map(toSegment)
}

/**
 * A segment in its newest version or a given one, also after it was removed when the version is given.
 * @throws Refusal SEGMENT_UNKNOWN
 */
export function readSegment(db: ReadDb, segmentId: number, version?: number): Segment {
  const row = (
    version === undefined
      ? db.prepare(`${select} WHERE g.segment_id = ? AND g.state = 'active' AND ${newest}`).get(segmentId)
      : db.prepare(`${select} WHERE g.segment_id = ? AND v.version = ?`).get(segmentId, version)
  ) as Row | undefined
  if (!row) throw new Refusal('SEGMENT_UNKNOWN', '这个客群已经不在了。请刷新客群列表。')
  return toSegment(row)
}

/** All versions of a segment, newest first. */
export function segmentVersions(db: ReadDb, segmentId: number): Segment[] {
  const rows = db.prepare(`${select} WHERE g.segment_id = ? ORDER BY v.version DESC`).all(segmentId) as Row[]
  return rows.map(toSegment)
}

/** Numbers on a list. */
export function membersOf(db: ReadDb, versionId: number): string[] {
  return db
    .prepare('SELECT customer_no FROM segment_member WHERE version_id = ? ORDER BY customer_no')
    .pluck()
    .all(versionId) as string[]
}

export function subjectOf({ rule, versionId }: SegmentVersion): SegmentSubject {
  return rule === null ? { kind: 'list', versionId } : { kind: 'rule', rule }
}

export interface SegmentEntry {
  /** Null makes a new segment. */
  readonly segmentId: number | null
  readonly kind: 'rule' | 'list'
  readonly name: string
  readonly note: string
  readonly savedAt: string
  readonly rule: SegmentRule | null
  readonly sentence: string
  readonly members: readonly string[]
}

export interface SavedSegment {
  readonly segmentId: number
  readonly version: number
}

function mustBeFree(db: ReadDb, name: string, segmentId: number | null): void {
  const namesake = db
    .prepare(`SELECT 1 FROM segment WHERE state = 'active' AND name = ? AND segment_id <> ?`)
    .get(name, segmentId ?? 0)
  if (namesake !== undefined)
    throw new Refusal('SEGMENT_NAME', `已有名为“${name}”的客群。请换一个名字，或打开原来的客群修改。`)
}

function writeNames(db: WriteDb, segmentId: number, name: string, note: string): void {
  db.prepare('UPDATE segment SET name = ?, note = ? WHERE segment_id = ?').run(name, note, segmentId)
}

/**
 * Names a segment anew; who is in it stays as it is, so there is no new version.
 * @throws Refusal SEGMENT_NAME, SEGMENT_UNKNOWN
 */
export function renameSegment(db: WriteDb, segmentId: number, name: string, note: string): void {
  readSegment(db, segmentId)
  mustBeFree(db, name, segmentId)
  writeNames(db, segmentId, name, note)
}

function writeHead(db: WriteDb, { segmentId, kind, name, note }: SegmentEntry): number {
  mustBeFree(db, name, segmentId)
  if (segmentId === null)
    return Number(
      db
        .prepare(`INSERT INTO segment (kind, name, note, state) VALUES (?, ?, ?, 'active')`)
        .run(kind, name, note).lastInsertRowid,
    )
  const before = readSegment(db, segmentId)
  if (before.kind !== kind)
    throw new Refusal(
      'SEGMENT_KIND',
      kind === 'rule'
        ? `“${before.name}”是固定名单，不能改成条件客群。请另存为新客群。`
        : `“${before.name}”是条件客群，不能改成固定名单。请另存为新客群。`,
    )
  writeNames(db, segmentId, name, note)
  return segmentId
}

/**
 * Stores a segment as a new version of itself.
 * @throws Refusal SEGMENT_NAME, SEGMENT_KIND, SEGMENT_UNKNOWN
 */
export function saveSegment(db: WriteDb, entry: SegmentEntry): SavedSegment {
  const segmentId = writeHead(db, entry)
  const version =
    (db
      .prepare('SELECT coalesce(max(version), 0) FROM segment_version WHERE segment_id = ?')
      .pluck()
      .get(segmentId) as number) + 1
  const { lastInsertRowid: versionId } = db
    .prepare(
      `INSERT INTO segment_version (segment_id, version, saved_at, rule_json, sentence) VALUES (?, ?, ?, ?, ?)`,
    )
    .run(segmentId, version, entry.savedAt, entry.rule && JSON.stringify(entry.rule), entry.sentence)
  const insert = db.prepare('INSERT OR IGNORE INTO segment_member (version_id, customer_no) VALUES (?, ?)')
  for (const customerNo of entry.members) insert.run(versionId, customerNo)
  return { segmentId, version }
}

/** Takes a segment out of use; its versions stay for lists made with them. */
export function removeSegment(db: WriteDb, segmentId: number): void {
  db.prepare(`UPDATE segment SET state = 'removed' WHERE segment_id = ?`).run(segmentId)
}

/** Those of the given numbers that belong to a customer ever seen. */
export function knownCustomers(db: ReadDb, customerNos: readonly string[]): Set<string> {
  return new Set(
    db
      .prepare('SELECT customer_no FROM customer WHERE customer_no IN (SELECT value FROM json_each(?))')
      .pluck()
      .all(JSON.stringify(customerNos)) as string[],
  )
}

/** How many numbers of a list are not in a snapshot. */
export function absentMembers(db: ReadDb, versionId: number, datasetId: number): number {
  return db
    .prepare(
      `SELECT count(*) FROM segment_member m WHERE m.version_id = ? AND NOT EXISTS (
         SELECT 1 FROM snapshot s WHERE s.dataset_id = ? AND s.customer_no = m.customer_no)`,
    )
    .pluck()
    .get(versionId, datasetId) as number
}
