import { fileURLToPath } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import pdfmake from 'pdfmake'
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { emojiFont, withEmoji } from './report-emoji.ts'
import type { Drawing } from './report-pdf.ts'
import { reportWords, type ReportWords } from './report-words.ts'
import { shorten, type Report, type ReportDelivery, type ReportLine } from './report.ts'

// A thread of its own: what a long report takes to draw is seconds in which a process would answer nobody, not even a stop.

// Fonts of its own, inside the file: Latin, Greek, Cyrillic, Arabic and the narrow spaces of French; and emoji.
const fontFile = (name: string) => fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`))
const plain = fontFile('DejaVuSans')
const bold = fontFile('DejaVuSans-Bold')
const emoji = fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf'))
pdfmake.setFonts({
  DejaVu: { normal: plain, bold, italics: plain, bolditalics: bold },
  [emojiFont]: { normal: emoji, bold: emoji, italics: emoji, bolditalics: emoji },
})
// nothing is fetched, and no file is read but those
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path) => [plain, bold, emoji].includes(path))

/** On paper; the page has more, and the record everything. */
const mostLines = 400
const mostDeliveries = 200

const ink = '#1f2430'
const faint = '#6a7080'
const rule = '#d5d8df'

/** The report as a PDF (A4), in a language, with the times of the workspace's zone. */
function drawReport({ report, language, now }: Drawing): Promise<Buffer> {
  const words = reportWords[language]
  const { timeZone } = report.workspace
  const time = clockOf(words, timeZone)
  const document: TDocumentDefinitions = {
    info: { title: `${words.title}, ${report.workspace.name}` },
    language: words.locale,
    pageSize: 'A4',
    pageMargins: [40, 44, 40, 56],
    defaultStyle: { font: 'DejaVu', fontSize: 8.5, color: ink, lineHeight: 1.2 },
    footer: (page, pages) => ({
      margin: [40, 16, 40, 0],
      fontSize: 7,
      color: faint,
      columns: [
        { text: words.foot(time.full(now), timeZone), width: '*' },
        { text: words.page(page, pages), width: 'auto' },
      ],
    }),
    // a heading at the foot of a page goes to the next one
    pageBreakBefore: ({ headlineLevel, startPosition }) => headlineLevel === 1 && startPosition.verticalRatio > 0.82,
    content: withEmoji([
      { text: words.title, fontSize: 17, bold: true },
      { text: report.workspace.name, fontSize: 11, color: faint, margin: [0, 2, 0, 12] },
      summary(report, words, time),
      heading(words.figures),
      figures(report, words),
      heading(words.timeline),
      timeline(report, words, time),
      heading(words.heldList),
      heldList(report, words, time),
      heading(words.recalledList),
      recalledList(report, words, time),
    ]),
  }
  return pdfmake.createPdf(document).getBuffer()
}

interface ZoneClock {
  /** Day and time of day, to the millisecond. */
  full(at: Date): string
  day(at: Date): string
  /** Time of day, to the millisecond. */
  clock(at: Date): string
  /** Day and hour, as a person plans. */
  short(at: Date): string
}

function clockOf({ locale }: ReportWords, timeZone: string): ZoneClock {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone, ...options })
  const day = format({ dateStyle: 'long' })
  // one form for both languages: times are compared and sorted
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  })
  const short = format({ dateStyle: 'short', timeStyle: 'short' })
  return {
    full: (at) => `${day.format(at)}, ${clock.format(at)}`,
    day: (at) => day.format(at),
    clock: (at) => clock.format(at),
    short: (at) => short.format(at),
  }
}

const heading = (text: string): Content => ({ text, fontSize: 11, bold: true, margin: [0, 16, 0, 5], headlineLevel: 1 })

function summary({ halt }: Report, words: ReportWords, time: ZoneClock): Content {
  const { sealedAt, silentAt, liftedAt, liftedByName, reason, haltedByName } = halt
  const seconds = (at: Date) =>
    words.after(((at.getTime() - sealedAt.getTime()) / 1000).toLocaleString(words.locale, { minimumFractionDigits: 3 }))
  const scope = [halt.workspaceName ?? words.installation, halt.network, halt.accountName, halt.campaignName]
  const rows: [string, string][] = [
    [words.sealed, words.byWhom(time.full(sealedAt), haltedByName)],
    [words.silent, silentAt === null ? words.notSilent : `${time.full(silentAt)} (${seconds(silentAt)})`],
    [words.lifted, liftedAt === null ? words.notLifted : words.byWhom(time.full(liftedAt), liftedByName ?? '')],
    [words.level, words.levels[halt.level]],
    [words.scope, scope.filter((part) => part !== null).join(', ')],
    [words.reason, reason ?? words.noReason],
  ]
  return pairs(rows, 110)
}

function figures({ counts }: Report, words: ReportWords): Content {
  const rows: [string, string][] = [
    [words.onWire, String(counts.onWire)],
    [words.held, heldFigures(counts, words)],
    [words.statements, String(counts.statements)],
    [words.recalled, String(counts.recallRemoved)],
    [words.recallFailed, String(counts.recallFailed)],
  ]
  return pairs(rows, 220)
}

function heldFigures(counts: Report['counts'], words: ReportWords): string {
  const parts = Object.entries(words.fates).flatMap(([fate, word]) => {
    const count = counts[fate as keyof ReportWords['fates']]
    return count === 0 ? [] : [`${word}${words.colon}${count}`]
  })
  return parts.length === 0 ? String(counts.held) : `${counts.held} (${parts.join(', ')})`
}

function pairs(rows: readonly [string, string][], width: number): Content {
  const body = rows.map(([name, value]) => [{ text: name, color: faint }, { text: value }])
  return { table: { widths: [width, '*'], body }, layout: { ...lines, hLineWidth: () => 0, paddingLeft: () => 0 } }
}

const lines = {
  hLineWidth: (at: number) => (at === 0 ? 0 : 0.5),
  vLineWidth: () => 0,
  hLineColor: () => rule,
  paddingTop: () => 3,
  paddingBottom: () => 3,
}

function table(
  words: ReportWords,
  widths: (number | string)[],
  head: string[],
  rows: TableCell[][],
  left = 0,
): Content {
  if (rows.length === 0) return { text: words.nothing, color: faint }
  const header = head.map((text) => ({ text, color: faint, fontSize: 7.5 }))
  const rest: Content = left > 0 ? { text: words.more(left), color: faint, margin: [0, 4, 0, 0] } : ''
  return [
    {
      table: { headerRows: 1, keepWithHeaderRows: 1, dontBreakRows: true, widths, body: [header, ...rows] },
      layout: lines,
    },
    rest,
  ]
}

function timeline({ timeline: whole }: Report, words: ReportWords, time: ZoneClock): Content {
  const all = whole.slice(0, mostLines)
  const rows: TableCell[][] = []
  let day = ''
  for (const line of all) {
    if (time.day(line.at) !== day) {
      day = time.day(line.at)
      rows.push([{ text: day, bold: true, colSpan: 3 }, '', ''])
    }
    const when = line.until === null ? time.clock(line.at) : `${time.clock(line.at)} –\n${time.clock(line.until)}`
    // what Vigie does by itself has the name of one of its parts, which says nothing outside
    rows.push([when, { text: toldLine(line, words) }, line.by.kind === 'system' ? 'Vigie' : line.by.name])
  }
  return table(words, [70, '*', 110], [words.when, words.what, words.who], rows, whole.length - all.length)
}

function toldLine({ action, count, what }: ReportLine, words: ReportWords): string {
  const said = words.actions[action] ?? action
  const often = count > 1 ? ` (${words.times(count)})` : ''
  return `${said}${often}${what === null ? '' : `${words.colon}${what}`}`
}

const place = ({ network, handle }: ReportDelivery) => `@${handle}\n${network}`

function heldList({ held, counts }: Report, words: ReportWords, time: ZoneClock): Content {
  const rows = held
    .slice(0, mostDeliveries)
    .map((one) => [
      time.short(one.dueAt),
      place(one),
      { text: words.quoted(shorten(one.text, 200)) },
      `${words.fates[one.fate]}${one.fate === 'waiting' ? '' : `\n${one.by === 'gate' ? '' : `${one.by}, `}${time.short(one.fateAt)}`}`,
    ])
  const head = [words.wasDue, words.account, words.text, words.end]
  return table(words, [62, 88, '*', 110], head, rows, counts.held - rows.length)
}

function recalledList({ recalled, counts }: Report, words: ReportWords, time: ZoneClock): Content {
  const rows = recalled
    .slice(0, mostDeliveries)
    .map((one) => [
      place(one),
      { text: words.quoted(shorten(one.text, 200)) },
      [
        `${words.recallEnds[one.recall ?? 'asked']}${one.recall === 'removed' ? `, ${time.short(one.fateAt)}` : ''}`,
        { text: one.recall === 'failed' ? (one.recallDetail ?? '') : '', color: faint, fontSize: 7.5 },
      ],
    ])
  return table(words, [100, '*', 150], [words.account, words.text, words.end], rows, counts.recallAsked - rows.length)
}

parentPort?.postMessage(await drawReport(workerData as Drawing))
