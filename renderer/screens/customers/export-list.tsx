/** The list as it stands on the screen into a workbook: its columns, its order, all of its rows. */
import { FileExcelOutlined } from '@ant-design/icons'
import { Button, Tooltip } from 'antd'
import type { InputOf } from '../../../shared/contract/contract.ts'
import { chooseWorkbook, notifyWritten, sizeText } from '../../api/export-file.ts'
import { useJob } from '../../api/use-job.ts'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { ProgressBar } from '../../components/progress-bar.tsx'
import { t } from '../../i18n/index.ts'

export type ShownList = Omit<InputOf<'customers.export'>, 'path'>

export function useListExport() {
  const job = useJob('customers.export')
  return {
    job,
    /** @param stamp part of the proposed file name: the data date */
    async run(list: ShownList, stamp: string) {
      const path = await chooseWorkbook(t('customers.export.file', { date: stamp }))
      if (path === null) return
      const written = await job.run({ ...list, path })
      if (!written) return
      const size = sizeText(written.bytes)
      notifyWritten(t('customers.export.done', { rows: written.rows, size }), written.path)
    },
  }
}

type ListExport = ReturnType<typeof useListExport>

export function ExportButton({
  job,
  rows,
  onExport,
}: Pick<ListExport, 'job'> & { readonly rows: number; readonly onExport: () => void }) {
  return (
    <Tooltip title={t('customers.export.hint')} placement="bottomRight">
      <Button icon={<FileExcelOutlined />} disabled={rows === 0} loading={job.running} onClick={onExport}>
        {t('customers.export')}
      </Button>
    </Tooltip>
  )
}

export function ExportState({ job }: Pick<ListExport, 'job'>) {
  return (
    <>
      {job.error && <ErrorNotice error={job.error} onClose={job.clearError} />}
      {job.job && <ProgressBar job={job.job} onCancel={job.cancel} />}
    </>
  )
}
