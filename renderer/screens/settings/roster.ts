/** One line of the roster, and the words for what people do. */
import type { OutputOf } from '../../../shared/contract/contract.ts'
import { t } from '../../i18n/index.ts'

export type RosterEntry = OutputOf<'settings.rms'>['rms'][number]

export const roleText = {
  rm: t('settings.rolerm'),
  lobby: t('settings.rolelobby'),
  teller: t('settings.roleteller'),
  head: t('settings.rolehead'),
} as const
