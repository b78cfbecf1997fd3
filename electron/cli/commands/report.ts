import { resolve } from 'node:path'
import { reportKinds } from '../../../shared/contract/reports.ts'
import { databaseOptions, UsageError, type Command } from '../command.ts'
import { withEngine } from '../open-engine.ts'

export const reportCommand: Command = {
  summary: '导出 Excel 报表',
  usage: `report --db PATH --out FILE.xlsx [--kind ${reportKinds.join('|')}] [--as-of DATE] [--unmasked --purpose TEXT]`,
  options: {
    ...databaseOptions,
    out: { type: 'string' },
    kind: { type: 'string' },
    'as-of': { type: 'string' },
    unmasked: { type: 'boolean' },
    purpose: { type: 'string' },
  },
  async run(invocation) {
    const wanted = invocation.text('kind') ?? 'weekly'
    const kind = reportKinds.find((k) => k === wanted)
    if (!kind) throw new UsageError(`没有报表 ${wanted}，可选 ${reportKinds.join('、')}`)
    const [asOf, purpose] = [invocation.text('as-of'), invocation.text('purpose')]
    const written = await withEngine(invocation, ({ call }) =>
      call('reports.export', {
        kind,
        path: resolve(invocation.required('out')),
        ...(asOf === undefined ? {} : { asOf }),
        ...(purpose === undefined ? {} : { purpose }),
        unmasked: invocation.values['unmasked'] === true,
      }),
    )
    return {
      json: written,
      text: `已导出 ${written.path}（${written.sheets.map((s) => `${s.name} ${s.rows} 行`).join('，')}）`,
    }
  },
}
