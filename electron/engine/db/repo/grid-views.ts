/** Saved views of the customer grid: columns in order, sort and filter. */
import type { GridView } from '../../../../shared/contract/customer-work.ts'
import type { ReadDb, WriteDb } from '../types.ts'

export interface StoredView {
  readonly viewId: number
  readonly name: string
  readonly isDefault: boolean
  readonly view: GridView
}

/** Views by name. */
export function listViews(db: ReadDb): StoredView[] {
  const rows = db
    .prepare('SELECT view_id AS viewId, name, is_default AS isDefault, json FROM grid_view ORDER BY name')
    .all() as { viewId: number; name: string; isDefault: number; json: string }[]
  return rows.map(({ json, isDefault, ...row }) => ({
    ...row,
    isDefault: isDefault === 1,
    view: JSON.parse(json) as GridView,
  }))
}

/** Makes one view the one the grid opens with; null leaves none. False when there is no such view. */
export function setDefaultView(db: WriteDb, viewId: number | null): boolean {
  db.prepare('UPDATE grid_view SET is_default = 0 WHERE is_default = 1 AND view_id IS NOT ?').run(viewId)
  if (viewId === null) return true
  return db.prepare('UPDATE grid_view SET is_default = 1 WHERE view_id = ?').run(viewId).changes === 1
}

/** Saves a view; one of the same name is replaced under its id. */
export function saveView(
  db: WriteDb,
  { name, view, isDefault }: { name: string; view: GridView; isDefault: boolean },
): number {
  const viewId = db
    .prepare(
      `INSERT INTO grid_view (name, is_default, json) VALUES (?, 0, ?)
       ON CONFLICT (name) DO UPDATE SET json = excluded.json RETURNING view_id`,
    )
    .pluck()
    .get(name, JSON.stringify(view)) as number
  if (isDefault) setDefaultView(db, viewId)
  return viewId
}

/** False when there is no such view. */
export function removeView(db: WriteDb, viewId: number): boolean {
  return db.prepare('DELETE FROM grid_view WHERE view_id = ?').run(viewId).changes === 1
}
