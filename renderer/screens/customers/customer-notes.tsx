import { Button, Input } from 'antd'
import { useState } from 'react'
import type { CustomerDetail } from '../../../shared/contract/customers.ts'
import { call, toApiError } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { notify, notifyError } from '../../components/notices.ts'
import { t } from '../../i18n/index.ts'

function undo() {
  call('history.undo', {}).then(
    (answer) => notify(t('frame.undone', answer)),
    (error: unknown) => notifyError(toApiError(error)),
  )
}

/** Notes kept by hand; an import never touches them. */
export function CustomerNotes({ detail }: { readonly detail: CustomerDetail }) {
  const [text, setText] = useState('')
  const add = useCommand('customers.addNote')
  async function save() {
    if (!text.trim() || add.running) return
    const saved = await add.run({ customerNo: detail.customerNo, text })
    if (!saved) return
    setText('')
    notify(t('customers.note.added'), { label: t('common.undo'), run: undo })
  }
  return (
    <>
      <div className="note-entry">
        <Input.TextArea
          aria-label={t('customers.panel.notes')}
          autoSize={{ minRows: 1, maxRows: 4 }}
          maxLength={500}
          placeholder={t('customers.note.placeholder')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && event.ctrlKey && !event.nativeEvent.isComposing) void save()
          }}
        />
        <Button disabled={!text.trim()} loading={add.running} onClick={() => void save()}>
          {t('customers.note.add')}
        </Button>
      </div>
      <ul className="note-list">
        {detail.notes.map((note) => (
          <li key={note.noteId}>
            <span className="muted num">{note.at.slice(0, 16).replace('T', ' ')}</span> {note.text}
          </li>
        ))}
      </ul>
    </>
  )
}
