/**
 * The window's words. One typed catalogue per language; keys and the placeholders inside a sentence are
 * checked by the compiler, so `t('customers.count', { n: 3 })` breaks the build when the sentence changes.
 */
import { zhCn } from './zh-cn/index.ts'

type Catalogue = typeof zhCn
export type TextKey = keyof Catalogue

type ParamsOf<S extends string> = S extends `${string}{${infer P}}${infer Rest}` ? P | ParamsOf<Rest> : never
type ParamArgs<K extends TextKey> = [ParamsOf<Catalogue[K]>] extends [never]
  ? []
  : [params: Readonly<Record<ParamsOf<Catalogue[K]>, string | number>>]

/** Keys of sentences without placeholders, for tables of labels. */
export type PlainKey = {
  [K in TextKey]: [ParamsOf<Catalogue[K]>] extends [never] ? K : never
}[TextKey]

/** The text of a key with its `{placeholders}` filled in; whole numbers get thousands separators. */
export function t<K extends TextKey>(key: K, ...params: ParamArgs<K>): string {
  const values: Readonly<Record<string, string | number>> = params[0] ?? {}
  return zhCn[key].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    if (value === undefined) return whole
    return typeof value === 'number' ? value.toLocaleString('zh-CN') : value
  })
}
