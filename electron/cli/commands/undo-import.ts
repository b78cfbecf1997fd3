import type { FlaggedWork } from '../../../shared/contract/imports.ts'
import { databaseOptions, UsageError, type Command, type Invocation } from '../command.ts'
import { withEngine } from '../open-engine.ts'

/** Customers named one by one; beyond these the number must do. */
const namedCustomers = 20

function chosenImport({ positionals }: Invocation): number | undefined {
  const [given, ...more] = positionals
  if (given === undefined) return undefined
  const importId = Number(given)
  if (!/^\d{1,9}$/.test(given) || importId === 0 || more.length > 0)
    throw new UsageError(
      `要撤销的导入须写成一个编号，如 3，现为 ${positionals.join(' ')}\n用法：${undoImportCommand.usage}`,
    )
  return importId
}

/** What stayed but lost its basis, for people; empty when nothing did. */
function describeFlagged({ contacts, notes, customers, plans }: FlaggedWork): string[] {
  const named = customers
    .slice(0, namedCustomers)
    .map(({ customerNo, name }) => `${name ?? '（无姓名）'} ${customerNo}`)
  const rest = customers.length > named.length ? ` 等 ${customers.length} 户` : ''
  return [
    ...(plans.length === 0 ? [] : [`下列周计划所依据的数据已经撤销，请重新生成：${plans.join('、')}`]),
    ...(customers.length === 0
      ? []
      : [
          `保留了手工记录的联系 ${contacts} 条、备注等 ${notes} 条，所属客户已不在任何一期数据里：${named.join('、')}${rest}`,
        ]),
  ]
}

export const undoImportCommand: Command = {
  summary: '撤销一次导入，不写编号则撤销最近一次',
  usage: 'undo-import [IMPORT_ID] --db PATH [--key-file FILE]',
  options: databaseOptions,
  async run(invocation) {
    const importId = chosenImport(invocation)
    const undone = await withEngine(invocation, ({ call }) =>
      call('imports.undo', importId === undefined ? {} : { importId }),
    )
    return {
      json: undone,
      text: [
        `已撤销第 ${undone.importId} 次导入（数据日期 ${undone.asOf.join('、')}）。`,
        ...describeFlagged(undone.flagged),
      ].join('\n'),
    }
  },
}
