import { limits } from '../language/limits.ts'
import { fieldMeaning, numberNames } from '../language/names.ts'
import { dialects, fieldOf } from './dialects.ts'
import type { Dialect } from './dialects.ts'
import type { Note, NoteCode } from './notes.ts'

export interface Translation {
  /** The query in our language; `prepare` says whether it is sound. */
  query: string
  notes: readonly Note[]
}

interface Piece {
  text: string
  notes?: readonly [code: NoteCode, meaning: Note['meaning']]
}

const token =
  /<<<[\s\S]*?>>>|"(?:[^"\\]|\\.)*"(?:~\d+)?|\{[^{}]*\}|[\w.]+:\[[^\]]*\]|[\w.]+:[<>]=?\s*[\d.]+|[()]|\s+|(?:(?![()"{}\s]|<<<)[\s\S])+/gy
const near = /^(O?)NEAR(?:\/(\d+)(f?))?$/i
const isExact = /^(?:\+\+|\{)/

/** Translates a query of another tool, and says what reads or finds differently afterwards. */
export function translate(source: string, dialect: Dialect): Translation {
  const notes: Note[] = []
  let query = ''
  const text = source.slice(0, limits.queryLength).replace(/[“”„]/gu, '"')
  for (const found of text.matchAll(token)) {
    const written = found[0]
    const piece = translatePiece(written, dialect)
    query += piece.text
    if (piece.notes === undefined) continue
    const [code, meaning] = piece.notes
    const span = { start: found.index, end: found.index + written.length }
    notes.push({ code, meaning, span, from: written, to: piece.text })
  }
  return { query: query + source.slice(limits.queryLength), notes }
}

function translatePiece(written: string, dialect: Dialect): Piece {
  const { nearShift, nearDefault, anyCase } = dialects[dialect]
  if (/^\s|^[()]$|^<<</.test(written)) return { text: written }
  if (written.startsWith('"')) {
    return /~\d+$/.test(written) ? { text: written, notes: ['PHRASE_DISTANCE', 'changed'] } : { text: written }
  }
  if (isExact.test(written)) {
    const inside = written.startsWith('{') ? written.slice(1, -1) : written.slice(2)
    return { text: `raw:"${inside.replaceAll('"', '\\"')}"`, notes: ['EXACT', 'kept'] }
  }
  const distance = near.exec(written)
  if (
    distance !== null &&
    (anyCase === true ||
      written === written.toUpperCase() ||
      written.startsWith('NEAR/') ||
      written.startsWith('ONEAR/'))
  ) {
    const [, ordered = '', number, forward] = distance
    const operator = ordered !== '' || forward?.toLowerCase() === 'f' ? 'ONEAR' : 'NEAR'
    if (number === undefined) {
      return nearDefault === undefined
        ? { text: written }
        : { text: `${operator}/${nearDefault}`, notes: ['DISTANCE_ADDED', 'kept'] }
    }
    const to = `${operator}/${Math.max(0, Math.min(limits.near, Number(number) - nearShift))}`
    return to === written
      ? { text: to }
      : { text: to, notes: ['DISTANCE', Number(number) > limits.near ? 'changed' : 'kept'] }
  }
  if (/^(?:and|or|not)$/i.test(written) && anyCase === true && written !== written.toUpperCase()) {
    return { text: written.toUpperCase(), notes: ['OPERATOR_CASE', 'kept'] }
  }
  const range = /^([\w.]+):(?:\[(.*?) TO (.*?)\]|([<>]=?)\s*([\d.]+))$/.exec(written)
  if (range !== null) return translateRange(range, dialect)
  const field = /^(-?)([\w.]+):(?!\/\/)(.*)$/s.exec(written)
  if (field !== null) return translateField(field, dialect)
  if (/^[^~]+~\d*$/.test(written)) {
    const plain = written.replace(/~\d*$/, '')
    return { text: plain, notes: [/\d$/.test(written) ? 'FUZZY' : 'VARIANTS', 'changed'] }
  }
  return { text: written }
}

function translateRange([written = '', name = '', from, to, sign, number]: RegExpExecArray, dialect: Dialect): Piece {
  const known = fieldOf(name, dialect)
  const label = known ?? name.replaceAll('.', '_')
  const bounds: string[] = []
  if (sign !== undefined) bounds.push(`${label}${sign}${number}`)
  if (from !== undefined && from !== '*') bounds.push(`${label}>=${from}`)
  if (to !== undefined && to !== '*') bounds.push(`${label}<=${to}`)
  if (bounds.length === 0) return { text: written }
  const text = bounds.length === 1 ? bounds.join('') : `(${bounds.join(' AND ')})`
  return { text, notes: ['RENAMED', known !== undefined && numberNames.includes(known) ? 'kept' : 'changed'] }
}

function translateField([written = '', minus = '', name = '', value = '']: RegExpExecArray, dialect: Dialect): Piece {
  const ours = fieldOf(name, dialect)
  if (ours === '#' || ours === '@') {
    return { text: `${minus}${ours}${value.replace(/^[#@]/, '')}`, notes: ['RENAMED', 'kept'] }
  }
  if (ours !== undefined && !numberNames.includes(ours)) {
    const text = `${minus}${ours}:${value}`
    return text === written
      ? { text }
      : { text, notes: ['RENAMED', name.toLowerCase() === 'ingress' ? 'changed' : 'kept'] }
  }
  if (fieldMeaning(name) !== undefined || /^\d/.test(name)) return { text: written }
  return { text: minus + value, notes: ['FIELD_AS_WORDS', 'changed'] }
}
