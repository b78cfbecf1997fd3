/** Segments as they are built: by keyboard, counted while typing, saved by version, pasted as lists. */
import { configure, screen, waitFor, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { callRoute } from '../../electron/engine/dispatch.ts'
import type { SegmentRule } from '../../shared/domain/segment-rule.ts'
import { all, any, clause } from '../helpers/segment-rules.ts'
import { installRealBridge, type RealBridge } from './real-bridge.ts'
import { renderApp } from './render-app.tsx'

configure({ asyncUtilTimeout: 20_000 })
let bridge: RealBridge
beforeEach(async () => {
  bridge = await installRealBridge(2)
})
afterEach(() => bridge.close())

const countOf = async (rule: SegmentRule) =>
  (await callRoute(bridge.engine.dispatch, 'segments.preview', { rule })).total
const saved = async () => (await callRoute(bridge.engine.dispatch, 'segments.list', {})).segments
const shows = async (n: number) =>
  waitFor(() =>
    expect(screen.getByRole('status', { name: '人数' })).toHaveTextContent(
      new RegExp(`^${n.toLocaleString('zh-CN')} 户符合`),
    ),
  )

/** Adds a condition by typing its name; jsdom does not bring Enter to the list, the real window's test does. */
async function add(user: UserEvent, name: string, at = 0) {
  const boxes = await screen.findAllByRole('combobox', { name: '添加条件' })
  boxes[at]!.focus()
  await user.keyboard(name)
  const options = await screen.findAllByText(name, { selector: '.ant-select-item-option-content' })
  await user.click(options.at(-1)!)
  await screen.findAllByRole('listitem', { name })
}

test('a rule is built, counted, saved and taken up again', async () => {
  const { user } = renderApp('/segments')
  await add(user, '年龄')
  const age = within(screen.getByRole('listitem', { name: '年龄' }))
  expect(age.getByText(/请填写数值/)).toBeVisible()
  age.getByRole('spinbutton', { name: '年龄' }).focus()
  await user.keyboard('60')
  const old = clause('age', 'gte', 60)
  await shows(await countOf(all(old)))
  expect(screen.getByText('年龄不少于 60 岁的客户')).toBeVisible()
  expect(await age.findByText(/此条件去掉 [\d,]+ 人/)).toBeVisible()

  screen.getByRole('textbox', { name: '客群名称' }).focus()
  await user.keyboard('年长客户')
  screen.getByRole('button', { name: /保\s*存$/ }).focus()
  await user.keyboard('{Enter}')
  await screen.findByText('“年长客户”已保存为第 1 版')
  expect(await saved()).toMatchObject([{ name: '年长客户', version: 1, rule: all(old) }])

  await add(user, 'AUM')
  screen.getByRole('spinbutton', { name: 'AUM' }).focus()
  await user.keyboard('5')
  const rich = clause('aum', 'gte', 5_000_000)
  await shows(await countOf(all(old, rich)))
  await user.click(screen.getByRole('button', { name: /保\s*存$/ }))
  await screen.findByText('“年长客户”已保存为第 2 版')

  await user.click(await screen.findByRole('button', { name: '第 2 版 · 历史' }))
  const dialog = await screen.findByRole('dialog')
  await user.click(await within(dialog).findByRole('button', { name: '取用第 1 版' }))
  await shows(await countOf(all(old)))
  await user.click(screen.getByRole('button', { name: /保\s*存$/ }))
  await screen.findByText('“年长客户”已保存为第 3 版')
  expect(await saved()).toMatchObject([{ version: 3, rule: all(old) }])
}, 120_000)

test('wrapping makes an OR inside an AND; undo is the builder’s own and takes back no command', async () => {
  const { user } = renderApp('/segments')
  await add(user, '代发')
  await add(user, '本期换客户经理')
  const payroll = clause('payroll', 'is', true)
  const change = clause('rmChanged', 'is', true)
  await shows(await countOf(all(payroll, change)))
  within(screen.getByRole('listitem', { name: '代发' }))
    .getByRole('combobox', { name: '代发' })
    .focus()
  await user.keyboard('{Alt>}g{/Alt}')
  await add(user, '本期换客户经理', 1)
  await user.click(screen.getByRole('button', { name: /放进分组 代发/ }))
  await shows(await countOf(all(any(any(payroll), change), change)))
  const undo = screen.getByRole('button', { name: /退回上一步条件/ })
  undo.focus()
  await user.keyboard('{Control>}zzzz{/Control}')
  await shows(await countOf(all(payroll)))
  await user.keyboard('{Control>}z{/Control}')
  await user.keyboard('{Control>}z{/Control}')
  expect(screen.queryByText(/已撤销|没有可以撤销/)).toBeNull()
  await user.keyboard('{Control>}yy{/Control}')
  await shows(await countOf(all(payroll, change)))
}, 120_000)

test('pasted numbers are checked before they become a list', async () => {
  const { rows } = await callRoute(bridge.engine.dispatch, 'customers.page', {
    offset: 0,
    limit: 3,
    sort: [],
    filter: {},
  })
  const numbers = rows.map((row) => row.customerNo)
  const { user } = renderApp('/segments')
  await user.click(await screen.findByRole('button', { name: '新建名单' }))
  await user.click(screen.getByRole('textbox', { name: '客户号' }))
  await user.paste([...numbers, numbers[0], 'NOBODY-1'].join('\n'))
  const report = await screen.findByRole('status', { name: '核对结果' })
  expect(report).toHaveTextContent('给出 4 个号码，找到 3 户')
  expect(report).toHaveTextContent('1 个不是已导入的客户号，不会保存：NOBODY-1')
  expect(report).toHaveTextContent(`1 个重复给出，只算一次：${numbers[0]}`)
  await user.type(screen.getByRole('textbox', { name: '客群名称' }), '名单甲')
  await user.click(screen.getByRole('button', { name: /保\s*存$/ }))
  await screen.findByText('“名单甲”已保存为第 1 版')
  expect(await saved()).toMatchObject([{ name: '名单甲', kind: 'list', listed: 3 }])
  const save = screen.getByRole('button', { name: /保\s*存$/ })
  expect(save).toBeDisabled()
  await user.type(screen.getByRole('textbox', { name: '客群名称' }), '（十二月）')
  await user.click(save)
  await screen.findByText('“名单甲（十二月）”的名称和备注已保存，名单没有变')
  expect(await saved()).toMatchObject([{ name: '名单甲（十二月）', version: 1, listed: 3 }])
}, 120_000)

test('leaving with unsaved conditions asks first', async () => {
  const { user, router } = renderApp('/segments')
  await add(user, '代发')
  await user.click(screen.getByRole('link', { name: '报表' }))
  expect(await screen.findByRole('dialog')).toHaveTextContent('还有改动没有保存')
  await user.click(screen.getByRole('button', { name: /取\s*消/ }))
  expect(router.state.location.pathname).toBe('/segments')
  await user.click(screen.getByRole('link', { name: '报表' }))
  await user.click(await screen.findByRole('button', { name: '不保存，离开' }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/reports'))
}, 120_000)
