/** The screens in the order of the navigation and of Ctrl+1…8. */
import type { PlainKey } from '../i18n/index.ts'

export interface ScreenEntry {
  readonly path: string
  readonly title: PlainKey
}

export const screens: readonly ScreenEntry[] = [
  { path: '/', title: 'frame.screen.workbench' },
  { path: '/imports', title: 'frame.screen.imports' },
  { path: '/customers', title: 'frame.screen.customers' },
  { path: '/nine-box', title: 'frame.screen.nineBox' },
  { path: '/segments', title: 'frame.screen.segments' },
  { path: '/plans', title: 'frame.screen.plans' },
  { path: '/reports', title: 'frame.screen.reports' },
  { path: '/settings', title: 'frame.screen.settings' },
]
