// SPDX-License-Identifier: MIT
// A browser that does what lines of JSON say: {"do": VERB, "tab": N, …} in,
// {"value": …} or {"error": "…"} out, one for one. It ends with its input.
// What to look for is for tests/lib/browser.py to know.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const PATIENCE = 20_000; // a hash that gives way to all else takes its time
const AXE = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const AXE_OPTIONS = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',
    'best-practice'],
  rules: { 'target-size': { enabled: true } }, // off unless it is named
  resultTypes: ['violations', 'incomplete'],
  preload: false,
};

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  chromiumSandbox: process.getuid() !== 0, // Chromium has none for root
  args: ['--disable-gpu', '--disable-quic', '--disable-sync',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
});
const tabs = new Map();
let opened = 0;

// ---- in the page ----

// How the element that has the focus shows it; null: nothing has it.
function describeFocus() {
  const one = document.activeElement;
  if (one === null || one === document.body) return null;
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  let around = one.parentElement;
  const isClear = (color) => /, 0\)$|^transparent$/.test(color);
  while (around.parentElement &&
      isClear(getComputedStyle(around).backgroundColor))
    around = around.parentElement;
  return {
    tag: one.localName,
    text: one.innerText,
    top: box.top + scrollY,
    ring: style.outlineStyle === 'none' ? 0
      : Number.parseFloat(style.outlineWidth),
    ringColor: style.outlineColor,
    aroundColor: getComputedStyle(around).backgroundColor,
    isInView: box.width > 0 && box.height > 0 && box.left >= 0 &&
      box.right <= innerWidth && box.bottom > 0 && box.top < innerHeight,
  };
}

// Whether the focus is still where it was, or on a part of something that
// only the browser knows: a date's day, its calendar.
function isOnWay() {
  const one = document.activeElement;
  return one !== document.body &&
    (one === globalThis.hadFocus || !one.matches(':focus'));
}

// By how many pixels the page is wider than its window: as it is, and with
// the spaces that a reader may set between letters, words and lines.
function measureOverflow() {
  const wanted = { 'letter-spacing': '.12em', 'word-spacing': '.16em',
    'line-height': '1.5' }; // WCAG 1.4.12
  const over = () => document.documentElement.scrollWidth - innerWidth;
  const plain = over();
  const all = [...document.body.querySelectorAll('*')];
  const had = all.map((one) => one.getAttribute('style'));
  for (const one of all)
    for (const [name, value] of Object.entries(wanted))
      one.style.setProperty(name, value, 'important');
  const spread = over();
  all.forEach((one, i) => {
    if (had[i] === null) one.removeAttribute('style');
    else one.style.cssText = had[i];
  });
  return Math.max(plain, spread);
}

// The page with all text twice as big, as a reader may set it: by how many
// pixels it is wider than its window, and what text has the least room.
function measureBig() {
  const root = document.documentElement;
  root.style.setProperty('font-size', '200%', 'important');
  // A legend is as wide as its words.
  const texts = [...document.querySelectorAll(
    'p, li, h1, h2, h3, label, blockquote, summary, button, .button')];
  const rooms = texts.filter((one) => one.checkVisibility()).map((one) => {
    const style = getComputedStyle(one);
    return { html: one.outerHTML.slice(0, 80), room: one.clientWidth -
      Number.parseFloat(style.paddingLeft) -
      Number.parseFloat(style.paddingRight) };
  });
  const over = root.scrollWidth - innerWidth;
  root.style.removeProperty('font-size');
  return { over, rooms };
}

// What has an edge to be seen by, and the ground of every image.
function describeEdges() {
  const wanted = 'button, .button, select, textarea, .notice, ' +
    'input:not([type=hidden], [type=checkbox])';
  const all = [...document.querySelectorAll(wanted)];
  return {
    edges: all.filter((one) => one.checkVisibility()).map((one) => {
      const style = getComputedStyle(one);
      return {
        html: one.outerHTML.slice(0, 80),
        width: style.borderTopStyle === 'none' ? 0
          : Number.parseFloat(style.borderTopWidth),
        color: style.borderTopColor,
        isWrong: one.hasAttribute('aria-invalid'),
      };
    }),
    page: getComputedStyle(document.body).backgroundColor,
    grounds: [...document.images].map(
      (one) => getComputedStyle(one).backgroundColor),
  };
}

// Whether what wants the focus from the start has it: a browser gives it at
// its first drawing, now and then after `load`.
function isSettled() {
  return document.activeElement !== document.body ||
    document.querySelector('[autofocus]') === null;
}

function isAsWide(width) {
  return innerWidth === width;
}

