/** The names that stand on printed sheets, reports and in the export log. */
import { Button, Form, Input } from 'antd'
import { useCommand } from '../../api/use-command.ts'
import { useRouteQuery } from '../../api/use-query.ts'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { t } from '../../i18n/index.ts'
import { notifyUndoable } from './undo-notice.ts'

interface BranchForm {
  readonly branchName: string
  readonly userName: string
}

export function BranchTab() {
  const branch = useRouteQuery('settings.branch', {})
  const save = useCommand('settings.saveBranch')

  async function submit(values: BranchForm) {
    if (await save.run(values)) notifyUndoable(t('settings.branchSaved'))
  }

  if (branch.error) return <ErrorNotice error={branch.error} onRetry={() => void branch.refetch()} />
  if (!branch.data) return null
  return (
    <Form<BranchForm>
      key={`${branch.data.branchName}|${branch.data.userName}`}
      className="settings-form"
      layout="vertical"
      initialValues={branch.data}
      onFinish={(values) => void submit(values)}
    >
      <Form.Item name="branchName" label={t('settings.branchName')} help={t('settings.branchNameHelp')}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="userName" label={t('settings.userName')} help={t('settings.userNameHelp')}>
        <Input maxLength={20} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={save.running}>
        {t('settings.save')}
      </Button>
    </Form>
  )
}
