/** The file a playbook travels in: JSON with its format said, so that any other file is told apart. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { z } from 'zod'
import { Refusal } from '../../../shared/domain/refusal.ts'
import { fillPlaybook } from '../../../shared/playbook/complete.ts'
import { playbookSchema, type Playbook } from '../../../shared/playbook/schema.ts'

const format = 'panhuo-playbook'
const formatVersion = 1
/** A playbook weighs some tens of kilobytes. */
const maxBytes = 5_000_000

const envelope = z.strictObject({
  format: z.literal(format),
  formatVersion: z.int().min(1),
  version: z.int(),
  savedAt: z.string(),
  branchName: z.string(),
  playbook: z.looseObject({}),
})

export interface PlaybookFile {
  readonly version: number
  readonly savedAt: string
  readonly branchName: string
  readonly playbook: Playbook
}

const nothingChanged = '现行的经营手册没有改动。'

/** @throws Refusal TARGET_FOLDER_MISSING */
export function writePlaybookFile(target: string, file: PlaybookFile): void {
  if (!existsSync(dirname(target)))
    throw new Refusal(
      'TARGET_FOLDER_MISSING',
      `文件夹 ${dirname(target)} 不存在。没有导出任何内容，请换一个位置。`,
    )
  writeFileSync(target, `${JSON.stringify({ format, formatVersion, ...file }, null, 2)}\n`)
}

/** First path in `given` that `known` does not have; null when there is none. Lists are of any length. */
function unknownPath(given: unknown, known: unknown, at: readonly string[] = []): string | null {
  if (Array.isArray(given) || given === null || typeof given !== 'object') return null
  const names = known !== null && typeof known === 'object' ? known : {}
  for (const [key, value] of Object.entries(given)) {
    if (!Object.hasOwn(names, key)) return [...at, key].join('.')
    const below = unknownPath(value, (names as Record<string, unknown>)[key], [...at, key])
    if (below !== null) return below
  }
  return null
}

function parsed(path: string): unknown {
  const fileName = basename(path)
  const not = (why: string) =>
    new Refusal(
      'NOT_A_PLAYBOOK',
      `“${fileName}”不是经营手册文件（${why}）。${nothingChanged}请选择由“导出手册”得到的文件。`,
      {
        file: fileName,
      },
    )
  if (!existsSync(path) || !statSync(path).isFile()) throw not('文件不存在')
  if (statSync(path).size > maxBytes) throw not('文件过大')
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw not('内容读不懂')
  }
}

/**
 * @throws Refusal NOT_A_PLAYBOOK for another file, PLAYBOOK_TOO_NEW, PLAYBOOK_INVALID with the path of the value and
 * what is wrong with it
 */
export function readPlaybookFile(path: string): PlaybookFile {
  const file = basename(path)
  const outer = envelope.safeParse(parsed(path))
  if (!outer.success)
    throw new Refusal(
      'NOT_A_PLAYBOOK',
      `“${file}”不是经营手册文件。${nothingChanged}请选择由“导出手册”得到的文件。`,
      { file },
    )
  const { version, savedAt, branchName, playbook: given } = outer.data
  if (outer.data.formatVersion > formatVersion)
    throw new Refusal(
      'PLAYBOOK_TOO_NEW',
      `“${file}”由更新版本的盘活导出，这个版本读不了。${nothingChanged}请先升级盘活。`,
      { file },
    )
  const invalid = (at: string, why: string) =>
    new Refusal(
      'PLAYBOOK_INVALID',
      `“${file}”里的 ${at} 不能用：${why}。${nothingChanged}请与下发单位核对后重新导出。`,
      { file, path: at, why },
    )
  const checked = playbookSchema.safeParse(fillPlaybook(given))
  if (!checked.success) {
    const [issue] = checked.error.issues
    throw invalid(issue?.path.join('.') ?? '', issue?.message ?? '')
  }
  const stranger = unknownPath(given, checked.data)
  if (stranger !== null) throw invalid(stranger, '没有这一项')
  return { version, savedAt, branchName, playbook: checked.data }
}
