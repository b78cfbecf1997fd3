/** What can be done with the customers chosen in the grid, all at once and with a way back. */
import { AutoComplete, Button, Popover, Select, Space } from 'antd'
import { useState, type ReactNode } from 'react'
import type { InputOf } from '../../../shared/contract/contract.ts'
import { useCommand } from '../../api/use-command.ts'
import { useRouteQuery } from '../../api/use-query.ts'
import { t } from '../../i18n/index.ts'
import { notifyUndoable } from '../customer/undo.ts'
import type { Selection } from './use-selection.ts'

interface BulkBarProps {
  readonly selection: Selection
  readonly asOf: string | null
  /** Everybody the filter lets through. */
  readonly total: number
  readonly rms: readonly { readonly value: string; readonly label: string }[]
}

interface StepProps {
  readonly label: string
  readonly children: (close: () => void) => ReactNode
}

function Step({ label, children }: StepProps) {
  const [open, setOpen] = useState(false)
  return (
    <Popover
      trigger="click"
      placement="topLeft"
      title={label}
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={<Space.Compact>{children(() => setOpen(false))}</Space.Compact>}
    >
      <Button size="small">{label}</Button>
    </Popover>
  )
}

type Whom = Pick<InputOf<'customers.allot'>, 'asOf' | 'of'>

function AllotStep({ whom, rms }: { readonly whom: Whom; readonly rms: BulkBarProps['rms'] }) {
  const allot = useCommand('customers.allot')
  const [rmNo, setRmNo] = useState<string | null>(null)
  const back = { value: '', label: t('customers.bulk.allot.back') }
  async function run(close: () => void) {
    const done = await allot.run({ ...whom, rmNo: rmNo === '' ? null : rmNo })
    if (!done) return
    close()
    notifyUndoable(t('customers.bulk.allot.done', done))
  }
  return (
    <Step label={t('customers.bulk.allot')}>
      {(close) => (
        <>
          <Select
            autoFocus
            showSearch={{ optionFilterProp: 'label' }}
            className="bulk-field"
            aria-label={t('customers.bulk.allot.whom')}
            placeholder={t('customers.bulk.allot.whom')}
            value={rmNo}
            options={[...rms, back]}
            onChange={setRmNo}
          />
          <Button
            type="primary"
            disabled={rmNo === null}
            loading={allot.running}
            onClick={() => void run(close)}
          >
            {t('customers.bulk.do')}
          </Button>
        </>
      )}
    </Step>
  )
}

function TagStep({ whom, on }: { readonly whom: Whom; readonly on: boolean }) {
  const tagging = useCommand('customers.tag')
  const { data } = useRouteQuery('customers.tags', {})
  const [tag, setTag] = useState('')
  async function run(close: () => void) {
    const done = await tagging.run({ ...whom, tag, on })
    if (!done) return
    close()
    setTag('')
    notifyUndoable(t(on ? 'customers.bulk.tag.done' : 'customers.bulk.untag.done', { ...done, tag }))
  }
  const label = t(on ? 'customers.bulk.tag' : 'customers.bulk.untag')
  return (
    <Step label={label}>
      {(close) => (
        <>
          <AutoComplete
            autoFocus
            className="bulk-field"
            aria-label={t('customers.bulk.tag.name')}
            placeholder={t('customers.bulk.tag.name')}
            value={tag}
            options={(data?.tags ?? []).map((each) => ({ value: each.tag }))}
            showSearch={{ filterOption: (text, option) => option?.value.includes(text.trim()) ?? false }}
            onChange={setTag}
          />
          <Button
            type="primary"
            disabled={tag.trim() === ''}
            loading={tagging.running}
            onClick={() => void run(close)}
          >
            {t('customers.bulk.do')}
          </Button>
        </>
      )}
    </Step>
  )
}

function ListStep({ whom }: { readonly whom: Whom }) {
  const adding = useCommand('customers.addToList')
  const { data } = useRouteQuery('segments.list', {})
  const lists = (data?.segments ?? []).filter((segment) => segment.kind === 'list')
  const [name, setName] = useState('')
  async function run(close: () => void) {
    const known = lists.find((list) => list.name === name.trim())
    const done = await adding.run({
      ...whom,
      list: known ? { segmentId: known.segmentId } : { name: name.trim() },
    })
    if (!done) return
    close()
    setName('')
    notifyUndoable(t('customers.bulk.list.done', done))
  }
  return (
    <Step label={t('customers.bulk.list')}>
      {(close) => (
        <>
          <AutoComplete
            autoFocus
            className="bulk-field"
            aria-label={t('customers.bulk.list.name')}
            placeholder={t('customers.bulk.list.name')}
            value={name}
            options={lists.map((list) => ({ value: list.name }))}
            showSearch={{ filterOption: (text, option) => option?.value.includes(text.trim()) ?? false }}
            onChange={setName}
          />
          <Button
            type="primary"
            disabled={name.trim() === ''}
            loading={adding.running}
            onClick={() => void run(close)}
          >
            {t('customers.bulk.do')}
          </Button>
        </>
      )}
    </Step>
  )
}

export function BulkBar({ selection, asOf, total, rms }: BulkBarProps) {
  if (selection.count === 0) return null
  const whom = { ...(asOf === null ? {} : { asOf }), of: selection.of }
  return (
    <div className="bulk-bar" role="toolbar" aria-label={t('customers.bulk')}>
      <strong>
        {t(selection.all ? 'customers.bulk.all' : 'customers.bulk.some', { n: selection.count })}
      </strong>
      {!selection.all && selection.count < total && (
        <Button size="small" type="link" onClick={selection.takeAll}>
          {t('customers.bulk.takeAll', { n: total })}
        </Button>
      )}
      <span className="customers-tools-gap" />
      <AllotStep whom={whom} rms={rms} />
      <TagStep whom={whom} on />
      <TagStep whom={whom} on={false} />
      <ListStep whom={whom} />
      <Button size="small" type="text" onClick={selection.clear}>
        {t('customers.bulk.clear')}
      </Button>
    </div>
  )
}
