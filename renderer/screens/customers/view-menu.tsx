/** Saved views: the columns, their order, the sort and the filter under a name; one of them may open the grid. */
import { Button, Checkbox, Input, Popover } from 'antd'
import { DeleteOutlined, PushpinFilled, PushpinOutlined } from '@ant-design/icons'
import { useState } from 'react'
import type { GridView } from '../../../shared/contract/customer-work.ts'
import type { OutputOf } from '../../../shared/contract/contract.ts'
import { useCommand } from '../../api/use-command.ts'
import { t } from '../../i18n/index.ts'
import { notifyUndoable } from '../customer/undo.ts'

type View = OutputOf<'gridViews.list'>['views'][number]

interface ViewMenuProps {
  readonly views: readonly View[]
  /** Name of the view whose list is shown. */
  readonly current: string | null
  /** Name of the view shown last, offered for saving what became of it. */
  readonly last: string | null
  readonly onShow: (view: View) => void
  /** What the grid shows now. */
  readonly shown: () => GridView
  readonly onSaved: (name: string) => void
}

function SaveView({ shown, last, onSaved }: Pick<ViewMenuProps, 'shown' | 'last' | 'onSaved'>) {
  const save = useCommand('gridViews.save')
  const [name, setName] = useState(last ?? '')
  const [isDefault, setDefault] = useState(false)
  async function run() {
    const saved = await save.run({ name, view: shown(), isDefault })
    if (!saved) return
    notifyUndoable(t('customers.views.saved', { name: name.trim() }))
    onSaved(name.trim())
  }
  return (
    <form
      className="view-save"
      onSubmit={(event) => {
        event.preventDefault()
        void run()
      }}
    >
      <Input
        size="small"
        maxLength={20}
        aria-label={t('customers.views.name')}
        placeholder={t('customers.views.name')}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <Button
        size="small"
        type="primary"
        htmlType="submit"
        disabled={name.trim() === ''}
        loading={save.running}
      >
        {t('customers.views.save')}
      </Button>
      <Checkbox checked={isDefault} onChange={({ target }) => setDefault(target.checked)}>
        {t('customers.views.asDefault')}
      </Checkbox>
    </form>
  )
}

function ViewLine({
  view,
  current,
  onShow,
}: { readonly view: View } & Pick<ViewMenuProps, 'current' | 'onShow'>) {
  const remove = useCommand('gridViews.remove')
  const setDefault = useCommand('gridViews.setDefault')
  async function drop() {
    if (await remove.run({ viewId: view.viewId }))
      notifyUndoable(t('customers.views.removed', { name: view.name }))
  }
  const pin = t(view.isDefault ? 'customers.views.unpin' : 'customers.views.pin', { name: view.name })
  return (
    <li>
      <Button
        type="text"
        size="small"
        className={view.name === current ? 'view-name view-current' : 'view-name'}
        title={view.name}
        onClick={() => onShow(view)}
      >
        {view.name}
      </Button>
      <Button
        type="text"
        size="small"
        title={pin}
        aria-label={pin}
        icon={view.isDefault ? <PushpinFilled /> : <PushpinOutlined />}
        onClick={() => void setDefault.run({ viewId: view.isDefault ? null : view.viewId })}
      />
      <Button
        type="text"
        size="small"
        title={t('customers.views.remove', { name: view.name })}
        aria-label={t('customers.views.remove', { name: view.name })}
        icon={<DeleteOutlined />}
        onClick={() => void drop()}
      />
    </li>
  )
}

export function ViewMenu(props: ViewMenuProps) {
  const { views, current, last, shown, onShow, onSaved } = props
  const [open, setOpen] = useState(false)
  const content = (
    <div className="view-menu">
      {views.length === 0 ? (
        <p className="muted">{t('customers.views.none')}</p>
      ) : (
        <ul>
          {views.map((view) => (
            <ViewLine
              key={view.viewId}
              view={view}
              current={current}
              onShow={(chosen) => {
                setOpen(false)
                onShow(chosen)
              }}
            />
          ))}
        </ul>
      )}
      <SaveView
        shown={shown}
        last={last}
        onSaved={(name) => {
          setOpen(false)
          onSaved(name)
        }}
      />
    </div>
  )
  return (
    <Popover
      content={content}
      title={t('customers.views')}
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
    >
      <Button className="view-button" title={current ?? undefined}>
        {current === null ? t('customers.views') : t('customers.views.current', { name: current })}
      </Button>
    </Popover>
  )
}
