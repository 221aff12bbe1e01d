/** A column of numbers, with room for what most texts need. */
export function column(length = 1024): Int32Array {
  return new Int32Array(length)
}

/** The same numbers with more room. */
export function grown<T extends Uint8Array | Uint16Array | Int32Array>(old: T, length: number): T {
  const larger = new (old.constructor as new (length: number) => T)(length)
  larger.set(old)
  return larger
}
