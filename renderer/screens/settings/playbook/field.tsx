/**
 * One value of the playbook inside a sentence or a table: bold text while reading, an input while editing,
 * with the schema's objection right beside it.
 */
import { Input, InputNumber, Select } from 'antd'
import { keepableFields } from '../../../../shared/playbook/keepable.ts'
import { planReasonKinds, tierKeys } from '../../../../shared/playbook/schema.ts'
import { t } from '../../../i18n/index.ts'
import { fromShown, isList, isSet, readText, setLabels, textsIn, toShown, valueAt } from './draft.ts'
import type { FieldKind, Path, SetKind } from './draft.ts'
import { usePlaybookEditing } from './editing.ts'

interface FieldProps {
  readonly path: Path
  readonly kind: FieldKind
  /** What the value is, for screen readers and as the tooltip of the input. */
  readonly label: string
}

const widths: Partial<Record<FieldKind, number>> = { wan: 84, percent: 76, integer: 60, number: 64, time: 64 }

const keysOf: Readonly<Record<SetKind, readonly string[]>> = {
  tiers: tierKeys,
  reasons: planReasonKinds,
  keepable: keepableFields,
}
const choicesOf = (kind: SetKind) => keysOf[kind].map((key) => ({ value: key, label: setLabels[kind](key) }))

function FieldInput({ path, kind, label }: FieldProps) {
  const { draft, issues, set } = usePlaybookEditing()
  const value = valueAt(draft, path)
  const common = {
    'aria-label': label,
    title: label,
    name: path.join('.'),
    size: 'small' as const,
    style: { width: widths[kind] ?? '100%' },
    ...(issues.has(path.join('.')) ? { status: 'error' as const, 'aria-invalid': true } : {}),
  }
  if (kind === 'text' || kind === 'time')
    return (
      <Input
        {...common}
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => set(path, event.target.value)}
      />
    )
  if (kind === 'lines')
    return (
      <Input.TextArea
        {...common}
        autoSize
        placeholder={t('playbook.linesHint')}
        value={textsIn(value).join('\n')}
        onChange={(event) => set(path, event.target.value === '' ? [] : event.target.value.split('\n'))}
      />
    )
  if (kind === 'words')
    return (
      <Select
        mode="tags"
        size="small"
        open={false}
        suffixIcon={null}
        aria-label={label}
        id={path.join('.')}
        placeholder={t('playbook.wordsHint')}
        tokenSeparators={[' ', '、', '，', ',']}
        style={{ minWidth: 240, maxWidth: 720, width: '100%' }}
        value={textsIn(value)}
        onChange={(texts) => set(path, texts)}
      />
    )
  if (isSet(kind))
    return (
      <Select
        mode="multiple"
        size="small"
        aria-label={label}
        id={path.join('.')}
        style={{ minWidth: 180, maxWidth: 720 }}
        value={Array.isArray(value) ? value.map(String) : []}
        options={choicesOf(kind)}
        onChange={(keys) => set(path, keys)}
      />
    )
  return (
    <InputNumber
      {...common}
      controls={false}
      value={toShown(kind, value)}
      suffix={kind === 'wan' ? t('settings.wanUnit') : kind === 'percent' ? '%' : undefined}
      onChange={(shown) => set(path, fromShown(kind, shown))}
    />
  )
}

/** An objection to one text of a list stands at the list. */
function firstWithin(issues: ReadonlyMap<string, string>, list: string): string | undefined {
  for (const [path, issue] of issues) if (path.startsWith(`${list}.`)) return issue
  return undefined
}

export function PlaybookField(props: FieldProps) {
  const { draft, editing, issues } = usePlaybookEditing()
  const { path, kind } = props
  if (!editing) return <b className="playbook-value">{readText(kind, valueAt(draft, path))}</b>
  const key = path.join('.')
  const issue = issues.get(key) ?? (isList(kind) ? firstWithin(issues, key) : undefined)
  return (
    <span className={`playbook-field playbook-field-${kind}`}>
      <FieldInput {...props} />
      {issue !== undefined && (
        <span className="playbook-issue" role="alert">
          {issue}
        </span>
      )}
    </span>
  )
}
