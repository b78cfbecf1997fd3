/** The versions of a segment: what each asked for and how many it holds today; an older one can be taken up again. */
import { Button, Modal, Table } from 'antd'
import { useRouteQuery } from '../../api/use-query.ts'
import { useDataDate } from '../../app/data-date.ts'
import { t } from '../../i18n/index.ts'
import type { SegmentHead } from './rule-editor.tsx'

function SizeOf({ head }: { readonly head: SegmentHead }) {
  const { input } = useDataDate()
  const { data } = useRouteQuery('segments.page', {
    ...input,
    of: { segmentId: head.segmentId, version: head.version },
    offset: 0,
    limit: 1,
    sort: [],
  })
  return <span className="num">{data ? t('common.households', { n: data.total }) : '…'}</span>
}

export function VersionsDialog({
  segmentId,
  onClose,
  onRestore,
}: {
  readonly segmentId: number
  readonly onClose: () => void
  readonly onRestore: (head: SegmentHead) => void
}) {
  const { data } = useRouteQuery('segments.versions', { segmentId })
  const versions = data?.versions ?? []
  const latest = Math.max(0, ...versions.map((head) => head.version))
  return (
    <Modal open title={t('segments.versionsTitle')} width={860} footer={null} onCancel={onClose}>
      <Table<SegmentHead>
        size="small"
        pagination={false}
        rowKey="version"
        scroll={{ y: 420 }}
        dataSource={versions.toSorted((a, b) => b.version - a.version)}
        columns={[
          { title: t('segments.version'), dataIndex: 'version', width: 56 },
          {
            title: t('segments.savedAt'),
            width: 140,
            render: (_, head) => head.savedAt.replace('T', ' ').slice(0, 16),
          },
          { title: t('segments.sentence'), dataIndex: 'sentence' },
          {
            title: t('segments.size'),
            width: 90,
            align: 'right',
            render: (_, head) => <SizeOf head={head} />,
          },
          {
            title: '',
            width: 90,
            render: (_, head) =>
              head.version === latest ? (
                <span className="muted">{t('segments.currentVersion')}</span>
              ) : (
                head.rule && (
                  <Button
                    size="small"
                    aria-label={t('segments.restoreVersion', { n: head.version })}
                    onClick={() => onRestore(head)}
                  >
                    {t('segments.restore')}
                  </Button>
                )
              ),
          },
        ]}
      />
    </Modal>
  )
}