// Scroll to an element; gives its middle.
function reveal(one) {
  one.scrollIntoView({ block: 'center' });
  const box = one.getBoundingClientRect();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

// ---- a tab ----

// Whatever a page may not do: load, complain, break its own policy.
function watch(tab) {
  const { page, faults } = tab;
  page.on('request', (request) => {
    if (!request.isNavigationRequest() &&
        !request.url().startsWith('data:'))
      faults.push(`it loads ${request.url()}`);
  });
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('console', (message) => {
    const text = message.text();
    if (['error', 'warning'].includes(message.type()) &&
        !/^Failed to load resource: the server responded/.test(text))
      faults.push(`console: ${text}`);
  });
}

async function arrived(page, response) {
  await page.waitForFunction(isSettled);
  return response && {
    url: response.url(),
    status: response.status(),
    headers: await response.headersArray(),
    text: await response.text(),
  };
}

// Do something that leads to another page, or something that does not. Of two
// clicks the second may end the first one's way: what is loaded in the end
// counts.
async function act({ page }, leads, deed) {
  if (!leads) return await deed();
  let last;
  const note = (response) => {
    if (response.request().isNavigationRequest()) last = response;
  };
  page.on('response', note);
  await Promise.all([page.waitForEvent('load'), deed()]);
  page.off('response', note);
  return await arrived(page, last);
}

const verbs = {
  async open({ width, height, scheme, locale, scripts }) {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: scheme,
      reducedMotion: 'reduce', // or a picture shows what is half done
      locale,
      javaScriptEnabled: scripts,
    });
    context.setDefaultTimeout(PATIENCE);
    const tab = { context, page: await context.newPage(), faults: [] };
    watch(tab);
    tabs.set(++opened, tab);
    return opened;
  },

  async close({ context }, { tab }) {
    tabs.delete(tab);
    await context.close();
  },

  async go({ page }, { url }) {
    return await arrived(page, await page.goto(url));
  },

  // HTML that no server sends, such as a mail's.
  async show({ page }, { html }) {
    await page.goto('about:blank'); // or the last page's policy holds on
    await page.setContent(html);
  },

  async press(tab, { key, leads }) {
    return await act(tab, leads, () => tab.page.keyboard.press(key));
  },

  // Press it until something else, as a whole, has the focus, or nothing.
  async step({ page }, { key }) {
    await page.evaluate(() => {
      globalThis.hadFocus = document.activeElement;
    });
    do await page.keyboard.press(key);
    while (await page.evaluate(isOnWay));
  },

  async type({ page }, { text }) {
    await page.keyboard.type(text);
  },

  async click(tab, { role, name, leads, times: clickCount = 1 }) {
    const one = tab.page.getByRole(role, { name, exact: true });
    return await act(tab, leads, () => one.click({ clickCount }));
  },

  async click_text({ page }, { text }) {
    await page.getByText(text, { exact: true }).click();
  },

  async fill({ page }, { label, text }) {
    await page.getByLabel(label).fill(text);
  },

  async choose({ page }, { label, option }) {
    await page.getByLabel(label).selectOption(option);
  },

  // Move the mouse over all that can be used, down to the page's end.
  async roam({ page }) {
    for (const one of await page.$$('a, button, input, select, summary')) {
      const { x, y } = await one.evaluate(reveal);
      await page.mouse.move(x, y);
    }
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  },

  async resize({ page }, { width, height, scheme }) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: scheme });
    await page.waitForFunction(isAsWide, width);
  },

  async emulate({ page }, { how }) {
    await page.emulateMedia(how);
  },

  async focus({ page }) {
    const found = await page.evaluate(describeFocus);
    if (found === null) return null;
    return { ...found, aria: await page.locator(':focus').ariaSnapshot() };
  },

  async overflow({ page }) {
    return await page.evaluate(measureOverflow);
  },

  async big({ page }) {
    return await page.evaluate(measureBig);
  },

  async edges({ page }) {
    return await page.evaluate(describeEdges);
  },

  async axe({ page }, { spared }) {
    if (!await page.evaluate(() => 'axe' in window))
      await page.evaluate(AXE);
    const rules = { ...AXE_OPTIONS.rules };
    for (const rule of spared) rules[rule] = { enabled: false };
    const found = await page.evaluate(
      (options) => axe.run(options), { ...AXE_OPTIONS, rules });
    return [...found.violations, ...found.incomplete].flatMap((rule) =>
      rule.nodes.map((node) => [rule.id, node.html, node.target.join(' '),
        node.failureSummary ?? 'it cannot tell'].join('\n  ')));
  },

  async shot({ page }, { path }) {
    await page.mouse.move(0, 0); // off the button that it has pressed
    await page.screenshot({ path, fullPage: true });
  },

  // What an expression is in the page.
  async evaluate({ page }, { script }) {
    return await page.evaluate(script);
  },

  // What was wrong with the tab's pages since it was last asked.
  async faults({ faults }) {
    return faults.splice(0);
  },
};

async function answer(line) {
  const said = JSON.parse(line);
  const verb = verbs[said.do];
  try {
    if (said.do === 'open') return { value: await verb(said) };
    return { value: await verb(tabs.get(said.tab), said) };
  } catch (error) {
    return { error: error.stack };
  }
}

for await (const line of createInterface({ input: process.stdin }))
  console.log(JSON.stringify(await answer(line)));
await browser.close();
