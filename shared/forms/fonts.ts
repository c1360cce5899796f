/** The three cuts a sheet is set in, as the bytes of their TrueType files. */
export interface Fonts {
  regular: Uint8Array
  bold: Uint8Array
  italic: Uint8Array
}

/** Where each cut lies in its package, and under which name beside a bundle. */
export const fontFiles = {
  regular: '400Regular/NotoSerif_400Regular.ttf',
  bold: '700Bold/NotoSerif_700Bold.ttf',
  italic: '400Regular_Italic/NotoSerif_400Regular_Italic.ttf',
} as const satisfies Record<keyof Fonts, string>
