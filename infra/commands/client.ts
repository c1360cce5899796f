import { writeFileSync } from 'node:fs'
import { openapi } from '../../shared/http/openapi.ts'
import { madeFile, writeClient } from '../client/write-client.ts'

/** `npm run client`: writes the typed contract of the client anew, from the OpenAPI document of this source. */
writeFileSync(madeFile, writeClient(openapi()))
console.log(madeFile)
