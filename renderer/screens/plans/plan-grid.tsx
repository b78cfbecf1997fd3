/** The lines of the plan, one row each, in the order they are printed. */
import { useMemo } from 'react'
import type { PlanLine } from '../../../shared/contract/plans.ts'
import { methodLabel, planReasonLabel, tierLabel } from '../../../shared/domain/labels.ts'
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx'
import { t } from '../../i18n/index.ts'
import { dayLabel } from './plan-model.ts'

type Column = GridColumn<PlanLine>

/** Points as shown everywhere on this screen: at most two decimals, a true minus sign. */
export function pointsText(points: number): string {
  return points.toLocaleString('zh-CN', { maximumFractionDigits: 2 }).replace('-', '−')
}

const no: Column = { key: 'no', header: t('plans.colNo'), width: 48, numeric: true, value: (l) => l.lineNo }
const date: Column = {
  key: 'date',
  header: t('plans.colDate'),
  width: 88,
  value: (l) => l.date,
  text: (l) => dayLabel(l.date),
}
const slot: Column = {
  key: 'slot',
  header: t('plans.colSlot'),
  width: 62,
  value: (l) => l.slot,
  tooltip: (l) => `${l.slot}–${l.slotTo}`,
}
const rm: Column = { key: 'rm', header: t('plans.colRm'), width: 76, value: (l) => l.rmName }
const customer: Column = {
  key: 'customer',
  header: t('plans.colCustomer'),
  width: 76,
  value: (l) => l.name ?? l.customerNo,
  tooltip: (l) => l.who,
}
const tier: Column = {
  key: 'tier',
  header: t('plans.colTier'),
  width: 144,
  value: (l) => `${tierLabel(l.tier)} ${l.nineBox.split('×').at(-1) ?? ''}`,
  tooltip: (l) => `${tierLabel(l.tier)} ${l.nineBox}`,
}
const why: Column = {
  key: 'why',
  header: t('plans.colWhy'),
  flex: 1.3,
  minWidth: 150,
  value: (l) => planReasonLabel(l.reasonKind),
  text: (l) => t('plans.whyShort', { kind: planReasonLabel(l.reasonKind), why: l.why }),
  tooltip: (l) => l.why,
}
const what: Column = {
  key: 'what',
  header: t('plans.colWhat'),
  flex: 1,
  minWidth: 120,
  value: (l) => l.what,
  tooltip: (l) => l.what,
}
const method: Column = {
  key: 'method',
  header: t('plans.colMethod'),
  width: 84,
  value: (l) => l.method,
  text: (l) => t('plans.methodMinutes', { method: methodLabel(l.method), n: l.minutes }),
}
const score: Column = {
  key: 'score',
  header: t('plans.colScore'),
  width: 54,
  numeric: true,
  value: (l) => l.score,
  text: (l) => pointsText(l.score),
}

interface PlanGridProps {
  readonly lines: readonly PlanLine[]
  readonly everyone: boolean
  /** Beside an open panel, which says the rest. */
  readonly narrow: boolean
  readonly onSelect: (line: PlanLine | null) => void
  readonly onOpen: (line: PlanLine) => void
}

export function PlanGrid({ lines, everyone, narrow, onSelect, onOpen }: PlanGridProps) {
  const columns = useMemo(() => {
    const who = everyone ? [rm, customer] : [customer]
    return narrow
      ? [no, date, slot, ...who, why, score]
      : [no, date, slot, ...who, tier, why, what, method, score]
  }, [everyone, narrow])
  return (
    <DataGrid
      label={t('plans.grid')}
      rows={lines}
      columns={columns}
      rowKey={(line) => String(line.itemId)}
      emptyText={t('plans.noLines')}
      onOpen={onOpen}
      onSelect={(rows) => onSelect(rows[0] ?? null)}
    />
  )
}
