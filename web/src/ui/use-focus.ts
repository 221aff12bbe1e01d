/** A ref for the field a person came for: it takes the focus when it appears. */
export function focusWhenShown(element: HTMLElement | null): void {
  element?.focus()
}
