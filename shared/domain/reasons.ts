/**
 * Every classification carries its reasons: enough to decide again from the stored values alone and to
 * be read aloud as a sentence. `value` null means the fact was unknown.
 */
export type ReasonOp = '>=' | '<' | '<=' | '>' | '=' | 'in' | 'unknown' | 'range'

export interface Reason {
  /** Name of the rule that fired, e.g. 'dormancy.medium'. */
  readonly rule: string
  readonly field: string
  readonly value: string | number | boolean | null
  readonly op: ReasonOp
  /** What the value was compared with; `[lo, hi)` for `range` (null = open). */
  readonly threshold: string | number | boolean | null | readonly (number | null)[]
  /**
   * What the value was taken from (the transaction's date, the product, the amounts before and after): said in
   * the sentence, never needed to decide again.
   */
  readonly evidence?: Readonly<Record<string, string | number | boolean | null>> | undefined
}

/** A decision with the reasons it rests on. */
export interface Explained<T> {
  readonly result: T
  readonly reasons: readonly Reason[]
}
