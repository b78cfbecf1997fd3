/** 导出手册 / 导入手册: the file head office hands to its branches. Importing only fills the draft. */
import { Button } from 'antd'
import type { OutputOf } from '../../../../shared/contract/contract.ts'
import { call, shellCall, toApiError } from '../../../api/client.ts'
import { useJob } from '../../../api/use-job.ts'
import { notify, notifyError } from '../../../components/notices.ts'
import { t } from '../../../i18n/index.ts'

const filters = [{ name: t('playbook.fileKind'), extensions: ['json'] }]

interface PlaybookFilesProps {
  readonly version: number
  readonly onRead: (file: OutputOf<'playbook.readFile'>) => void
}

export function PlaybookFiles({ version, onRead }: PlaybookFilesProps) {
  const saving = useJob('playbook.saveFile')

  async function save() {
    try {
      const { path } = await shellCall('shell.saveFile', {
        defaultName: t('playbook.fileName', { n: version }),
        filters,
      })
      if (path === null) return
      const saved = await saving.run({ target: path })
      if (saved) notify(t('playbook.fileSaved', { path: saved.path }))
    } catch (error) {
      notifyError(toApiError(error))
    }
  }

  async function read() {
    try {
      const { paths } = await shellCall('shell.openFiles', { multiple: false, filters })
      const [path] = paths
      if (path !== undefined) onRead(await call('playbook.readFile', { path }))
    } catch (error) {
      notifyError(toApiError(error))
    }
  }

  return (
    <>
      <Button onClick={() => void read()}>{t('playbook.fileRead')}</Button>
      <Button loading={saving.running} onClick={() => void save()}>
        {t('playbook.fileSave')}
      </Button>
      {saving.error && <span className="playbook-issue">{saving.error.message}</span>}
    </>
  )
}
