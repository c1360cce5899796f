import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Feedback } from '../../satisfaction/feedback.ts'
import { changesBy, type SurveyTally, type TallyKey } from '../../satisfaction/results.ts'
import type { Survey } from '../../satisfaction/survey.ts'
import type { SurveyLine, Surveys } from '../../satisfaction/surveys.ts'
import { readCursor, writeCursor } from '../table/cursor.ts'
import { contentOf, type Item, type Key } from '../table/items.ts'
import { askTable, readAll, readOne, readPage, type Table, textOfKey } from '../table/table.ts'
import { writeTogether } from '../table/write-together.ts'
import { goneItem, isGone } from './beside.ts'

const answerKey = (dossier: string): Key => ({ pk: `SURVEY#${dossier}`, sk: 'ANSWER' })
const replacedKey = (dossier: string): Key => ({ pk: `SURVEY#${dossier}`, sk: 'REPLACED' })
const lineKey = ({ agency, at, dossier }: Survey): Key => ({ pk: `SURVEYS#${agency}#${at.slice(0, 7)}`, sk: dossier })
const feedbackKey = (agency: string, id: string): Key => ({ pk: `FEEDBACK#${agency}`, sk: id })
const publishedKey = ({ agency, id }: Feedback): Key => ({ pk: `PUBLISHED#${agency}`, sk: id })

/** By month first: a stretch of months is one question. */
function tallyPlace({ agency, month, desk, officer, questionnaire, version }: TallyKey): Key {
  return { pk: `SURVEY-TALLY#${agency}`, sk: [month, questionnaire, version, desk, officer ?? ''].join('#') }
}

export function createSurveys(table: Table): Surveys {
  const page = async (pk: string, limit: number, after: string | undefined, falling: boolean) => {
    const place = after === undefined ? undefined : readCursor(after)
    const found = await readPage(
      table,
      {
        KeyConditionExpression: place === undefined ? 'pk = :pk' : `pk = :pk AND sk ${falling ? '<' : '>'} :after`,
        ExpressionAttributeValues: { ':pk': pk, ...(place === undefined ? {} : { ':after': place }) },
        ScanIndexForward: !falling,
        ConsistentRead: true,
      },
      limit,
      textOfKey,
    )
    return { items: found.items, ...(found.next === undefined ? {} : { next: writeCursor(found.next) }) }
  }
  const feedbacks = async (pk: string, limit: number, after?: string) => {
    const { items, next } = await page(pk, limit, after, true)
    return { rows: items.map((item) => contentOf<Feedback>(item)), ...(next === undefined ? {} : { next }) }
  }
  return {
    async answer(survey, feedback, instead) {
      const first = instead
        ? replacing(table, { ...answerKey(survey.dossier), d: survey }, instead)
        : put(table, { ...answerKey(survey.dossier), d: survey })
      const others = [
        ...lineWrites(table, survey, instead),
        ...changesBy(survey, instead).map(({ key, by }) => ({
          Update: { TableName: table.name, Key: { ...tallyPlace(key) }, ...adding(key, by) },
        })),
        ...(instead ? [put(table, { ...replacedKey(survey.dossier), d: instead })] : []),
        ...(feedback ? filing(table, feedback) : []),
      ]
      return (await writeTogether(table.db, [first, ...others])) ? 'kept' : 'answered-already'
    },
    async replaced(dossier) {
      const item = await readOne(table, replacedKey(dossier))
      return item && contentOf<Survey>(item)
    },
    async fromAddress(address, agency, day, of) {
      const update = new UpdateCommand({
        TableName: table.name,
        Key: { pk: `SURVEY-FROM#${agency}#${day}`, sk: address },
        UpdateExpression: 'ADD answers :of SET #ttl = :then',
        ExpressionAttributeNames: { '#ttl': 'ttl' },
        ExpressionAttributeValues: { ':of': new Set([of]), ':then': Math.floor(Date.now() / 1000) + 2 * 86_400 },
        ReturnValues: 'ALL_NEW',
      })
      const { Attributes = {} } = await askTable(() => table.db.send(update))
      return Attributes.answers instanceof Set ? Attributes.answers.size : 0
    },
    async ofDossier(dossier) {
      const item = await readOne(table, answerKey(dossier))
      return item && contentOf<Survey>(item)
    },
    async tallies(agency, from, to) {
      const items = await readAll(table, {
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': `SURVEY-TALLY#${agency}`, ':from': from, ':to': `${to}#~` },
        ConsistentRead: true,
      })
      return items.map(tallyOf)
    },
    async lines(agency, month, limit, after) {
      const { items, next } = await page(`SURVEYS#${agency}#${month}`, limit, after, false)
      const left = items.filter((item) => !isGone(item))
      return { rows: left.map((item) => contentOf<SurveyLine>(item)), ...(next === undefined ? {} : { next }) }
    },
    file: (feedback) => writeTogether(table.db, filing(table, feedback)),
    async feedbackAbout(dossier) {
      const pointers = await readAll(table, {
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :feedback)',
        ExpressionAttributeValues: { ':pk': `SURVEY#${dossier}`, ':feedback': 'FEEDBACK#' },
        ConsistentRead: true,
      })
      const keys = pointers.map((item) => contentOf<Key>(item))
      const items = await Promise.all(keys.map((key) => readOne(table, key)))
      return items.flatMap((item) => (item ? [contentOf<Feedback>(item)] : [])).sort((a, b) => (a.id < b.id ? -1 : 1))
    },
    async feedback(agency, id) {
      const item = await readOne(table, feedbackKey(agency, id))
      return item && contentOf<Feedback>(item)
    },
    feedbackOf: (agency, limit, after) => feedbacks(`FEEDBACK#${agency}`, limit, after),
    async move(next) {
      const item = feedbackItem(next)
      const seen = {
        ConditionExpression: 'version = :seen',
        ExpressionAttributeValues: { ':seen': next.version - 1 },
      }
      const own = { Put: { TableName: table.name, Item: item, ...seen } }
      const shown = { Put: { TableName: table.name, Item: { ...item, ...publishedKey(next) } } }
      return (await writeTogether(table.db, next.state === 'published' ? [own, shown] : [own])) ? 'moved' : 'overtaken'
    },
    published: (agency, limit, after) => feedbacks(`PUBLISHED#${agency}`, limit, after),
  }
}

