import { Modal } from 'antd'
import { t, type PlainKey } from '../i18n/index.ts'

const keys: readonly (readonly [keys: string, meaning: PlainKey])[] = [
  ['Ctrl + K', 'frame.keys.search'],
  ['Ctrl + 1 … 8', 'frame.keys.screens'],
  ['↑ ↓ ← →', 'frame.keys.arrows'],
  ['Enter', 'frame.keys.open'],
  ['Ctrl + A', 'frame.keys.all'],
  ['Ctrl + C', 'frame.keys.copy'],
  ['Ctrl + Z / Y', 'frame.keys.undo'],
  ['Esc', 'frame.keys.close'],
  ['?', 'frame.keys.help'],
]

export function KeysDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('frame.keys')} width={420}>
      <dl className="keys-list">
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(meaning)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
