/**
 * Finding one customer from anywhere: the first matches open at once, Enter without a choice lists them
 * all. Nothing is asked while an input method composes (the box only changes when it is done).
 */
import { SearchOutlined } from '@ant-design/icons'
import { AutoComplete, Input, type InputRef } from 'antd'
import { useDeferredValue, useState, type RefObject } from 'react'
import { useNavigate } from 'react-router'
import { tierLabel } from '../../shared/domain/labels.ts'
import { formatMoney } from '../../shared/domain/money.ts'
import { useRouteQuery } from '../api/use-query.ts'
import { t } from '../i18n/index.ts'
import { customersLink } from '../screens/customers/link.ts'
import { useDataDate } from './data-date.ts'

const shownMatches = 8

export function CustomerSearch({ inputRef }: { readonly inputRef: RefObject<InputRef | null> }) {
  const navigate = useNavigate()
  const { input } = useDataDate()
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const search = useDeferredValue(text.trim())
  const { data } = useRouteQuery(
    'customers.page',
    {
      ...input,
      offset: 0,
      limit: shownMatches,
      sort: [{ field: 'aumFen', dir: 'desc' }],
      filter: { search },
    },
    { enabled: search !== '', keepPrevious: true },
  )
  const rows = search ? (data?.rows ?? []) : []

  function leave(to: string) {
    setText('')
    setOpen(false)
    inputRef.current?.blur()
    void navigate(to)
  }
  return (
    <AutoComplete
      className="top-search"
      value={text}
      open={open && search !== ''}
      onOpenChange={setOpen}
      defaultActiveFirstOption={false}
      popupMatchSelectWidth={340}
      onSearch={setText}
      onSelect={(customerNo: string) => leave(customersLink({ search }, customerNo))}
      notFoundContent={data && search ? t('frame.searchNone') : null}
      options={rows.map((row) => ({
        value: row.customerNo,
        label: (
          <div className="search-option">
            <span>
              {row.name ?? t('common.unknown')} <span className="muted num">{row.customerNo}</span>
            </span>
            <span className="num muted">
              {tierLabel(row.tier)} · {row.aumFen === null ? t('common.none') : formatMoney(row.aumFen)}
            </span>
          </div>
        ),
      }))}
    >
      <Input
        ref={inputRef}
        prefix={<SearchOutlined className="muted" />}
        suffix={<kbd>Ctrl K</kbd>}
        placeholder={t('frame.search')}
        aria-label={t('frame.searchLabel')}
        onPressEnter={(event) => {
          const choosing = event.currentTarget.getAttribute('aria-activedescendant')
          if (event.nativeEvent.isComposing || !text.trim() || choosing) return
          leave(customersLink({ search: text.trim() }))
        }}
      />
    </AutoComplete>
  )
}
