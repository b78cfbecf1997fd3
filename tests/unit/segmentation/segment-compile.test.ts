/**
 * The SQL of a rule against a plain evaluation of the same rule over the same random facts, in a real SQLite. The
 * plain one knows nothing of SQL: it reads a fact, and says yes, no or "cannot be said".
 */
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addWorkdays } from '../../../electron/engine/core/calendar/calendar.ts'
import {
  compileRule,
  patternSql,
  type FieldSources,
} from '../../../electron/engine/core/segmentation/segment-compile.ts'
import { uncertainYears } from '../../../electron/engine/core/segmentation/segment-dates.ts'
import {
  countRule,
  no,
  ruleTruth,
  truthAt,
  unknown,
  yes,
  type Truth,
} from '../../../electron/engine/core/segmentation/segment-logic.ts'
import { addDays, daysBetween } from '../../../shared/domain/dates.ts'
import {
  clausesOf,
  segmentDraft,
  type ClauseValue,
  type SegmentClause,
  type SegmentNode,
  type SegmentRule,
} from '../../../shared/domain/segment-rule.ts'
import { all, any, clause, none } from '../../helpers/segment-rules.ts'

const asOf = '2026-11-20'
const calendar = {
  exceptions: { '2026-11-23': 'off', '2026-11-28': 'work', '2026-11-14': 'work', '2026-11-17': 'off' },
  publishedYears: [2026],
} as const
const frame = { asOf, calendar }

/** A customer of the test's own little table. */
interface Facts {
  aum: number | null
  age: number | null
  birthDate: string | null
  maturity: string | null
  /** Known to have no product that matures. */
  noMaturity: number
  payroll: number | null
  tier: string | null
  employer: string | null
  fund: number | null
  wealth: number | null
}

const sources: FieldSources = (key) => {
  if (key === 'nearestMaturity') return { kind: 'value', sql: 'maturity', none: 'noMaturity' }
  if (key === 'assetClass')
    return { kind: 'codes', has: (code) => (code === 'fund' || code === 'wealth' ? `${code} > 0` : 'NULL') }
  return { kind: 'value', sql: key }
}

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 3 })
const day = (back: number, ahead: number) =>
  fc.integer({ min: -back, max: ahead }).map((n) => addDays(asOf, n))
const facts: fc.Arbitrary<Facts> = fc
  .record({
    aum: maybe(fc.integer({ min: -3, max: 8 })),
    age: maybe(fc.integer({ min: 17, max: 20 })),
    birthDate: maybe(fc.oneof(day(20_000, 0), fc.constant('1988-02-29'))),
    maturity: maybe(day(12, 12)),
    noMaturity: fc.constantFrom(0, 1),
    payroll: maybe(fc.constantFrom(0, 1)),
    tier: maybe(fc.constantFrom('mid', 'high', 'private')),
    employer: maybe(fc.constantFrom('ACME 学校', 'acme', "O'Neil; --", '%', '学校_A', 'ÀCME')),
    fund: maybe(fc.integer({ min: 0, max: 1 })),
    wealth: maybe(fc.integer({ min: 0, max: 1 })),
  })
  .map((f) => ({ ...f, noMaturity: f.maturity === null ? f.noMaturity : 0 }))

const small = fc.integer({ min: -3, max: 8 })
const amountOp = fc.constantFrom('gte', 'gt', 'lte', 'lt', 'eq')
const span = fc.record({ unit: fc.constantFrom('day' as const, 'workday' as const), n: fc.nat(9) })
const point = fc.oneof(
  day(12, 12),
  fc.record({
    unit: fc.constantFrom('day' as const, 'workday' as const),
    n: fc.nat(9),
    direction: fc.constantFrom('past' as const, 'future' as const),
  }),
)
const made = (
  field: string,
  op: string | fc.Arbitrary<string>,
  value: fc.Arbitrary<ClauseValue>,
): fc.Arbitrary<SegmentClause> =>
  fc
    .tuple(typeof op === 'string' ? fc.constant(op) : op, value)
    .map(([chosen, given]) => clause(field, chosen, given))
