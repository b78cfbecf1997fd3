import { rmSync } from 'node:fs'
import { openDatabase } from '/work/main/electron/engine/db/open.ts'
import { activeDataset, closeDataset, insertDataset, insertFile, insertImport } from '/work/main/electron/engine/db/repo/datasets.ts'
import { createRowWriter } from '/work/main/electron/engine/db/repo/fact-rows.ts'
import { readFacts } from '/work/main/electron/engine/db/repo/facts.ts'
import { blanksKept } from '/work/main/electron/engine/db/repo/kept-facts.ts'
import { addDays } from '/work/main/shared/domain/dates.ts'
rmSync('/tmp/h6b/b.db', { force: true }); rmSync('/tmp/h6b/b.db-wal', { force: true }); rmSync('/tmp/h6b/b.db-shm', { force: true })
const db = openDatabase({ path: '/tmp/h6b/b.db', keyHex: null })
const N = 100_000, W = 12
const keep = ['name','idNo','phone','gender','birthDate','address','employer','occupation','openDate','dnc','deceased']
db.exec('BEGIN')
for (let w = 0; w < W; w++) {
  const asOf = addDays('2026-01-02', 7 * w)
  const id = insertDataset(db, insertImport(db, asOf), 'customers', asOf)
  const f = insertFile(db, id, { fileName: 'a', contentHash: String(w), sheet: 'x' })
  const wr = createRowWriter(db, id, 'customers')
  const blanks: Record<string, number> = { name: 0, idNo: 0, gender: 0, birthDate: 0, employer: 0, occupation: 0, openDate: 0 }
  const hasAddress = w < 4
  if (hasAddress) blanks['address'] = 1
  blanks['phone'] = 0
  for (let i = 0; i < N; i++) {
    wr.write(f, i, {
      customerNo: 'c' + String(i).padStart(8, '0'), name: '张' + i, idNo: null, phone: w === W - 1 && i % 10 === 0 ? null : '138' + i,
      gender: 'male', birthDate: '1970-01-01', employer: i % 2 ? null : 'e', occupation: i % 3 ? null : 'o', openDate: '2000-01-01',
      ...(hasAddress ? { address: i % 3 ? 'addr' + i : null } : {}), aum: i * 100 + w, remark: i % 20 === w ? 'r' : null,
    }, [])
  }
  closeDataset(db, id, { rows: N, aumFen: 1, contactWindowDays: null, blanks, keep: process.argv[2] === 'none' ? [] : keep })
}
db.exec('COMMIT')
const ds = activeDataset(db, 'customers', addDays('2026-01-02', 7 * (W - 1)))!
for (let k = 0; k < 3; k++) { const t = performance.now(); const n = readFacts(db, ds).length; console.log('readFacts', n, Math.round(performance.now() - t)) }
{ const t = performance.now(); console.log(blanksKept(db, ds), Math.round(performance.now() - t)) }
db.prepare("UPDATE dataset SET keep_json = '[]'").run()
for (let k = 0; k < 3; k++) { const t = performance.now(); readFacts(db, ds); console.log('no keep', Math.round(performance.now() - t)) }
