/** What people keep by hand, edited in place; each says who and when, and whether it is in use. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import type { CustomerFull } from '../../../shared/contract/customer-full.ts'
import type { CustomerDetail } from '../../../shared/contract/customers.ts'
import { keptFieldType } from '../../../shared/domain/hand-kept.ts'
import { factLabel } from '../../../shared/domain/labels.ts'
import { formatMoney, toFen } from '../../../shared/domain/money.ts'
import { useCommand } from '../../api/use-command.ts'
import { t } from '../../i18n/index.ts'
import { factsOf } from '../customers/fact-text.ts'
import { notifyUndoable } from './undo.ts'

type Kept = CustomerFull['kept'][number]

const isMoney = ({ field }: Kept) => keptFieldType(field) === 'money'
const shown = (kept: Kept) =>
  kept.value !== null && isMoney(kept) ? formatMoney(Number(kept.value)) : kept.value

/** Fen as digits for yuan as typed; null when it is no amount. */
function fenText(typed: string): string | null {
  const yuan = typed.replaceAll(',', '').trim()
  const fen = /^\d+(\.\d{1,2})?$/.test(yuan) ? toFen(Number(yuan), 'yuan') : null
  return fen === null ? null : String(fen)
}

function Editor({
  kept,
  customerNo,
  onDone,
}: {
  readonly kept: Kept
  readonly customerNo: string
  readonly onDone: () => void
}) {
  const first = kept.value !== null && isMoney(kept) ? String(Number(kept.value) / 100) : (kept.value ?? '')
  const [text, setText] = useState(first)
  const [problem, setProblem] = useState<string | null>(null)
  const command = useCommand('customers.keep')
  const what = factLabel(kept.field)
  async function save(value: string | null) {
    if (!(await command.run({ customerNo, field: kept.field, value }))) return
    notifyUndoable(t('customer.kept.saved', { what }))
    onDone()
  }
  function submit() {
    if (text.trim() === '') return
    const value = isMoney(kept) ? fenText(text) : text.trim()
    if (value === null) setProblem(t('customer.kept.badMoney'))
    else void save(value)
  }
  return (
    <div className="kept-editor">
      <Input
        autoFocus
        size="small"
        aria-label={what}
        value={text}
        maxLength={200}
        status={problem ? 'error' : ''}
        type={keptFieldType(kept.field) === 'date' ? 'date' : 'text'}
        suffix={isMoney(kept) ? t('customer.kept.yuan') : undefined}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={submit}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          onDone()
        }}
      />
      <Button size="small" loading={command.running} disabled={text.trim() === ''} onClick={submit}>
        {t('customer.kept.save')}
      </Button>
      {kept.value !== null && (
        <Button size="small" onClick={() => void save(null)}>
          {t('customer.kept.clear')}
        </Button>
      )}
      <Button size="small" type="text" onClick={onDone}>
        {t('customer.kept.cancel')}
      </Button>
      {problem && (
        <p role="alert" className="kept-problem">
          {problem}
        </p>
      )}
    </div>
  )
}

export interface KeptFieldsProps {
  readonly full: CustomerFull
  readonly detail: CustomerDetail
}

export function KeptFields({ full, detail }: KeptFieldsProps) {
  const fact = factsOf(detail)
  const unkept = ({ field }: Kept) => {
    const value = fact(field)
    return (
      <span className="muted">
        {value === null ? t('common.unknown') : t('customer.kept.extract', { value })}
      </span>
    )
  }
  const [editing, setEditing] = useState<string | null>(null)
  return (
    <section className="full-section" aria-label={t('customer.kept')}>
      <h3>
        {t('customer.kept')} <span className="muted full-hint">{t('customer.kept.hint')}</span>
      </h3>
      <ul className="kept-list">
        {full.kept.map((kept) => (
          <li key={kept.field}>
            <span className="kept-name">{factLabel(kept.field)}</span>
            {editing === kept.field ? (
              <Editor kept={kept} customerNo={full.customerNo} onDone={() => setEditing(null)} />
            ) : (
              <button
                type="button"
                className="kept-value"
                aria-label={t('customer.kept.edit', { what: factLabel(kept.field) })}
                onClick={() => setEditing(kept.field)}
              >
                {shown(kept) ?? unkept(kept)}
                {kept.setAt !== null && (
                  <span className="muted num kept-by">
                    {t('customer.kept.by', { by: kept.setBy ?? '', at: kept.setAt.slice(0, 10) })}
                    {!kept.inUse && ` · ${t('customer.kept.unused')}`}
                  </span>
                )}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
