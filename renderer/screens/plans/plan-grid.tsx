/** The lines of the plan, one row each, in the order they are printed. */
import { useMemo } from 'react'
import type { PlanLine } from '../../../shared/contract/plans.ts'
import { methodLabel, tierLabel } from '../../../shared/domain/labels.ts'
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx'
import { t } from '../../i18n/index.ts'
import { dayLabel } from './plan-model.ts'

function columnsOf(everyone: boolean): GridColumn<PlanLine>[] {
  return [
    { key: 'no', header: t('plans.colNo'), width: 52, numeric: true, value: (l) => l.lineNo },
    {
      key: 'date',
      header: t('plans.colDate'),
      width: 92,
      value: (l) => l.date,
      text: (l) => dayLabel(l.date),
    },
    {
      key: 'slot',
      header: t('plans.colSlot'),
      width: 104,
      value: (l) => l.slot,
      text: (l) => `${l.slot}–${l.slotTo}`,
    },
    ...(everyone
      ? [{ key: 'rm', header: t('plans.colRm'), width: 84, value: (l: PlanLine) => l.rmName }]
      : []),
    {
      key: 'customer',
      header: t('plans.colCustomer'),
      width: 84,
      value: (l) => l.name ?? l.customerNo,
      tooltip: (l) => l.who,
    },
    {
      key: 'tier',
      header: t('plans.colTier'),
      width: 118,
      value: (l) => [tierLabel(l.tier), l.nineBox].filter((part) => part !== '').join(' · '),
    },
    {
      key: 'why',
      header: t('plans.colWhy'),
      flex: 1.2,
      minWidth: 170,
      value: (l) => l.why,
      tooltip: (l) => l.why,
    },
    {
      key: 'what',
      header: t('plans.colWhat'),
      flex: 1,
      minWidth: 150,
      value: (l) => l.what,
      tooltip: (l) => l.what,
    },
    {
      key: 'method',
      header: t('plans.colMethod'),
      width: 92,
      value: (l) => l.method,
      text: (l) => t('plans.methodMinutes', { method: methodLabel(l.method), n: l.minutes }),
    },
    {
      key: 'score',
      header: t('plans.colScore'),
      width: 64,
      numeric: true,
      value: (l) => l.score,
      text: (l) => pointsText(l.score),
    },
  ]
}

/** Points as shown everywhere on this screen: at most two decimals, a true minus sign. */
export function pointsText(points: number): string {
  return points.toLocaleString('zh-CN', { maximumFractionDigits: 2 }).replace('-', '−')
}

interface PlanGridProps {
  readonly lines: readonly PlanLine[]
  readonly everyone: boolean
  readonly onSelect: (line: PlanLine | null) => void
  readonly onOpen: (line: PlanLine) => void
}

export function PlanGrid({ lines, everyone, onSelect, onOpen }: PlanGridProps) {
  const columns = useMemo(() => columnsOf(everyone), [everyone])
  return (
    <DataGrid
      label={t('plans.title')}
      rows={lines}
      columns={columns}
      rowKey={(line) => String(line.itemId)}
      emptyText={t('plans.noLines')}
      onOpen={onOpen}
      onSelect={(rows) => onSelect(rows[0] ?? null)}
    />
  )
}
