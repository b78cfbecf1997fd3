/** Settings over the real engine: what is saved, what is refused while typing, and that it can be undone. */
import { configure, screen, waitFor, within } from '@testing-library/react'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { callRoute } from '../../electron/engine/dispatch.ts'
import {
  changedPaths,
  fromShown,
  issuesOf,
  toShown,
  withValueAt,
} from '../../renderer/screens/settings/playbook/draft.ts'
import { defaultPlaybook } from '../../shared/playbook/defaults.ts'
import { installRealBridge, type RealBridge } from './real-bridge.ts'
import { renderApp } from './render-app.tsx'

configure({ asyncUtilTimeout: 20_000 })
let bridge: RealBridge | null = null

async function start(weeks: 0 | 1 | 2, tab: string) {
  bridge = await installRealBridge(weeks)
  return { ...renderApp(`/settings?tab=${tab}`), engine: bridge.engine }
}

afterEach(() => {
  bridge?.close()
  bridge = null
})

test('the playbook reads as sentences, not as a document', async () => {
  const { user } = await start(0, 'playbook')
  expect(await screen.findByText('第 1 版')).toBeVisible()
  const row = screen.getByRole('row', { name: /^中端/ })
  expect(row).toHaveTextContent('5 万 至 50 万')
  expect(row).toHaveTextContent('45')
  await user.click(screen.getByRole('button', { name: '休眠' }))
  expect(screen.getByText(/天为深睡/)).toHaveTextContent('满 90 天为浅睡，满 180 天为中睡，满 365 天为深睡')
})

test('a line out of order is refused while typing; a good one becomes version 2 and moves customers', async () => {
  const { user, engine } = await start(1, 'playbook')
  const high = async () => (await callRoute(engine.dispatch, 'overview.get', {}))?.analysis.tiers['high']
  const before = await high()
  await user.click(await screen.findByRole('button', { name: '编辑手册' }))
  const line = screen.getByRole('spinbutton', { name: '高端下限' })
  await user.clear(line)
  await user.type(line, '4')
  expect(await screen.findByText('分层线必须从 0 开始逐层升高，中间不能有空档')).toBeVisible()
  expect(screen.getByRole('button', { name: '存为新版本' })).toBeDisabled()
  await user.clear(line)
  await user.type(line, '40')
  await user.type(screen.getByRole('textbox', { name: '这次为什么改' }), '下调高端线')
  await user.click(screen.getByRole('button', { name: '存为新版本' }))
  expect(await screen.findByText(/已存为第 2 版/)).toBeVisible()
  const stored = await callRoute(engine.dispatch, 'settings.playbook', {})
  expect(stored.playbook.tiers[3]?.loFen).toBe(40_000_000)
  expect(stored.versions.find((v) => v.version === 2)?.note).toBe('下调高端线')
  expect(await high()).toBeGreaterThan(before ?? Infinity)
  await user.click(screen.getByRole('button', { name: '撤销' }))
  await waitFor(async () => expect(await high()).toBe(before))
})

/** Paths of every value in a document. */
function leaves(value: unknown, path: string[] = []): string[] {
  if (value === null || typeof value !== 'object') return [path.join('.')]
  return Object.entries(value).flatMap(([key, each]) => leaves(each, [...path, key]))
}

test('every value of the playbook can be edited on some page', async () => {
  const { user, container } = await start(0, 'playbook')
  await user.click(await screen.findByRole('button', { name: '编辑手册' }))
  const editable = new Set<string>()
  for (const page of within(screen.getByRole('list', { name: '经营手册' })).getAllByRole('button')) {
    await user.click(page)
    for (const input of container.querySelectorAll('.playbook-page :is(input, textarea)'))
      editable.add(input.getAttribute('name') ?? input.id)
  }
  // Names of things, not values; the lowest tier always begins at 0.
  const fixed =
    /^tiers\.\d\.tier$|^tiers\.0\.loFen$|rowOfTier|steps\.\d\.colour$|lines\.\d\.key$|layers\.\d\.layer$/
  // Lists are edited as one.
  const listItem =
    /^(planning\.meeting\.\w+|import\.keepWhenBlank|.+Words|groups\.words\.\w+|man\.questions\.\w+|communities\.\w+)\.\d+$/
  const wanted = leaves(defaultPlaybook)
    .filter((path) => !fixed.test(path))
    .map((path) => path.replace(listItem, '$1'))
  expect(wanted.filter((path) => !editable.has(path))).toEqual([])
})