const nothing = fc.constant(null)
const known = fc.constantFrom('known', 'unknown')
const randomClause: fc.Arbitrary<SegmentClause> = fc.oneof(
  made('aum', amountOp, small),
  made(
    'aum',
    'between',
    fc.tuple(small, fc.nat(4)).map(([from, by]): [number, number] => [from, from + by]),
  ),
  made('aum', known, nothing),
  made('age', amountOp, fc.integer({ min: 17, max: 20 })),
  made('nearestMaturity', fc.constantFrom('before', 'after', 'on', 'onOrBefore', 'onOrAfter'), point),
  made('nearestMaturity', fc.constantFrom('withinLast', 'withinNext'), span),
  made('nearestMaturity', fc.constantFrom('known', 'unknown', 'none'), nothing),
  made('birthDate', 'anniversary', fc.record({ unit: fc.constant('day' as const), n: fc.nat(180) })),
  made('payroll', 'is', fc.boolean()),
  made('tier', fc.constantFrom('in', 'notIn'), fc.subarray(['mid', 'high', 'private'], { minLength: 1 })),
  made(
    'employer',
    fc.constantFrom('contains', 'notContains', 'startsWith'),
    fc.constantFrom('acme', 'A', '学校', '%', '_', "'", '--', 'à'),
  ),
  made('employer', fc.constantFrom('in', 'notIn'), fc.constant(['acme', '%'])),
  made(
    'assetClass',
    fc.constantFrom('hasAny', 'hasAll', 'hasNone'),
    fc.subarray(['fund', 'wealth', 'trust'], { minLength: 1 }),
  ),
)
const randomNode = (depth: number): fc.Arbitrary<SegmentNode> =>
  depth === 0 ? randomClause : fc.oneof({ weight: 2, arbitrary: randomClause }, randomGroup(depth - 1, 1))
const randomGroup = (depth: number, minLength: number): fc.Arbitrary<SegmentRule> =>
  fc.record({
    kind: fc.constant('group' as const),
    match: fc.constantFrom('all' as const, 'any' as const, 'none' as const),
    items: fc.array(randomNode(depth), { minLength, maxLength: 3 }),
  })
const randomRule = randomGroup(2, 1)

// The plain evaluation ------------------------------------------------------------------------------------

const said = (answer: boolean | null): Truth => (answer === null ? unknown : answer ? yes : no)
const flip = (truth: Truth): Truth => (truth === yes ? no : truth === no ? yes : unknown)
const allOf = (parts: Truth[]): Truth => (parts.includes(no) ? no : parts.includes(unknown) ? unknown : yes)
const anyOf = (parts: Truth[]): Truth => (parts.includes(yes) ? yes : parts.includes(unknown) ? unknown : no)

const ascii = (text: string) => text.replace(/[A-Z]/g, (c) => c.toLowerCase())
type Span = { unit: 'day' | 'workday'; n: number }
const move = ({ unit, n }: Span, sign: number) =>
  unit === 'day' ? addDays(asOf, sign * n) : addWorkdays(asOf, sign * n, calendar)
const dayOf = (at: unknown): string => {
  if (typeof at === 'string') return at
  const relative = at as Span & { direction: string }
  return move(relative, relative.direction === 'past' ? -1 : 1)
}

function comparison(op: string, a: number | string, b: number | string): boolean {
  if (op === 'gte' || op === 'onOrAfter') return a >= b
  if (op === 'gt' || op === 'after') return a > b
  if (op === 'lte' || op === 'onOrBefore') return a <= b
  if (op === 'lt' || op === 'before') return a < b
  return a === b
}

