import { lateThereBook, lateThereMark } from '../../shared/aws/figures/beside.ts'
import { bookOf, lateFlows } from '../../shared/counters/beside.ts'
import { type Flow, flows } from '../../shared/counters/cells.ts'

const agencyOf = (unit: string): string => `substr(${unit}, 1, instr(${unit} || '/', '/') - 1)`

/** Where a line's numbers lie; parts say who sent them, also when a decision has brought that agency's work elsewhere since. */
const tail = `kind || '#' || replace(field, '#', ' ') || '#' || replace(procedure, '#', ' ') || '#' ||
  CASE kind WHEN 'part' THEN ${agencyOf('sender')} ELSE '' END`

/** Of lines: on which day, under which mark, how much. */
const flow = (mark: string, when: string, value = '1', agency = 'agency'): string =>
  `SELECT dossier, ${agency} AS agency, ${tail} AS tail, day, ${mark} AS mark, ${value} AS value FROM states WHERE ${when}`

/** A state stands from its own day until the day of the next one: in with the one, out with the other. */
const stock = (mark: string, when: string): string => `
SELECT dossier, agency, ${tail}, day, ${mark}, 1 FROM states WHERE ${when}
UNION ALL SELECT dossier, agency, ${tail}, next_day, ${mark}, -1 FROM states WHERE (${when}) AND next_n IS NOT NULL`

const entered = 'open AND NOT coalesce(was_open, 0)'
const ended = 'coalesce(was_open, 0) AND NOT open'

const resolved = `${ended} AND too NOT IN ('withdrawn', 'stopped')`
/** How often it was asked for papers, by the acts themselves. */
const contacts =
  "(SELECT count(*) FROM events a WHERE a.dossier = states.dossier AND a.n <= states.n AND a.act = 'ask-supplement')"

/** With its papers in files, by the act that received it. */
const filed = `EXISTS (SELECT 1 FROM states r WHERE r.dossier = states.dossier AND r.n <= states.n AND r.open
  AND NOT coalesce(r.was_open, 0) AND coalesce(json_array_length(r.detail, '$.scans'), 0) > 0)`

/** Late from a day on, in with one state and out with the next. */
const late = (mark: string, when: string): string => `
SELECT dossier, agency, ${tail}, max(lateOn, day), ${mark}, 1 FROM late WHERE ${when}
UNION ALL SELECT dossier, agency, ${tail}, max(lateOn, next_day), ${mark}, -1 FROM late WHERE ${when} AND next_n IS NOT NULL`

/** Money is the agency's that took it, whoever had the dossier when it was done; a part has no book. */
const money = (mark: string, when: string, value?: string): string =>
  flow(mark, `kind <> 'part' AND ${when}`, value, 'home')
const paid = `act = 'pay' AND json_extract(detail, '$.receiptNumber') IS NOT NULL`
/** Of the state budget, by a tax notice: the event names it or, in histories of before it did, what entered that demand. */
const budget = `(json_extract(detail, '$.notice') IS NOT NULL OR EXISTS (SELECT 1 FROM noticed b
  WHERE b.dossier = states.dossier AND b.obligation = json_extract(detail, '$.obligation')))`

