/** 客户全景 over the real engine: origins name rows, unknown is said, a kept fact stays in place and can be undone. */
import { screen, waitFor, within } from '@testing-library/react'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callRoute } from '../../electron/engine/dispatch.ts'
import { customerFullLink } from '../../renderer/screens/customer/link.ts'
import { installRealBridge, type RealBridge } from './real-bridge.ts'
import { renderApp } from './render-app.tsx'

let bridge: RealBridge
let customerNo = ''
let otherNo = ''
beforeAll(async () => {
  bridge = await installRealBridge(2)
  const page = await callRoute(bridge.engine.dispatch, 'customers.page', {
    offset: 0,
    limit: 2,
    sort: [{ field: 'warning', dir: 'desc' }],
    filter: {},
  })
  customerNo = page.rows[0]!.customerNo
  otherNo = page.rows[1]!.customerNo
})
afterAll(() => bridge.close())

const full = () => callRoute(bridge.engine.dispatch, 'customers.full', { customerNo })

test('every warning has its sentences and since when; facts name their row, unknown amounts are not 0', async () => {
  renderApp(customerFullLink(customerNo))
  const classes = await screen.findByRole('region', { name: '分类与理由' })
  const [detail, more] = [
    await callRoute(bridge.engine.dispatch, 'customers.detail', { customerNo }),
    await full(),
  ]
  for (const { sentences } of detail.warnings)
    for (const said of sentences) expect(classes).toHaveTextContent(said)
  for (const { since } of more.warningsSince) expect(classes).toHaveTextContent(`自 ${since}`)
  for (const said of more.classes?.offList.sentences ?? []) expect(classes).toHaveTextContent(said)
  const facts = screen.getByRole('region', { name: '资料与来源' })
  expect(facts).toHaveTextContent(`第 ${detail.source!.row} 行`)
  expect(screen.getByText('钱包份额').nextElementSibling).toHaveTextContent('未知')
})

test('a fact is kept in place with who and when, and undo takes it back', async () => {
  const { user } = renderApp(customerFullLink(customerNo))
  await user.click(await screen.findByRole('button', { name: '修改他行资产' }))
  const field = screen.getByRole('textbox', { name: '他行资产' })
  await user.type(field, '二十万{Enter}')
  expect(await screen.findByRole('alert')).toHaveTextContent('请填不小于 0 的金额')
  await user.clear(field)
  await user.type(field, '200000{Enter}')
  const value = await screen.findByRole('button', { name: '修改他行资产' })
  await waitFor(() => expect(value).toHaveTextContent('20 万手工'))
  await user.click(await screen.findByRole('button', { name: '撤销' }))
  await waitFor(() => expect(screen.getByRole('button', { name: '修改他行资产' })).toHaveTextContent('未知'))
})

test('another customer is linked and named', async () => {
  const { user } = renderApp(customerFullLink(customerNo))
  const links = await screen.findByRole('region', { name: '家庭与关联' })
  await user.type(within(links).getByRole('textbox', { name: '对方客户号' }), `${otherNo}{Enter}`)
  expect(await within(links).findByRole('link', { name: new RegExp(otherNo) })).toBeInTheDocument()
  expect((await full()).links).toMatchObject([{ customerNo: otherNo, relation: 'spouse' }])
})
