// Takes the white space and the comments out of Lit's css`…`, which a minifier of JavaScript leaves alone.

const LITERAL = /\bcss`([^`]*)`/g;

/** A Rollup plugin for the sources below `directory`. */
export function cssLiterals(directory) {
  return {
    name: 'css-literals',
    transform(code, id) {
      if (!id.replaceAll('\\', '/').includes(directory)) return null;
      return { code: code.replace(LITERAL, (_, css) => `css\`${minifyCss(css)}\``), map: null };
    },
  };
}

// Strings stay as they are. A space stays where it may be a combinator or part of `calc()`.
const SPACES = /("[^"]*"|'[^']*')| ?([{};,]) ?|(:) /g;

export function minifyCss(css) {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(SPACES, (_, string, mark, colon) => string ?? mark ?? colon)
    .replaceAll(';}', '}')
    .trim();
}
