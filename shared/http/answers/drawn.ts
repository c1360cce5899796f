import { drawnSheets } from './drawn-sheets.ts'
import { figureFiles } from './figure-files.ts'

/** All that is made when it is asked for: one part of the bundle, loaded late. */
export const drawn = { ...drawnSheets, ...figureFiles }
