/** What was held before is known the same way however many weeks, comings and goings, imports and undos lie between. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { classHistoryOf } from '../../electron/engine/core/segmentation/customer-columns.ts'
import { activeDatasets, snapshotDates } from '../../electron/engine/db/repo/datasets.ts'
import { readFacts } from '../../electron/engine/db/repo/facts.ts'
import { segmentedAt } from '../../electron/engine/handlers/derive.ts'
import { Random } from '../../electron/engine/simulator/random.ts'
import { testEngine, type TestEngine } from '../helpers/test-engine.ts'

const weeks = ['20261002', '20261009', '20261016', '20261023', '20261030', '20261106', '20261113']
const header = '客户号,客户姓名,AUM余额,活期余额,定期余额,基金余额,保险余额'

function weekFile(dir: string, day: string, random: Random): string {
  const amount = () => (random.chance(0.5) ? (random.next() * 90_000).toFixed(2) : '0')
  const rows = Array.from({ length: 20 }, (_, nth) => `0062000020${10 + nth}`)
    .filter((_, nth) => nth === 0 || random.chance(0.7))
    .map((no) => [no, '王小明', '100000.00', amount(), amount(), amount(), amount()].join(','))
  const path = join(dir, `客户清单_${day}.csv`)
  writeFileSync(path, [header, ...rows, ''].join('\n'))
  return path
}

/** Everybody at every date against all earlier snapshots looked through one by one; returns how many were compared. */
function compared({ engine }: TestEngine): number {
  const { read } = engine.context
  const facts = activeDatasets(read, 'customers').flatMap((dataset) => readFacts(read, dataset))
  const customers = snapshotDates(read).flatMap((asOf) => segmentedAt(read, asOf))
  for (const { input } of customers) {
    const { customerNo, asOf } = input.facts
    const own = facts.filter((each) => each.customerNo === customerNo)
    expect(input.history, `${customerNo} ${asOf}`).toEqual(classHistoryOf(own, asOf))
  }
  return customers.length
}

test('class history follows imports in any order and their undo', async () => {
  const t = testEngine()
  const random = new Random('class history')
  const files = weeks.map((day) => weekFile(t.dir, day, random))
  const order = [3, 0, 6, 1, 5, 2, 4]
  for (const nth of order) {
    await t.import([files[nth]!])
    expect(compared(t)).toBeGreaterThan(0)
  }
  expect(compared(t)).toBeGreaterThan(weeks.length * 10)
  for (const importId of [4, 1, 6]) {
    await t.call('imports.undo', { importId })
    compared(t)
  }
})
