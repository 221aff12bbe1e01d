import classes from './results.module.css'

const [width, height] = [96, 24]

interface SparklineProps {
  /** In their order, with their instants. */
  points: readonly { readonly at: string; readonly value: number }[]
  label: string
}

/** Numbers over time as a line: drawn beside the figure, which says the last of them. */
export function Sparkline({ points, label }: SparklineProps) {
  const times = points.map(({ at }) => Date.parse(at))
  const [first = 0, last = 0] = [times[0], times.at(-1)]
  const most = Math.max(1, ...points.map(({ value }) => value))
  if (points.length < 2 || last === first) return null
  const x = (time: number) => ((time - first) / (last - first)) * (width - 4) + 2
  const y = (value: number) => height - 3 - (value / most) * (height - 6)
  const line = points.map(({ value }, index) => `${x(times[index] ?? first).toFixed(1)},${y(value).toFixed(1)}`)
  const [endX, endY] = (line.at(-1) ?? '').split(',')
  return (
    <svg className={classes.spark} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <polyline points={line.join(' ')} />
      <circle cx={endX} cy={endY} r="2" />
    </svg>
  )
}
