/**
 * A playbook being edited: values by path, and the schema's own verdict on each of them while typing. The
 * schema is the one the engine stores by, so what is accepted here is accepted there.
 */
import type { z } from 'zod'
import { playbookSchema, type Playbook } from '../../../../shared/playbook/schema.ts'
import { factLabel, planReasonLabel, tierLabel } from '../../../../shared/domain/labels.ts'
import { t } from '../../../i18n/index.ts'

export type Path = readonly (string | number)[]

/** Labels of the keys in a set of each kind. */
export const setLabels = {
  tiers: tierLabel,
  reasons: planReasonLabel,
  keepable: factLabel,
} as const
export type SetKind = keyof typeof setLabels

export function isSet(kind: FieldKind): kind is SetKind {
  return Object.hasOwn(setLabels, kind)
}

/** How a value is shown and typed; amounts are fen inside and 万元 outside, shares are percent outside. */
export type FieldKind =
  | 'wan'
  | 'integer'
  | 'number'
  | 'percent'
  | 'time'
  | 'text'
  // lists of texts: short words, and sentences one a line
  | 'words'
  | 'lines'
  // sets of keys
  | SetKind

/** True for kinds whose value is a list of texts the branch writes itself. */
export function isList(kind: FieldKind): kind is 'words' | 'lines' {
  return kind === 'words' || kind === 'lines'
}

/** The texts of a stored list. */
export const textsIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

type Branch = Record<string | number, unknown>

/** The value at a path, undefined when the path leads nowhere. */
export function valueAt(playbook: Playbook, path: Path): unknown {
  return path.reduce<unknown>(
    (at, key) => (at !== null && typeof at === 'object' ? (at as Branch)[key] : undefined),
    playbook,
  )
}

/** A copy with the value at the path replaced; null stands for an emptied input, which the schema refuses. */
export function withValueAt(playbook: Playbook, path: Path, value: unknown): Playbook {
  const copy = structuredClone(playbook)
  const last = path.at(-1)
  const holder = path.slice(0, -1).reduce<unknown>((at, key) => (at as Branch)[key], copy)
  if (last !== undefined) (holder as Branch)[last] = value
  return copy
}

function issueText(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') return issue.message
  if (issue.code === 'too_small' && issue.origin === 'string') return t('settings.fieldEmpty')
  if (issue.code === 'too_small') return t('settings.fieldMin', { n: String(issue.minimum) })
  if (issue.code === 'too_big' && (issue.origin === 'string' || issue.origin === 'array'))
    return issue.message
  if (issue.code === 'too_big') return t('settings.fieldMax', { n: String(issue.maximum) })
  if (issue.code === 'invalid_type' && issue.expected === 'int') return t('settings.fieldWhole')
  return t('settings.fieldEmpty')
}

/** What is wrong with a playbook, by path joined with dots; empty when it may be stored. */
export function issuesOf(playbook: Playbook): ReadonlyMap<string, string> {
  const parsed = playbookSchema.safeParse(playbook)
  const issues = new Map<string, string>()
  if (!parsed.success)
    for (const issue of parsed.error.issues) issues.set(issue.path.join('.'), issueText(issue))
  return issues
}

const digits = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 4 })

/** A stored value as the number an input shows, or null when it is no number. */
export function toShown(kind: FieldKind, value: unknown): number | null {
  if (typeof value !== 'number' || Number.isNaN(value)) return null
  if (kind === 'wan') return value / 1_000_000
  if (kind === 'percent') return Math.round(value * 1_000_000) / 10_000
  return value
}

/** The inverse of `toShown`. */
export function fromShown(kind: FieldKind, shown: number | null): number | null {
  if (shown === null) return null
  if (kind === 'wan') return Math.round(shown * 1_000_000)
  if (kind === 'percent') return Math.round(shown * 10_000) / 1_000_000
  return shown
}

/** A stored value as text for reading: '5 万', '30%', '90', '09:00'. */
export function readText(kind: FieldKind, value: unknown): string {
  if (isList(kind)) return textsIn(value).join(kind === 'words' ? '、' : '\n') || '—'
  if (kind === 'time' || kind === 'text') return typeof value === 'string' && value !== '' ? value : '—'
  if (isSet(kind))
    return (Array.isArray(value) ? value.map((key) => setLabels[kind](String(key))) : []).join('、') || '—'
  const shown = toShown(kind, value)
  if (shown === null) return '—'
  const text = digits.format(shown)
  return kind === 'wan' ? t('settings.wan', { n: text }) : kind === 'percent' ? `${text}%` : text
}

/** Paths at which two playbooks differ, joined with dots. */
export function changedPaths(before: unknown, after: unknown, at: Path = []): string[] {
  if (Array.isArray(before) && JSON.stringify(before) === JSON.stringify(after)) return []
  if (before !== null && after !== null && typeof before === 'object' && typeof after === 'object') {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)])
    return [...keys].flatMap((key) =>
      changedPaths((before as Branch)[key], (after as Branch)[key], [...at, key]),
    )
  }
  return Object.is(before, after) ? [] : [at.join('.')]
}
