import { Link } from 'react-router'
import type { Overview } from '../../../shared/contract/overview.ts'
import { ColourTag } from '../../components/colour-tag.tsx'
import { t } from '../../i18n/index.ts'
import { customersLink } from '../customers/link.ts'

/** At most seven things, most urgent first, each with its evidence and the list behind it. */
export function TodoList({ todo }: { readonly todo: Overview['todo'] }) {
  if (todo.length === 0) return <p className="muted">{t('workbench.todo.none')}</p>
  return (
    <ol className="todo-list">
      {todo.map((line) => (
        <li key={line.key}>
          <span className="todo-colour">{line.colour && <ColourTag colour={line.colour} />}</span>
          <span className="todo-sentence num">{line.sentence}</span>
          <Link className="todo-open num" to={customersLink(line.filter)}>
            {t('workbench.todo.open', { n: line.count })}
          </Link>
        </li>
      ))}
    </ol>
  )
}
