// custom-elements.json from the doc blocks: https://custom-elements-manifest.open-wc.org/analyzer/config/

const ATTRIBUTE_TYPE = /@attr(?:ibute)?\s+\{([^}]+)\}\s+\[?([\w-]+)/g;

/** Names in `static properties` that are internal state. */
function stateOf(node, ts) {
  const properties = node.members.find(
    member =>
      ts.isPropertyDeclaration(member) && member.name.getText() === 'properties' && member.initializer,
  );
  let object = properties?.initializer;
  while (object && !ts.isObjectLiteralExpression(object)) object = object.expression;
  return (object?.properties ?? [])
    .filter(({ initializer }) => initializer && /\bstate:\s*true\b/.test(initializer.getText()))
    .map(property => property.name.getText());
}

/**
 * The analyzer takes internal state for attributes, lists what is private, and prefers a field's type to the
 * one in the doc block, which names the values.
 */
const asDocumented = {
  name: 'as-documented',
  initialize({ context }) {
    context.classes = [];
  },
  analyzePhase({ ts, node, moduleDoc, context }) {
    if (!ts.isClassDeclaration(node) || !node.name) return;
    const docs = node.getFullText().slice(0, node.getLeadingTriviaWidth());
    const types = new Map([...docs.matchAll(ATTRIBUTE_TYPE)].map(([, type, name]) => [name, type]));
    context.classes.push({ path: moduleDoc.path, name: node.name.text, states: stateOf(node, ts), types });
  },
  packageLinkPhase({ customElementsManifest, context }) {
    for (const { path, name, states, types } of context.classes) {
      const module = customElementsManifest.modules.find(each => each.path === path);
      const declaration = module?.declarations?.find(each => each.name === name);
      if (!declaration) continue;
      const isPublic = each => each.privacy !== 'private' && !states.includes(each.fieldName ?? each.name);
      declaration.attributes = declaration.attributes?.filter(isPublic);
      declaration.members = declaration.members?.filter(isPublic);
      for (const attribute of declaration.attributes ?? []) {
        const text = types.get(attribute.name);
        if (text) attribute.type = { text: literals(text) };
      }
    }
  },
};

/** `on|off` → `'on' | 'off'`, the form that editors complete by; other types stay. */
function literals(type) {
  const values = type.split('|').map(value => value.trim());
  return values.length > 1 ? values.map(value => `'${value}'`).join(' | ') : type;
}

/** The manifest speaks of the files that are published, not of the sources. */
const publishedPaths = {
  name: 'published-paths',
  packageLinkPhase({ customElementsManifest }) {
    const publish = value => value.replace(/^\/?src\/(.*)\.ts$/, 'dist/modules/$1.js');
    const visit = value => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, inner] of Object.entries(value)) {
        if ((key === 'path' || key === 'module') && typeof inner === 'string') value[key] = publish(inner);
        else visit(inner);
      }
    };
    visit(customElementsManifest);
  },
};

export default {
  globs: ['src/elements/rtc-*.ts'],
  litelement: true,
  packagejson: false,
  plugins: [asDocumented, publishedPaths],
};
