// What the person who runs the server must put right, said in Chinese and in English; printed without a stack.

export class OperatorError extends Error {
  override readonly name = 'OperatorError';

  constructor(zh: string, en: string) {
    super(`${zh}\n${en}`);
  }
}
