import { RemovalPolicy } from 'aws-cdk-lib'
import { RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { Scope } from '../shared/access/machine.ts'

export type StageName = 'dev' | 'prod'

/** What differs between one installation and the next; everything else is the same everywhere. */
export interface Stage {
  name: StageName
  /** Mã tỉnh in the national code list; Huế is H57. */
  provinceCode: string
  region: string
  /** The issuer of citizens' tokens. API Gateway reads its discovery page when the authorizer is made. */
  citizen: { issuer: string; audience: string }
  staff: { domainPrefix: string; returnTo: readonly string[] }
  /** Systems that call for themselves; each gets a client with these scopes, and opens nothing before it is listed in the table. */
  machines: readonly { name: string; scopes: readonly Scope[] }[]
  corsOrigins: readonly string[]
  /** Where whoever scans a receipt's code is sent, `{code}` in its place; part of the portal. */
  lookUpAddress: string
  /** The city's own name for the API, with a certificate of the same region. */
  domain?: { name: string; certificateArn: string }
  /** A web firewall in front of `domain`, where the stage has one: from then on the API is called by this name. */
  shield?: Shield
  /** Sender of notices; its domain is verified once with the mail service. */
  mailFrom: string
  alarmMail: string
  /** What the account may cost a month before somebody is told by mail. */
  monthlyUsd: number
  postUrl: string
  /** The register of all dossiers: the national portal's adapter, or a ministry's newer interface over LGSP. */
  portal: { url: string; interface: 'portal' | 'ministry'; destination: string; files: 'named' | PortalFiles }
  payments: PaymentPlaces
  taxOfficeUrl: string
  /** Trục liên thông văn bản, to the document-management systems of the four levels. */
  lettersUrl: string
  /**
   * The axis's number of a document before the installation listens. What arrived before its first run is passed by in any case;
   * a number here only spares that run the reading of them.
   */
  lettersAfter: number
  /** Where messages to applicants are handed in, and the city's brand name at the carrier of SMS. */
  messages: { smsUrl: string; smsBrand: string; chatUrl: string }
  /** `host` or `host:port` of every partner; workers call nobody else. */
  partnerHosts: readonly string[]
  /** `host` or `host:port` of front ends that may ask to be told by webhook; no partner's stands here. */
  webhookHosts: readonly string[]
  logRetention: RetentionDays
  /** The dossier table in use. Before it, those given up after a restore, until the desk stack has let go of them: the runbook says when. */
  tables: { inUse: string; givenUp: readonly string[] }
  /** `close`: each call of a function is traced and reported in its log. `lean`: it says its own lines only, and what failed. */
  watched: 'close' | 'lean'
  /** Days for which nobody, the account's owner included, can take an audit bill away. */
  billsLockedDays: number
  /** `records` holds for everything that must never be lost, `logs` for the running log. */
  removal: { records: RemovalPolicy; logs: RemovalPolicy }
  /** For each route. */
  throttle: { ratePerSecond: number; burst: number }
  /** For each route that asks for no token. */
  openThrottle: { ratePerSecond: number; burst: number }
}

/** How the portal comes to the files of a dossier by a link of ours: who is let in with it, by at least one of both. */
export interface PortalFiles {
  /** Days for which a link is good, counted from its telling. */
  days: number
  /** Blocks of the portal's own addresses, `203.0.113.0/24`; empty: from anywhere. */
  from: readonly string[]
  /** Whether the portal shows the token of its secret beside the link. */
  bearing: 'link' | 'token'
}

export interface Shield {
  name: string
  /** Of us-east-1, where distributions look for it. */
  certificateArn: string
  /** Requests that one address may send in five minutes; a whole office comes from one. */
  perAddress: number
}

/** Where the gateways and the receipt office answer, and as whom they know us. */
export interface PaymentPlaces {
  platformUrl: string
  platformPartner: string
  vnpayUrl: string
  /** The page on which payers choose their bank. */
  vnpayPayUrl: string
  vnpayMerchant: string
  receiptsUrl: string
  /** Where a payer's browser comes back to, `{code}` in its place; part of the portal. */
  returnAddress: string
}

/** Stands for the city's own certificate of that region. */
function certificateOf(region: string): string {
  return `arn:aws:acm:${region}:111122223333:certificate/00000000-0000-0000-0000-000000000000`
}

/** The hosts under `.example` and the certificates stand for the city's own and are replaced before the first deploy. */
const stages = {
  dev: {
    name: 'dev',
    provinceCode: 'H57',
    region: 'ap-southeast-1',
    citizen: { issuer: 'https://dinh-danh.thu-nghiem.hue.example', audience: 'mot-cua-api' },
    staff: { domainPrefix: 'mot-cua-h57-dev', returnTo: ['http://localhost:5173/desk/signed-in'] },
    machines: [{ name: 'thu-nghiem', scopes: ['dossiers.follow', 'reports.read', 'webhooks.receive'] }],
    corsOrigins: ['http://localhost:5173'],
    lookUpAddress: 'http://localhost:5173/tra-cuu?ma={code}',
    mailFrom: 'mot-cua@thu-nghiem.hue.example',
    alarmMail: 'truc-he-thong@thu-nghiem.hue.example',
    monthlyUsd: 50,
    postUrl: 'https://buu-chinh.thu-nghiem.hue.example',
    portal: {
      url: 'https://truc.thu-nghiem.hue.example/dvcqg',
      interface: 'portal',
      destination: 'dvcqg',
      files: { days: 90, from: [], bearing: 'token' },
    },
    taxOfficeUrl: 'https://truc.thu-nghiem.hue.example/thue',
    lettersUrl: 'https://truc.thu-nghiem.hue.example/van-ban',
    lettersAfter: 0,
    payments: {
      platformUrl: 'https://thanh-toan.thu-nghiem.hue.example/platform',
      platformPartner: 'H57',
      vnpayUrl: 'https://cong-thanh-toan.thu-nghiem.hue.example',
      vnpayPayUrl: 'https://cong-thanh-toan.thu-nghiem.hue.example/paymentv2/vpcpay.html',
      vnpayMerchant: 'H57',
      receiptsUrl: 'https://bien-lai.thu-nghiem.hue.example',
      returnAddress: 'http://localhost:5173/thanh-toan?ma={code}',
    },
    messages: {
      smsUrl: 'https://tin-nhan.thu-nghiem.hue.example/sms',
      smsBrand: 'MOTCUA HUE',
      chatUrl: 'https://tin-nhan.thu-nghiem.hue.example/chat',
    },
    partnerHosts: [
      'buu-chinh.thu-nghiem.hue.example',
      'truc.thu-nghiem.hue.example',
      'thanh-toan.thu-nghiem.hue.example',
      'cong-thanh-toan.thu-nghiem.hue.example',
      'bien-lai.thu-nghiem.hue.example',
      'tin-nhan.thu-nghiem.hue.example',
    ],
    webhookHosts: ['cong.thu-nghiem.hue.example'],
    logRetention: RetentionDays.TWO_WEEKS,
    tables: { inUse: 'dossiers', givenUp: [] },
    watched: 'close',
    billsLockedDays: 7,
    removal: { records: RemovalPolicy.RETAIN, logs: RemovalPolicy.DESTROY },
    throttle: { ratePerSecond: 50, burst: 100 },
    openThrottle: { ratePerSecond: 10, burst: 20 },
  },
  prod: {
    name: 'prod',
    provinceCode: 'H57',
    region: 'ap-southeast-1',
    citizen: { issuer: 'https://dinh-danh.hue.example', audience: 'mot-cua-api' },
    staff: { domainPrefix: 'mot-cua-h57', returnTo: ['https://mot-cua.hue.example/desk/signed-in'] },
    machines: [{ name: 'cong-dich-vu-cong', scopes: ['dossiers.follow', 'webhooks.receive', 'payments.begin'] }],
    corsOrigins: ['https://mot-cua.hue.example'],
    domain: { name: 'api-goc.hue.example', certificateArn: certificateOf('ap-southeast-1') },
    shield: { name: 'api.hue.example', certificateArn: certificateOf('us-east-1'), perAddress: 6_000 },
    lookUpAddress: 'https://mot-cua.hue.example/tra-cuu?ma={code}',
    mailFrom: 'mot-cua@hue.example',
    alarmMail: 'truc-he-thong@hue.example',
    monthlyUsd: 300,
    postUrl: 'https://buu-chinh.hue.example',
    // Named only until it is agreed from where the portal fetches, or what it shows.
    portal: { url: 'https://truc.hue.example/dvcqg', interface: 'portal', destination: 'dvcqg', files: 'named' },
    taxOfficeUrl: 'https://truc.hue.example/thue',
    lettersUrl: 'https://truc.hue.example/van-ban',
    lettersAfter: 0,
    payments: {
      platformUrl: 'https://thanh-toan.hue.example/platform',
      platformPartner: 'H57',
      vnpayUrl: 'https://cong-thanh-toan.hue.example',
      vnpayPayUrl: 'https://cong-thanh-toan.hue.example/paymentv2/vpcpay.html',
      vnpayMerchant: 'H57',
      receiptsUrl: 'https://bien-lai.hue.example',
      returnAddress: 'https://mot-cua.hue.example/thanh-toan?ma={code}',
    },
    messages: {
      smsUrl: 'https://tin-nhan.hue.example/sms',
      smsBrand: 'MOTCUA HUE',
      chatUrl: 'https://tin-nhan.hue.example/chat',
    },
    partnerHosts: [
      'buu-chinh.hue.example',
      'truc.hue.example',
      'thanh-toan.hue.example',
      'cong-thanh-toan.hue.example',
      'bien-lai.hue.example',
      'tin-nhan.hue.example',
    ],
    webhookHosts: ['cong.hue.example'],
    logRetention: RetentionDays.ONE_YEAR,
    tables: { inUse: 'dossiers', givenUp: [] },
    watched: 'lean',
    billsLockedDays: 3650,
    removal: { records: RemovalPolicy.RETAIN, logs: RemovalPolicy.RETAIN },
    throttle: { ratePerSecond: 500, burst: 1000 },
    openThrottle: { ratePerSecond: 100, burst: 200 },
  },
} satisfies Record<StageName, Stage>

/** The stage of this name, `dev` when none is given; an unknown name stops the synthesis. */
export function stageOf(name: unknown = 'dev'): Stage {
  if (name === 'dev' || name === 'prod') return stages[name]
  throw new Error(`No stage is called ${JSON.stringify(name)}: choose one of ${Object.keys(stages).join(', ')}.`)
}
