/** Saves the bad rows of an import as a workbook that can be mended and dropped in again. */
import { Button } from 'antd'
import { shellCall, toApiError } from '../../api/client.ts'
import { useJob } from '../../api/use-job.ts'
import { notify, notifyError } from '../../components/notices.ts'
import { t } from '../../i18n/index.ts'
import { fileNameOf } from './import-flow.ts'

export function SaveRejects({ importId, asOf }: { readonly importId: number; readonly asOf: string }) {
  const saving = useJob('imports.saveRejects')

  async function save() {
    try {
      const { path } = await shellCall('shell.saveFile', {
        defaultName: t('imports.rejectsName', { date: asOf.replaceAll('-', '') }),
        filters: [{ name: t('imports.filterName'), extensions: ['xlsx'] }],
      })
      if (path === null) return
      const saved = await saving.run({ importId, target: path })
      if (saved) notify(t('imports.rejectsSaved', { n: saved.rows, path: fileNameOf(saved.path) }))
    } catch (error) {
      notifyError(toApiError(error))
    }
  }

  return (
    <>
      <Button size="small" loading={saving.running} onClick={() => void save()}>
        {t('imports.saveRejects')}
      </Button>
      {saving.error && <span className="import-bad">{saving.error.message}</span>}
    </>
  )
}
