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
  /** Those who have not left. */
  readonly rms: readonly { readonly value: string; readonly label: string }[]
}

interface StepProps {
  readonly label: string
  /** What is asked before it is done. */
  readonly field: ReactNode
  readonly ready: boolean
  readonly running: boolean
  /** False keeps the question open. */
  readonly onDo: () => Promise<boolean>
}

/** One thing to do: a button, and above it a question with the button that does it. */
function Step({ label, field, ready, running, onDo }: StepProps) {
  const [open, setOpen] = useState(false)
  async function run() {
    if (await onDo()) setOpen(false)
  }
  const content = (
    <Space.Compact>
      {field}
      <Button type="primary" disabled={!ready} loading={running} onClick={() => void run()}>
        {t('customers.bulk.do')}
      </Button>
    </Space.Compact>
  )
  return (
    <Popover
      trigger="click"
      placement="topLeft"
      title={label}
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={content}
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
  async function run() {
    const done = await allot.run({ ...whom, rmNo: rmNo === '' ? null : rmNo })
    if (done) notifyUndoable(t('customers.bulk.allot.done', done))
    return done !== undefined
  }
  const field = (
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
  )
  return (
    <Step
      label={t('customers.bulk.allot')}
      field={field}
      ready={rmNo !== null}
      running={allot.running}
      onDo={run}
    />
  )
}

interface NameStepProps extends Pick<StepProps, 'label' | 'running'> {
  /** What the name is of. */
  readonly what: string
  /** Names in use, offered while one types. */
  readonly known: readonly string[]
  readonly onDo: (name: string) => Promise<boolean>
}

/** A step that asks for a name, one in use or a new one. */
function NameStep({ label, running, what, known, onDo }: NameStepProps) {
  const [text, setText] = useState('')
  const name = text.trim()
  const field = (
    <AutoComplete
      autoFocus
      className="bulk-field"
      aria-label={what}
      placeholder={what}
      value={text}
      options={known.map((value) => ({ value }))}
      showSearch={{ filterOption: (_text, option) => option?.value.includes(name) ?? false }}
      onChange={setText}
    />
  )
  async function run() {
    const done = await onDo(name)
    if (done) setText('')
    return done
  }
  return <Step label={label} field={field} ready={name !== ''} running={running} onDo={run} />
}

function TagStep({ whom, on }: { readonly whom: Whom; readonly on: boolean }) {
  const tagging = useCommand('customers.tag')
  const { data } = useRouteQuery('customers.tags', {})
  async function run(tag: string) {
    const done = await tagging.run({ ...whom, tag, on })
    if (done)
      notifyUndoable(t(on ? 'customers.bulk.tag.done' : 'customers.bulk.untag.done', { ...done, tag }))
    return done !== undefined
  }
  return (
    <NameStep
      label={t(on ? 'customers.bulk.tag' : 'customers.bulk.untag')}
      what={t('customers.bulk.tag.name')}
      known={(data?.tags ?? []).map(({ tag }) => tag)}
      running={tagging.running}
      onDo={run}
    />
  )
}

function ListStep({ whom }: { readonly whom: Whom }) {
  const adding = useCommand('customers.addToList')
  const { data } = useRouteQuery('segments.list', {})
  const lists = (data?.segments ?? []).filter((segment) => segment.kind === 'list')
  async function run(name: string) {
    const known = lists.find((list) => list.name === name)
    const done = await adding.run({ ...whom, list: known ? { segmentId: known.segmentId } : { name } })
    if (done) notifyUndoable(t('customers.bulk.list.done', done))
    return done !== undefined
  }
  return (
    <NameStep
      label={t('customers.bulk.list')}
      what={t('customers.bulk.list.name')}
      known={lists.map(({ name }) => name)}
      running={adding.running}
      onDo={run}
    />
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
      <div className="customers-actions">
        <AllotStep whom={whom} rms={rms} />
        <TagStep whom={whom} on />
        <TagStep whom={whom} on={false} />
        <ListStep whom={whom} />
        <Button size="small" type="text" onClick={selection.clear}>
          {t('customers.bulk.clear')}
        </Button>
      </div>
    </div>
  )
}
