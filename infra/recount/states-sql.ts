/**
 * What is exported, and what every dossier was after each of its events: its own fields taken back through `was`, the first
 * later event that names a field, else the head. Plain SQL, not the projector's fold.
 */
export const tablesSql = `
CREATE TABLE heads (id TEXT PRIMARY KEY, version INT, head TEXT, field TEXT);
CREATE TABLE events (
  dossier TEXT, n INT, at TEXT, act TEXT, frm TEXT, too TEXT, holder TEXT, officer TEXT, step INT, dueAt TEXT,
  doer TEXT, citizen INT, detail TEXT, was TEXT, PRIMARY KEY (dossier, n)
) WITHOUT ROWID;
CREATE TABLE marks (dossier TEXT PRIMARY KEY, through INT);
CREATE TABLE acknowledged (dossier TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE promises (dossier TEXT PRIMARY KEY, revision INT, dueAt TEXT, keptAt TEXT, toldAt TEXT) WITHOUT ROWID;
CREATE TABLE cells (agency TEXT, place TEXT, mark TEXT, value INT);
CREATE TABLE bookRows (agency TEXT, book TEXT, day TEXT, dossier TEXT, mark TEXT, tail TEXT, place TEXT);
`

const changing = {
  clock: 'clock',
  pausedFor: 'pausedFor',
  child: 'child',
  stage: 'supplementStage',
  receiving: 'receivingUnit',
  competent: 'competentAgency',
  answerDueAt: 'answerDueAt',
  stepDueAt: 'stepDueAt',
} as const

/** Stands for a field that was not there, so that it is told from one nobody changed. */
const absent = "'∅'"

/** The field as it was after event `e`: what the next event to change it found there, else what the head says. */
const after = (column: string, name: string): string => `
  nullif(coalesce((SELECT c.value FROM changes c WHERE c.dossier = e.dossier AND c.name = '${name}' AND c.n > e.n ORDER BY c.n LIMIT 1), h.${column}), ${absent}) AS ${column}`

const agencyOf = (unit: string): string => `substr(${unit}, 1, instr(${unit} || '/', '/') - 1)`

const names = Object.values(changing)
  .map((name) => `'${name}'`)
  .join(', ')

