/** Says that something was saved and offers to take it back: undo instead of asking "are you sure" before. */
import { call, toApiError } from '../../api/client.ts'
import { notify, notifyError } from '../../components/notices.ts'
import { t } from '../../i18n/index.ts'

async function takeBack(): Promise<void> {
  try {
    notify(t('frame.undone', await call('history.undo', {})))
  } catch (error) {
    notifyError(toApiError(error))
  }
}

/** A notice with 撤销, for a command that has just been done. */
export function notifyUndoable(text: string): void {
  notify(text, { label: t('common.undo'), run: () => void takeBack() })
}
