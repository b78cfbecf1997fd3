/** The three MAN letters with their reasons; an unknown one with what to ask, each answerable by hand with a note. */
import { Button, Input, Segmented } from 'antd'
import { useState } from 'react'
import type { CustomerClasses } from '../../../shared/contract/segmentation.ts'
import { answerLabel, manGroupLabel, manLetterLabel } from '../../../shared/domain/labels.ts'
import { manLetters, type ManLetter } from '../../../shared/playbook/segmentation.ts'
import { useCommand } from '../../api/use-command.ts'
import { t } from '../../i18n/index.ts'
import { notifyUndoable } from './undo.ts'

type Man = CustomerClasses['man']['result']
type Choice = 'yes' | 'no' | 'unknown' | 'rules'

function Answer({
  customerNo,
  letter,
  onDone,
}: {
  readonly customerNo: string
  readonly letter: ManLetter
  readonly onDone: () => void
}) {
  const [choice, setChoice] = useState<Choice>('yes')
  const [note, setNote] = useState('')
  const command = useCommand('segmentation.overrideMan')
  async function save() {
    const answer = choice === 'rules' ? null : choice
    if (!(await command.run({ customerNo, letter, answer, note }))) return
    notifyUndoable(t('customer.kept.saved', { what: manLetterLabel(letter) }))
    onDone()
  }
  return (
    <div className="man-answer">
      <Segmented<Choice>
        size="small"
        value={choice}
        onChange={setChoice}
        options={[
          { value: 'yes', label: answerLabel('yes') },
          { value: 'no', label: answerLabel('no') },
          { value: 'unknown', label: t('common.unknown') },
          { value: 'rules', label: t('customer.man.rules') },
        ]}
      />
      <Input
        size="small"
        value={note}
        maxLength={200}
        aria-label={t('customer.man.note')}
        placeholder={t('customer.man.note')}
        onChange={(event) => setNote(event.target.value)}
        onPressEnter={() => void save()}
      />
      <Button size="small" loading={command.running} onClick={() => void save()}>
        {t('customer.man.save')}
      </Button>
    </div>
  )
}

export function ManLetters({
  man,
  customerNo,
}: {
  readonly man: CustomerClasses['man']
  readonly customerNo: string
}) {
  const [editing, setEditing] = useState<ManLetter | null>(null)
  const { result }: { result: Man } = man
  const range = { best: result.best, worst: result.worst }
  return (
    <div className="full-class">
      <h4>
        {t('customer.man')} {manGroupLabel(result.group)}{' '}
        <span className="muted num">
          {t(result.best === result.worst ? 'customer.man.coefficient' : 'customer.man.range', range)}
          {result.priorityPool && ` · ${t('customer.man.priority')}`}
        </span>
      </h4>
      <ul className="man-list">
        {manLetters.map((letter) => (
          <li key={letter}>
            <strong>{manLetterLabel(letter)}</strong> {answerLabel(result.letters[letter])}{' '}
            {result.overridden.includes(letter) && (
              <span className="origin origin-marked">{t('customer.man.byHand')}</span>
            )}
            <Button
              size="small"
              type="link"
              aria-label={`${t('customer.man.set')} ${manLetterLabel(letter)}`}
              onClick={() => setEditing(editing === letter ? null : letter)}
            >
              {t('customer.man.set')}
            </Button>
            {result.questions
              .filter((each) => each.letter === letter)
              .map(({ texts }) => (
                <p key={letter} className="muted">
                  {t('customer.man.ask', { question: texts[0] ?? '' })}
                </p>
              ))}
            {editing === letter && (
              <Answer customerNo={customerNo} letter={letter} onDone={() => setEditing(null)} />
            )}
          </li>
        ))}
      </ul>
      {[...new Set(man.sentences)].map((sentence) => (
        <p key={sentence} className="num">
          {sentence}
        </p>
      ))}
    </div>
  )
}
