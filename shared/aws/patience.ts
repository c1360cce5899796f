/**
 * A silent neighbour is given up early: three tries of one call fit into the fifteen seconds that the shortest door has. `socketTimeout` counts time without
 * a byte, in milliseconds, and ends the call; the SDK's `requestTimeout` would only warn.
 */
export const patience = { maxAttempts: 3, requestHandler: { connectionTimeout: 1_000, socketTimeout: 4_500 } } as const
