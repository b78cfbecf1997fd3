/**
 * 检查: the rows that cannot be imported as they are, in a grid of the file's own columns with the bad cells marked.
 * A cell is set right where it stands, all cells like it at once, or the row is left out; each can be taken back.
 */
import { Button, Input, Popover, Space, Tabs } from 'antd'
import { useState } from 'react'
import type { CheckedSheet, ImportProblem } from '../../../shared/contract/imports.ts'
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx'
import { t } from '../../i18n/index.ts'
import { correctedText, decisionOf, dropRows, fixAllLike, fixCell } from './decisions.ts'
import { decisionsOf, useImportFlow } from './import-flow.ts'

interface ProblemRow {
  readonly row: number
  readonly cells: readonly string[]
  readonly problems: readonly ImportProblem[]
}

function rowsOf(sheet: CheckedSheet): ProblemRow[] {
  const byRow = new Map<number, ImportProblem[]>()
  for (const problem of sheet.problems) byRow.set(problem.row, [...(byRow.get(problem.row) ?? []), problem])
  return sheet.rows.map(({ row, cells }) => ({ row, cells, problems: byRow.get(row) ?? [] }))
}

/** Sets all cells right that say the same in the same column. */
function FixAlike({ problem, count, onFix }: FixAlikeProps) {
  const [open, setOpen] = useState(false)
  const [to, setTo] = useState('')
  // One number for many customers, or a value for every empty cell, is never what is meant.
  const disabled =
    problem === null ||
    problem.index === null ||
    problem.code.startsWith('KEY_') ||
    problem.value.trim() === ''
  return (
    <Popover
      open={open && !disabled}
      onOpenChange={setOpen}
      trigger="click"
      content={
        <Space.Compact>
          <Input
            autoFocus
            aria-label={t('imports.fixAlikeTo')}
            placeholder={t('imports.fixAlikeTo')}
            value={to}
            onChange={(event) => setTo(event.target.value)}
            onPressEnter={() => {
              onFix(to)
              setOpen(false)
            }}
          />
          <Button
            type="primary"
            onClick={() => {
              onFix(to)
              setOpen(false)
            }}
          >
            {t('imports.fixAlikeDo', { n: count })}
          </Button>
        </Space.Compact>
      }
    >
      <Button size="small" disabled={disabled}>
        {problem && !disabled
          ? t('imports.fixAlike', { value: problem.value || t('common.none') })
          : t('imports.fixAlikeNone')}
      </Button>
    </Popover>
  )
}

interface FixAlikeProps {
  readonly problem: ImportProblem | null
  readonly count: number
  readonly onFix: (to: string) => void
}

/** Wide enough for the header and most cells, so that a column of numbers is never cut off. */
function widthOf(header: string, rows: readonly ProblemRow[], index: number): number {
  const longest = Math.max(0, ...rows.slice(0, 100).map(({ cells }) => (cells[index] ?? '').length))
  return Math.max(90, Math.min(220, Math.max(header.length * 14, longest * 9) + 26))
}

