// The browser globals that phones, desks and Node all have; the wire knows no other.
interface CryptoKey {
  readonly type: 'public' | 'private' | 'secret';
}
interface CryptoKeyPair {
  readonly publicKey: CryptoKey;
  readonly privateKey: CryptoKey;
}
interface EcCurve {
  name: string;
  namedCurve: string;
}
interface AesGcm {
  name: string;
  iv: Uint8Array<ArrayBuffer>;
  additionalData: Uint8Array<ArrayBuffer>;
}
declare const crypto: {
  readonly subtle: {
    digest(algorithm: 'SHA-256', data: Uint8Array): Promise<ArrayBuffer>;
    generateKey(algorithm: EcCurve, extractable: boolean, usages: 'deriveBits'[]): Promise<CryptoKeyPair>;
    exportKey(format: 'raw' | 'pkcs8', key: CryptoKey): Promise<ArrayBuffer>;
    importKey(
      format: 'raw' | 'pkcs8',
      data: Uint8Array<ArrayBuffer>,
      algorithm: EcCurve | 'HKDF',
      extractable: boolean,
      usages: ('deriveBits' | 'deriveKey')[],
    ): Promise<CryptoKey>;
    deriveBits(algorithm: { name: 'ECDH'; public: CryptoKey }, key: CryptoKey, length: number): Promise<ArrayBuffer>;
    deriveKey(
      algorithm: { name: 'HKDF'; hash: string; salt: Uint8Array<ArrayBuffer>; info: Uint8Array<ArrayBuffer> },
      key: CryptoKey,
      derived: { name: 'AES-GCM'; length: number },
      extractable: boolean,
      usages: ('encrypt' | 'decrypt')[],
    ): Promise<CryptoKey>;
    encrypt(algorithm: AesGcm, key: CryptoKey, data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>;
    decrypt(algorithm: AesGcm, key: CryptoKey, data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>;
  };
};
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  decode(bytes: Uint8Array): string;
}
declare function btoa(text: string): string;
declare function atob(text: string): string;