/** Looks for the birthday day by day, as a person with a calendar would. */
function birthdayWithin(birth: string, n: number): boolean {
  for (let ahead = 0; ahead <= n; ahead += 1) {
    const at = addDays(asOf, ahead)
    if (at.slice(5) === birth.slice(5)) return true
    const noLeapDay = daysBetween(`${at.slice(0, 4)}-02-28`, `${at.slice(0, 4)}-03-01`) === 1
    if (birth.slice(5) === '02-29' && at.slice(5) === '02-28' && noLeapDay) return true
  }
  return false
}

function plainClause(f: Facts, { field, op, value }: SegmentClause): Truth {
  if (field === 'assetClass') {
    const each = (value as string[]).map((code) => {
      const held = code === 'fund' ? f.fund : code === 'wealth' ? f.wealth : null
      return said(held === null ? null : held > 0)
    })
    if (op === 'hasAll') return allOf(each)
    return op === 'hasAny' ? anyOf(each) : flip(anyOf(each))
  }
  const fact = field === 'nearestMaturity' ? f.maturity : f[field as 'aum']
  const hasNone = field === 'nearestMaturity' && f.noMaturity === 1
  if (op === 'known') return said(fact !== null || hasNone)
  if (op === 'unknown') return said(fact === null && !hasNone)
  if (op === 'none') return fact !== null ? no : hasNone ? yes : unknown
  if (op === 'notIn') return flip(plainClause(f, clause(field, 'in', value)))
  if (op === 'notContains') return flip(plainClause(f, clause(field, 'contains', value)))
  if (fact === null) return hasNone ? no : unknown
  const text = String(fact)
  if (op === 'in') return said((value as string[]).includes(text))
  if (op === 'is') return said(Number(fact) === Number(value))
  if (op === 'contains') return said(ascii(text).includes(ascii(String(value))))
  if (op === 'startsWith') return said(ascii(text).startsWith(ascii(String(value))))
  if (op === 'withinLast') return said(text >= move(value as Span, -1) && text <= asOf)
  if (op === 'withinNext') return said(text >= asOf && text <= move(value as Span, 1))
  if (op === 'anniversary') return said(birthdayWithin(text, (value as Span).n))
  if (op === 'between') {
    const [from, to] = value as [number, number]
    return said(Number(fact) >= from && Number(fact) <= to)
  }
  if (field === 'nearestMaturity') return said(comparison(op, text, dayOf(value)))
  return said(comparison(op, Number(fact), Number(value)))
}

function plain(f: Facts, node: SegmentNode): Truth {
  if (node.kind === 'clause') return plainClause(f, node)
  const parts = node.items.map((item) => plain(f, item))
  if (node.match === 'all') return allOf(parts)
  return node.match === 'any' ? anyOf(parts) : flip(anyOf(parts))
}

// SQL -----------------------------------------------------------------------------------------------------

const columns = [
  'aum',
  'age',
  'birthDate',
  'maturity',
  'noMaturity',
  'payroll',
  'tier',
  'employer',
  'fund',
  'wealth',
] as const

function table(rows: readonly Facts[]) {
  const db = new Database(':memory:')
  db.exec(`CREATE TABLE c (id INTEGER PRIMARY KEY, ${columns.join(', ')})`)
  const insert = db.prepare(
    `INSERT INTO c (${columns.join(', ')}) VALUES (${columns.map((c) => `@${c}`).join(', ')})`,
  )
  for (const row of rows) insert.run(row)
  return db
}

const fromSql = (value: unknown): Truth => (value === null ? unknown : value === 1 ? yes : no)

function sqlTruths(rows: readonly Facts[], rule: SegmentRule): { truths: Truth[]; patterns: number[] } {
  const db = table(rows)
  const { sql, clauses, params } = compileRule(rule, { ...frame, sources })
  const read = (what: string) => db.prepare(`SELECT ${what} FROM c ORDER BY id`).pluck().all(params)
  const truths = read(sql).map((value) => {
    expect([null, 0, 1]).toContain(value)
    return fromSql(value)
  })
  const patterns = read(patternSql(clauses)) as number[]
  db.close()
  return { truths, patterns }
}

