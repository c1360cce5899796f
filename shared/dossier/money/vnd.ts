/** "25.000 đồng", as offices write sums. */
export function tellVnd(amount: number): string {
  return `${amount.toLocaleString('vi-VN')} đồng`
}
