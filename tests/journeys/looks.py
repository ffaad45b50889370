"""What a machine can see of how a page looks: text that is cut off, controls that lie on each other."""

from playwright.sync_api import Page

_FAULTS = """() => {
  const faults = [];
  const name = e => e.outerHTML.replace(/\\s+/g, ' ').slice(0, 120);
  const shown = e => e.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });
  // Words for readers alone stand in a box of a pixel.
  const isForReaders = e => { for (; e; e = e.parentElement) { const { width, height } = e.getBoundingClientRect();
    if ((width <= 2 || height <= 2) && /hidden|clip/.test(getComputedStyle(e).overflow)) return true; } return false; };
  const hiddenFromSight = e => e.closest('.tl-skip, .maplibregl-map') || isForReaders(e);

  // Text: inside the box of its block, and not cut off by it unless three dots say so.
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, inside = node.parentElement;
    if (!node.data.trim() || /^(SCRIPT|STYLE|NOSCRIPT|OPTION|TEXTAREA|TITLE)$/.test(inside.tagName)) continue;
    if (!shown(inside) || hiddenFromSight(inside)) continue;
    let block = inside;
    while (getComputedStyle(block).display.startsWith('inline') && getComputedStyle(block).display === 'inline') block = block.parentElement;
    const range = document.createRange();
    range.selectNodeContents(node);
    const text = range.getBoundingClientRect(), box = block.getBoundingClientRect(), style = getComputedStyle(block);
    if (text.width < 2 || text.height < 2) continue;
    const isDotted = [inside, block].some(e => getComputedStyle(e).textOverflow === 'ellipsis');
    if (isDotted) continue;
    for (let around = block; around && around !== document.body; around = around.parentElement) {
      const kept = getComputedStyle(around);
      const edge = around.getBoundingClientRect();
      if (/auto|scroll/.test(kept.overflowX)) break;
      if (/hidden|clip/.test(kept.overflowX) && (text.right > edge.right + 2 || text.left < edge.left - 2)) {
        faults.push(`text is cut off: “${node.data.trim().slice(0, 60)}” in ${name(around)}`);
        break;
      }
    }
    if (style.overflowX === 'visible' && (text.right > box.right + 3 || text.left < box.left - 3)) {
      faults.push(`text sticks out of its box: “${node.data.trim().slice(0, 60)}” in ${name(block)}`);
    }
  }

  // A short word that had to be broken shows a column that is too narrow.
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const node = words.currentNode, inside = node.parentElement;
    if (/^(SCRIPT|STYLE|NOSCRIPT|OPTION|TEXTAREA|TITLE)$/.test(inside.tagName) || !shown(inside) || hiddenFromSight(inside)) continue;
    for (const { 0: word, index } of node.data.matchAll(/[\\p{L}\\d]{3,14}/gu)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const lines = new Set([...range.getClientRects()].filter(r => r.width > 1).map(r => Math.round(r.top / 4)));
      if (lines.size > 1 && !/[-@./]/.test(node.data.slice(index - 1, index + word.length + 1))) faults.push(`a word is broken: “${word}” in ${name(inside)}`);
    }
  }

  // Controls: no two of them on the same spot. What floats above the page on purpose is left out.
  const floats = e => { for (; e; e = e.parentElement) if (/fixed|sticky/.test(getComputedStyle(e).position)) return true; return false; };
  const controls = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter(e => shown(e) && !hiddenFromSight(e) && !floats(e))
    .map(e => [e, [...e.getClientRects()].filter(r => r.width > 4 && r.height > 4)]);
  for (let i = 0; i < controls.length; i++) for (let j = i + 1; j < controls.length; j++) {
    const [[a, ones], [b, others]] = [controls[i], controls[j]];
    if (a.contains(b) || b.contains(a)) continue;
    const isOn = ones.some(p => others.some(q =>
      Math.min(p.right, q.right) - Math.max(p.left, q.left) > 3 && Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top) > 3));
    if (isOn) faults.push(`lie on each other: ${name(a)} and ${name(b)}`);
  }
  return [...new Set(faults)].slice(0, 20);
}"""


def faults(page: Page) -> list[str]:
    found: list[str] = page.evaluate(_FAULTS)
    return [f"{page.url}: {fault}" for fault in found]
