import { column, grown } from '../text/columns.ts'

/** A growing row of numbers that keeps its room from text to text. */
export class Row {
  numbers = column()
  length = 0

  push(number: number): void {
    if (this.length === this.numbers.length) this.reserve(this.length + 1)
    this.numbers[this.length++] = number
  }

  reserve(length: number): void {
    if (length <= this.numbers.length) return
    this.numbers = grown(this.numbers, length * 2)
  }

  clear(): void {
    if (this.numbers.length > 1 << 20) this.numbers = column()
    this.length = 0
  }
}
