/** Section of the playbook on importing: the gates, what empty cells mean, and the branch's own column names. */
import { t } from '../../../i18n/index.ts'
import { AliasTable } from './alias-table.tsx'
import { Sentence, slot } from './sentence.tsx'

export function ImportSection() {
  const at = (key: string) => ['import', key]
  const share = t('settings.labelShare')
  return (
    <>
      <p>{t('settings.importIntro')}</p>
      <Sentence of="settings.importRejects" slots={{ share: slot(at('maxRejectShare'), 'percent', share) }} />
      <Sentence
        of="settings.importVanished"
        slots={{ share: slot(at('maxVanishedShare'), 'percent', share) }}
      />
      <Sentence
        of="settings.importScale"
        slots={{ factor: slot(at('scaleJumpFactor'), 'number', t('settings.labelFactor')) }}
      />
      <Sentence
        of="settings.importBlankDrift"
        slots={{ share: slot(at('blankDriftShare'), 'percent', t('settings.importBlankDriftLabel')) }}
      />
      <Sentence
        of="settings.importKeep"
        slots={{ fields: slot(at('keepWhenBlank'), 'keepable', t('settings.importKeepLabel')) }}
      />
      <p>{t('settings.importKeepNote')}</p>
      <AliasTable />
    </>
  )
}
