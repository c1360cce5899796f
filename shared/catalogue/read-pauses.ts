/** Lý do không tính thời gian, as a published text names them; the codes are those of the life cycle. */
export interface PauseRead {
  code: string
  name: string
  /** The published words. */
  ground: string
  consultation?: true
}

const clause =
  /không (?:bao gồm|tính|kể)(?! vào)[^.\n]{0,80}?thời gian[^.\n]{0,500}(?:\n\s*[-+•][^\n]{0,300}){0,12}|không (?:bao gồm|tính|kể)\s*:[^.\n]{0,500}/giu

const reasons: readonly { code: string; name: string; words: RegExp; consultation?: true }[] = [
  {
    code: 'tax-assessment',
    name: 'Chờ xác định nghĩa vụ tài chính',
    words: /xác định nghĩa vụ tài chính|cơ quan thuế|nghĩa vụ tài chính/iu,
    consultation: true,
  },
  { code: 'land-price', name: 'Chờ xác định giá đất', words: /giá đất/iu, consultation: true },
  {
    code: 'deductions',
    name: 'Chờ xác định khoản được trừ vào nghĩa vụ tài chính',
    words: /khoản (?:được )?(?:khấu )?trừ|khấu trừ/iu,
    consultation: true,
  },
  { code: 'measuring', name: 'Trích đo, đo đạc địa chính', words: /trích đo|đo đạc/iu },
  { code: 'violation', name: 'Xử lý vi phạm pháp luật có liên quan', words: /vi phạm/iu },
  {
    code: 'expert-opinion',
    name: 'Trưng cầu giám định, lấy ý kiến chuyên gia',
    words: /giám định|chuyên gia/iu,
    consultation: true,
  },
  { code: 'public-posting', name: 'Niêm yết công khai', words: /niêm yết/iu },
  { code: 'press-notice', name: 'Đăng tin trên phương tiện thông tin đại chúng', words: /đăng (?:tin|báo|tải)/iu },
  {
    code: 'other-agency',
    name: 'Chờ ý kiến cơ quan phối hợp',
    words: /lấy ý kiến|cơ quan sau đây|bộ, ngành|cơ quan khác/iu,
    consultation: true,
  },
  {
    code: 'paper-transport',
    name: 'Luân chuyển hồ sơ giấy khi tiếp nhận phi địa giới',
    words: /luân chuyển hồ sơ giấy/iu,
  },
]

/** The reasons that texts exclude from the limit, each once, with the words that say so. */
export function readPauses(texts: readonly string[]): PauseRead[] {
  const found = new Map<string, PauseRead>()
  for (const [words] of texts.flatMap((text) => [...text.matchAll(clause)])) {
    const ground = words.replace(/\s+/g, ' ').trim().slice(0, 400)
    for (const { code, name, words: pattern, consultation } of reasons) {
      if (found.has(code) || !pattern.test(words)) continue
      found.set(code, { code, name, ground, ...(consultation && { consultation }) })
    }
  }
  return [...found.values()]
}
