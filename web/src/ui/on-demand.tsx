import { Suspense, useState, type ComponentType, type ReactElement } from 'react'

interface OnDemandProps {
  /** Opened by its target; loaded at the first press. */
  menu: ComponentType<{ target: ReactElement }>
  /** Starts the loading when the pointer or the focus comes near. */
  preload: () => unknown
  target: (press: (() => void) | undefined) => ReactElement
}

/** A button whose menu is loaded when it is wanted: menus weigh more than the page they stand on. */
export function OnDemand({ menu: Menu, preload, target }: OnDemandProps) {
  const [wanted, want] = useState(false)
  if (!wanted) {
    return (
      <span onPointerEnter={preload} onFocus={preload} style={{ display: 'contents' }}>
        {target(() => want(true))}
      </span>
    )
  }
  return (
    <Suspense fallback={target(undefined)}>
      <Menu target={target(undefined)} />
    </Suspense>
  )
}
