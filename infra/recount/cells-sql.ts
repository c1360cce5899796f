const agencyOf = (unit: string): string => `substr(${unit}, 1, instr(${unit} || '/', '/') - 1)`

/** Where a line's numbers lie; parts say who sent them. */
const tail = `kind || '#' || replace(field, '#', ' ') || '#' || replace(procedure, '#', ' ') || '#' ||
  CASE kind WHEN 'part' THEN ${agencyOf('receiving')} ELSE '' END`

/** Of lines: on which day, under which mark, how much. */
const flow = (mark: string, when: string, value = '1'): string =>
  `SELECT agency, ${tail} AS tail, day, ${mark} AS mark, ${value} AS value FROM states WHERE ${when}`

/** A state stands from its own day until the day of the next one: in with the one, out with the other. */
const stock = (mark: string, when: string): string => `
SELECT agency, ${tail}, day, ${mark}, 1 FROM states WHERE ${when}
UNION ALL SELECT agency, ${tail}, next_day, ${mark}, -1 FROM states WHERE (${when}) AND next_n IS NOT NULL`

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
SELECT agency, ${tail}, max(lateOn, day), ${mark}, 1 FROM late WHERE ${when}
UNION ALL SELECT agency, ${tail}, max(lateOn, next_day), ${mark}, -1 FROM late WHERE ${when} AND next_n IS NOT NULL`

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
  `SELECT was_home, ${tail}, day, 'mo', 1 FROM states WHERE coalesce(was_open, 0) AND open AND was_home <> home`,
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
  flow(`'pa'`, `act = 'pay' AND json_extract(detail, '$.receiptNumber') IS NOT NULL`),
  flow(
    `'po'`,
    `act = 'pay' AND json_extract(detail, '$.receiptNumber') IS NOT NULL AND json_extract(detail, '$.method') = 'online'`,
  ),
  flow(`'rr'`, `act = 'refund'`, `json_extract(detail, '$.amountVnd')`),
  `SELECT agency, tail, day, mark, max(0, min(amount, paid - before)) FROM (
     SELECT agency, ${tail} AS tail, day, json_extract(detail, '$.totalVnd') AS paid, json_extract(i.value, '$.amountVnd') AS amount,
       CASE json_extract(i.value, '$.kind') WHEN 'charge' THEN 'pc' WHEN 'price' THEN 'pp' ELSE 'pf' END AS mark,
       coalesce(sum(json_extract(i.value, '$.amountVnd')) OVER (PARTITION BY dossier, n ORDER BY CAST(i.key AS INT) ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
     FROM states, json_each(detail, '$.items') i WHERE act = 'pay' AND json_extract(detail, '$.receiptNumber') IS NOT NULL)`,
  stock(`'qp'`, 'pending'),
  stock(`'qo'`, 'open'),
  stock('waits', 'waits IS NOT NULL'),
  stock(`'qa'`, 'away'),
  `SELECT agency, ${tail}, day, 'qv', 1 FROM late WHERE lateOn IS NOT NULL AND clock = 'paused'
   UNION ALL SELECT agency, ${tail}, next_day, 'qv', -1 FROM late WHERE lateOn IS NOT NULL AND clock = 'paused' AND next_n IS NOT NULL`,
  late(`'ql'`, 'lateOn IS NOT NULL'),
  late(`'qn'`, `lateOn IS NOT NULL AND channel = 'online'`),
]

const desk = `
SELECT ${agencyOf('holder')}, 'D#' || due || '#' || CASE WHEN pending THEN 'answer' ELSE 'whole' END || '#' || kind || '#' || holder || '#' || coalesce(officer, ''), 'n', 1
FROM (SELECT *, CASE WHEN clock = 'paused' OR (pending AND too <> 'registered') THEN 'waiting'
   ELSE coalesce(substr(CASE WHEN pending THEN answerDueAt ELSE dueAt END, 1, 10), 'none') END AS due
  FROM states WHERE next_n IS NULL AND (pending OR open))`

const step = `
SELECT ${agencyOf('was_holder')}, 'S#' || substr(day, 1, 7) || '#' || was_holder || '#' || coalesce(doer, '') || '#' || procedure || '#' || was_step,
  CASE WHEN was_stepDueAt IS NOT NULL AND at > was_stepDueAt THEN 'ov' ELSE 'ot' END, 1
FROM states WHERE coalesce(was_open, 0) AND was_step IS NOT NULL AND act IN ('pass-on', 'transfer', 'approve', 'hand-back')`

/** Received there on that day, and known to the portal by now. */
const known = `
SELECT agency, 'P#' || substr(day, 1, 7), 'kn' || substr(day, 9, 2), 1
FROM states WHERE ${entered} AND kind = 'whole' AND dossier IN (SELECT dossier FROM acknowledged)`

/** Every cell as the histories want it, beside what is stored; a row for each that differs. */
export const differencesSql = `
CREATE TABLE lines AS ${lines.join('\nUNION ALL\n')};
CREATE TABLE wanted AS
SELECT agency, place, mark, sum(value) AS value FROM (
  SELECT agency, 'M#' || substr(day, 1, 7) || '#' || tail AS place, mark || substr(day, 9, 2) AS mark, value FROM lines
  UNION ALL SELECT agency, 'Y#' || substr(day, 1, 4) || '#' || tail, mark, value FROM lines
  UNION ALL ${desk}
  UNION ALL ${step}
  UNION ALL ${known}
) GROUP BY agency, place, mark;
`

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
