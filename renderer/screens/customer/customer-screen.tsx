/** 客户全景: one customer in full; facts and what people keep, money and records, classes with reasons. */
import { Button } from 'antd'
import { useNavigate, useParams } from 'react-router'
import type { CustomerFull } from '../../../shared/contract/customer-full.ts'
import type { CustomerDetail } from '../../../shared/contract/customers.ts'
import { useRouteQuery } from '../../api/use-query.ts'
import { useDataDate } from '../../app/data-date.ts'
import { useEscape } from '../../app/shortcuts.ts'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { Screen } from '../../components/screen.tsx'
import { t } from '../../i18n/index.ts'
import { CustomerNotes } from '../customers/customer-notes.tsx'
import { Contacts, Holdings, Movements } from '../customers/customer-records.tsx'
import { customersLink } from '../customers/link.ts'
import { CustomerClassList } from './customer-classes.tsx'
import { CustomerFactList } from './customer-facts.tsx'
import { CustomerMoney } from './customer-money.tsx'
import { FamilyLinks } from './family-links.tsx'
import { KeptFields } from './kept-fields.tsx'
import '../customers/customers.css'
import './customer.css'

function Columns({ detail, full }: { readonly detail: CustomerDetail; readonly full: CustomerFull }) {
  return (
    <div className="full">
      <div className="full-column">
        <KeptFields full={full} detail={detail} />
        <FamilyLinks full={full} />
        <CustomerFactList detail={detail} full={full} />
      </div>
      <div className="full-column">
        <CustomerMoney full={full} name={detail.name ?? detail.customerNo} />
        <Holdings holdings={detail.holdings} asOf={full.asOf} nearUntil={full.maturityNearUntil} />
        <Movements movements={detail.movements} />
        <Contacts contacts={detail.contacts} whys={full.contactWhys} />
        <section className="panel-section" aria-label={t('customers.panel.notes')}>
          <h3>{t('customers.panel.notes')}</h3>
          <CustomerNotes detail={detail} />
        </section>
      </div>
      <div className="full-column">
        <CustomerClassList detail={detail} full={full} />
      </div>
    </div>
  )
}

export function CustomerScreen() {
  const { no = '' } = useParams()
  const navigate = useNavigate()
  const { input } = useDataDate()
  const detail = useRouteQuery('customers.detail', { customerNo: no, ...input })
  const full = useRouteQuery('customers.full', { customerNo: no, ...input })
  const back = () => void navigate(customersLink({}, no))
  useEscape(true, back)
  const problem = detail.error ?? full.error
  const row = detail.data?.source?.row.toString()
  return (
    <Screen
      title={t('customer.title', { name: detail.data?.name ?? no })}
      purpose={
        <Button size="small" type="link" onClick={back}>
          {t('customer.back')}
        </Button>
      }
      status={
        detail.data && t('customer.status', { no, date: detail.data.asOf, row: row ?? t('common.unknown') })
      }
    >
      {problem && (
        <ErrorNotice error={problem} onRetry={() => void Promise.all([detail.refetch(), full.refetch()])} />
      )}
      {detail.data && full.data && <Columns key={no} detail={detail.data} full={full.data} />}
    </Screen>
  )
}
