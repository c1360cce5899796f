/** Signs in the name of the installation; the private key never leaves its keeper. */
export interface Signer {
  /** ECDSA on P-256 over the SHA-256 of the message, at most 4 KB of it; DER in base64. */
  sign(message: Uint8Array): Promise<string>
  /** Identity of the public key. */
  key(): Promise<string>
  publicKeyPem(): Promise<string>
}
