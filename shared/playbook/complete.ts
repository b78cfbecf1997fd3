/**
 * A stored playbook of an earlier version of the product lacks numbers added since; those take the shipped
 * default. Tables (arrays) are kept as stored, never mixed with defaults.
 */
import { defaultPlaybook } from './defaults.ts'
import { playbookSchema, type Playbook } from './schema.ts'

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function fill(stored: unknown, shipped: unknown): unknown {
  if (stored === undefined) return shipped
  if (!isTable(stored) || !isTable(shipped)) return stored
  return Object.fromEntries(
    [...new Set([...Object.keys(shipped), ...Object.keys(stored)])].map((k) => [
      k,
      fill(stored[k], shipped[k]),
    ]),
  )
}

/** What is stored, with the shipped defaults in place of what it lacks; not yet checked. */
export function fillPlaybook(stored: unknown): unknown {
  return fill(stored, defaultPlaybook)
}

/** @throws ZodError when what is stored is no playbook even so */
export function completePlaybook(stored: unknown): Playbook {
  return playbookSchema.parse(fillPlaybook(stored))
}
