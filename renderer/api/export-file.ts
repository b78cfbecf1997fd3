/** A workbook's way out of the product: where it goes, and what is said when it is there. */
import { notify, notifyError } from '../components/notices.ts'
import { t } from '../i18n/index.ts'
import { shellCall, toApiError } from './client.ts'

/** Asks where the workbook goes; null when the person thinks better of it. */
export async function chooseWorkbook(defaultName: string): Promise<string | null> {
  const filters = [{ name: t('reports.filter'), extensions: ['xlsx'] }]
  const chosen = await shellCall('shell.saveFile', { defaultName, filters }).catch((error: unknown) => {
    notifyError(toApiError(error))
    return { path: null }
  })
  return chosen.path
}

/** Says that a file was written and offers to show it. */
export function notifyWritten(message: string, path: string): void {
  notify(message, {
    label: t('reports.show'),
    run: () => {
      shellCall('shell.showItem', { path }).catch((error: unknown) => notifyError(toApiError(error)))
    },
  })
}

/** '84 KB', '1.2 MB'. */
export function sizeText(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024)).toLocaleString('zh-CN')} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
