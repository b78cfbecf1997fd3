import { resolve } from 'node:path'
import { UsageError, type Command } from '../command.ts'
import { withEngine } from '../open-engine.ts'
import { describeWeekly, runWeeklyJob } from '../weekly-job.ts'
import { describeImport, importFiles, importJson, importOptionDefs } from './import.ts'

export const weeklyCommand: Command = {
  summary: '一周的全部工作：导入、分析、计划、报表、打印',
  usage: 'weekly FILE… --db PATH --out DIR [import 的各选项]',
  options: { ...importOptionDefs, out: { type: 'string' } },
  async run(invocation) {
    if (invocation.positionals.length === 0) throw new UsageError(`缺少文件\n用法：${weeklyCommand.usage}`)
    const outDir = resolve(invocation.required('out'))
    return withEngine(
      invocation,
      async (session) => {
        const imported = await importFiles(session, invocation, invocation.positionals)
        const result = await runWeeklyJob(session, outDir)
        return {
          json: { import: importJson(imported), ...result },
          text: `${describeImport(imported)}\n${describeWeekly(result)}`,
        }
      },
      { mayCreate: true },
    )
  },
}