describe('a rule in SQL', () => {
  test('says of every customer what the plain evaluation says, and so does every condition on its own', () => {
    fc.assert(
      fc.property(fc.array(facts, { minLength: 1, maxLength: 12 }), randomRule, (rows, rule) => {
        expect(segmentDraft.safeParse(rule).success).toBe(true)
        const { truths, patterns } = sqlTruths(rows, rule)
        expect(truths).toEqual(rows.map((row) => plain(row, rule)))
        const clauses = clausesOf(rule)
        rows.forEach((row, i) => {
          const each = clauses.map((_, nth) => truthAt(patterns[i] ?? 0, nth))
          expect(each).toEqual(clauses.map(({ clause: c }) => plain(row, c)))
          expect(ruleTruth(rule, each)).toBe(truths[i])
        })
      }),
      { numRuns: 400 },
    )
  })

  test('De Morgan: none of them is all of their opposites; the opposite of unknown is unknown', () => {
    fc.assert(
      fc.property(
        fc.array(facts, { minLength: 1, maxLength: 8 }),
        fc.array(randomNode(1), { minLength: 1, maxLength: 3 }),
        (rows, nodes) => {
          const of = (rule: SegmentRule) => sqlTruths(rows, rule).truths
          expect(of(none(...nodes))).toEqual(of(all(...nodes.map((node) => none(node)))))
          expect(of(none(all(...nodes)))).toEqual(of(any(...nodes.map((node) => none(node)))))
          const plainly = of(any(...nodes))
          expect(of(none(...nodes))).toEqual(plainly.map(flip))
          expect(of(none(none(...nodes)))).toEqual(plainly)
        },
      ),
      { numRuns: 100 },
    )
  })

  test('a value is never read as SQL, whatever it holds', () => {
    const row = { ...emptyFacts, employer: "x') OR 1=1 --" }
    const { truths } = sqlTruths(
      [row, { ...emptyFacts, employer: '学校' }],
      all(clause('employer', 'in', ["x') OR 1=1 --", "'; DROP TABLE c; --"])),
    )
    expect(truths).toEqual([yes, no])
    const compiled = compileRule(all(clause('employer', 'contains', "' || sqlite_version() || '")), {
      ...frame,
      sources,
    })
    expect(compiled.sql).not.toContain('sqlite_version')
    expect(Object.values(compiled.params)).toEqual(["' || sqlite_version() || '"])
  })

  test('a stored rule that no longer makes sense is refused, not guessed', () => {
    expect(() => compileRule(all(clause('gone', 'gte', 1)), { ...frame, sources })).toThrow('没有“gone”')
  })

  test('working days pass over days off and count make-up days', () => {
    const within = (n: number, maturity: string) =>
      sqlTruths(
        [{ ...emptyFacts, maturity }],
        all(clause('nearestMaturity', 'withinNext', { unit: 'workday', n })),
      ).truths[0]
    // Friday the 20th; Monday is off, Saturday the 28th works.
    expect(within(1, '2026-11-24')).toBe(yes)
    expect(within(1, '2026-11-25')).toBe(no)
    expect(within(5, '2026-11-28')).toBe(yes)
    expect(within(5, '2026-11-29')).toBe(no)
  })

  test('who was born on 29 February is met on the 28th of other years, and no other 1 March child is', () => {
    const rule = (n: number) => all(clause('birthDate', 'anniversary', { unit: 'day', n }))
    const rows = ['1988-02-29', '1987-02-28', '1987-03-01'].map((birthDate) => ({ ...emptyFacts, birthDate }))
    // 100 days after 2026-11-20 is 2027-02-28.
    expect(sqlTruths(rows, rule(99)).truths).toEqual([no, no, no])
    expect(sqlTruths(rows, rule(100)).truths).toEqual([yes, yes, no])
    const inLeapYear = compileRule(rule(100), { calendar, sources, asOf: '2027-11-20' })
    const db = table(rows)
    const read = db.prepare(`SELECT ${inLeapYear.sql} FROM c ORDER BY id`).pluck().all(inLeapYear.params)
    expect(read).toEqual([0, 1, 0])
    db.close()
  })

  test('working days of a year without a published calendar are reported', () => {
    const rule = (n: number) => all(clause('nearestMaturity', 'withinNext', { unit: 'workday', n }))
    expect(uncertainYears(rule(5), frame)).toEqual([])
    expect(uncertainYears(rule(40), frame)).toEqual([2027])
    expect(
      uncertainYears(all(clause('nearestMaturity', 'withinNext', { unit: 'day', n: 90 })), frame),
    ).toEqual([])
  })
})

