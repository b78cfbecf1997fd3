/** Asks a yes or no before something that cannot simply be taken back. */
import { App } from 'antd'
import { t } from '../i18n/index.ts'

export interface Question {
  readonly title: string
  /** What will happen, and what will not. */
  readonly text: string
  readonly yes: string
  readonly danger?: boolean
}

/** `const confirm = useConfirm(); if (await confirm({ … })) …` */
export function useConfirm(): (question: Question) => Promise<boolean> {
  const { modal } = App.useApp()
  return (question) =>
    new Promise((resolve) => {
      modal.confirm({
        title: question.title,
        content: question.text,
        okText: question.yes,
        cancelText: t('common.cancel'),
        okButtonProps: { danger: question.danger ?? false },
        onOk: () => resolve(true),
        onCancel: () => resolve(false),
      })
    })
}
