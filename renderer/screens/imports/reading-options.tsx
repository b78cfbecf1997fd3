/**
 * What a person may say about a batch when the program cannot tell: its data date, what it is about, its
 * unit, what to do with duplicates. After a refusal only the fields the refusal asks for are shown.
 */
import { Button, DatePicker, Form, InputNumber, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { kindLabel } from '../../../shared/domain/labels.ts'
import { extractKinds } from '../../../shared/domain/fields.ts'
import { t } from '../../i18n/index.ts'
import { givenOptions, type ImportOptions } from './import-flow.ts'

export type OptionKey = Exclude<keyof ImportOptions, 'decisions'>
export const allOptions: readonly OptionKey[] = ['asOf', 'kind', 'units', 'duplicates', 'maxRejectPercent']

const askedBy: readonly (readonly [RegExp, readonly OptionKey[]])[] = [
  [/^AS_OF|^DATE/, ['asOf']],
  [/^KIND|^NO_HEADER|^NO_KEY_COLUMN|^MISSING_COLUMN/, ['kind']],
  [/^UNIT|SCALE/, ['units']],
  [/DUPLICATE/, ['duplicates']],
  [/REJECT/, ['maxRejectPercent', 'duplicates']],
]

/** The fields that answer a refusal with this code; empty when the file itself must be mended. */
export function optionsAskedBy(code: string): readonly OptionKey[] {
  return askedBy.find(([pattern]) => pattern.test(code))?.[1] ?? []
}

interface ReadingOptionsProps {
  readonly fields: readonly OptionKey[]
  readonly value: ImportOptions
  readonly onApply: (options: ImportOptions) => void
}

export function ReadingOptions({ fields, value, onApply }: ReadingOptionsProps) {
  const [draft, setDraft] = useState<ImportOptions>(value)
  const set = (change: ImportOptions) => setDraft({ ...draft, ...change })
  const controls: Readonly<Record<OptionKey, () => React.ReactNode>> = {
    asOf: () => (
      <Form.Item key="asOf" label={t('imports.askAsOf')} tooltip={t('imports.askAsOfHint')}>
        <DatePicker
          aria-label={t('imports.askAsOf')}
          value={draft.asOf ? dayjs(draft.asOf) : null}
          onChange={(date) => set({ asOf: date ? date.format('YYYY-MM-DD') : undefined })}
        />
      </Form.Item>
    ),
    kind: () => (
      <Form.Item key="kind" label={t('imports.askKind')}>
        <Select
          aria-label={t('imports.askKind')}
          style={{ width: 128 }}
          allowClear
          placeholder={t('imports.optionsAuto')}
          value={draft.kind ?? null}
          options={extractKinds.map((kind) => ({ value: kind, label: kindLabel(kind) }))}
          onChange={(kind) => set({ kind: kind ?? undefined })}
        />
      </Form.Item>
    ),
    units: () => (
      <Form.Item key="units" label={t('imports.askUnits')}>
        <Select
          aria-label={t('imports.askUnits')}
          style={{ width: 110 }}
          allowClear
          placeholder={t('imports.optionsAuto')}
          value={draft.units ?? null}
          options={[
            { value: 'yuan' as const, label: t('imports.unitsYuan') },
            { value: 'wan' as const, label: t('imports.unitsWan') },
          ]}
          onChange={(units) => set({ units: units ?? undefined })}
        />
      </Form.Item>
    ),
    duplicates: () => (
      <Form.Item key="duplicates" label={t('imports.askDuplicates')}>
        <Select
          aria-label={t('imports.askDuplicates')}
          style={{ width: 176 }}
          value={draft.duplicates ?? 'reject'}
          options={[
            { value: 'reject' as const, label: t('imports.duplicatesReject') },
            { value: 'sum' as const, label: t('imports.duplicatesSum') },
          ]}
          onChange={(duplicates) => set({ duplicates })}
        />
      </Form.Item>
    ),
    maxRejectPercent: () => (
      <Form.Item key="maxRejectPercent" label={t('imports.askRejects')}>
        <InputNumber
          aria-label={t('imports.askRejects')}
          min={0}
          max={100}
          placeholder="5"
          value={draft.maxRejectPercent ?? null}
          onChange={(percent) => set({ maxRejectPercent: percent ?? undefined })}
        />
      </Form.Item>
    ),
  }
  return (
    <Form layout="inline" className="reading-options" onFinish={() => onApply(givenOptions(draft))}>
      {fields.map((field) => controls[field]())}
      <Form.Item>
        <Button htmlType="submit">{t('imports.again')}</Button>
      </Form.Item>
    </Form>
  )
}
