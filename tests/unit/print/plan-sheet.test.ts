// @vitest-environment jsdom
/** The printed sheets: what is on them, what never is, and that nothing of the data can become markup. */
import { describe, expect, it } from 'vitest'
import { planWeek } from '../../../electron/engine/core/planning/plan-week.ts'
import { renderBranchSummary, renderPlanSheets } from '../../../electron/engine/io/print/plan-sheet.ts'
import { planColumns } from '../../../electron/engine/io/print/sheet-style.ts'
import type { WeekPlanView } from '../../../shared/contract/plans.ts'
import type { PlanInput } from '../../../shared/domain/plan.ts'
import { defaultPlaybook } from '../../../shared/playbook/defaults.ts'
import { customer, holding, numbered, planInput, wan, zhang } from '../planning/sample.ts'
import type { Sample } from '../planning/sample.ts'

const parse = (markup: string) => new DOMParser().parseFromString(markup, 'text/html')

const wang = { ...zhang, rmNo: '80257', name: '王芳' }

function viewOf(customers: readonly Sample[], changes: Partial<PlanInput> = {}): WeekPlanView {
  const input = planInput(customers, { rms: [zhang, wang], ...changes })
  const plan = planWeek(input, defaultPlaybook)
  const rmName = (rm: string) => input.rms.find((r) => r.rmNo === rm)?.name ?? rm
  const numbers = new Map<string, number>()
  const omitted: Record<string, number> = {}
  for (const { reason } of plan.omissions) omitted[reason] = (omitted[reason] ?? 0) + 1
  return {
    week: plan.week,
    asOf: plan.asOf,
    madeAt: '2026-11-20T17:00:00',
    playbookVersion: 1,
    items: plan.items.length,
    lines: plan.items.map((item, itemId) => {
      const lineNo = (numbers.get(item.rm) ?? 0) + 1
      numbers.set(item.rm, lineNo)
      return {
        ...item,
        itemId,
        lineNo,
        rmName: rmName(item.rm),
        otherReasons: [...item.otherReasons],
        parts: item.parts.map((p) => ({ ...p })),
        evidence: item.evidence.map((r) => ({ ...r, threshold: r.threshold as string })),
      }
    }),
    omitted,
    toAdopt: plan.toAdopt.map((no) => {
      const found = customers.find((c) => c.input.facts.customerNo === no)
      return {
        customerNo: no,
        name: found?.input.facts.name ?? null,
        tier: found?.result.tier.result ?? null,
        aumFen: found?.input.facts.aumFen ?? null,
      }
    }),
    load: plan.load.map((l) => ({ ...l, rmName: rmName(l.rm) })),
    calendarWarning: null,
  }
}

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
  const { html, title, footer } = sheet(plan)
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

  it('carries the codes, the lines to write on, watermark, scope, masking and page numbers', () => {
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
    for (const words of ['数据日 2026-11-20', '张伟、王芳', '后四位', 'pageNumber', 'totalPages'])
      expect(footer).toContain(words)
    expect(title).toBe('幸福路支行周联系计划 2026-W48')
  })

  it('prints why, what, what not, how and what is expected, the common greeting once a sheet', () => {
    const line = plan.lines[0]
    const row = page.querySelector('tr.line')?.textContent ?? ''
    expect(row).toContain(line?.why)
    expect(row).toContain(line?.forbidden)
    expect(row).toContain(`预期：${line?.expected ?? ''}`)
    expect(row).toContain('下一步：')
    expect(row).not.toContain('请问是')
    expect(page.querySelector('tfoot')?.textContent).toContain('请问是')
  })

  it('never prints a whole phone or customer number', () => {
    for (const { input } of busy) {
      expect(html).not.toContain(input.facts.customerNo)
      expect(html).not.toContain(input.facts.phone)
    }
    expect(html).toContain('尾号 1234')
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
  ])('%s', (_, { html, footer }) => {
    for (const markup of [html, `<body>${footer}</body>`]) {
      const found = parse(markup)
      expect(found.querySelectorAll('img, script, link, iframe')).toHaveLength(0)
      for (const element of found.querySelectorAll('*'))
        expect([...element.attributes].filter((a) => a.name.startsWith('on'))).toEqual([])
    }
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
