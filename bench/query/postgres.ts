import type { BenchQuery } from './data.ts'
export async function versusPostgres(
  _queries: readonly BenchQuery[],
  _posts: readonly string[],
  _f: (term: string) => number,
): Promise<number> {
  return 1
}