function feedbackItem(feedback: Feedback): Item {
  return { ...feedbackKey(feedback.agency, feedback.id), version: feedback.version, d: feedback }
}

/** The feedback, and under its dossier where it lies: what came without a survey by the mark of its words alone, so that at any moment they are filed once. */
function filing(table: Table, feedback: Feedback) {
  const { agency, id, dossier, from } = feedback
  const name = from === 'direct' ? id.slice(id.lastIndexOf(':') + 1) : id
  const pointer = { pk: `SURVEY#${dossier}`, sk: `FEEDBACK#${name}`, d: feedbackKey(agency, id) }
  return [put(table, feedbackItem(feedback)), put(table, pointer)]
}

/** Nothing here is written over. */
function put(table: Table, item: Item) {
  return { Put: { TableName: table.name, Item: item, ConditionExpression: 'attribute_not_exists(pk)' } }
}

/** Only over the very answer that was seen there. */
function replacing(table: Table, item: Item, { at, way }: Survey) {
  const seen = {
    ConditionExpression: '#d.#at = :at AND #d.#way = :way',
    ExpressionAttributeNames: { '#d': 'd', '#at': 'at', '#way': 'way' },
    ExpressionAttributeValues: { ':at': at, ':way': way },
  }
  return { Put: { TableName: table.name, Item: item, ...seen } }
}

/** The line in the month's list; that of the answer that gave way goes. */
function lineWrites(table: Table, survey: Survey, instead: Survey | undefined) {
  const line: SurveyLine = { dossier: survey.dossier, at: survey.at, verdict: survey.verdict }
  const own = { ...lineKey(survey), d: line }
  if (!instead) return [put(table, own)]
  const old = lineKey(instead)
  const isSame = old.pk === own.pk && old.sk === own.sk
  const writes = [own, ...(isSame ? [] : [goneItem(old)])]
  return writes.map((Item) => ({ Put: { TableName: table.name, Item } }))
}

/** Each sum is an attribute of its own: a new answer adds, whoever else adds meanwhile. */
function adding(key: TallyKey, by: Readonly<Record<string, number>>) {
  const names = Object.keys(by)
  return {
    UpdateExpression: `SET #k = :key ADD ${names.map((_, n) => `#c${n} :a${n}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries([
      ['#k', 'd'],
      ...names.map((name, n) => [`#c${n}`, `c:${name}`] as const),
    ]),
    ExpressionAttributeValues: {
      ':key': key,
      ...Object.fromEntries(names.map((name, n) => [`:a${n}`, by[name]] as const)),
    },
  }
}

function tallyOf(item: Item): SurveyTally {
  const counted = Object.entries(item).flatMap(([name, value]) =>
    name.startsWith('c:') && typeof value === 'number' ? [[name.slice(2), value] as const] : [],
  )
  return { ...contentOf<TallyKey>(item), counts: Object.fromEntries(counted) }
}