const lines = [
  flow(`'fi'`, 'pending AND NOT coalesce(was_pending, 0)'),
  flow(`CASE channel WHEN 'direct' THEN 'rd' WHEN 'online' THEN 'ro' ELSE 'rp' END`, entered),
  flow(`'dg'`, `${entered} AND coalesce(json_array_length(detail, '$.scans'), 0) > 0`),
  flow(`CASE too WHEN 'refused' THEN 'rf' ELSE 'gu' END`, 'coalesce(was_pending, 0) AND NOT pending AND NOT open'),
  flow(
    `CASE too WHEN 'withdrawn' THEN 'wd' WHEN 'stopped' THEN 'sp' ELSE CASE class WHEN 'early' THEN 'ea' WHEN 'overdue' THEN 'ov' ELSE 'ot' END END`,
    ended,
  ),
  flow(`'el'`, `${ended} AND too IN ('withdrawn', 'stopped') AND class = 'overdue'`),
  flow(`'rj'`, `${resolved} AND outcome = 'rejected'`),
  flow(`'ao'`, `${resolved} AND ${contacts} = 1`),
  flow(`'am'`, `${resolved} AND ${contacts} > 1`),
  flow(`'ai'`, `${resolved} AND ${contacts} > 1 AND coalesce(class, '') <> 'overdue'`),
  flow(
    `CASE coalesce(byLaw, class) WHEN 'early' THEN 'le' ELSE 'lo' END`,
    `${resolved} AND coalesce(byLaw, class, 'on-time') <> 'overdue'`,
  ),
  flow(`'wm'`, `${resolved} AND minutes > 0`, 'minutes'),
  flow(`'vo'`, `${resolved} AND class = 'overdue' AND channel = 'online'`),
  flow(`'dt'`, `${resolved} AND hasResult AND ${filed}`),
  flow(`'mi'`, 'coalesce(was_open, 0) AND open AND was_home <> home'),
  `SELECT dossier, was_home, ${tail}, day, 'mo', 1 FROM states WHERE coalesce(was_open, 0) AND open AND was_home <> home`,
  flow(
    `CASE act WHEN 'ask-supplement' THEN 'sa' WHEN 'request-obligation' THEN 'oa' WHEN 'errand-answered' THEN 'oa' WHEN 'extend' THEN 'ex' ELSE 'co' END`,
    `act IN ('ask-supplement', 'request-obligation', 'errand-answered', 'extend', 'corrected')`,
  ),
  flow(
    `CASE WHEN act = 'delivered' THEN 'rs' WHEN json_extract(detail, '$.by') = 'online' THEN 'rn' ELSE 'rc' END`,
    `too = 'returned' AND frm <> 'returned' AND act IN ('delivered', 'return')`,
  ),
  flow(
    `'oo'`,
    `too = 'returned' AND frm <> 'returned' AND act = 'return' AND json_extract(detail, '$.by') = 'online' AND channel = 'online'`,
  ),
  money(`CASE WHEN ${budget} THEN 'pb' ELSE 'pa' END`, paid),
  money(`'po'`, `${paid} AND NOT ${budget} AND json_extract(detail, '$.method') = 'online'`),
  money(`'pt'`, `${paid} AND ${budget}`, `json_extract(detail, '$.totalVnd')`),
  money(`CASE WHEN ${budget} THEN 'rt' ELSE 'rr' END`, `act = 'refund'`, `json_extract(detail, '$.amountVnd')`),
  `SELECT dossier, agency, tail, day, mark, max(0, min(amount, paid - before)) FROM (
     SELECT dossier, home AS agency, ${tail} AS tail, day, json_extract(detail, '$.totalVnd') AS paid, json_extract(i.value, '$.amountVnd') AS amount,
       CASE json_extract(i.value, '$.kind') WHEN 'charge' THEN 'pc' WHEN 'price' THEN 'pp' ELSE 'pf' END AS mark,
       coalesce(sum(json_extract(i.value, '$.amountVnd')) OVER (PARTITION BY dossier, n ORDER BY CAST(i.key AS INT) ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
     FROM states, json_each(detail, '$.items') i WHERE kind <> 'part' AND ${paid} AND NOT (${budget}))`,
  stock(`'qp'`, 'pending'),
  stock(`'qo'`, 'open'),
  stock('waits', 'waits IS NOT NULL'),
  stock(`'qa'`, 'away'),
  `SELECT dossier, agency, ${tail}, day, 'qv', 1 FROM late WHERE lateOn IS NOT NULL AND clock = 'paused'
   UNION ALL SELECT dossier, agency, ${tail}, next_day, 'qv', -1 FROM late WHERE lateOn IS NOT NULL AND clock = 'paused' AND next_n IS NOT NULL`,
  late(`'ql'`, 'lateOn IS NOT NULL'),
  late(`'qn'`, `lateOn IS NOT NULL AND channel = 'online'`),
  late(`'qe'`, `lateOn IS NOT NULL AND fellElsewhere AND (away OR lateParts > 0)`),
  `SELECT l.dossier, l.agency, ${tail}, l.next_day, 've', 1 FROM late l JOIN
     (SELECT dossier AS d, n AS m, open AS goesOn, too AS becomes, lateParts AS parts FROM late) e ON e.d = l.dossier AND e.m = l.next_n
   WHERE l.open AND NOT e.goesOn AND l.class = 'overdue' AND l.fellElsewhere
     AND (e.parts > 0 OR (e.becomes IN ('withdrawn', 'stopped') AND l.away))`,
  'SELECT dossier, agency, tail, day, mark, value FROM papers',
  `SELECT dossier, agency, tail, day, 'bs', 1 FROM spared`,
]

