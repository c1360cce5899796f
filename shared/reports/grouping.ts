/** Phân tổ. By what the rows of a report are told apart. */
export const groupings = ['field', 'procedure', 'agency', 'level', 'sender', 'room', 'officer', 'step', 'due'] as const
export type Grouping = (typeof groupings)[number]

export const groupingTerms: Readonly<Record<Grouping, string>> = {
  field: 'Lĩnh vực',
  procedure: 'Thủ tục hành chính',
  agency: 'Cơ quan',
  level: 'Cấp',
  sender: 'Cơ quan chuyển đến',
  room: 'Bộ phận',
  officer: 'Cán bộ',
  step: 'Bước',
  due: 'Ngày đến hạn',
}
