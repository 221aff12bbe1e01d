/** What is chosen in a long list. Pure. `whole` means everything the filter lets through, loaded or not. */
export interface Selection {
  readonly whole: boolean
  readonly ids: ReadonlySet<string>
  /** Where the last choice was made: a range goes from there. */
  readonly anchor: string | undefined
}

export const nothing: Selection = { whole: false, ids: new Set(), anchor: undefined }
export const everything: Selection = { whole: true, ids: new Set(), anchor: undefined }

export const isChosen = (selection: Selection, id: string): boolean => selection.whole || selection.ids.has(id)

/** @param order every id that is loaded, as the list shows them */
export function toggle(selection: Selection, id: string, order: readonly string[]): Selection {
  const ids = new Set(selection.whole ? order : selection.ids)
  if (!ids.delete(id)) ids.add(id)
  return { whole: false, ids, anchor: id }
}

/** Chooses, besides what is chosen, all from the anchor to this one. */
export function extend(selection: Selection, id: string, order: readonly string[]): Selection {
  if (selection.whole) return selection
  const from = order.indexOf(selection.anchor ?? id)
  const to = order.indexOf(id)
  if (from === -1 || to === -1) return toggle(selection, id, order)
  const between = order.slice(Math.min(from, to), Math.max(from, to) + 1)
  return { whole: false, ids: new Set([...selection.ids, ...between]), anchor: selection.anchor ?? id }
}

/** Chooses some, or lets go of them when all of them are chosen. */
export function toggleSome(selection: Selection, some: readonly string[], order: readonly string[]): Selection {
  const ids = new Set(selection.whole ? order : selection.ids)
  const all = some.every((id) => ids.has(id))
  for (const id of some) {
    if (all) ids.delete(id)
    else ids.add(id)
  }
  return { whole: false, ids, anchor: some[0] }
}

/** Without what is no longer in the list. */
export function among(selection: Selection, order: readonly string[]): Selection {
  if (selection.whole || selection.ids.size === 0) return selection
  const here = new Set(order)
  const left = [...selection.ids].filter((id) => here.has(id))
  return left.length === selection.ids.size ? selection : { ...selection, ids: new Set(left) }
}
