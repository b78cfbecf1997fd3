/** Sections of the playbook that direct the work: warnings and contact rules. */
import { colourLabels } from '../../../../shared/domain/labels.ts'
import { t } from '../../../i18n/index.ts'
import { usePlaybookEditing } from './editing.ts'
import { Sentence, slot } from './sentence.tsx'

export function WarningsSection() {
  const { draft } = usePlaybookEditing()
  const at = (...path: (string | number)[]) => ['warnings', ...path]
  const base = t('settings.labelBase')
  const fall = t('settings.labelFall')
  const share = t('settings.labelShare')
  const days = t('settings.labelDays')
  return (
    <>
      <p>{t('settings.warningsIntro')}</p>
      <Sentence
        of="settings.warningsFall"
        slots={{
          base: slot(at('fall', 'baseFen'), 'wan', base),
          fall: slot(at('fall', 'fallFen'), 'wan', fall),
        }}
      />
      <ul className="playbook-list">
        {draft.warnings.fall.steps.map((step, i) => {
          const colour = colourLabels[step.colour]
          return (
            <li key={step.colour}>
              <Sentence
                of="settings.warningsFallStep"
                slots={{
                  colour,
                  share: slot(
                    at('fall', 'steps', i, 'share'),
                    'percent',
                    t('settings.warningsFallStepLabel', { colour }),
                  ),
                }}
              />
            </li>
          )
        })}
      </ul>
      <Sentence
        of="settings.warningsSudden"
        slots={{
          fall: slot(at('suddenFall', 'fallFen'), 'wan', fall),
          share: slot(at('suddenFall', 'share'), 'percent', share),
          base: slot(at('suddenFall', 'baseFen'), 'wan', base),
        }}
      />
      <Sentence
        of="settings.warningsMonthAverage"
        slots={{
          share: slot(at('monthAverageFallShare'), 'percent', share),
          base: slot(at('monthAverageFallBaseFen'), 'wan', base),
        }}
      />
      <Sentence
        of="settings.warningsMaturity"
        slots={{
          yellow: slot(at('maturity', 'yellowDays'), 'integer', t('settings.labelYellow')),
          orange: slot(at('maturity', 'orangeDays'), 'integer', t('settings.labelOrange')),
          past: slot(at('maturity', 'pastDays'), 'integer', t('settings.labelPast')),
        }}
      />
      <Sentence
        of="settings.warningsPayroll"
        slots={{ days: slot(at('payrollStoppedDays'), 'integer', days) }}
      />
      <Sentence
        of="settings.warningsOverdue"
        slots={{ factor: slot(at('contactOverdueFactor'), 'number', t('settings.labelFactor')) }}
      />
      <Sentence
        of="settings.warningsHandover"
        slots={{ days: slot(at('handoverWorkingDays'), 'integer', days) }}
      />
      <Sentence
        of="settings.warningsClasses"
        slots={{
          yellow: slot(at('classesFewer', 'yellowAt'), 'integer', t('settings.labelClasses')),
          orange: slot(at('classesFewer', 'orangeAt'), 'integer', t('settings.labelClasses')),
        }}
      />
      <Sentence
        of="settings.warningsPeak"
        slots={{
          peak: slot(at('peakFarAbove', 'peakFen'), 'wan', t('settings.labelPeak')),
          share: slot(at('peakFarAbove', 'share'), 'percent', share),
        }}
      />
      <Sentence of="settings.warningsRisk" slots={{ days: slot(at('riskExpiryDays'), 'integer', days) }} />
      <p>{t('settings.warningsTierDown')}</p>
    </>
  )
}

export function ContactSection() {
  const at = (key: string) => ['contact', key]
  return (
    <>
      <Sentence
        of="settings.contactEffective"
        slots={{ seconds: slot(at('effectiveSeconds'), 'integer', t('settings.labelSeconds')) }}
      />
      <Sentence
        of="settings.contactCooling"
        slots={{ days: slot(at('coolingOffDays'), 'integer', t('settings.labelDays')) }}
      />
      <Sentence
        of="settings.contactAttempts"
        slots={{ n: slot(at('maxAttemptsPerWeek'), 'integer', t('settings.labelAttempts')) }}
      />
    </>
  )
}
