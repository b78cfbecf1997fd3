/**
 * One value of the playbook inside a sentence or a table: bold text while reading, an input while editing,
 * with the schema's objection right beside it.
 */
import { Input, InputNumber } from 'antd'
import { t } from '../../../i18n/index.ts'
import { fromShown, readText, toShown, valueAt, type FieldKind, type Path } from './draft.ts'
import { usePlaybookEditing } from './editing.ts'

interface FieldProps {
  readonly path: Path
  readonly kind: FieldKind
  /** What the value is, for screen readers and as the tooltip of the input. */
  readonly label: string
}

const widths: Record<FieldKind, number> = {
  wan: 92,
  integer: 72,
  number: 72,
  percent: 80,
  time: 72,
  text: 260,
}

export function PlaybookField({ path, kind, label }: FieldProps) {
  const { draft, editing, issues, set } = usePlaybookEditing()
  const value = valueAt(draft, path)
  if (!editing) return <b className="playbook-value">{readText(kind, value)}</b>

  const issue = issues.get(path.join('.'))
  const common = {
    'aria-label': label,
    title: label,
    'aria-invalid': issue !== undefined,
    size: 'small' as const,
    style: { width: widths[kind] },
    ...(issue === undefined ? {} : { status: 'error' as const }),
  }
  return (
    <span className="playbook-field">
      {kind === 'text' || kind === 'time' ? (
        <Input
          {...common}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => set(path, event.target.value)}
        />
      ) : (
        <InputNumber
          {...common}
          controls={false}
          value={toShown(kind, value)}
          suffix={kind === 'wan' ? t('settings.wanUnit') : kind === 'percent' ? '%' : undefined}
          onChange={(shown) => set(path, fromShown(kind, shown))}
        />
      )}
      {issue !== undefined && (
        <span className="playbook-issue" role="alert">
          {issue}
        </span>
      )}
    </span>
  )
}
