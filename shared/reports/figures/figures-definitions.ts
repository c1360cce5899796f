import {
  type LineFigures,
  meanDaysOf,
  paperFlows,
  papersBroughtOf,
  receivedOf,
  resolvedOf,
} from '../../counters/figures.ts'
import type { FiguresDefinition } from './figures-report.ts'
import { column, type LineColumn, share } from './line-columns.ts'

const moved = ({ flows }: LineFigures) => flows['moved-in'] - flows['moved-out']
const totalOf = (figures: LineFigures) => figures.before.open + receivedOf(figures) + moved(figures)
/** Ended without a result counts among what was done, as the notes of biểu II.06a have it; late where it had run out. */
const ended = ({ flows }: LineFigures) => flows.withdrawn + flows.stopped
const onTime = (figures: LineFigures) => figures.flows['on-time'] + ended(figures) - figures.flows['ended-late']
/** Quá hạn, with what ended late without a result. */
export const overdueOf = ({ flows }: LineFigures) => flows.overdue + flows['ended-late']
/** Đã giải quyết as Biểu II.06a has it. */
export const resolvedAndEndedOf = (figures: LineFigures) => resolvedOf(figures) + ended(figures)

const overdueByLaw = (f: LineFigures) => resolvedOf(f) - f.flows['early-by-law'] - f.flows['on-time-by-law']

const received = ['received-direct', 'received-online', 'received-postal'] as const
const resolved: readonly LineColumn[] = [
  column('resolved', 'Đã giải quyết', resolvedAndEndedOf, ['early', 'on-time', 'overdue', 'withdrawn', 'stopped']),
  column('early', 'Trước hạn', (f) => f.flows.early, ['early']),
  column('on-time', 'Đúng hạn', onTime, ['on-time', 'withdrawn', 'stopped'], ['ended-late']),
  column('overdue', 'Quá hạn', overdueOf, ['overdue', 'ended-late']),
]
const open: readonly LineColumn[] = [
  column('open', 'Đang giải quyết', (f) => f.end.open, 'open'),
  column('open-in-time', 'Đang giải quyết, trong hạn', (f) => f.end.open - f.end.late, 'open-in-time'),
  column('open-late', 'Đang giải quyết, quá hạn', (f) => f.end.late, 'open-late'),
]
/** What came or went by a decision on the organisation stands apart: received and moved within one period, it was never from before. */
const stoodBefore: readonly LineColumn[] = [
  column('from-before', 'Từ kỳ trước', (f) => f.before.open, 'from-before'),
  column('moved-in', 'Chuyển đến khi sắp xếp', (f) => f.flows['moved-in'], ['moved-in']),
  column('moved-out', 'Chuyển đi khi sắp xếp', (f) => f.flows['moved-out'], ['moved-out']),
]
const entered: readonly LineColumn[] = [
  column('total', 'Tổng số tiếp nhận', totalOf, 'total'),
  column('online', 'Trực tuyến', (f) => f.flows['received-online'], ['received-online']),
  column('direct', 'Trực tiếp, bưu chính', (f) => f.flows['received-direct'] + f.flows['received-postal'], [
    'received-direct',
    'received-postal',
  ]),
  ...stoodBefore,
]
const identities = [
  ['total', 'resolved', 'open'],
  ['total', 'online', 'direct', 'from-before', 'moved-in', '-moved-out'],
  ['resolved', 'early', 'on-time', 'overdue'],
  ['open', 'open-in-time', 'open-late'],
] as const

const notes = [
  'Đúng hạn gồm cả hồ sơ rút, dừng khi chưa quá hạn; đang giải quyết trong hạn gồm cả hồ sơ chờ bổ sung, chờ nghĩa vụ tài chính.',
  'Hồ sơ chuyển đến, chuyển đi theo quyết định tổ chức trong kỳ đứng ở hai cột riêng: tổng số cộng hồ sơ chuyển đến, trừ hồ sơ chuyển đi.',
]

const kinds = ['whole'] as const
const source = 'Cấu trúc cột theo mẫu đang dùng ở các hệ thống một cửa; chưa xác minh với văn bản hiện hành'

type Row = Omit<FiguresDefinition<'lines'>, 'reads' | 'by' | 'monthly'> &
  Required<Pick<FiguresDefinition, 'kinds'>> & { by?: FiguresDefinition['by'] }

