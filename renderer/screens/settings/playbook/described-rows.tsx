/**
 * A page of the playbook as data: groups of values, each with its path, its kind and its name. Sections whose values
 * stand beside each other, rather than inside a sentence, need nothing but such a description.
 */
import { t, type PlainKey } from '../../../i18n/index.ts'
import type { FieldKind, Path } from './draft.ts'
import { usePlaybookEditing } from './editing.ts'
import { PlaybookField } from './field.tsx'

export interface DescribedValue {
  readonly path: Path
  readonly kind: FieldKind
  readonly label: string
  /** Unit behind the value; amounts and shares show their own. */
  readonly unit?: PlainKey
}

/** What the schema objects to a group of values as a whole, such as bounds that cross. */
export function PlaybookIssue({ path }: { readonly path: Path }) {
  const { issues } = usePlaybookEditing()
  const issue = issues.get(path.join('.'))
  if (issue === undefined) return null
  return (
    <span className="playbook-issue" role="alert">
      {issue}
    </span>
  )
}

interface DescribedRowsProps {
  readonly title: string
  readonly values: readonly DescribedValue[]
  /** Paths of groups of values that the schema may object to as a whole. */
  readonly wholes?: readonly Path[]
}

export function DescribedRows({ title, values, wholes = [] }: DescribedRowsProps) {
  const { issues } = usePlaybookEditing()
  return (
    <table className="playbook-table playbook-described">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th>{t('playbook.item')}</th>
          <th>{t('playbook.value')}</th>
        </tr>
      </thead>
      <tbody>
        {values.map(({ path, kind, label, unit }) => (
          <tr key={path.join('.')}>
            <th scope="row">{label}</th>
            <td>
              <PlaybookField path={path} kind={kind} label={`${title} ${label}`} />
              {unit !== undefined && <span className="muted"> {t(unit)}</span>}
            </td>
          </tr>
        ))}
      </tbody>
      {wholes.some((path) => issues.has(path.join('.'))) && (
        <tfoot>
          <tr>
            <td colSpan={2}>
              {wholes.map((path) => (
                <PlaybookIssue key={path.join('.')} path={path} />
              ))}
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  )
}