export const statesSql = `
CREATE TABLE changes (dossier TEXT, name TEXT, n INT, value TEXT, PRIMARY KEY (dossier, name, n)) WITHOUT ROWID;
INSERT INTO changes SELECT e.dossier, j.key, e.n, coalesce(j.atom, ${absent}) FROM events e, json_each(e.was) j WHERE j.key IN (${names});

CREATE TABLE known AS SELECT id, json_extract(head, '$.procedureVersion') AS version, field, json_extract(head, '$.procedure') AS procedure, json_extract(head, '$.channel') AS channel,
  json_extract(head, '$.class') AS class, json_extract(head, '$.classByLaw') AS byLaw, json_extract(head, '$.workedMinutes') AS minutes,
  json_extract(head, '$.result.outcome') AS outcome,
  json_extract(head, '$.result') IS NOT NULL AS hasResult, json_extract(head, '$.nonTerritorial') IS NOT NULL AS apart,
  CASE WHEN json_extract(head, '$.parent') IS NOT NULL THEN 'part'
       WHEN json_extract(head, '$.corrects') IS NOT NULL THEN 'correction' ELSE 'whole' END AS kind,
  ${Object.entries(changing)
    .map(([column, name]) => `json_extract(head, '$.${name}') AS ${column}`)
    .join(', ')}
FROM heads;
CREATE UNIQUE INDEX known_by ON known (id);

CREATE TABLE told AS
SELECT e.dossier, e.n, substr(e.at, 1, 10) AS day, e.at, e.act, e.frm, e.too, e.holder, e.officer, e.step, e.dueAt, e.doer, e.citizen, e.detail,
  h.field, h.procedure, h.version, h.channel, h.class, h.byLaw, h.minutes, h.outcome, h.hasResult, h.kind, h.apart,
  ${Object.entries(changing)
    .map(([column, name]) => after(column, name))
    .join(',')}
FROM events e JOIN known h ON h.id = e.dossier JOIN marks m ON m.dossier = e.dossier AND e.n <= m.through
WHERE e.too <> 'draft';

CREATE TABLE stood AS
SELECT t.*,
  (too = 'registered' OR (too = 'supplement-requested' AND stage = 'reception')) AS pending,
  (too IN ('accepted', 'in-progress', 'obligation-requested') OR (too = 'supplement-requested' AND coalesce(stage, '') <> 'reception')) AS open,
  ${agencyOf("CASE WHEN kind = 'part' THEN holder WHEN apart THEN competent ELSE receiving END")} AS home
FROM told t;

CREATE INDEX stood_at ON stood (dossier, n);

CREATE TABLE states AS
SELECT s.*,
  CASE WHEN open AND clock = 'paused' THEN CASE
    WHEN too = 'supplement-requested' THEN 'qs'
    WHEN too = 'obligation-requested' OR pausedFor = 'financial-obligation' THEN 'qm' ELSE 'qw' END END AS waits,
  (open AND child IS NOT NULL) AS away, first_value(receiving) OVER one AS sender,
  max(CASE WHEN clock <> 'paused' THEN n ELSE 0 END) OVER past AS lastRunning,
  lag(n) OVER one AS was_n, lag(pending) OVER one AS was_pending, lag(open) OVER one AS was_open, lag(home) OVER one AS was_home,
  lag(step) OVER one AS was_step, lag(holder) OVER one AS was_holder, lag(stepDueAt) OVER one AS was_stepDueAt,
  lead(day) OVER one AS next_day, lead(n) OVER one AS next_n,
  CASE WHEN pending OR open THEN home ELSE (
    SELECT b.home FROM stood b WHERE b.dossier = s.dossier AND b.n < s.n AND (b.pending OR b.open) ORDER BY b.n DESC LIMIT 1
  ) END AS agency
FROM stood s
WINDOW one AS (PARTITION BY dossier ORDER BY n), past AS (PARTITION BY dossier ORDER BY n ROWS UNBOUNDED PRECEDING);
CREATE INDEX states_at ON states (dossier, n);

CREATE TABLE lately AS
SELECT s.*, CASE WHEN open AND dueAt IS NOT NULL THEN CASE
    WHEN clock <> 'paused' THEN date(substr(dueAt, 1, 10), '+1 day')
    WHEN date(substr(dueAt, 1, 10), '+1 day') <= (SELECT min(p.day) FROM states p WHERE p.dossier = s.dossier AND p.n > s.lastRunning)
    THEN date(substr(dueAt, 1, 10), '+1 day') END END AS lateOn,
  (SELECT count(*) FROM states r WHERE r.dossier = s.dossier AND r.n <= s.n AND r.act IN ('receive-back', 'transfer-rejected')
    AND json_extract(r.detail, '$.class') = 'overdue') AS lateParts,
  coalesce(lag(away) OVER (PARTITION BY dossier ORDER BY n), 0) AS was_away
FROM states s;
CREATE UNIQUE INDEX lately_at ON lately (dossier, n);

CREATE TABLE runs AS
SELECT l.*, sum(isNew) OVER (PARTITION BY dossier ORDER BY n ROWS UNBOUNDED PRECEDING) AS run
FROM (SELECT *, (lateOn IS NOT lag(lateOn) OVER (PARTITION BY dossier ORDER BY n)) AS isNew FROM lately) l;
CREATE INDEX runs_at ON runs (dossier, run, n);

/* Where it lay as the day began on which it fell late: by the last state before, or before that day was set too late. */
CREATE TABLE late AS
SELECT r.*, coalesce(
  (SELECT b.away FROM runs b WHERE b.dossier = r.dossier AND b.run = r.run AND b.n <= r.n AND b.day < r.lateOn ORDER BY b.n DESC LIMIT 1),
  (SELECT b.was_away FROM runs b WHERE b.dossier = r.dossier AND b.run = r.run ORDER BY b.n LIMIT 1)
) AS fellElsewhere
FROM runs r;
CREATE INDEX late_at ON late (dossier, n);
`
