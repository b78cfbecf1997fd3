/** The window's words live in the catalogue and in the shared labels, nowhere else. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { t } from '../../renderer/i18n/index.ts'
import { factLabel } from '../../shared/domain/labels.ts'
import { fieldsByKind } from '../../shared/domain/fields.ts'

const root = join(import.meta.dirname, '../../renderer')

function sources(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name)
    if (entry.isDirectory()) return entry.name === 'i18n' ? [] : sources(path)
    return /\.tsx?$/.test(entry.name) ? [path] : []
  })
}

/** String, template and JSX texts of a file that contain Chinese. */
function chineseLiterals(path: string): string[] {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const isText =
      ts.isStringLiteralLike(node) ||
      ts.isJsxText(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node)
    if (isText && /\p{Script=Han}/u.test(node.text))
      found.push(`${relative(root, path)}: ${node.text.trim()}`)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

test('no component holds a Chinese sentence of its own', () => {
  expect(sources(root).flatMap(chineseLiterals)).toEqual([])
})

test('every fact an extract can bring has a Chinese name, with and without its unit', () => {
  const names = Object.values(fieldsByKind).flatMap((fields) => fields.map((field) => field.name))
  expect(names.filter((name) => !/\p{Script=Han}|^AUM$/u.test(factLabel(name)))).toEqual([])
  expect(factLabel('aumMonthAvgFen')).toBe(factLabel('aumMonthAvg'))
})

test('numbers in sentences are grouped, names are not touched', () => {
  expect(t('common.households', { n: 3002 })).toBe('3,002 户')
  expect(t('frame.undone', { label: '给 0123 加备注' })).toBe('已撤销：给 0123 加备注')
})
