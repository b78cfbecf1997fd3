/** What this branch's extracts call their columns, beside the names the product knows anyway. */
import { Button, Input, Select } from 'antd'
import { extractKinds, type ExtractKind } from '../../../../shared/domain/fields.ts'
import { factLabel, kindLabel } from '../../../../shared/domain/labels.ts'
import { headerAliases, type HeaderAlias } from '../../../../shared/playbook/aliases.ts'
import { t } from '../../../i18n/index.ts'
import { usePlaybookEditing } from './editing.ts'

const kindOptions = extractKinds.map((kind) => ({ value: kind, label: kindLabel(kind) }))
const fieldsOf = (kind: ExtractKind) => Object.keys(headerAliases[kind])
const firstField = (kind: ExtractKind) => fieldsOf(kind)[0] ?? ''
const fresh: HeaderAlias = { kind: 'customers', field: 'aum', header: '' }

interface AliasRowProps {
  readonly alias: HeaderAlias
  readonly nth: number
  readonly onChange: (alias: HeaderAlias) => void
  readonly onRemove: () => void
}

function AliasInputs({ alias, nth, onChange, onRemove }: AliasRowProps) {
  const { issues } = usePlaybookEditing()
  const path = `import.aliases.${nth}`
  const named = (column: string) => t('settings.aliasCell', { n: nth + 1, column })
  const wrong = issues.get(`${path}.header`) ?? issues.get(`${path}.field`)
  return (
    <tr>
      <td>
        <Select<ExtractKind>
          size="small"
          className="alias-kind"
          aria-label={named(t('settings.aliasKind'))}
          id={`${path}.kind`}
          value={alias.kind}
          options={kindOptions}
          onChange={(kind) => {
            const field = fieldsOf(kind).includes(alias.field) ? alias.field : firstField(kind)
            onChange({ ...alias, kind, field })
          }}
        />
      </td>
      <td>
        <Input
          size="small"
          className="alias-header"
          aria-label={named(t('settings.aliasHeader'))}
          name={`${path}.header`}
          maxLength={60}
          value={alias.header}
          {...(wrong === undefined ? {} : { status: 'error' as const, 'aria-invalid': true })}
          onChange={(event) => onChange({ ...alias, header: event.target.value })}
        />
        {wrong !== undefined && (
          <span className="playbook-issue" role="alert">
            {wrong}
          </span>
        )}
      </td>
      <td>
        <Select
          size="small"
          showSearch={{ optionFilterProp: 'label' }}
          className="alias-field"
          aria-label={named(t('settings.aliasField'))}
          id={`${path}.field`}
          value={alias.field}
          options={fieldsOf(alias.kind).map((field) => ({ value: field, label: factLabel(field) }))}
          onChange={(field) => onChange({ ...alias, field })}
        />
      </td>
      <td>
        <Button size="small" type="link" aria-label={named(t('settings.remove'))} onClick={onRemove}>
          {t('settings.remove')}
        </Button>
      </td>
    </tr>
  )
}

export function AliasTable() {
  const { draft, editing, set } = usePlaybookEditing()
  const { aliases } = draft.import
  const store = (next: readonly HeaderAlias[]) => set(['import', 'aliases'], next)
  return (
    <>
      <table className="playbook-table alias-table">
        <caption>{t('settings.aliasTitle')}</caption>
        <thead>
          <tr>
            <th>{t('settings.aliasKind')}</th>
            <th>{t('settings.aliasHeader')}</th>
            <th>{t('settings.aliasField')}</th>
            {editing && <th aria-label={t('settings.remove')} />}
          </tr>
        </thead>
        <tbody>
          {aliases.map((alias, nth) =>
            editing ? (
              <AliasInputs
                key={nth}
                alias={alias}
                nth={nth}
                onChange={(changed) => store(aliases.map((each, at) => (at === nth ? changed : each)))}
                onRemove={() => store(aliases.filter((_, at) => at !== nth))}
              />
            ) : (
              <tr key={nth}>
                <td>{kindLabel(alias.kind)}</td>
                <td>
                  <b className="playbook-value">{alias.header}</b>
                </td>
                <td>{factLabel(alias.field)}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
      <p className="muted">{t(aliases.length === 0 ? 'settings.aliasNone' : 'settings.aliasHelp')}</p>
      {editing && (
        <Button size="small" onClick={() => store([...aliases, fresh])}>
          {t('settings.aliasAdd')}
        </Button>
      )}
    </>
  )
}