const form = `CASE json_extract(p.value, '$.form')
  WHEN 'original' THEN 'bo' WHEN 'certified' THEN 'bc' WHEN 'copy' THEN 'by' WHEN 'electronic' THEN 'be' END`
const electronic = `CASE WHEN (act = 'supplement' AND citizen) OR (act <> 'supplement' AND channel = 'online') THEN 'be' ELSE 'bn' END`

/**
 * Papers handed in with a reception, or with a supplement after it. A reception that was counted anew says what it said last, where it
 * stands itself; one of before papers were counted names what was counted there, or each sound file.
 */
const papersSql = `
CREATE TABLE handings AS
SELECT dossier, n, agency, ${tail} AS tail, day, act, channel, version, citizen, detail AS own, CASE act WHEN 'accept' THEN coalesce((
    SELECT a.detail FROM events a JOIN marks m ON m.dossier = a.dossier AND a.n <= m.through
    WHERE a.dossier = states.dossier AND a.n > states.n AND a.act = 'amend' AND json_extract(a.detail, '$.handedIn') IS NOT NULL
    ORDER BY a.n DESC LIMIT 1), detail) ELSE detail END AS said
FROM states WHERE kind <> 'part' AND (act = 'accept' AND ${entered} OR act = 'supplement' AND coalesce(was_open, 0));
CREATE TABLE papers AS
SELECT h.*, json_extract(p.value, '$.paper') AS paper, ${form} AS mark, json_extract(p.value, '$.count') AS value
FROM handings h, json_each(said, '$.handedIn') p
UNION ALL SELECT h.*, p.value, ${electronic}, 1 FROM handings h, json_each(said, '$.inFiles') p
UNION ALL SELECT h.*, '#' || json_extract(p.value, '$.n'), ${electronic}, 1 FROM handings h, json_each(said, '$.scans') p
WHERE act = 'accept' AND json_extract(said, '$.inFiles') IS NULL AND coalesce(json_array_length(said, '$.handedIn'), 0) = 0
  AND json_extract(p.value, '$.state') IN ('clean', 'uploaded');
CREATE TABLE spared AS
SELECT DISTINCT h.dossier, h.agency, h.tail, h.day, h.version, json_extract(p.value, '$.paper') AS paper
FROM handings h, json_each(own, '$.waived') p
WHERE act = 'accept' AND substr(json_extract(p.value, '$.paper'), 1, 1) <> '#'
  AND NOT EXISTS (SELECT 1 FROM json_each(own, '$.inFiles') f WHERE f.value = json_extract(p.value, '$.paper'))
  AND NOT EXISTS (SELECT 1 FROM json_each(own, '$.handedIn') f WHERE json_extract(f.value, '$.paper') = json_extract(p.value, '$.paper'));
`

