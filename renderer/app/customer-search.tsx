/**
 * Finding one customer from anywhere: Enter opens the match that is marked, the last line lists them all,
 * and Enter before the answer is there lists them too. Matches of an earlier text are never offered.
 */
import { SearchOutlined } from '@ant-design/icons'
import { Input, type InputRef } from 'antd'
import { useDeferredValue, useId, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import { useNavigate } from 'react-router'
import type { CustomerRow } from '../../shared/contract/customers.ts'
import { tierLabel } from '../../shared/domain/labels.ts'
import { formatMoney } from '../../shared/domain/money.ts'
import { useRouteQuery } from '../api/use-query.ts'
import { t } from '../i18n/index.ts'
import { customersLink } from '../screens/customers/link.ts'
import { useDataDate } from './data-date.ts'

const shownMatches = 8

interface Choice {
  readonly key: string
  readonly to: string
  readonly label: ReactNode
}

function Match({ row }: { readonly row: CustomerRow }) {
  return (
    <>
      <span>
        {row.name ?? t('common.unknown')} <span className="muted num">{row.customerNo}</span>
      </span>
      <span className="num muted">
        {tierLabel(row.tier)} · {row.aumFen === null ? t('common.none') : formatMoney(row.aumFen)}
      </span>
    </>
  )
}

/** What can be chosen for a text: null while it is not answered yet. */
function useChoices(search: string): Choice[] | null {
  const { input } = useDataDate()
  const { data } = useRouteQuery(
    'customers.page',
    {
      ...input,
      offset: 0,
      limit: shownMatches,
      sort: [{ field: 'aumFen', dir: 'desc' }],
      filter: { search },
    },
    { enabled: search !== '' },
  )
  if (search === '' || !data) return null
  if (data.total === 0) return []
  const matches = data.rows.map((row) => ({
    key: row.customerNo,
    to: customersLink({ search }, row.customerNo),
    label: <Match row={row} />,
  }))
  const all = t('frame.searchAll', { n: data.total })
  return [...matches, { key: 'all', to: customersLink({ search }), label: all }]
}

export function CustomerSearch({ inputRef }: { readonly inputRef: RefObject<InputRef | null> }) {
  const navigate = useNavigate()
  const listId = useId()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const [focused, setFocused] = useState(false)
  const typed = text.trim()
  const search = useDeferredValue(typed)
  const answer = useChoices(search)
  const choices = search === typed ? answer : null
  const open = focused && choices !== null
  const optionId = (i: number) => `${listId}-${i}`

  function leave(to: string) {
    setText('')
    inputRef.current?.blur()
    void navigate(to)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && choices && choices.length > 0) {
      event.preventDefault()
      setActive((active + step + choices.length) % choices.length)
    }
    if (event.key === 'Enter' && typed) leave(choices?.[active]?.to ?? customersLink({ search: typed }))
    if (event.key === 'Escape') {
      event.preventDefault()
      setText('')
      inputRef.current?.blur()
    }
  }

  return (
    <div className="top-search">
      <Input
        ref={inputRef}
        role="combobox"
        aria-label={t('frame.searchLabel')}
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        {...(open && choices.length > 0 ? { 'aria-activedescendant': optionId(active) } : {})}
        prefix={<SearchOutlined className="muted" />}
        suffix={<kbd>Ctrl K</kbd>}
        placeholder={t('frame.search')}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setActive(0)
        }}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onKeyDown={onKeyDown}
      />
      {open && (
        <div className="search-list" role="listbox" id={listId} aria-label={t('frame.searchLabel')}>
          {choices.length === 0 && <div className="search-none muted">{t('frame.searchNone')}</div>}
          {choices.map((choice, i) => (
            <div
              key={choice.key}
              id={optionId(i)}
              role="option"
              aria-selected={i === active}
              className="search-option"
              // Keeps the focus in the box, so that the list is still there when the click arrives.
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => setActive(i)}
              onClick={() => leave(choice.to)}
            >
              {choice.label}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
