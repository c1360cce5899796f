import type { Factor, Option, Question } from './questionnaires.ts'

/** Lý do chưa hài lòng. `other` is told in words. */
export const reasonsOfDiscontent = [
  { value: 'late', text: 'Trả kết quả chậm so với ngày hẹn' },
  { value: 'attitude', text: 'Thái độ của cán bộ chưa đúng mực' },
  { value: 'unclear-guidance', text: 'Hướng dẫn không rõ, không đầy đủ' },
  { value: 'extra-papers', text: 'Phải nộp thêm giấy tờ ngoài quy định' },
  { value: 'many-trips', text: 'Phải đi lại nhiều lần' },
  { value: 'extra-cost', text: 'Phải trả thêm khoản ngoài phí, lệ phí' },
  { value: 'online-system', text: 'Hệ thống trực tuyến khó dùng hoặc lỗi' },
  { value: 'wrong-result', text: 'Kết quả có sai sót' },
  { value: 'other', text: 'Lý do khác (nêu rõ)' },
] as const

const threeLevels: readonly Option[] = [
  { value: 'very-satisfied', text: 'Rất hài lòng', says: 'satisfied' },
  { value: 'satisfied', text: 'Hài lòng', says: 'satisfied' },
  { value: 'not-satisfied', text: 'Không hài lòng', says: 'not-satisfied' },
]

const fiveLevels: readonly Option[] = [
  { value: '5', text: 'Rất hài lòng', says: 'satisfied' },
  { value: '4', text: 'Hài lòng', says: 'satisfied' },
  { value: '3', text: 'Bình thường', says: 'neutral' },
  { value: '2', text: 'Không hài lòng', says: 'not-satisfied' },
  { value: '1', text: 'Rất không hài lòng', says: 'not-satisfied' },
]

const trips: Question = {
  id: 'trips',
  factor: 'trips',
  text: 'Ông/bà đã đi lại mấy lần để làm xong thủ tục này?',
  required: false,
  options: [
    { value: '0', text: 'Không phải đi' },
    { value: '1', text: '1 lần' },
    { value: '2', text: '2 lần' },
    { value: '3', text: 'Từ 3 lần' },
  ],
}

const levelled = (id: string, factor: Factor, text: string, required = true): Question => ({
  id,
  factor,
  text,
  required,
  options: fiveLevels,
})

export const threeLevelQuestions: readonly Question[] = [
  {
    id: 'overall',
    factor: 'overall',
    text: 'Ông/bà có hài lòng với việc giải quyết hồ sơ này không?',
    required: true,
    options: threeLevels,
  },
  trips,
]

export const sipasQuestions: readonly Question[] = [
  levelled('overall', 'overall', 'Nhìn chung, ông/bà hài lòng với việc giải quyết hồ sơ này ở mức nào?'),
  levelled('access-place', 'access', 'Nơi tiếp nhận, trả kết quả dễ tìm, thuận tiện'),
  levelled('access-lookup', 'access', 'Tra cứu tình trạng hồ sơ dễ dàng', false),
  levelled('procedure-clear', 'procedure', 'Thành phần hồ sơ, phí và thời hạn được công khai, dễ hiểu'),
  levelled('procedure-time', 'procedure', 'Thời gian giải quyết đúng như đã hẹn'),
  levelled('officer-polite', 'officer', 'Cán bộ lịch sự, lắng nghe'),
  levelled('officer-skilled', 'officer', 'Cán bộ hướng dẫn rõ ràng, thành thạo'),
  levelled('result-right', 'result', 'Kết quả đúng, đầy đủ'),
  levelled('feedback-heard', 'feedback', 'Phản ánh, kiến nghị được tiếp nhận và trả lời', false),
  trips,
]
