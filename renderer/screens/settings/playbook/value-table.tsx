/** A small two-column table of the playbook: what, and its value. */
import { t } from '../../../i18n/index.ts'
import type { FieldKind, Path } from './draft.ts'
import { PlaybookField } from './field.tsx'

interface ValueTableProps {
  readonly title: string
  /** Header of the value column. */
  readonly unit: string
  readonly kind: FieldKind
  readonly rows: readonly { readonly label: string; readonly path: Path }[]
}

export function ValueTable({ title, unit, kind, rows }: ValueTableProps) {
  return (
    <table className="playbook-table">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th>{t('settings.weightsItem')}</th>
          <th className="num">{unit}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label}>
            <th scope="row">{row.label}</th>
            <td className="num">
              <PlaybookField path={row.path} kind={kind} label={`${title} ${row.label}`} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