function SheetProblems({ sheet }: { readonly sheet: CheckedSheet }) {
  const flow = useImportFlow()
  const [selected, setSelected] = useState<readonly ProblemRow[]>([])
  const id = { path: sheet.path, sheet: sheet.sheet }
  const decision = decisionOf(decisionsOf(flow), id)
  const dropped = new Set(decision?.dropRows)
  const rows = rowsOf(sheet)
  const problem =
    selected[0]?.problems.find(({ index }) => index !== null) ?? selected[0]?.problems[0] ?? null
  const alike = sheet.problems.filter(
    (each) => problem !== null && each.index === problem.index && each.value === problem.value,
  )
  const textAt = (r: ProblemRow, index: number) => correctedText(decision, r.row, index, r.cells[index] ?? '')
  const isBad = (r: ProblemRow, index: number) =>
    r.problems.some((each) => each.index === index) && textAt(r, index) === (r.cells[index] ?? '')
  const columns: readonly GridColumn<ProblemRow>[] = [
    { key: 'row', header: t('imports.rowNo'), width: 70, numeric: true, pinned: true, value: (r) => r.row },
    {
      key: 'problem',
      header: t('imports.problem'),
      width: 300,
      pinned: true,
      value: (r) =>
        dropped.has(r.row) ? t('imports.rowDropped') : r.problems.map((p) => p.message).join('；'),
      tooltip: (r) => r.problems.map((p) => p.message).join('；'),
      className: (r) => (dropped.has(r.row) ? 'cell-dropped' : ''),
    },
    ...sheet.columns.map(({ index, header }): GridColumn<ProblemRow> => ({
      key: `c${index}`,
      header,
      width: widthOf(header, rows, index),
      value: (r) => textAt(r, index),
      text: (r) => textAt(r, index),
      edit: (r, text) => flow.decide(fixCell(decisionsOf(flow), id, r.row, index, text)),
      className: (r) => {
        if (dropped.has(r.row)) return 'cell-dropped'
        if (isBad(r, index)) return 'cell-bad'
        return textAt(r, index) === (r.cells[index] ?? '') ? '' : 'cell-fixed'
      },
    })),
  ]
  return (
    <div className="sheet-problems">
      {sheet.refusal && <p className="import-bad">▲ {sheet.refusal.message}</p>}
      <div className="problem-tools">
        <span>
          {t('imports.problemCounts', {
            read: sheet.rowsRead,
            rejected: sheet.rowsRejected,
            unknown: sheet.problems.filter(({ level }) => level === 'unknown').length,
          })}
        </span>
        <FixAlike
          key={problem ? `${String(problem.index)}|${problem.value}` : ''}
          problem={problem}
          count={alike.length}
          onFix={(to) => {
            if (problem?.index === undefined || problem.index === null) return
            flow.decide(fixAllLike(decisionsOf(flow), id, problem.index, problem.value.trim(), to))
          }}
        />
        <Button
          size="small"
          disabled={selected.length === 0}
          onClick={() =>
            flow.decide(
              dropRows(
                decisionsOf(flow),
                id,
                selected.map(({ row }) => row),
              ),
            )
          }
        >
          {t('imports.dropRow', { n: selected.length })}
        </Button>
        <Button
          size="small"
          disabled={problem === null}
          onClick={() =>
            problem &&
            flow.decide(
              dropRows(
                decisionsOf(flow),
                id,
                sheet.problems
                  .filter((p) => p.code === problem.code && p.index === problem.index)
                  .map((p) => p.row),
              ),
            )
          }
        >
          {t('imports.dropAlike')}
        </Button>
        <Button size="small" disabled={flow.past.length === 0} onClick={flow.undo}>
          {t('imports.undoFix')}
        </Button>
        <Button size="small" disabled={flow.future.length === 0} onClick={flow.redo}>
          {t('imports.redoFix')}
        </Button>
      </div>
      <div className="import-pane-grid">
        <DataGrid
          label={t('imports.problemsOf', { sheet: sheet.sheet })}
          rows={rows}
          columns={columns}
          rowKey={(r) => String(r.row)}
          emptyText={t('imports.problemsNone')}
          onSelect={setSelected}
        />
      </div>
      <p className="muted">
        {t('imports.problemHint')}
        {sheet.moreProblems > 0 && ` ${t('imports.problemMore', { n: sheet.moreProblems })}`}
      </p>
    </div>
  )
}

export function ProblemsPage({ sheets }: { readonly sheets: readonly CheckedSheet[] }) {
  const [only] = sheets
  if (sheets.length === 1 && only) return <SheetProblems sheet={only} />
  const firstBad = sheets.find(({ problems }) => problems.length > 0) ?? only
  return (
    <Tabs
      className="fill-tabs"
      size="small"
      defaultActiveKey={firstBad ? `${firstBad.path}|${firstBad.sheet}` : ''}
      items={sheets.map((sheet) => ({
        key: `${sheet.path}|${sheet.sheet}`,
        label: `${sheet.fileName} · ${sheet.problems.length}`,
        children: <SheetProblems sheet={sheet} />,
      }))}
    />
  )
}