test('before saving one sees who would move; an old version is taken up again and saved as a new one', async () => {
  const { user, engine } = await start(1, 'playbook')
  await user.click(await screen.findByRole('button', { name: '编辑手册' }))
  expect(screen.getByRole('button', { name: '试算：谁会变动' })).toBeDisabled()
  const line = screen.getByRole('spinbutton', { name: '高端下限' })
  await user.clear(line)
  await user.type(line, '40')
  await user.click(screen.getByRole('button', { name: '试算：谁会变动' }))
  const tiers = await screen.findByRole('table', { name: '分层' })
  const move = within(tiers).getByRole('row', { name: /中端 → 高端/ })
  const customers = Number(within(move).getAllByRole('cell')[0]?.textContent)
  expect(customers).toBeGreaterThan(0)
  await user.click(within(move).getByRole('button', { name: '中端 → 高端' }))
  expect(within(tiers).getAllByRole('listitem').length).toBe(Math.min(customers, 51))
  expect((await callRoute(engine.dispatch, 'settings.playbook', {})).version).toBe(1)
  await user.keyboard('{Escape}')
  await user.click(screen.getByRole('button', { name: '存为新版本' }))
  expect(await screen.findByText(/已存为第 2 版/)).toBeVisible()

  await user.click(screen.getByRole('button', { name: '历次版本' }))
  await user.click(await screen.findByRole('button', { name: '恢复第 1 版' }))
  expect(await screen.findByText(/已载入第 1 版，与现行版有 1 处不同/)).toBeVisible()
  await user.click(screen.getByRole('button', { name: '存为新版本' }))
  expect(await screen.findByText(/已存为第 3 版/)).toBeVisible()
  const stored = await callRoute(engine.dispatch, 'settings.playbook', {})
  expect(stored.playbook.tiers[3]?.loFen).toBe(50_000_000)
  expect(stored.versions.find((v) => v.version === 3)?.note).toBe('恢复第 1 版')
})

test('the branch adds a column name of its own; a name given twice is refused', async () => {
  const { user, engine } = await start(0, 'playbook')
  await user.click(await screen.findByRole('button', { name: '编辑手册' }))
  await user.click(screen.getByRole('button', { name: '导入把关' }))
  await user.click(screen.getByRole('button', { name: '增加叫法' }))
  expect(await screen.findByText('请填写')).toBeVisible()
  await user.type(screen.getByRole('textbox', { name: '第 1 条 文件里的列名' }), '总盘子')
  await user.click(screen.getByRole('button', { name: '增加叫法' }))
  await user.type(screen.getByRole('textbox', { name: '第 2 条 文件里的列名' }), '总 盘子')
  expect(await screen.findByText('同一类文件里这个列名已经对应了一项内容')).toBeVisible()
  expect(screen.getByRole('button', { name: '存为新版本' })).toBeDisabled()
  await user.click(screen.getByRole('button', { name: '第 2 条 删除' }))
  await user.click(screen.getByRole('button', { name: '存为新版本' }))
  expect(await screen.findByText(/已存为第 2 版/)).toBeVisible()
  const stored = await callRoute(engine.dispatch, 'settings.playbook', {})
  expect(stored.playbook.import.aliases).toEqual([{ kind: 'customers', field: 'aum', header: '总盘子' }])
  expect(screen.getByRole('row', { name: /总盘子/ })).toHaveTextContent('客户清单总盘子AUM')
})

