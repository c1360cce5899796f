/** A problem as openOnline gives it. */
export const problemExample = {
  type: 'urn:mot-cua:problem:not-competent',
  code: 'not-competent',
  status: 422,
  title: 'Không đúng quy tắc nghiệp vụ',
  detail: 'Cơ quan này không tiếp nhận thủ tục đã chọn; chi tiết thủ tục nêu cơ quan và cấp tiếp nhận.',
  faults: [
    {
      where: 'body.receivingUnit',
      code: 'not-competent',
      detail: 'Danh bạ không có cơ quan H99; mã cơ quan là id ở listUnits.',
    },
  ],
}