/** Each paper of a version in the year's row alone. */
const single = `
SELECT agency, 'Y#' || substr(day, 1, 4) || '#' || tail AS place, letter || version || ':' || paper AS mark, value FROM (
  SELECT DISTINCT dossier, n, agency, tail, day, version, paper, 'b' AS letter, 1 AS value FROM papers
  UNION ALL SELECT dossier, n, agency, tail, day, version, paper, 'k', value FROM papers WHERE mark IN ('bc', 'by')
  UNION ALL SELECT dossier, 0, agency, tail, day, version, paper, 'w', 1 FROM spared
) WHERE substr(paper, 1, 1) <> '#'`

const desk = `
SELECT ${agencyOf('holder')}, 'D#' || due || '#' || CASE WHEN pending THEN 'answer' ELSE 'whole' END || '#' || kind || '#' || holder || '#' || coalesce(officer, ''), 'n', 1
FROM (SELECT *, CASE WHEN clock = 'paused' OR (pending AND too <> 'registered') THEN 'waiting'
   ELSE coalesce(substr(CASE WHEN pending THEN answerDueAt ELSE dueAt END, 1, 10), 'none') END AS due
  FROM states WHERE next_n IS NULL AND (pending OR open))`

const step = `
SELECT ${agencyOf('was_holder')}, 'S#' || substr(day, 1, 7) || '#' || was_holder || '#' || coalesce(doer, '') || '#' || procedure || '#' || was_step,
  CASE WHEN was_stepDueAt IS NOT NULL AND at > was_stepDueAt THEN 'ov' ELSE 'ot' END, 1
FROM states WHERE coalesce(was_open, 0) AND was_step IS NOT NULL AND act IN ('pass-on', 'transfer', 'approve', 'hand-back')
  AND coalesce(json_extract(detail, '$.between'), 0) = 0`

/** Received there on that day, and known to the portal by now. */
const known = `
SELECT agency, 'P#' || substr(day, 1, 7), 'kn' || substr(day, 9, 2), 1
FROM states WHERE ${entered} AND kind = 'whole' AND dossier IN (SELECT dossier FROM acknowledged)`

const booked = Object.entries(flows).flatMap(([flow, mark]) => {
  const book = bookOf(flow as Flow)
  return book === undefined ? [] : [`('${mark}', '${book}')`]
})

/** Demands that a tax notice determined, by the office's answer or by what was paid for it. */
const noticedSql = `
CREATE TABLE noticed (dossier TEXT, obligation INT, PRIMARY KEY (dossier, obligation)) WITHOUT ROWID;
INSERT OR IGNORE INTO noticed SELECT dossier, json_extract(detail, '$.obligation') FROM events
WHERE act IN ('errand-answered', 'pay') AND json_extract(detail, '$.notice') IS NOT NULL AND json_extract(detail, '$.obligation') IS NOT NULL;
`

/** Every cell as the histories want it, beside what is stored; a row for each that differs. */
export const differencesSql = `${noticedSql}${papersSql}
CREATE TABLE lines AS ${lines.join('\nUNION ALL\n')};
CREATE TABLE wanted AS
SELECT agency, place, mark, sum(value) AS value FROM (
  SELECT agency, 'M#' || substr(day, 1, 7) || '#' || tail AS place, mark || substr(day, 9, 2) AS mark, value FROM lines
  UNION ALL SELECT agency, 'Y#' || substr(day, 1, 4) || '#' || tail, mark, value FROM lines
  UNION ALL ${single}
  UNION ALL ${desk}
  UNION ALL ${step}
  UNION ALL ${known}
) GROUP BY agency, place, mark;
CREATE TABLE booked (mark TEXT PRIMARY KEY, book TEXT) WITHOUT ROWID;
INSERT INTO booked VALUES ${booked.join(', ')};
CREATE TABLE wantedRows AS
SELECT DISTINCT l.agency,
  CASE WHEN b.book = 'ended' AND max(l.mark IN (${lateFlows.map((flow) => `'${flows[flow]}'`).join(', ')})) OVER (PARTITION BY l.agency, b.book, l.day, l.dossier)
    THEN 'late' ELSE b.book END AS book,
  l.day, l.dossier, l.mark, l.tail FROM lines l JOIN booked b ON b.mark = l.mark WHERE l.value > 0
UNION ALL SELECT s.agency, 'open', (SELECT max(e.day) FROM states e
    WHERE e.dossier = s.dossier AND e.open AND (NOT coalesce(e.was_open, 0) OR e.was_home <> e.home)), s.dossier, '', ${tail}
  FROM states s WHERE s.next_n IS NULL AND s.open
UNION ALL SELECT agency, '${lateThereBook}', day, dossier, '${lateThereMark}', '' FROM states
  WHERE ${ended} AND kind = 'whole' AND dossier IN (SELECT dossier FROM promises WHERE keptAt <= dueAt AND toldAt > dueAt);
`

