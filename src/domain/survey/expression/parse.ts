// XLSForm's expression language, from text to tree: XPath 1.0's operators and calls, `${name}`, `.` and `..`.

/** Why a text is no expression. `at` counts characters from 0. */
export interface SyntaxFault {
  code: 'unexpected' | 'unfinished' | 'curlyQuote' | 'fullWidth' | 'unclosedText' | 'tooDeep';
  at: number;
  detail: string;
}

export type Operator = 'or' | 'and' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | 'div' | 'mod';

export type Tree =
  | { op: 'number'; at: number; value: number }
  | { op: 'text'; at: number; value: string }
  /** `${name}`, and bare names: columns of a list in a choice filter. */
  | { op: 'ref' | 'bare'; at: number; name: string }
  | { op: 'self'; at: number }
  /** `..` once or several times. */
  | { op: 'up'; at: number; levels: number }
  | { op: 'negative'; at: number; of: Tree }
  | { op: 'call'; at: number; name: string; args: Tree[] }
  | { op: Operator; at: number; left: Tree; right: Tree };

interface Token {
  kind: 'number' | 'text' | 'ref' | 'name' | 'sign' | 'end';
  text: string;
  at: number;
}

const TOKEN =
  /\s+|(\d+(?:\.\d*)?|\.\d+)|"([^"]*)"|'([^']*)'|\$\{\s*([^{}]*?)\s*\}|([\p{L}_][\p{L}\p{N}_.-]*(?::[\p{L}_][\p{L}\p{N}_.-]*)?)|(\.\.|!=|<=|>=|[()+*=<>,./-])/uy;

class Fault extends Error {
  readonly fault: SyntaxFault;
  constructor(code: SyntaxFault['code'], at: number, detail: string) {
    super(code);
    this.fault = { code, at, detail };
  }
}

/** What an unreadable character most likely is: Word's quotes, or a sign typed while a Chinese keyboard was on. */
function strange(source: string, at: number): Fault {
  const sign = [...source.slice(at, at + 2)][0] ?? '';
  if (/[“”‘’«»]/.test(sign)) return new Fault('curlyQuote', at, sign);
  if (/[（），＝＋－＊／＜＞！．０-９]/.test(sign)) return new Fault('fullWidth', at, sign);
  if (sign === '"' || sign === "'") return new Fault('unclosedText', at, sign);
  return new Fault('unexpected', at, sign);
}

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  for (let at = 0; at < source.length; at = pattern.lastIndex) {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (!match) throw strange(source, at);
    const [, number, double, single, ref, name, sign] = match;
    const text = double ?? single;
    if (number !== undefined) tokens.push({ kind: 'number', text: number, at });
    else if (text !== undefined) tokens.push({ kind: 'text', text, at });
    else if (ref !== undefined) tokens.push({ kind: 'ref', text: ref, at });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name, at });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign, at });
  }
  return [...tokens, { kind: 'end', text: '', at: source.length }];
}

/** Loosest first. */
const LEVELS: readonly (readonly string[])[] = [['or'], ['and'], ['=', '!='], ['<', '<=', '>', '>='], ['+', '-'], ['*', 'div', 'mod']];
const DEEPEST = 100;

class Reader {
  private readonly tokens: Token[];
  private next = 0;
  private depth = 0;
  constructor(tokens: Token[]) {
    this.tokens = tokens;
  }

  private get token(): Token {
    return this.tokens[this.next] as Token;
  }

  private take(sign: string): boolean {
    if (this.token.kind !== 'sign' || this.token.text !== sign) return false;
    this.next++;
    return true;
  }

  private unexpected(): Fault {
    return new Fault(this.token.kind === 'end' ? 'unfinished' : 'unexpected', this.token.at, this.token.text);
  }

  private expect(sign: string): void {
    if (!this.take(sign)) throw this.unexpected();
  }

  whole(): Tree {
    const tree = this.level(0);
    if (this.token.kind !== 'end') throw this.unexpected();
    return tree;
  }

  private level(index: number): Tree {
    const operators = LEVELS[index];
    if (!operators) return this.unary();
    let left = this.level(index + 1);
    while (this.token.kind !== 'text' && this.token.kind !== 'ref' && operators.includes(this.token.text)) {
      const { text, at } = this.token;
      this.next++;
      left = { op: text as Operator, at, left, right: this.level(index + 1) };
    }
    return left;
  }

  private unary(): Tree {
    const { at } = this.token;
    if (!this.take('-')) return this.primary();
    if (++this.depth > DEEPEST) throw new Fault('tooDeep', at, '');
    const tree: Tree = { op: 'negative', at, of: this.unary() };
    this.depth--;
    return tree;
  }

  private primary(): Tree {
    const { kind, text, at } = this.token;
    this.next++;
    if (kind === 'number') return { op: 'number', at, value: Number(text) };
    if (kind === 'text') return { op: 'text', at, value: text };
    if (kind === 'ref') return { op: 'ref', at, name: text };
    if (kind === 'name') return this.take('(') ? { op: 'call', at, name: text, args: this.args() } : { op: 'bare', at, name: text };
    if (text === '(') {
      if (++this.depth > DEEPEST) throw new Fault('tooDeep', at, '');
      const inner = this.level(0);
      this.expect(')');
      this.depth--;
      return inner;
    }
    if (text === '.') return { op: 'self', at };
    if (text === '..') {
      let levels = 1;
      while (this.take('/')) {
        this.expect('..');
        levels++;
      }
      return { op: 'up', at, levels };
    }
    this.next--;
    throw this.unexpected();
  }

  private args(): Tree[] {
    if (++this.depth > DEEPEST) throw new Fault('tooDeep', this.token.at, '');
    const args: Tree[] = [];
    if (!this.take(')')) {
      do args.push(this.level(0));
      while (this.take(','));
      this.expect(')');
    }
    this.depth--;
    return args;
  }
}

/** The tree of an expression, or why it has none. */
export function parse(source: string): { tree: Tree; fault?: undefined } | { tree?: undefined; fault: SyntaxFault } {
  try {
    return { tree: new Reader(tokensOf(source)).whole() };
  } catch (thrown) {
    if (thrown instanceof Fault) return { fault: thrown.fault };
    throw thrown;
  }
}
