/** What a person must say yes to before a batch is stored. */
import type { ImportPreview } from '../../../shared/contract/imports.ts'
import { formatMoney } from '../../../shared/domain/money.ts'
import { replacedKinds } from '../db/repo/datasets.ts'
import { readPlaybook } from '../db/repo/settings.ts'
import type { ReadDb } from '../db/types.ts'
import type { StoredWeek } from './store-batch.ts'

type Confirmation = ImportPreview['confirmations'][number]

/** What must be answered with yes before a batch is stored. */
export function confirmationsOf(
  db: ReadDb,
  weeks: readonly StoredWeek[],
  unitsGiven: boolean,
): Confirmation[] {
  const rules = readPlaybook(db).playbook.import
  return weeks.flatMap((week) => {
    const questions: Confirmation[] = []
    if (replacedKinds(db, week.importId).length > 0)
      questions.push({
        code: 'replace',
        message: `${week.asOf} 的数据已经导入过，确认后以这次的为准；撤销这次导入会恢复原来的。`,
      })
    const before = week.changes.unchanged + week.changes.changed + week.changes.vanished
    if (before > 0 && week.changes.vanished > before * rules.maxVanishedShare)
      questions.push({
        code: 'vanished',
        message: `有 ${week.changes.vanished} 户（占上一期 ${Math.round((100 * week.changes.vanished) / before)}%）不在这份清单里。若只是部分客户的文件，请不要导入。`,
      })
    const { now, before: then } = week.keptFen
    const jump = now > 0 && then > 0 ? Math.max(now / then, then / now) : 1
    if (!unitsGiven && jump >= rules.scaleJumpFactor)
      questions.push({
        code: 'scaleJump',
        message: `同一批客户的资产从 ${formatMoney(then)} 变成 ${formatMoney(now)}，像是元和万元弄反了。请核对单位。`,
      })
    return questions
  })
}