/** Rows of books that differ: what should stand of a dossier in a book on a day, and what does, with the places where it lies. */
export const bookDifferencesSql = `
WITH w AS (
  SELECT agency, book, day, dossier, max(tail) AS tail, group_concat(mark, ' ' ORDER BY mark) AS marks
  FROM wantedRows GROUP BY agency, book, day, dossier
), s AS (
  SELECT agency, book, day, dossier, max(tail) AS tail, group_concat(mark, ' ' ORDER BY mark) AS marks
  FROM (SELECT DISTINCT agency, book, day, dossier, mark, tail FROM bookRows) GROUP BY agency, book, day, dossier
), d AS (
  SELECT agency, book, day, dossier, w.tail AS tail, w.marks AS wanted, s.marks AS stored
  FROM w FULL JOIN s USING (agency, book, day, dossier) WHERE w.marks IS NOT s.marks OR w.tail IS NOT s.tail
)
SELECT d.*, coalesce(CASE book WHEN '${lateThereBook}' THEN (SELECT p.revision FROM promises p WHERE p.dossier = d.dossier)
    ELSE (SELECT m.through FROM marks m WHERE m.dossier = d.dossier) END, 0) AS through,
  (SELECT json_group_array(DISTINCT b.place) FROM bookRows b
    WHERE b.agency = d.agency AND b.book = d.book AND b.day = d.day AND b.dossier = d.dossier) AS places
FROM d ORDER BY agency, book, day, dossier`

export const comparedSql = `
SELECT agency, place, mark, sum(wanted) AS wanted, sum(stored) AS stored FROM (
  SELECT agency, place, mark, value AS wanted, 0 AS stored FROM wanted
  UNION ALL SELECT agency, place, mark, 0, value FROM cells
) GROUP BY agency, place, mark HAVING sum(wanted) <> sum(stored) ORDER BY agency, place, mark`

/** Dossiers whose history the figures do not have, or not to its end: the comparison above leaves out what they lack. */
export const uncountedSql = `
SELECT h.id AS dossier, h.version, coalesce(m.through, 0) AS through FROM heads h LEFT JOIN marks m ON m.dossier = h.id
WHERE coalesce(m.through, 0) < h.version ORDER BY h.id`

/** Histories with a hole: a number between one and the head's that no event bears. */
export const holesSql = `
SELECT h.id AS dossier, h.version AS wanted, count(e.n) AS found,
  (SELECT min(k.n) FROM (SELECT n FROM events WHERE dossier = h.id UNION SELECT 0) p
    JOIN (SELECT p2.n + 1 AS n FROM (SELECT n FROM events WHERE dossier = h.id UNION SELECT 0) p2) k ON k.n = p.n + 1
    WHERE k.n NOT IN (SELECT n FROM events WHERE dossier = h.id) AND k.n <= h.version) AS hole
FROM heads h LEFT JOIN events e ON e.dossier = h.id AND e.n <= h.version
GROUP BY h.id HAVING count(e.n) <> h.version`
