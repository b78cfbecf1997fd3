import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { simulateBranch } from '../../engine/simulator/simulate-branch.ts'
import { writeExtracts } from '../../engine/simulator/write-extracts.ts'
import { addDays, daysBetween, weekday, type IsoDate } from '../../../shared/domain/dates.ts'
import { Refusal } from '../../../shared/domain/refusal.ts'
import { systemClock } from '../../engine/system-clock.ts'
import { UsageError, type Command, type Invocation } from '../command.ts'
import { withEngine } from '../open-engine.ts'
import { describeWeekly, runWeeklyJob } from '../weekly-job.ts'
import { importFiles } from './import.ts'

/** The last Friday at or before a date; extracts come with Friday's closing balances. */
function lastFriday(date: IsoDate): IsoDate {
  return addDays(date, -((weekday(date) + 2) % 7))
}

interface DemoSize {
  readonly customers: number
  readonly weeks: number
}

function sizeOf(invocation: Invocation): DemoSize {
  const customers = invocation.integer('customers', 3000)
  const weeks = invocation.integer('weeks', 6)
  if (customers < 50 || customers > 1_000_000) throw new UsageError('--customers 须在 50 到 1000000 之间')
  if (weeks < 1 || weeks > 104) throw new UsageError('--weeks 须在 1 到 104 之间')
  return { customers, weeks }
}

export const demoCommand: Command = {
  summary: '造一个虚构网点并跑完每周的全部工作',
  usage: 'demo --out DIR [--customers 3000] [--weeks 6] [--seed panhuo] [--last-date DATE]',
  options: {
    out: { type: 'string' },
    customers: { type: 'string' },
    weeks: { type: 'string' },
    seed: { type: 'string' },
    'last-date': { type: 'string' },
  },
  async run(invocation) {
    const out = resolve(invocation.required('out'))
    const { customers, weeks } = sizeOf(invocation)
    const lastDate = lastFriday(invocation.text('last-date') ?? systemClock.now().slice(0, 10))
    const seed = invocation.text('seed') ?? 'panhuo'
    const dbPath = join(out, 'panhuo.db')
    for (const end of ['', '-wal', '-shm']) rmSync(`${dbPath}${end}`, { force: true })
    process.stderr.write(`造一个虚构网点：${customers} 户，${weeks} 周，种子 ${seed}\n`)
    const history = simulateBranch({ customers, weeks, seed, lastDate })
    const results = await withEngine(
      invocation,
      async (session) => {
        await session.call('settings.saveBranch', { branchName: history.branch, userName: '网点负责人' })
        for (const [index, week] of history.weeks.entries()) {
          const folder = join(out, '数据', week.asOf)
          const files = writeExtracts(history, index, 'cycle', folder)
          await importFiles(session, { ...invocation, values: {} }, files)
        }
        return runWeeklyJob(session, join(out, '结果'))
      },
      { mayCreate: true, dbPath },
    )
    if (daysBetween(results.analysis.asOf, lastDate) !== 0)
      throw new Refusal('DEMO_INCOMPLETE', `演示数据只到 ${results.analysis.asOf}，应到 ${lastDate}。`)
    return {
      json: { out, dbPath, ...results },
      text: [
        describeWeekly(results),
        '',
        `结果在 ${join(out, '结果')}`,
        `数据库在 ${dbPath}，原始数据在 ${join(out, '数据')}`,
        '打开窗口查看：npm start',
      ].join('\n'),
    }
  },
}
