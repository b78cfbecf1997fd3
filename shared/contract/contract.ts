/** The one map of routes the engine answers. */
import type { z } from 'zod'
import { customerFullRoutes } from './customer-full.ts'
import { customerWorkRoutes } from './customer-work.ts'
import { customerRoutes } from './customers.ts'
import { importRoutes } from './imports.ts'
import { nearRoutes } from './near.ts'
import { nineBoxRoutes } from './nine-box.ts'
import { overviewRoutes } from './overview.ts'
import { playbookFileRoutes } from './playbook-file.ts'
import { planRoutes } from './plans.ts'
import { reportRoutes } from './reports.ts'
import { segmentationRoutes } from './segmentation.ts'
import { segmentRoutes } from './segments.ts'
import { settingsRoutes } from './settings.ts'
import { whatIfRoutes } from './what-if.ts'

export const contract = {
  ...overviewRoutes,
  ...importRoutes,
  ...customerRoutes,
  ...customerWorkRoutes,
  ...nineBoxRoutes,
  ...nearRoutes,
  ...customerFullRoutes,
  ...planRoutes,
  ...reportRoutes,
  ...segmentRoutes,
  ...segmentationRoutes,
  ...settingsRoutes,
  ...whatIfRoutes,
  ...playbookFileRoutes,
}

export type Contract = typeof contract
export type RouteName = keyof Contract
/** What a caller passes. */
export type InputOf<R extends RouteName> = z.input<Contract[R]['input']>
/** What a handler receives: parsed. */
export type ParsedInputOf<R extends RouteName> = z.output<Contract[R]['input']>
export type OutputOf<R extends RouteName> = z.output<Contract[R]['output']>

/** True when the text names a route of the contract. */
export function isRouteName(name: string): name is RouteName {
  return Object.hasOwn(contract, name)
}
