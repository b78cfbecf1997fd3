import { call, toApiError } from '../../api/client.ts'
import { notify, notifyError } from '../../components/notices.ts'
import { t } from '../../i18n/index.ts'

/** Says what was saved, with the way back. */
export function notifyUndoable(text: string): void {
  notify(text, {
    label: t('common.undo'),
    run: () =>
      void call('history.undo', {}).then(
        (answer) => notify(t('frame.undone', answer)),
        (error: unknown) => notifyError(toApiError(error)),
      ),
  })
}
