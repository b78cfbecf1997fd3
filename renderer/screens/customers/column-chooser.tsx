/** Which columns the grid shows. Only the names of columns are kept in the window's storage, no facts. */
import { Button, Checkbox, Popover } from 'antd'
import { useState } from 'react'
import { t } from '../../i18n/index.ts'
import { customerGridColumns, defaultColumns } from './customer-columns.tsx'

const storageKey = 'panhuo.customers.columns'

function stored(): ReadonlySet<string> {
  const names = localStorage.getItem(storageKey)?.split(',') ?? []
  const known = names.filter((name) => customerGridColumns.some((column) => column.key === name))
  return known.length > 0 ? new Set(known) : defaultColumns
}

/** The columns shown, and how to change them. */
export function useShownColumns() {
  const [shown, setShown] = useState(stored)
  return {
    shown,
    show(columns: ReadonlySet<string>) {
      localStorage.setItem(storageKey, [...columns].join(','))
      setShown(columns)
    },
  }
}

export function ColumnChooser({ shown, show }: ReturnType<typeof useShownColumns>) {
  const content = (
    <div className="column-chooser">
      <Checkbox.Group
        value={[...shown]}
        onChange={(names) => show(new Set(['name', ...names.map(String)]))}
        options={customerGridColumns.map((column) => ({
          value: column.key,
          label: column.header,
          disabled: column.key === 'name',
        }))}
      />
      <Button size="small" onClick={() => show(defaultColumns)}>
        {t('customers.columns.reset')}
      </Button>
    </div>
  )
  return (
    <Popover content={content} title={t('customers.columns.title')} trigger="click" placement="bottomRight">
      <Button>{t('customers.columns')}</Button>
    </Popover>
  )
}
