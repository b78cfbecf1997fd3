/** A warning colour, always with a shape and a word, so it reads in grey and without colour vision. */
import { colourLabel } from '../../shared/domain/labels.ts'
import type { WarningColour } from '../../shared/playbook/schema.ts'

export const colourShape: Readonly<Record<WarningColour, string>> = { red: '▲', orange: '◆', yellow: '●' }

export function ColourTag({
  colour,
  text,
}: {
  readonly colour: WarningColour
  /** More than the colour's own word, e.g. the rule. */
  readonly text?: string
}) {
  return (
    <span className={`colour-tag colour-${colour}`}>
      <span aria-hidden="true">{colourShape[colour]}</span> {colourLabel(colour)}
      {text && ` ${text}`}
    </span>
  )
}
