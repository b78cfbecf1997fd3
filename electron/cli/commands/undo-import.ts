import { databaseOptions, type Command } from '../command.ts'
import { withEngine } from '../open-engine.ts'

export const undoImportCommand: Command = {
  summary: '撤销最近一次导入',
  usage: 'undo-import --db PATH [--key-file FILE]',
  options: databaseOptions,
  async run(invocation) {
    const undone = await withEngine(invocation, ({ call }) => call('imports.undo', {}))
    return {
      json: undone,
      text: `已撤销第 ${undone.importId} 次导入（数据日期 ${undone.asOf.join('、')}）。`,
    }
  },
}
