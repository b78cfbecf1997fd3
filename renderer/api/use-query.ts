/** Reading: `const { data, error, isPending } = useRouteQuery('overview.get', {})`. */
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { Contract, InputOf, OutputOf, RouteName } from '../../shared/contract/contract.ts'
import type { RouteKind } from '../../shared/contract/route.ts'
import { call, type ApiError } from './client.ts'

export type RoutesOfKind<K extends RouteKind> = {
  [R in RouteName]: Contract[R]['kind'] extends K ? R : never
}[RouteName]

export interface QueryOptions {
  /** False: do not ask yet. */
  readonly enabled?: boolean
  /** Keep showing the last answer while the input changes. */
  readonly keepPrevious?: boolean
}

/** Asks a query route and keeps the answer until the engine reports a change. */
export function useRouteQuery<R extends RoutesOfKind<'query'>>(
  route: R,
  input: InputOf<R>,
  options: QueryOptions = {},
): UseQueryResult<OutputOf<R>, ApiError> {
  return useQuery<OutputOf<R>, ApiError>({
    queryKey: [route, input],
    queryFn: () => call(route, input),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  })
}
