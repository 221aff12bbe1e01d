import { Avatar } from '@mantine/core'

function firstLetter(name: string): string {
  const [first] = new Intl.Segmenter().segment(name.trim())
  return first?.segment.toLocaleUpperCase() ?? '?'
}

/** The picture of an account or the first letters of its name. Decorative: the name stands beside it. */
export function Picture({ src, name, size = 40 }: { src: string | null; name: string; size?: number }) {
  return (
    <Avatar src={src} size={size} radius="xl" color="accent" variant="light" alt="" imageProps={{ loading: 'lazy' }}>
      {firstLetter(name)}
    </Avatar>
  )
}
