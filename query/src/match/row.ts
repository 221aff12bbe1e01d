/** A growing row of numbers that keeps its room from text to text. */
export class Row {
  numbers = new Int32Array(1024)
  length = 0

  push(number: number): void {
    if (this.length === this.numbers.length) this.reserve(this.length + 1)
    this.numbers[this.length++] = number
  }

  reserve(length: number): void {
    if (length <= this.numbers.length) return
    const larger = new Int32Array(length * 2)
    larger.set(this.numbers)
    this.numbers = larger
  }

  clear(): void {
    if (this.numbers.length > 1 << 20) this.numbers = new Int32Array(1024)
    this.length = 0
  }
}