test('unsaved changes of the playbook hold one back from leaving', async () => {
  const { user, router } = await start(0, 'playbook')
  await user.click(await screen.findByRole('button', { name: '编辑手册' }))
  const rhythm = screen.getByRole('spinbutton', { name: '私行联系节奏天数' })
  await user.clear(rhythm)
  await user.type(rhythm, '10')
  await user.click(screen.getByRole('link', { name: /工作台/ }))
  await waitFor(() => expect(screen.getByText('手册有未保存的改动')).toBeVisible())
  expect(router.state.location.pathname).toBe('/settings')
  await user.click(screen.getByRole('button', { name: '放弃改动并离开' }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/'))
})

test('the names of the branch are stored and can be taken back', async () => {
  const { user, engine } = await start(0, 'branch')
  const name = await screen.findByRole('textbox', { name: '网点名称' })
  await user.clear(name)
  await user.type(name, '幸福路支行')
  await user.click(screen.getByRole('button', { name: '保存' }))
  await screen.findByText('网点信息已保存。')
  const branch = () => callRoute(engine.dispatch, 'settings.branch', {})
  expect((await branch()).branchName).toBe('幸福路支行')
  await user.click(screen.getByRole('button', { name: '撤销' }))
  await waitFor(async () => expect((await branch()).branchName).not.toBe('幸福路支行'))
})

test('the roster comes from the extracts; one person gets minutes of his own', async () => {
  const { user, engine } = await start(1, 'rms')
  const roster = await callRoute(engine.dispatch, 'settings.rms', {})
  const rm = roster.rms[0]!
  const grid = await screen.findByRole('region', { name: '客户经理' })
  await user.dblClick(await within(grid).findByText(rm.rmNo))
  const dialog = await screen.findByRole('dialog')
  await user.type(within(dialog).getByRole('spinbutton', { name: '每天分钟' }), '60')
  await user.click(within(dialog).getByRole('button', { name: '保存' }))
  await screen.findByText(`已保存 ${rm.name}。`)
  const after = await callRoute(engine.dispatch, 'settings.rms', {})
  expect(after.rms.find((each) => each.rmNo === rm.rmNo)?.dailyMinutes).toBe(60)
})

test('leave is entered, listed and removed', async () => {
  const { user, engine } = await start(1, 'rms')
  const { rms } = await callRoute(engine.dispatch, 'settings.rms', {})
  const rm = rms[0]!
  await callRoute(engine.dispatch, 'settings.addAbsence', {
    rmNo: rm.rmNo,
    from: '2026-11-23',
    to: '2026-11-24',
    minutes: null,
    reason: '年假',
  })
  bridge?.emit('changed', { topics: [] })
  const remove = await screen.findByRole('button', { name: `删除 ${rm.name} 2026-11-23` })
  await user.click(remove)
  await screen.findByText(`已删除 ${rm.name} 的登记。`)
  expect((await callRoute(engine.dispatch, 'settings.rms', {})).absences).toEqual([])
})

test('a year without a published calendar says so', async () => {
  const { user } = await start(0, 'calendar')
  expect(await screen.findByText('2026 年')).toBeVisible()
  expect(await screen.findByText('2026-01-01')).toBeVisible()
  await user.click(screen.getByRole('button', { name: '2027 年' }))
  expect(await screen.findByText(/2027 年的国务院放假安排不在表内/)).toBeVisible()
})

test('an unencrypted database is said aloud', async () => {
  await start(1, 'data')
  expect(await screen.findByText('数据文件没有加密')).toBeVisible()
})

test('amounts and shares survive being shown and typed', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10 ** 12 }),
      (fen) => fromShown('wan', toShown('wan', fen)) === fen,
    ),
  )
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10_000 }),
      (n) => fromShown('percent', toShown('percent', n / 10_000)) === n / 10_000,
    ),
  )
})

test('an emptied value is an issue at its own path and the only change', () => {
  const draft = withValueAt(defaultPlaybook, ['dormancy', 'lightDays'], null)
  expect([...issuesOf(draft).keys()]).toEqual(['dormancy.lightDays'])
  expect(changedPaths(defaultPlaybook, draft)).toEqual(['dormancy.lightDays'])
  expect(issuesOf(defaultPlaybook).size).toBe(0)
})
