/**
 * Writing: `const note = useCommand('customers.addNote')`, then `await note.run({ … })`. A refusal appears
 * in the notice area and `run` answers undefined, so callers only handle success.
 */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { InputOf, OutputOf } from '../../shared/contract/contract.ts'
import { notifyError } from '../components/notices.ts'
import { call, type ApiError } from './client.ts'
import type { RoutesOfKind } from './use-query.ts'

export interface Command<I, O> {
  run(input: I): Promise<O | undefined>
  readonly running: boolean
  readonly error: ApiError | null
}

export function useCommand<R extends RoutesOfKind<'command'>>(route: R): Command<InputOf<R>, OutputOf<R>> {
  const client = useQueryClient()
  const mutation = useMutation<OutputOf<R>, ApiError, InputOf<R>>({
    mutationFn: (input) => call(route, input),
    onSuccess: () => client.invalidateQueries(),
    onError: notifyError,
  })
  return {
    run: (input) => mutation.mutateAsync(input).catch(() => undefined),
    running: mutation.isPending,
    error: mutation.error,
  }
}
