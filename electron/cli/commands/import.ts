import { resolve } from 'node:path'
import { isIsoDate } from '../../../shared/domain/dates.ts'
import { extractKinds } from '../../../shared/domain/fields.ts'
import { formatMoney } from '../../../shared/domain/money.ts'
import { Refusal } from '../../../shared/domain/refusal.ts'
import type { ImportPreview, WeekReport } from '../../../shared/contract/imports.ts'
import type { InputOf } from '../../../shared/contract/contract.ts'
import { databaseOptions, UsageError, type Command, type Invocation } from '../command.ts'
import { withEngine, type Session } from '../open-engine.ts'

type ImportOptions = InputOf<'imports.preview'>['options']

function choice<T extends string>(
  invocation: Invocation,
  name: string,
  allowed: readonly T[],
): T | undefined {
  const value = invocation.text(name)
  if (value === undefined) return undefined
  const found = allowed.find((a) => a === value)
  if (found === undefined) throw new UsageError(`--${name} 须为 ${allowed.join('、')}，现为 ${value}`)
  return found
}

export const importOptionDefs = {
  ...databaseOptions,
  'as-of': { type: 'string' },
  kind: { type: 'string' },
  'max-rejects': { type: 'string' },
  replace: { type: 'boolean' },
  units: { type: 'string' },
  duplicates: { type: 'string' },
  confirm: { type: 'string', multiple: true },
  'dry-run': { type: 'boolean' },
} as const

function optionsOf(invocation: Invocation): ImportOptions {
  const asOf = invocation.text('as-of')
  const kind = choice(invocation, 'kind', extractKinds)
  const units = choice(invocation, 'units', ['yuan', 'wan'] as const)
  const duplicates = choice(invocation, 'duplicates', ['reject', 'sum'] as const)
  if (asOf !== undefined && !isIsoDate(asOf))
    throw new UsageError(`--as-of 须为存在的日期 YYYY-MM-DD，现为 ${asOf}`)
  const percent = invocation.text('max-rejects')
  if (percent !== undefined && !/^\d+(\.\d+)?$/.test(percent))
    throw new UsageError('--max-rejects 须为百分数，如 5')
  return {
    ...(asOf === undefined ? {} : { asOf }),
    ...(kind === undefined ? {} : { kind }),
    ...(units === undefined ? {} : { units }),
    ...(duplicates === undefined ? {} : { duplicates }),
    ...(percent === undefined ? {} : { maxRejectPercent: Number(percent) }),
  }
}

/** What a batch brought: one report a date, and the files that were in force already. */
export interface ImportResult {
  readonly weeks: readonly WeekReport[]
  readonly alreadyImported: readonly string[]
}

function confirmedCodes(invocation: Invocation): string[] {
  const given = invocation.values['confirm'] as unknown
  return [
    ...(invocation.values['replace'] === true ? ['replace'] : []),
    ...(Array.isArray(given) ? given.map(String) : []),
  ]
}

function howToConfirm(code: string): string {
  return code === 'replace' ? '--replace' : `--confirm ${code}`
}

/** Previews and, unless it is a dry run, stores the files of one call. */
export async function importFiles(
  session: Session,
  invocation: Invocation,
  paths: readonly string[],
): Promise<ImportResult> {
  const preview: ImportPreview = await session.call('imports.preview', {
    paths: paths.map((p) => resolve(p)),
    options: optionsOf(invocation),
  })
  const reports = preview.weeks.map(({ asOf, files, comparedWith, changes, aumFen }) => ({
    asOf,
    files,
    comparedWith,
    changes,
    aumFen,
  }))
  if (invocation.values['dry-run'] === true || preview.weeks.length === 0)
    return { weeks: reports, alreadyImported: preview.alreadyImported }
  const confirmed = confirmedCodes(invocation)
  const open = preview.confirmations.find((c) => !confirmed.includes(c.code))
  if (open)
    throw new Refusal(
      'CONFIRMATION_NEEDED',
      `${open.message}\n数据没有改动。确认无误请加 ${howToConfirm(open.code)} 重来。`,
      {
        confirm: open.code,
      },
    )
  const { weeks } = await session.call('imports.commit', { token: preview.token, confirmed })
  return { weeks, alreadyImported: preview.alreadyImported }
}

export function describeImport({ weeks, alreadyImported }: ImportResult): string {
  return [
    ...weeks.flatMap((week) => [
      `数据日期 ${week.asOf}，AUM ${formatMoney(week.aumFen)}`,
      ...week.files.map((f) => {
        const total =
          f.controlTotal.matches === null
            ? ''
            : f.controlTotal.matches
              ? '，合计与表内一致 ✓'
              : '，合计与表内不一致 ✗'
        return `  ${f.path}：${f.kind}，表头第 ${f.headerRow} 行，${f.units === 'wan' ? '万元' : '元'}，接受 ${f.rowsAccepted} 行，退回 ${f.rowsRejected} 行${total}`
      }),
      ...week.files.flatMap((f) => f.rejects.slice(0, 5).map((r) => `    第 ${r.row} 行：${r.message}`)),
      week.comparedWith === null
        ? '  没有上一期可比'
        : `  对比 ${week.comparedWith}：新增 ${week.changes.new} · 消失 ${week.changes.vanished} · 升层 ${week.changes.tierUp} · 降层 ${week.changes.tierDown} · 换客户经理 ${week.changes.rmChanged}`,
    ]),
    ...alreadyImported.map((path) => `${path} 已经导入过，跳过`),
  ].join('\n')
}

/** One date prints its report alone; several, or none, print the list. */
export function importJson(result: ImportResult): unknown {
  const [only, ...more] = result.weeks
  return only !== undefined && more.length === 0
    ? { ...only, alreadyImported: result.alreadyImported }
    : result
}

export const importCommand: Command = {
  summary: '导入一周或多周的数据文件，全部成功或全部不动',
  usage: `import FILE… --db PATH [--as-of DATE] [--kind ${extractKinds.join('|')}] [--max-rejects PERCENT] [--replace] [--units yuan|wan] [--duplicates reject|sum] [--confirm CODE] [--dry-run]`,
  options: importOptionDefs,
  async run(invocation) {
    if (invocation.positionals.length === 0) throw new UsageError(`缺少文件\n用法：${importCommand.usage}`)
    optionsOf(invocation)
    const result = await withEngine(
      invocation,
      (session) => importFiles(session, invocation, invocation.positionals),
      { mayCreate: true },
    )
    return { json: importJson(result), text: describeImport(result) }
  },
}
