/** Customers who belong together, linked by hand. */
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { CustomerFull } from '../../../shared/contract/customer-full.ts'
import { familyRelations, type FamilyRelation } from '../../../shared/domain/hand-kept.ts'
import { formatMoney } from '../../../shared/domain/money.ts'
import { useCommand } from '../../api/use-command.ts'
import { t } from '../../i18n/index.ts'
import { customerFullLink } from './link.ts'
import { notifyUndoable } from './undo.ts'

const relations = familyRelations.map((value) => ({ value, label: t(`customer.relation.${value}`) }))

export function FamilyLinks({ full }: { readonly full: CustomerFull }) {
  const [otherNo, setOtherNo] = useState('')
  const [relation, setRelation] = useState<FamilyRelation>('spouse')
  const link = useCommand('customers.link')
  const unlink = useCommand('customers.unlink')
  const { customerNo } = full
  async function add() {
    if (!otherNo.trim() || !(await link.run({ customerNo, otherNo, relation }))) return
    setOtherNo('')
    notifyUndoable(t('customer.kept.saved', { what: t('customer.links') }))
  }
  return (
    <section className="full-section" aria-label={t('customer.links')}>
      <h3>{t('customer.links')}</h3>
      {full.links.length === 0 && <p className="muted">{t('customer.links.none')}</p>}
      <ul className="record-list">
        {full.links.map((each) => (
          <li key={each.customerNo}>
            <span>{t(`customer.relation.${each.relation}`)}</span>
            <Link className="record-text" to={customerFullLink(each.customerNo)}>
              {each.name ?? each.customerNo} <span className="num">{each.customerNo}</span>
            </Link>
            <span className="num">
              {each.aumFen === null ? t('common.unknown') : formatMoney(each.aumFen)}
            </span>
            <Button
              size="small"
              type="text"
              aria-label={t('customer.links.remove', { name: each.name ?? each.customerNo })}
              onClick={() => void unlink.run({ customerNo, otherNo: each.customerNo })}
            >
              ×
            </Button>
          </li>
        ))}
      </ul>
      <div className="note-entry">
        <Select
          size="small"
          className="link-relation"
          aria-label={t('customer.links.relation')}
          options={relations}
          value={relation}
          onChange={setRelation}
        />
        <Input
          size="small"
          aria-label={t('customer.links.no')}
          placeholder={t('customer.links.no')}
          value={otherNo}
          onChange={(event) => setOtherNo(event.target.value)}
          onPressEnter={() => void add()}
        />
        <Button size="small" loading={link.running} disabled={!otherNo.trim()} onClick={() => void add()}>
          {t('customer.links.add')}
        </Button>
      </div>
    </section>
  )
}
