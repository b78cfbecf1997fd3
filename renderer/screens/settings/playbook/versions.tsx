/** The versions of the playbook, newest first: every past result keeps the one it was made with. */
import type { OutputOf } from '../../../../shared/contract/contract.ts'
import { t } from '../../../i18n/index.ts'
import { localTime } from '../../imports/local-time.ts'

interface VersionsProps {
  readonly current: number
  readonly versions: OutputOf<'settings.playbook'>['versions']
}

export function Versions({ current, versions }: VersionsProps) {
  return (
    <>
      <h2>{t('settings.versionsTitle')}</h2>
      <table className="playbook-table">
        <thead>
          <tr>
            <th className="num">{t('settings.versionNo')}</th>
            <th>{t('settings.versionFrom')}</th>
            <th>{t('settings.versionSavedAt')}</th>
            <th>{t('settings.versionNote')}</th>
          </tr>
        </thead>
        <tbody>
          {versions
            .toSorted((a, b) => b.version - a.version)
            .map((each) => (
              <tr key={each.version}>
                <td className="num">
                  {each.version} {each.version === current && <b>{t('settings.versionCurrent')}</b>}
                </td>
                <td className="num">{each.fromDate}</td>
                <td className="num">{localTime(each.savedAt)}</td>
                <td>{each.note || t('common.none')}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </>
  )
}
