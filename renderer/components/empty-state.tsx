import type { ReactNode } from 'react'

/** What will be here, and the one action that brings it. */
export function EmptyState({
  title,
  hint,
  action,
}: {
  readonly title: string
  readonly hint?: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <div className="empty-state">
      <h2>{title}</h2>
      {hint && <div className="muted">{hint}</div>}
      {action}
    </div>
  )
}
