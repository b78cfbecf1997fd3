import { basename, resolve } from 'node:path'
import { readFileSync } from 'node:fs'
import { inspectWorkbook, type Inspection } from '../../engine/core/importing/layout-workbook.ts'
import { readWorkbook } from '../../engine/io/read-workbook.ts'
import { Refusal } from '../../../shared/domain/refusal.ts'
import { UsageError, type Command } from '../command.ts'

function read(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch {
    throw new Refusal('FILE_MISSING', `读不到文件 ${path}。请核对路径，或关闭正在使用它的程序。`, {
      file: path,
    })
  }
}

function describe({ sheets, format, encoding }: Inspection): string {
  return [
    `格式 ${format}${encoding === null ? '' : `，编码 ${encoding}`}`,
    ...sheets.flatMap((s) => [
      `工作表“${s.name}”：${s.rows} 行${s.problem ? `，${s.problem.message}` : ''}`,
      ...(s.headerRow === null
        ? []
        : [
            `  类型 ${s.kind ?? '不明'}，表头第 ${s.headerRow} 行，单位 ${s.units === 'wan' ? '万元' : '元'}，数据日期 ${s.asOf ?? '不明'}`,
          ]),
      ...s.columns.map((c) => `  ${c.header} → ${c.field ?? '不导入'}（${c.reason}）`),
      ...s.ignored.map((i) => `  第 ${i.row} 行忽略：${i.reason}`),
    ]),
  ].join('\n')
}

export const inspectCommand: Command = {
  summary: '看一个文件会被怎样读，不导入',
  usage: 'inspect FILE',
  options: {},
  async run(invocation) {
    const [path] = invocation.positionals
    if (path === undefined) throw new UsageError(`缺少文件\n用法：${inspectCommand.usage}`)
    const fileName = basename(path)
    const inspection = inspectWorkbook(await readWorkbook({ bytes: read(resolve(path)), fileName }), fileName)
    const problem = inspection.sheets.find((s) => s.problem !== null)?.problem
    // A file in which nothing can be imported is refused like the import itself would.
    if (problem && inspection.sheets.every((s) => s.headerRow === null))
      throw new Refusal(problem.code, problem.message, { file: fileName })
    return { json: inspection, text: describe(inspection) }
  },
}