const atReception: Row = {
  id: 'II.06a',
  version: 2,
  title: 'Tình hình, kết quả giải quyết thủ tục hành chính tại Bộ phận Một cửa',
  form: 'Biểu số II.06a/VPCP/KSTT',
  source,
  kinds,
  columns: [...entered, ...resolved, ...open],
  notes,
  identities,
}

/** Both directions of liên thông: the parts that others sent here, and those that were sent to others. */
const interlinked = {
  source: 'Phần liên thông của hệ thống; mỗi hồ sơ của dân chỉ đếm một lần ở nơi tiếp nhận',
  kinds: ['part'],
  columns: [
    column('total', 'Tổng số', totalOf, 'total'),
    column('received', 'Chuyển trong kỳ', receivedOf, received),
    ...stoodBefore,
    ...resolved,
    ...open,
  ],
  notes: [],
  identities: [
    ['total', 'received', 'from-before', 'moved-in', '-moved-out'],
    ['total', 'resolved', 'open'],
    ...identities.slice(2),
  ],
} as const

/** Every report that adds up counted lines. Adding one is adding a row. */
const rows: readonly Row[] = [
  atReception,
  {
    id: '06',
    version: 2,
    title: 'Tình hình, kết quả giải quyết thủ tục hành chính của đơn vị trực tiếp giải quyết',
    form: 'Biểu số 06/VPCP/KSTT',
    source,
    kinds: ['whole', 'part'],
    columns: [...entered, ...resolved, ...open],
    notes: [...notes, 'Gồm cả phần liên thông đơn vị giải quyết cho nơi khác; không cộng các đơn vị với nhau.'],
    identities,
  },
  {
    id: 'fees',
    version: 2,
    title: 'Phí, lệ phí và khoản thu theo loại',
    source: 'Các khoản đã thu có biên lai của hệ thống',
    kinds,
    columns: [
      column('payments', 'Lượt nộp', (f) => f.flows.payments, ['payments']),
      column('payments-online', 'Nộp trực tuyến', (f) => f.flows['payments-online'], ['payments-online']),
      share(
        'payments-online',
        'Tỷ lệ nộp trực tuyến (%)',
        (f) => f.flows['payments-online'],
        (f) => f.flows.payments,
      ),
      column('fee', 'Phí (đồng)', (f) => f.flows['paid-fee'], ['paid-fee']),
      column('charge', 'Lệ phí (đồng)', (f) => f.flows['paid-charge'], ['paid-charge']),
      column('price', 'Giá dịch vụ (đồng)', (f) => f.flows['paid-price'], ['paid-price']),
      column('paid', 'Cộng (đồng)', (f) => f.flows['paid-fee'] + f.flows['paid-charge'] + f.flows['paid-price'], [
        'paid-fee',
        'paid-charge',
        'paid-price',
      ]),
      column('refunded', 'Đã hoàn (đồng)', (f) => f.flows.refunded, ['refunded']),
      column('payments-budget', 'Lượt nộp ngân sách', (f) => f.flows['payments-budget'], ['payments-budget']),
      column('budget', 'Nộp ngân sách (đồng)', (f) => f.flows['paid-budget'], ['paid-budget']),
      column('refunded-budget', 'Ngân sách đã hoàn (đồng)', (f) => f.flows['refunded-budget'], ['refunded-budget']),
    ],
    notes: [
      'Khoản nộp ngân sách theo thông báo của cơ quan thuế không phải tiền của cơ quan nào và không nằm trong các cột phí, lệ phí, giá.',
    ],
    identities: [['paid', 'fee', 'charge', 'price']],
  },
  {
    id: 'channels',
    version: 4,
    title: 'Hồ sơ trực tuyến, qua bưu chính và số hóa so với chỉ tiêu',
    source: 'Chỉ tiêu của tỉnh theo Nghị quyết 17/NQ-CP; bảng chỉ tiêu có thời gian hiệu lực',
    kinds,
    columns: [
      column('received', 'Tiếp nhận trong kỳ', receivedOf, received),
      column('online', 'Trực tuyến', (f) => f.flows['received-online'], ['received-online']),
      share('online', 'Tỷ lệ trực tuyến (%)', (f) => f.flows['received-online']),
      column('postal', 'Nhận qua bưu chính', (f) => f.flows['received-postal'], ['received-postal']),
      share('postal', 'Tỷ lệ qua bưu chính (%)', (f) => f.flows['received-postal']),
      column('returned-post', 'Trả qua bưu chính', (f) => f.flows['returned-post'], ['returned-post']),
      column('returned-online', 'Trả trực tuyến', (f) => f.flows['returned-online'], ['returned-online']),
      column('online-throughout', 'Nộp và trả trực tuyến', (f) => f.flows['online-throughout'], ['online-throughout']),
      column('digitised', 'Có thành phần số hóa', (f) => f.flows.digitised, ['digitised']),
      share('digitised', 'Tỷ lệ số hóa (%)', (f) => f.flows.digitised),
      column('digitised-throughout', 'Số hóa cả kết quả', (f) => f.flows['digitised-throughout'], [
        'digitised-throughout',
      ]),
      column('online-overdue', 'Trực tuyến, giải quyết quá hạn', (f) => f.flows['overdue-online'], ['overdue-online']),
      column('online-late', 'Trực tuyến, đang quá hạn', (f) => f.end['late-online'], 'open-late-online'),
    ],
    notes: [],
    identities: [],
  },
  {
    ...interlinked,
    id: 'interlinked',
    version: 3,
    title: 'Hồ sơ liên thông chuyển đến, theo cơ quan chuyển đến',
    by: ['sender', 'field', 'procedure', 'agency', 'level'],
  },
  {
    ...interlinked,
    id: 'interlinked-sent',
    version: 3,
    title: 'Hồ sơ liên thông chuyển đi, theo cơ quan giải quyết',
    by: ['agency', 'field', 'procedure'],
    isSent: true,
  },
  {
    id: 'late-elsewhere',
    version: 1,
    title: 'Hồ sơ quá hạn do phần liên thông ở cơ quan khác',
    source: 'Lịch sử của hồ sơ và của phần liên thông, mỗi bên theo hạn riêng; không tính cho cơ quan chờ khi xếp hạng',
    kinds,
    columns: [
      column('overdue', 'Giải quyết quá hạn', overdueOf, ['overdue', 'ended-late']),
      column('overdue-elsewhere', 'Do phần ở nơi khác', (f) => f.flows['late-elsewhere-ended'], [
        'late-elsewhere-ended',
      ]),
      column(
        'overdue-own',
        'Còn lại',
        (f) => overdueOf(f) - f.flows['late-elsewhere-ended'],
        ['overdue', 'ended-late'],
        ['late-elsewhere-ended'],
      ),
      column('open-late', 'Đang quá hạn', (f) => f.end.late, 'open-late'),
      column('open-late-elsewhere', 'Do phần ở nơi khác', (f) => f.end['late-elsewhere'], 'open-late-elsewhere'),
    ],
    notes: [
      'Do phần ở nơi khác: khi hồ sơ quá hạn, phần liên thông đang ở cơ quan khác, và phần ấy chưa trả hoặc trả quá hạn của chính nó.',
    ],
    identities: [['overdue', 'overdue-elsewhere', 'overdue-own']],
  },
  {
    id: 'handling-time',
    version: 1,
    title: 'Thời gian giải quyết, và so với thời hạn theo quy định',
    source: 'Lúc có kết quả, theo giờ làm việc và sổ thời gian của từng hồ sơ; 766 chỉ số 2.2 chỉ để theo dõi',
    kinds,
    columns: [
      column('with-result', 'Đã có kết quả', resolvedOf, ['early', 'on-time', 'overdue']),
      column('early-by-law', 'Trước hạn theo quy định', (f) => f.flows['early-by-law'], ['early-by-law']),
      column('on-time-by-law', 'Đúng hạn theo quy định', (f) => f.flows['on-time-by-law'], ['on-time-by-law']),
      column(
        'overdue-by-law',
        'Quá hạn theo quy định',
        overdueByLaw,
        ['early', 'on-time', 'overdue'],
        ['early-by-law', 'on-time-by-law'],
      ),
      column('minutes', 'Thời gian đã tính (phút làm việc)', (f) => f.flows['worked-minutes'], ['worked-minutes']),
      column('days-mean', 'Bình quân (ngày làm việc)', meanDaysOf),
    ],
    notes: [
      'Không tính thời gian tạm dừng. Một ngày làm việc là 8 giờ. Nơi không cam kết ngắn hơn, hạn theo quy định là hạn đã hẹn.',
    ],
    identities: [['with-result', 'early-by-law', 'on-time-by-law', 'overdue-by-law']],
  },
  {
    id: 'papers',
    version: 1,
    title: 'Giấy tờ người dân thực nộp khi tiếp nhận và khi bổ sung',
    source: 'Giấy tờ ghi khi tiếp nhận, nộp bổ sung và đếm lại; tệp không được ghi thì mỗi giấy tờ tính một',
    kinds,
    columns: [
      column('received', 'Tiếp nhận trong kỳ', receivedOf, received),
      column('papers', 'Giấy tờ đã nộp', papersBroughtOf, paperFlows),
      column('originals', 'Bản chính', (f) => f.flows['papers-original'], ['papers-original']),
      column('certified', 'Bản sao chứng thực', (f) => f.flows['papers-certified'], ['papers-certified']),
      column('copies', 'Bản sao', (f) => f.flows['papers-copy'], ['papers-copy']),
      column('electronic', 'Bản điện tử', (f) => f.flows['papers-electronic'], ['papers-electronic']),
      column('unsaid', 'Bản giấy, không ghi hình thức', (f) => f.flows['papers-unsaid'], ['papers-unsaid']),
      column('spared', 'Giấy tờ không phải nộp', (f) => f.flows['papers-spared'], ['papers-spared']),
    ],
    notes: ['Kể cả bổ sung cho hồ sơ kỳ trước. Giấy tờ nộp lại khi bổ sung được tính thêm một lần.'],
    identities: [['papers', 'originals', 'certified', 'copies', 'electronic', 'unsaid']],
  },
  {
    id: 'requests',
    version: 3,
    title: 'Yêu cầu bổ sung, hẹn lại, đính chính và từ chối',
    source: 'Các thao tác của hệ thống',
    kinds,
    columns: [
      column('supplements', 'Yêu cầu bổ sung', (f) => f.flows['supplements-asked'], ['supplements-asked']),
      column('asked', 'Đã giải quyết, phải bổ sung', (f) => f.flows['asked-once'] + f.flows['asked-often'], [
        'asked-once',
        'asked-often',
      ]),
      column('asked-often', 'Đã giải quyết, bổ sung nhiều lần', (f) => f.flows['asked-often'], ['asked-often']),
      column('obligations', 'Yêu cầu nghĩa vụ tài chính', (f) => f.flows['obligations-asked'], ['obligations-asked']),
      column('extended', 'Xin lỗi, hẹn lại', (f) => f.flows.extended, ['extended']),
      column('corrected', 'Đính chính', (f) => f.flows.corrected, ['corrected']),
      column('refused', 'Từ chối tiếp nhận', (f) => f.flows.refused, ['refused']),
      column('rejected', 'Từ chối giải quyết', (f) => f.flows.rejected, ['rejected']),
      column('withdrawn', 'Rút hồ sơ', (f) => f.flows.withdrawn, ['withdrawn']),
      column('stopped', 'Dừng giải quyết', (f) => f.flows.stopped, ['stopped']),
      column('waiting-supplement', 'Đang chờ bổ sung', (f) => f.end['waiting-supplement'], 'waiting-supplement'),
      column('waiting-money', 'Đang chờ nghĩa vụ tài chính', (f) => f.end['waiting-money'], 'waiting-money'),
      column('late-waiting', 'Quá hạn trước khi tạm dừng', (f) => f.end['late-waiting'], 'late-waiting'),
    ],
    notes: [],
    identities: [],
  },
]

/** Reports of counted lines, by field as a rule. */
export const lineReports: readonly FiguresDefinition<'lines'>[] = rows.map(ofLines)

/** Biểu II.06a alone. */
export const receptionReport: FiguresDefinition<'lines'> = ofLines(atReception)

function ofLines({ by = ['field', 'procedure', 'agency', 'level', 'sender'], ...row }: Row) {
  return { ...row, reads: 'lines', by, monthly: by[0] } satisfies FiguresDefinition<'lines'>
}
