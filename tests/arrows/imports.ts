import { posix } from 'node:path';
import { type ESTree, parseSync, Visitor } from 'vite';

/** One place where a file reaches for another. */
export interface Import {
  /** As written; absent when it is computed and so cannot be read. */
  readonly specifier?: string;
  /**
   * Nothing is loaded at run time. `import { type A } from` does not count: with the names gone it still loads the
   * module.
   */
  readonly typesOnly: boolean;
  /** Counts from 1. */
  readonly line: number;
}

export interface SourceFile {
  /** From the project's root, with `/`. */
  readonly path: string;
  readonly imports: readonly Import[];
  /** It holds nothing but what it passes on from others. */
  readonly barrel: boolean;
}

const constantText = (node: ESTree.Expression): string | undefined => {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
};

const passesOn = (node: ESTree.Program['body'][number]): boolean =>
  node.type === 'ExportAllDeclaration' || (node.type === 'ExportNamedDeclaration' && node.source !== null);

/** Reads what a TypeScript file imports, in every way the language has. Throws when it cannot be parsed. */
export const readSource = (path: string, text: string): SourceFile => {
  const { program, errors } = parseSync(path, text);
  const [error] = errors;
  if (error) throw new Error(`${path}: ${error.message}`);

  const imports: Import[] = [];
  const note = (source: ESTree.Expression, typesOnly: boolean) => {
    const specifier = constantText(source);
    const line = text.slice(0, source.start).split('\n').length;
    imports.push({ ...(specifier !== undefined && { specifier }), typesOnly, line });
  };
  new Visitor({
    ImportDeclaration: (node) => note(node.source, node.importKind === 'type'),
    ExportAllDeclaration: (node) => note(node.source, node.exportKind === 'type'),
    ExportNamedDeclaration: (node) => node.source && note(node.source, node.exportKind === 'type'),
    ImportExpression: (node) => note(node.source, false),
    TSImportType: (node) => note(node.source, true),
    TSExternalModuleReference: (node) => note(node.expression, false),
    CallExpression: ({ callee, arguments: [first] }) => {
      if (callee.type === 'Identifier' && callee.name === 'require' && first && first.type !== 'SpreadElement')
        note(first, false);
    },
  }).visit(program);
  return { path, imports, barrel: program.body.length > 0 && program.body.every(passesOn) };
};

export const isRelative = (specifier: string): boolean => /^\.{0,2}\//.test(specifier) || /^\.{1,2}$/.test(specifier);

/** The file a relative specifier names, from the project's root. What a bundler is told after `?` is no part of it. */
export const targetOf = (importer: string, specifier: string): string =>
  posix.join(posix.dirname(importer), specifier.replace(/\?.*$/, ''));
