/** A playbook handed on as a file comes back the same; anything else is refused with the place and the reason. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dump, testEngine } from '../helpers/test-engine.ts'

test('export and import are the identity, and importing stores nothing', async () => {
  const t = testEngine()
  const playbook = structuredClone((await t.call('settings.playbook', {})).playbook)
  playbook.dormancy.lightDays = 77
  playbook.stages.care.close = '按季度上门'
  playbook.import.aliases = [{ kind: 'customers', field: 'aum', header: '总盘子' }]
  await t.call('settings.savePlaybook', { playbook, note: '' })
  await t.call('settings.saveBranch', { branchName: '幸福路支行', userName: '' })
  const target = join(t.dir, '经营手册.json')
  await t.call('playbook.saveFile', { target })

  const other = testEngine()
  const before = dump(other.engine)
  const read = await other.call('playbook.readFile', { path: target })
  expect(read).toMatchObject({ playbook, version: 2, branchName: '幸福路支行' })
  expect(dump(other.engine)).toEqual(before)
})

test('a file of an earlier product takes the shipped default for what it lacks', async () => {
  const t = testEngine()
  const { playbook } = await t.call('settings.playbook', {})
  const path = join(t.dir, 'a.json')
  await t.call('playbook.saveFile', { target: path })
  const file = JSON.parse(readFileSync(path, 'utf8')) as { playbook: Record<string, unknown> }
  delete file.playbook['man']
  writeFileSync(path, JSON.stringify(file))
  expect((await t.call('playbook.readFile', { path })).playbook).toEqual(playbook)
})

type File = Record<string, unknown> & { playbook: Record<string, never> }
const damages: readonly [string, string, (file: File) => void, RegExp][] = [
  [
    'a value out of range',
    'PLAYBOOK_INVALID',
    (file) => Object.assign(file.playbook['dormancy']!, { lightDays: -1 }),
    /dormancy\.lightDays/,
  ],
  [
    'a line out of order',
    'PLAYBOOK_INVALID',
    (file) => Object.assign(file.playbook['tiers']![2]!, { loFen: 1 }),
    /tiers.*分层线/,
  ],
  [
    'a value nobody knows',
    'PLAYBOOK_INVALID',
    (file) => Object.assign(file.playbook['dormancy']!, { deeperDays: 9 }),
    /dormancy\.deeperDays.*没有这一项/,
  ],
  ['a later format', 'PLAYBOOK_TOO_NEW', (file) => Object.assign(file, { formatVersion: 2 }), /升级/],
  ['another format', 'NOT_A_PLAYBOOK', (file) => Object.assign(file, { format: 'x' }), /不是经营手册/],
  ['something beside it', 'NOT_A_PLAYBOOK', (file) => Object.assign(file, { extra: 1 }), /不是经营手册/],
]

test.each(damages)('%s is refused in words', async (_, code, damage, words) => {
  const t = testEngine()
  const path = join(t.dir, '手册.json')
  await t.call('playbook.saveFile', { target: path })
  const file = JSON.parse(readFileSync(path, 'utf8')) as File
  damage(file)
  writeFileSync(path, JSON.stringify(file))
  const refused = t.call('playbook.readFile', { path })
  await expect(refused).rejects.toMatchObject({ code, details: { file: '手册.json' } })
  await expect(refused).rejects.toThrow(words)
  await expect(refused).rejects.toThrow('没有改动')
})

test('what is no file of ours is refused, and a folder that is gone is said', async () => {
  const t = testEngine()
  const path = join(t.dir, '清单.json')
  await expect(t.call('playbook.readFile', { path })).rejects.toMatchObject({ code: 'NOT_A_PLAYBOOK' })
  for (const text of ['', 'null', '[]', '客户号,姓名', '{"format":"panhuo-playbook"}']) {
    writeFileSync(path, text)
    await expect(t.call('playbook.readFile', { path }), text).rejects.toMatchObject({
      code: 'NOT_A_PLAYBOOK',
    })
  }
  const target = join(t.dir, '没有', '手册.json')
  await expect(t.call('playbook.saveFile', { target })).rejects.toMatchObject({
    code: 'TARGET_FOLDER_MISSING',
  })
})
