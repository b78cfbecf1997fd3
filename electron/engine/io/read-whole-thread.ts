/** The thread in which the general library reads files, one at a time; see `read-apart.ts`. */
import { parentPort } from 'node:worker_threads'
import type { Workbook } from '../core/importing/sheet.ts'
import { Refusal, type RefusalDetails } from '../../../shared/domain/refusal.ts'
import { readWhole, type ReadInput } from './read-whole.ts'

export type ThreadAnswer =
  | { readonly kind: 'read'; readonly workbook: Workbook }
  | {
      readonly kind: 'refused'
      readonly code: string
      readonly message: string
      readonly details: RefusalDetails
    }
  | { readonly kind: 'failed'; readonly error: unknown }
/** `ready` once, when everything is loaded: the clock of the first file starts then. */
export type ThreadMessage = { readonly kind: 'ready' } | ThreadAnswer

const send = (message: ThreadMessage) => parentPort?.postMessage(message)

function answer(input: ReadInput): ThreadAnswer {
  try {
    return { kind: 'read', workbook: readWhole(input) }
  } catch (error) {
    if (error instanceof Refusal)
      return { kind: 'refused', code: error.code, message: error.message, details: error.details }
    return { kind: 'failed', error }
  }
}

parentPort?.on('message', (input: ReadInput) => send(answer(input)))
send({ kind: 'ready' })
