/** The value of a condition, by the field's type: amounts in 万, days fixed or counted from the data date, codes. */
import { Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { toFen } from '../../../shared/domain/money.ts'
import { isIsoDate } from '../../../shared/domain/dates.ts'
import { segmentCodeLabel, type SegmentField } from '../../../shared/domain/segment-fields.ts'
import type { ClauseValue, DatePoint, DateSpan } from '../../../shared/domain/segment-rule.ts'
import { t } from '../../i18n/index.ts'
import type { CodeOptions } from './segment-options.ts'

interface EditorProps<T> {
  readonly label: string
  readonly value: T
  readonly onChange: (value: T) => void
}

const wan = 1_000_000

function Amount({
  field,
  label,
  value,
  onChange,
}: EditorProps<number | null> & { readonly field: SegmentField }) {
  const money = field.type === 'money'
  return (
    <InputNumber
      className="segment-amount"
      aria-label={label}
      value={value === null ? null : money ? value / wan : value}
      {...(money ? {} : { precision: 0 })}
      controls={false}
      suffix={money ? t('segments.wan') : (field.unit ?? '')}
      onChange={(entered) =>
        onChange(entered === null ? null : money ? toFen(Number(entered), 'wan') : Number(entered))
      }
    />
  )
}

function AmountRange({
  field,
  label,
  value,
  onChange,
}: EditorProps<ClauseValue> & { readonly field: SegmentField }) {
  const given = Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'number'
  // Half a range is nothing a rule could hold, so it waits here for its other half.
  const [half, setHalf] = useState<readonly [number | null, number | null]>([null, null])
  const [from, to] = given ? [value[0] as number, value[1] as number] : half
  const set = (pair: readonly [number | null, number | null]) => {
    setHalf(pair)
    onChange(pair[0] === null || pair[1] === null ? null : [pair[0], pair[1]])
  }
  return (
    <>
      <Amount
        field={field}
        label={t('segments.from', { label })}
        value={from}
        onChange={(v) => set([v, to])}
      />
      <span className="muted">{t('segments.to')}</span>
      <Amount
        field={field}
        label={t('segments.until', { label })}
        value={to}
        onChange={(v) => set([from, v])}
      />
    </>
  )
}

function Span({ label, value, onChange }: EditorProps<DateSpan>) {
  return (
    <>
      <InputNumber
        className="segment-days"
        aria-label={label}
        min={0}
        max={3660}
        precision={0}
        controls={false}
        value={value.n}
        onChange={(n) => n !== null && onChange({ ...value, n: Number(n) })}
      />
      <Select<DateSpan['unit']>
        className="segment-unit"
        aria-label={t('segments.unitOf', { label })}
        value={value.unit}
        options={[
          { value: 'day', label: t('segments.day') },
          { value: 'workday', label: t('segments.workday') },
        ]}
        onChange={(unit) => onChange({ ...value, unit })}
      />
    </>
  )
}

function Point({ label, value, asOf, onChange }: EditorProps<DatePoint> & { readonly asOf: string | null }) {
  const mode = typeof value === 'string' ? 'fixed' : value.direction
  return (
    <>
      <Select<'past' | 'future' | 'fixed'>
        className="segment-point"
        aria-label={t('segments.pointOf', { label })}
        value={mode}
        options={(['past', 'future', 'fixed'] as const).map((key) => ({
          value: key,
          label: t(`segments.point.${key}`),
        }))}
        onChange={(next) => {
          if (next === 'fixed') onChange(asOf ?? '2000-01-01')
          else
            onChange({
              ...(typeof value === 'string' ? { unit: 'day', n: 30 } : value),
              direction: next,
            })
        }}
      />
      {typeof value === 'string' ? (
        <Input
          className="segment-day"
          type="date"
          aria-label={label}
          value={value}
          onChange={({ target }) => isIsoDate(target.value) && onChange(target.value)}
        />
      ) : (
        <Span label={label} value={value} onChange={(span) => onChange({ ...value, ...span })} />
      )}
    </>
  )
}

const isPoint = (value: unknown): value is DatePoint =>
  typeof value === 'string' || (typeof value === 'object' && value !== null && 'direction' in value)
const isSpan = (value: unknown): value is DateSpan =>
  typeof value === 'object' && value !== null && 'unit' in value

function Codes({
  field,
  options,
  label,
  value,
  onChange,
}: EditorProps<ClauseValue> & { readonly field: SegmentField; readonly options: CodeOptions }) {
  const codes = Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
  const offered = options[field.key]?.map(({ code, label: name, customers }) => ({
    value: code,
    label: t('segments.option', { label: name, n: customers }),
  }))
  const fixed = Object.keys(field.choices ?? {}).map((code) => ({
    value: code,
    label: segmentCodeLabel(field, code),
  }))
  return (
    <Select<string[]>
      className="segment-codes"
      mode={field.type === 'text' ? 'tags' : 'multiple'}
      aria-label={label}
      placeholder={field.type === 'text' ? t('segments.enterWords') : t('segments.choose')}
      value={codes}
      options={offered ?? fixed}
      tokenSeparators={[',', '，', '、', '\n']}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={onChange}
    />
  )
}

export interface ValueEditorProps extends EditorProps<ClauseValue> {
  readonly field: SegmentField
  readonly op: string
  readonly options: CodeOptions
  readonly asOf: string | null
}

export function ValueEditor({ field, op, label, value, options, asOf, onChange }: ValueEditorProps) {
  if (op === 'known' || op === 'unknown' || op === 'none') return null
  if (op === 'is')
    return (
      <Select<'yes' | 'no'>
        className="segment-unit"
        aria-label={label}
        value={value === true ? 'yes' : 'no'}
        options={[
          { value: 'yes', label: t('common.yes') },
          { value: 'no', label: t('common.no') },
        ]}
        onChange={(chosen) => onChange(chosen === 'yes')}
      />
    )
  if (op === 'contains' || op === 'notContains' || op === 'startsWith')
    return (
      <Input
        className="segment-words"
        aria-label={label}
        maxLength={100}
        value={typeof value === 'string' ? value : ''}
        onChange={({ target }) => onChange(target.value)}
      />
    )
  if (['in', 'notIn', 'hasAny', 'hasAll', 'hasNone'].includes(op))
    return <Codes field={field} options={options} label={label} value={value} onChange={onChange} />
  if (field.type === 'date') {
    if (op === 'between' && Array.isArray(value) && isPoint(value[0]) && isPoint(value[1])) {
      const [from, to] = [value[0], value[1]]
      return (
        <>
          <Point
            label={t('segments.from', { label })}
            value={from}
            asOf={asOf}
            onChange={(v) => onChange([v, to])}
          />
          <span className="muted">{t('segments.to')}</span>
          <Point
            label={t('segments.until', { label })}
            value={to}
            asOf={asOf}
            onChange={(v) => onChange([from, v])}
          />
        </>
      )
    }
    if (isPoint(value)) return <Point label={label} value={value} asOf={asOf} onChange={onChange} />
    if (isSpan(value)) return <Span label={label} value={value} onChange={onChange} />
    return null
  }
  if (op === 'between') return <AmountRange field={field} label={label} value={value} onChange={onChange} />
  return (
    <Amount
      field={field}
      label={label}
      value={typeof value === 'number' ? value : null}
      onChange={onChange}
    />
  )
}
