// @vitest-environment jsdom
/** The printed sheets: what is on them, what never is, and that nothing of the data can become markup. */
import { describe, expect, it } from 'vitest'
import { renderBranchSummary, renderPlanSheets } from '../../../electron/engine/io/print/plan-sheet.ts'
import { planColumns } from '../../../electron/engine/io/print/sheet-style.ts'
import type { WeekPlanView } from '../../../shared/contract/plans.ts'
import { customer, holding, numbered, wan, zhang } from '../planning/sample.ts'
import { viewOf, wang } from './sample-view.ts'

const parse = (markup: string) => new DOMParser().parseFromString(markup, 'text/html')

const sheet = (plan: WeekPlanView, withSummary = false) =>
  renderPlanSheets({
    branchName: '幸福路支行',
    plan,
    printedAt: '2026-11-20 17:05',
    printedBy: '网点负责人',
    withSummary,
  })

const busy = numbered(20, (no, i) =>
  customer({
    facts: { customerNo: no, rmNo: i % 4 === 0 ? wang.rmNo : zhang.rmNo, name: `客户${i}` },
    input: { holdings: [holding({ maturityDate: '2026-12-10', amountFen: wan(i + 1) })] },
  }),
)

describe('plan sheets', () => {
  const plan = viewOf(busy)
  const { html, title } = sheet(plan)
  const page = parse(html)

  it('has a sheet for each RM with all of the RM’s lines, numbered from 1', () => {
    const tables = [...page.querySelectorAll('table.plan')]
    expect(tables.map((t) => t.getAttribute('data-rm'))).toEqual(['80231', '80257'])
    expect(tables.map((t) => t.querySelectorAll('tr.line').length)).toEqual([15, 5])
    const numbers = [...(tables[0]?.querySelectorAll('tr.line') ?? [])].map((r) =>
      r.getAttribute('data-line'),
    )
    expect(numbers).toEqual(Array.from({ length: 15 }, (_, i) => String(i + 1)))
  })

  it('repeats head, week and columns, has a band for each day and a cell for each column', () => {
    const table = page.querySelector('table.plan')
    const head = table?.querySelector('thead')?.textContent ?? ''
    for (const words of [
      '幸福路支行',
      '张伟 80231',
      '2026-11-23 至 11-27',
      '共 15 项',
      '打印 2026-11-20 17:05',
    ])
      expect(head).toContain(words)
    expect(table?.querySelectorAll('tr.day')).toHaveLength(5)
    for (const row of table?.querySelectorAll('tr.line') ?? [])
      expect(row.children).toHaveLength(planColumns.length)
  })

  it('carries the codes, the lines to write on, the watermark', () => {
    const text = page.body.textContent
    for (const words of [
      '涉及到期资金 165 万',
      '1 接通',
      '6 到访',
      '本周要点',
      '主管点评',
      '网点负责人 2026-11-20 17:05',
    ])
      expect(text).toContain(words)
    expect(title).toBe('幸福路支行周联系计划 2026-W48')
  })

  it('prints in a row the reason, what not and the day of the next step, but no script', () => {
    const row = page.querySelector('tr.line')
    const cell = (name: string) => row?.querySelector(`td.${name}`)?.textContent
    expect(cell('customer')).toBe('客户19尾号 1234')
    expect(cell('why')).toBe('近期到期 「定期存款50号」20 万 12-10 到期（20 天后）')
    expect(cell('what')).toBe('预告到期；持有 定期 10 万、活期 2 万 ✕ R3 及以上 ✕ 营销')
    expect(cell('next')).toBe('→12-10 问到 20 万的到期意向')
    expect(row?.textContent).not.toMatch(/请问是|来意|若说|“/)
  })

  it('spells the short forms of the sheet out and only those', () => {
    const legend = page.querySelector('tfoot')?.textContent ?? ''
    for (const words of ['限＝', '→＝', '✕ 营销＝', '✕ Rn 及以上＝']) expect(legend).toContain(words)
    expect(legend).not.toContain('只告知')
    const head = page.querySelector('tr.columns')?.textContent ?? ''
    expect(head).toContain('预期（12-04 前）')
  })

  it('puts the script on cue cards after each table, in columns, none split', () => {
    const sections = [...page.querySelectorAll('section.sheet')]
    expect(sections).toHaveLength(2)
    for (const section of sections) {
      const names = [...section.children].map((e) => e.className)
      expect(names).toEqual(['plan', 'cues', 'notes side'])
      const titles = [...section.querySelectorAll('.card .title')].map((t) => t.textContent)
      const lines = section.querySelectorAll('tr.line').length
      expect(titles).toEqual(['开场（每户先说）', `近期到期 ${lines} 户`])
    }
    expect(html).toMatch(/\.card \{ break-inside: avoid/)
    expect(html).toMatch(/\.cards \{ columns: 3/)
  })

  it('never prints a whole phone or customer number', () => {
    for (const { input } of busy) {
      expect(html).not.toContain(input.facts.customerNo)
      expect(html).not.toContain(input.facts.phone)
    }
    expect(html).toContain('尾号 1234')
  })

  it('sets nothing below 8.5 pt and no colour but greys', () => {
    const style = page.querySelector('style')?.textContent ?? ''
    const sizes = [...style.matchAll(/font-size: ([\d.]+)pt/g)].map((m) => Number(m[1]))
    expect(sizes.length).toBeGreaterThan(5)
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(8.5)
    for (const [, colour] of style.matchAll(/(#[\da-f]{3,6})\b/g))
      expect(colour).toMatch(/^#(?:(\w)\1\1|(\w\w)\2\2)$/)
  })

  it('fits 277 mm, keeps 35 mm for the result, prints A4 landscape and splits no row', () => {
    expect(planColumns.reduce((sum, c) => sum + c.mm, 0)).toBe(277)
    expect(planColumns.find((c) => c.name === 'result')?.mm).toBeGreaterThanOrEqual(35)
    expect(html).toContain('size: A4 landscape; margin: 10mm')
    expect(html).toMatch(/tr \{ break-inside: avoid/)
    expect(html).toContain('display: table-header-group')
  })

  it('says so when nobody is planned', () => {
    expect(sheet(viewOf([])).html).toContain('本周没有排入计划的客户')
  })
})

describe('title and footer', () => {
  const one = viewOf(busy.slice(0, 1))

  it('says scope, masking, when and by whom as plain text', () => {
    expect(sheet(viewOf(busy)).footer).toBe(
      '张伟、王芳 · 手机号只印尾号 · 打印 2026-11-20 17:05 · 网点负责人',
    )
  })

  it('stays within what the shell accepts however long the names are', () => {
    const long = '很长的网点名𠮷'.repeat(60)
    const request = {
      branchName: long,
      plan: one,
      printedAt: '2026-11-20 17:05',
      printedBy: long,
      scope: long,
    }
    for (const { title, footer } of [renderPlanSheets(request), renderBranchSummary(request)]) {
      expect(title.length).toBeLessThanOrEqual(120)
      expect(footer.length).toBeLessThanOrEqual(200)
      expect(footer).toContain('手机号只印尾号')
      expect(footer).toContain('打印 2026-11-20 17:05')
    }
  })
})

describe('data cannot become markup', () => {
  const evil = '<img src=x onerror="alert(1)">\'&'
  const sample = customer({
    facts: { name: evil },
    input: { holdings: [holding({ productName: evil, maturityDate: '2026-11-15' })] },
  })
  const unowned = customer({ facts: { customerNo: '2', rmNo: null, name: evil } })
  const plan = viewOf([sample, unowned], { rms: [{ ...zhang, name: evil }] })
  const request = {
    branchName: evil,
    plan: { ...plan, calendarWarning: evil },
    printedAt: evil,
    printedBy: evil,
  }

  it.each([
    ['sheets', renderPlanSheets({ ...request, withSummary: true })],
    ['summary', renderBranchSummary(request)],
  ])('%s', (_, { html }) => {
    const found = parse(html)
    expect(found.querySelectorAll('img, script, link, iframe')).toHaveLength(0)
    for (const element of found.querySelectorAll('*'))
      expect([...element.attributes].filter((a) => a.name.startsWith('on'))).toEqual([])
    expect(html).toContain('&lt;img src=x')
    expect(html).not.toMatch(/(src|href)=["']?(https?:)?\/\//)
  })
})

describe('branch summary', () => {
  const unowned = numbered(3, (no, i) =>
    customer({ facts: { customerNo: `8${no}`, rmNo: null, name: `待养${i}`, aumFen: wan(60 + i) } }),
  )
  const plan = viewOf([...busy, ...unowned, customer({ facts: { customerNo: '5' } })])
  const warned = { ...plan, calendarWarning: '2027 年的放假安排尚未录入' }
  const { html } = renderBranchSummary({
    branchName: '幸福路支行',
    plan: warned,
    printedAt: '2026-11-20 17:05',
    printedBy: '网点负责人',
  })
  const page = parse(html)

  it('shows the load of every RM and day', () => {
    const rows = [...page.querySelectorAll('table.load tbody tr')].map((r) =>
      [...r.children].map((c) => c.textContent),
    )
    expect(rows.map((r) => r[0])).toEqual(['张伟 80231', '王芳 80257'])
    expect(rows[0]?.slice(1)).toEqual([
      ...Array.from({ length: 5 }, () => '18 / 144'),
      '90 / 720',
      '15',
      '0',
      '0',
    ])
  })

  it('counts who was left out by reason and lists whom to adopt, most valuable first', () => {
    const omitted = [...page.querySelectorAll('table.omitted tbody tr')].map((r) => r.textContent)
    expect(omitted).toEqual(['无人管户3', '本周无联系理由1'])
    const names = [...page.querySelectorAll('table.adopt tbody tr')].map((r) => r.children[0]?.textContent)
    expect(names).toEqual(['待养2', '待养1', '待养0'])
    expect(page.body.textContent).toContain('2027 年的放假安排尚未录入')
  })

  it('stands before the sheets when asked for', () => {
    const both = parse(sheet(plan, true).html)
    expect(both.querySelectorAll('section.sheet')).toHaveLength(3)
    expect(both.querySelector('section.sheet')?.className).toContain('summary')
  })
})
