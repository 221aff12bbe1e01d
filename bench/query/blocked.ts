import type { Matcher, Prepared } from '../../query/src/index.ts'

const cpu = () => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1e3
}

/**
 * How long others must wait, in milliseconds of this thread's time: for the change of one query (the 99th of a hundred), and at most while
 * everything is compiled anew and posts are matched in between.
 */
export async function blocked(
  matcher: Matcher,
  queries: readonly (readonly [number, Prepared])[],
  match: () => unknown,
): Promise<{ one: number; rebuild: number }> {
  const ones = queries.slice(0, 100).map((query) => {
    const from = cpu()
    matcher.change({ put: [query] })
    return cpu() - from
  })
  let [longest, over] = [0, false]
  const rebuilt = matcher.rebuild().then(() => (over = true))
  while (!over) {
    match()
    const from = cpu()
    await new Promise((resolve) => setImmediate(resolve))
    longest = Math.max(longest, cpu() - from)
  }
  await rebuilt
  return { one: ones.toSorted((a, b) => a - b)[98] ?? 0, rebuild: longest }
}
