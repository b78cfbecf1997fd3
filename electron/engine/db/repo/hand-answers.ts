/** What people keep of a customer and the rules look at: answers to MAN letters, tags, and all of it for comparing. */
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { Answer, ManOverride } from '../../../../shared/domain/segments.ts'
import type { ManLetter } from '../../../../shared/playbook/segmentation.ts'
import type { ReadDb, WriteDb } from '../types.ts'
import { scoped, type CustomerScope } from './facts.ts'

type StoredAnswer = ManOverride & { readonly customerNo: string }

/** The answers in force at a data date: of each letter the latest, unless that one ended it. */
export function readManAnswers(db: ReadDb, asOf: IsoDate, scope?: CustomerScope): Map<string, ManOverride[]> {
  const { sql, params } = scoped(scope, 'customer_no')
  // With max() SQLite takes the other columns from the row that holds the maximum.
  const rows = db
    .prepare(
      `SELECT customerNo, letter, answer, note, setOn FROM (
         SELECT customer_no AS customerNo, letter, answer, note, set_on AS setOn, max(from_date) FROM man_answer
         WHERE from_date <= @asOf${sql} GROUP BY customer_no, letter)
       WHERE answer IS NOT NULL ORDER BY customerNo, letter`,
    )
    .all({ asOf, ...params }) as StoredAnswer[]
  const answers = new Map<string, ManOverride[]>()
  for (const { customerNo, ...answer } of rows) {
    const known = answers.get(customerNo)
    if (known) known.push(answer)
    else answers.set(customerNo, [answer])
  }
  return answers
}

/** Stores the answer that holds from a data date on; null ends the one before. */
export function saveManAnswer(
  db: WriteDb,
  entry: {
    readonly customerNo: string
    readonly letter: ManLetter
    readonly fromDate: IsoDate
    readonly answer: Answer | null
    readonly note: string
    readonly setOn: IsoDate
  },
): void {
  db.prepare(
    `INSERT INTO man_answer (customer_no, letter, from_date, answer, note, set_on)
     VALUES (@customerNo, @letter, @fromDate, @answer, @note, @setOn)
     ON CONFLICT DO UPDATE SET answer = excluded.answer, note = excluded.note, set_on = excluded.set_on`,
  ).run(entry)
}

/** Tags of each customer who has any. */
export function readTags(db: ReadDb, scope?: CustomerScope): Map<string, string[]> {
  const { sql, params } = scoped(scope, 'customer_no')
  const rows = db
    .prepare(`SELECT customer_no AS customerNo, tag FROM tag WHERE 1${sql} ORDER BY customer_no, tag`)
    .all(params) as { customerNo: string; tag: string }[]
  const tags = new Map<string, string[]>()
  for (const { customerNo, tag } of rows) tags.set(customerNo, [...(tags.get(customerNo) ?? []), tag])
  return tags
}

/** Something kept by hand about one customer that rules look at, and the data date from which it counts. */
export interface HandFact {
  readonly customerNo: string
  readonly fromDate: IsoDate
  /** What it says, as one text. */
  readonly value: string
}

/** All of it, under keys of its own each: for seeing what a command changed. */
export function handFacts(db: ReadDb): Map<string, HandFact> {
  const rows = db
    .prepare(
      `SELECT 'man ' || letter || ' ' || from_date AS what, customer_no AS customerNo, from_date AS fromDate,
         json_array(answer, note, set_on) AS value FROM man_answer
       UNION ALL SELECT 'kept ' || field || ' ' || from_date, customer_no, from_date, json_array(value) FROM customer_kept
       UNION ALL SELECT 'rm ' || from_date, customer_no, from_date, json_array(rm_no, rm_name, extract_rm) FROM customer_rm
       UNION ALL SELECT 'tag ' || tag, customer_no, '', '' FROM tag
       UNION ALL SELECT 'hand', customer_no, '', json_array(dnc, familiarity, familiarity_reason, familiarity_at)
         FROM customer_hand
       UNION ALL SELECT 'contact ' || contact_id, customer_no, contact_date,
         json_array(channel, outcome, seconds, notes, rm_no, rm_name, next_date)
         FROM contact WHERE dataset_id IS NULL`,
    )
    .all() as (HandFact & { readonly what: string })[]
  return new Map(rows.map(({ what, ...fact }) => [`${what} ${fact.customerNo}`, fact]))
}