const emptyFacts: Facts = {
  aum: null,
  age: null,
  birthDate: null,
  maturity: null,
  noMaturity: 0,
  payroll: null,
  tier: null,
  employer: null,
  fund: null,
  wealth: null,
}

describe('the counts', () => {
  const without = (node: SegmentNode, path: readonly number[]): SegmentNode | null => {
    if (path.length === 0 || node.kind === 'clause') return path.length === 0 ? null : node
    const items = node.items.flatMap((item, i) => {
      const left = i === path[0] ? without(item, path.slice(1)) : item
      return left ? [left] : []
    })
    return items.length === 0 ? null : { ...node, items }
  }
  const at = (rule: SegmentRule, path: readonly number[]) =>
    path.reduce<SegmentNode>((node, i) => (node.kind === 'group' ? node.items[i]! : node), rule)

  test('are those of evaluating the rule with and without each part, customer by customer', () => {
    fc.assert(
      fc.property(fc.array(facts, { maxLength: 20 }), randomRule, (rows, rule) => {
        const { patterns } = sqlTruths(rows, rule)
        const grouped = new Map<number, number>()
        for (const p of patterns) grouped.set(p, (grouped.get(p) ?? 0) + 1)
        const counts = countRule(rule, grouped)
        const whole = rows.map((row) => plain(row, rule))
        const many = (truths: readonly Truth[], truth: Truth) => truths.filter((t) => t === truth).length
        expect(counts.customers).toBe(rows.length)
        expect(counts.total).toBe(many(whole, yes))
        expect(counts.total + counts.unknown + many(whole, no)).toBe(counts.customers)
        for (const node of counts.nodes) {
          const own = rows.map((row) => plain(row, at(rule, node.path)))
          expect([node.matches, node.unknown]).toEqual([many(own, yes), many(own, unknown)])
          const rest = without(rule, node.path)
          const left = rows.map((row) => (rest ? plain(row, rest) : yes))
          const both = (a: (t: Truth) => boolean, b: (t: Truth) => boolean) =>
            rows.filter((_, i) => a(left[i]!) && b(whole[i]!)).length
          expect(node.removes).toBe(
            both(
              (t) => t === yes,
              (t) => t === no,
            ),
          )
          expect(node.unsettles).toBe(
            both(
              (t) => t === yes,
              (t) => t === unknown,
            ),
          )
          expect(node.adds).toBe(
            both(
              (t) => t !== yes,
              (t) => t === yes,
            ),
          )
          // What stands without the node, less what it takes, plus what it brings, is the rule.
          expect(many(left, yes) - node.removes - node.unsettles + node.adds).toBe(counts.total)
        }
      }),
      { numRuns: 200 },
    )
  })

  test('a rule without conditions is everybody; thirty conditions fit', () => {
    expect(countRule(all(), new Map([[0, 7]]))).toEqual({ customers: 7, total: 7, unknown: 0, nodes: [] })
    const rule = all(...Array.from({ length: 30 }, () => clause('payroll', 'is', true)))
    const { patterns, truths } = sqlTruths([{ ...emptyFacts, payroll: 1 }, emptyFacts], rule)
    expect(truths).toEqual([yes, unknown])
    expect(patterns.map((p) => truthAt(p, 29))).toEqual([yes, unknown])
    expect(patterns.every(Number.isSafeInteger)).toBe(true)
  })
})
