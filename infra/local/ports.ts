import { findFreePorts, isPortFree } from './loopback.ts'

/** Every door of the local stack. */
export interface Ports {
  http: number
  control: number
  s3: number
  dynamodb: number
  sqs: number
  citizenIssuer: number
  staffIssuer: number
  vnpost: number
  mail: number
  secrets: number
  signing: number
  payments: number
  messages: number
  portals: number
  offices: number
}

export const firstPort = 8471

/** Ports side by side from `first` on. */
export function portsFrom(first: number): Ports {
  return {
    http: first,
    control: first + 1,
    s3: first + 2,
    dynamodb: first + 3,
    sqs: first + 4,
    citizenIssuer: first + 5,
    staffIssuer: first + 6,
    vnpost: first + 7,
    mail: first + 8,
    secrets: first + 9,
    signing: first + 10,
    payments: first + 11,
    messages: first + 12,
    portals: first + 13,
    offices: first + 14,
  }
}

/** Any free port for each door, for a stack beside others. The stores cannot choose for themselves: theirs are looked for. */
export async function anyPorts(): Promise<Ports> {
  const [dynamodb = 0, sqs = 0] = await findFreePorts(2)
  const any = {
    http: 0,
    control: 0,
    s3: 0,
    citizenIssuer: 0,
    staffIssuer: 0,
    vnpost: 0,
    mail: 0,
    secrets: 0,
    signing: 0,
    payments: 0,
    messages: 0,
    portals: 0,
    offices: 0,
  }
  return { ...any, dynamodb, sqs }
}

/** Those that another program listens on. */
export async function findTaken(ports: Ports): Promise<number[]> {
  const asked = Object.values(ports).filter((port: number) => port !== 0)
  const taken = await Promise.all(asked.map(async (port: number) => ((await isPortFree(port)) ? [] : [port])))
  return taken.flat()
}
