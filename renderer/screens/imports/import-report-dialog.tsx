/** The stored report of a past import: the same file details as before it was confirmed. */
import { Modal, Spin } from 'antd'
import { useRouteQuery } from '../../api/use-query.ts'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { t } from '../../i18n/index.ts'
import { FileDetails } from './file-details.tsx'

export function ImportReportDialog({
  importId,
  onClose,
}: {
  readonly importId: number
  readonly onClose: () => void
}) {
  const report = useRouteQuery('imports.report', { importId })
  const weeks = report.data?.weeks ?? []
  return (
    <Modal
      open
      width={1100}
      footer={null}
      title={t('imports.reportTitle', { date: weeks.map((week) => week.asOf).join('、') })}
      onCancel={onClose}
    >
      <div className="report-dialog">
        {report.error && <ErrorNotice error={report.error} />}
        {report.isPending && <Spin />}
        {report.data && (
          <FileDetails
            files={weeks.flatMap((week) => week.files.map((file) => ({ asOf: week.asOf, file })))}
          />
        )}
      </div>
    </Modal>
  )
}
