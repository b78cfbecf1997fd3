/** The shape of every screen: a 44 px title line with at most one primary action, content, a 24 px status line. */
import type { ReactNode } from 'react'

export interface ScreenProps {
  readonly title: string
  /** One line: what this screen is for, or which filter it shows. */
  readonly purpose?: ReactNode
  readonly primary?: ReactNode
  readonly status?: ReactNode
  readonly children: ReactNode
}

export function Screen({ title, purpose, primary, status, children }: ScreenProps) {
  return (
    <section className="screen" aria-label={title}>
      <header className="screen-head">
        <h1>{title}</h1>
        <div className="screen-purpose">{purpose}</div>
        {primary && <div className="screen-primary">{primary}</div>}
      </header>
      <div className="screen-content">{children}</div>
      <footer className="screen-status" role="status" aria-label={title}>
        {status}
      </footer>
    </section>
  )
}
