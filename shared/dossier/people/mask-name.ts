/** "Nguyễn Văn An" becomes "Nguyễn V** A*": enough to tell two rows apart, too little to know who it is. */
export function maskName(name: string): string {
  const [family = '', ...rest] = name.normalize('NFC').trim().split(/\s+/)
  return [family, ...rest.map((word) => [...word][0] + '*'.repeat(Math.max(1, [...word].length - 1)))].join(' ')
}
