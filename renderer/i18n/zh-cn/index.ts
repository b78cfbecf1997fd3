import { common } from './common.ts'
import { customer } from './customer.ts'
import { customers } from './customers.ts'
import { frame } from './frame.ts'
import { imports } from './imports.ts'
import { nineBox } from './nine-box.ts'
import { playbook } from './playbook.ts'
import { plans } from './plans.ts'
import { reports } from './reports.ts'
import { segments } from './segments.ts'
import { settings } from './settings.ts'
import { workbench } from './workbench.ts'

export const zhCn = {
  ...common,
  ...frame,
  ...workbench,
  ...imports,
  ...customers,
  ...customer,
  ...nineBox,
  ...plans,
  ...playbook,
  ...reports,
  ...segments,
  ...settings,
} as const
