/** Filters as one types, a moment after the last key, and never in the middle of a composed word. */
import { SearchOutlined } from '@ant-design/icons'
import { Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { t } from '../../i18n/index.ts'

const pauseMs = 250

export function SearchBox({
  value,
  onSearch,
}: {
  readonly value: string
  readonly onSearch: (text: string) => void
}) {
  const [text, setText] = useState(value)
  const [sent, setSent] = useState(value)
  const composing = useRef(false)
  if (value !== sent) {
    setSent(value)
    setText(value)
  }
  const latest = useRef(onSearch)
  useEffect(() => {
    latest.current = onSearch
  })
  useEffect(() => {
    if (text.trim() === value || composing.current) return undefined
    const timer = setTimeout(() => latest.current(text.trim()), pauseMs)
    return () => clearTimeout(timer)
  }, [text, value])
  return (
    <Input
      className="customers-search"
      allowClear
      prefix={<SearchOutlined className="muted" />}
      placeholder={t('customers.search')}
      aria-label={t('customers.filter.search')}
      value={text}
      onCompositionStart={() => (composing.current = true)}
      onCompositionEnd={(event) => {
        composing.current = false
        latest.current(event.currentTarget.value.trim())
      }}
      onChange={(event) => setText(event.target.value)}
    />
  )
}
