// A tree of markup becomes elements. No string of HTML is ever parsed: pages may require Trusted Types.

const SVG = 'http://www.w3.org/2000/svg';

export const build = (node) => {
  if (typeof node === 'string') return node;
  const [tag, attributes, ...children] = node;
  const drawn = tag === 'svg' || tag === 'path';
  const element = drawn ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  element.append(...children.map(build));
  return element;
};
