// SPDX-License-Identifier: EUPL-1.2
// node check.js FOLDER [--pictures FOLDER] [--views NAME]: looks at one page of every kind of a report or a dossier, at three widths, light and
// dark, with axe-core in headless Chromium, two views at a time; NAME is one of the views below. Says every violation; the
// last line is «N passed, N failed». The packages are those of the current folder.
import { createRequire } from 'node:module';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(join(process.cwd(), 'package.json'));
const { chromium } = require('playwright-core');
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const axeVersion = require('axe-core/package.json').version;
const words = process.argv.slice(2);
const report = resolve(words[0]);
const pictures = words.includes('--pictures') ? words[words.indexOf('--pictures') + 1] : null;
const wanted = words.includes('--views') ? words[words.indexOf('--views') + 1] : 'all';
const programs = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const program = programs.find((path) => path && existsSync(path));

// One page of each kind, the largest: it has most on it. The kind of a page at the top is its name; pages of parties, of types,
// and the further pages of a list are of one kind each; so are the objects of a type, and the records of a kind.
function kindOf(path) {
	const [folder, name] = path.includes('/') ? path.split('/') : ['', path];
	const further = /_\d+\.html$/.test(name) ? ', further' : '';
	if (folder === 'record') return 'record: ' + JSON.parse(readFileSync(join(report, path.replace('.html', '.json')), 'utf8')).kind;
	const parts = name.replace('.html', '').split('_').filter((part) => !/^\d+$/.test(part));
	if (folder === 'object') return 'object: ' + parts[0] + ' ' + parts.slice(2).join(' ') + further;
	return (['party', 'type'].includes(parts[0]) ? parts[0] : parts.join(' ')) + further;
}

function choose() {
	const kinds = new Map();
	for (const folder of ['', 'object', 'record'].filter((name) => existsSync(join(report, name))))
		for (const name of readdirSync(join(report, folder)).filter((file) => file.endsWith('.html')).sort()) {
			const path = folder ? folder + '/' + name : name;
			const size = statSync(join(report, path)).size;
			const kind = kindOf(path);
			if (!kinds.has(kind) || kinds.get(kind).size < size) kinds.set(kind, { path, size });
		}
	return [...kinds.values()].map((chosen) => chosen.path);
}

const views = {
	all: [[1280, 'light'], [768, 'light'], [320, 'light'], [1280, 'dark'], [320, 'dark']],
	widths: [[1280, 'light'], [320, 'dark'], [768, 'light']],
	ends: [[320, 'light'], [1280, 'dark']],
}[wanted];
let passed = 0;
let failed = 0;

function tell(well, sentence, detail) {
	if (well) {
		passed++;
	} else {
		failed++;
		console.log('not ok - ' + sentence + (detail ? '\n    ' + detail : ''));
	}
}

function describe(violation) {
	const nodes = violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 160) + '\n      ' + node.failureSummary.replace(/\s+/g, ' '));
	return violation.id + ' (' + violation.impact + '): ' + violation.help + '\n      ' + nodes.join('\n      ');
}

async function look(page, path, width, scheme) {
	const where = path + ' at ' + width + ' px, ' + scheme;
	const found = await page.evaluate(async () => {
		const outcome = await window.axe.run(document, { rules: { 'target-size': { enabled: true } }, resultTypes: ['violations'] });
		return outcome.violations;
	});
	tell(found.length === 0, where + ' has no violations', found.map(describe).join('\n    '));
	const wide = await overflow(page);
	tell(wide <= 0, where + ' does not scroll sideways', 'it is ' + wide + ' px too wide');
	if (pictures) {
		mkdirSync(pictures, { recursive: true });
		await page.screenshot({ path: join(pictures, path.replace(/[/.]/g, '-') + '-' + width + '-' + scheme + '.png'), fullPage: true });
	}
}

async function overflow(page) {
	return page.evaluate(() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth);
}

// The words of the labels before the cells of a card that are wider than the label, and so are broken.
async function broken(page) {
	return page.evaluate(() => {
		const ruler = document.body.appendChild(document.createElement('span'));
		const found = new Set();
		for (const cell of document.querySelectorAll('td[data-label]')) {
			const style = getComputedStyle(cell, '::before');
			if (style.content === 'none') continue;
			ruler.style.cssText = 'position: absolute; white-space: nowrap';
			for (const trait of ['fontFamily', 'fontSize', 'fontWeight', 'fontVariantNumeric']) ruler.style[trait] = style[trait];
			const room = parseFloat(style.width);
			for (const word of cell.dataset.label.split(/[ -]/)) {
				ruler.textContent = word;
				const width = ruler.getBoundingClientRect().width;
				if (width > room + 1 && width < 160) found.add(word);
			}
		}
		ruler.remove();
		return [...found].join(' ');
	});
}

// Where each row is a card, a table is a table still to who hears it; and text may be spaced as WCAG 1.4.12 asks.
async function lookNarrow(page, path, width) {
	const session = await page.context().newCDPSession(page);
	const { nodes } = await session.send('Accessibility.getFullAXTree');
	const heard = (role) => nodes.filter((node) => !node.ignored && node.role.value === role).length;
	const there = await page.evaluate(() => ['table', 'tr', 'tbody th'].map((name) => document.querySelectorAll(name).length));
	const found = ['table', 'row', 'rowheader'].map(heard);
	tell(found.join() === there.join(), path + ' at ' + width + ' px has all its tables, rows and headings', found + ' and not ' + there);
	await session.detach();
	for (const other of [500, width]) {
		await page.setViewportSize({ width: other, height: 900 });
		const words = await broken(page);
		tell(words === '', path + ' at ' + other + ' px breaks no word of a label', words);
	}
	await page.addStyleTag({ content: '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }' });
	const wide = await overflow(page);
	tell(wide <= 0, path + ' at ' + width + ' px does not scroll sideways with its text spaced', 'it is ' + wide + ' px too wide');
}

async function keyboard(page, path) {
	await page.keyboard.press('Tab');
	const first = await page.evaluate(() => document.activeElement.className);
	tell(first === 'skip', path + ': the first stop is the link past the menu', first);
	const box = await page.evaluate(() => document.activeElement.getBoundingClientRect().top);
	tell(box >= 0, path + ': it is seen when it has the focus');
	await page.keyboard.press('Enter');
	const second = await page.evaluate(() => document.activeElement.id);
	tell(second === 'content', path + ': and leads to the content', second);
	await page.keyboard.press('Tab');
	const ring = await page.evaluate(() => {
		const style = getComputedStyle(document.activeElement);
		return style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth);
	});
	tell(ring >= 2, path + ': the stop after it is seen too', ring + ' px');
}

// A tester that finds nothing in a page full of faults would find nothing in ours either.
async function trySelf(context) {
	const page = await context.newPage();
	await page.setContent('<html><body><img src=x><p style="color:#bbb">pale</p><h1>a</h1><h4>b</h4><table><td>x</table><a href=#></a>');
	await page.evaluate(axeSource);
	const found = await page.evaluate(async () => (await window.axe.run(document)).violations.map((violation) => violation.id));
	for (const id of ['image-alt', 'color-contrast', 'html-has-lang', 'link-name', 'heading-order'])
		tell(found.includes(id), 'axe finds a fault that is there: ' + id);
	await page.close();
}

const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox', '--disable-gpu'] });
const started = Date.now();
const pages = choose();
async function lookAt([width, scheme]) {
	const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, bypassCSP: true });
	const page = await context.newPage();
	if (width === views[0][0] && scheme === views[0][1]) await trySelf(context);
	const elsewhere = [];
	page.on('request', (request) => { if (!request.url().startsWith('file:')) elsewhere.push(request.url()); });
	page.on('dialog', (dialog) => { elsewhere.push('a script spoke: ' + dialog.message()); dialog.dismiss(); });
	for (const path of pages) {
		await page.goto(pathToFileURL(join(report, path)).href);
		if (width === views[0][0] && scheme === views[0][1]) await keyboard(page, path);
		await page.evaluate(axeSource);
		await look(page, path, width, scheme);
		if (width < 640) await lookNarrow(page, path, width);
	}
	tell(elsewhere.length === 0, 'nothing is fetched from elsewhere, and no script runs', elsewhere.join(' '));
	await context.close();
}
const waiting = [...views];
await Promise.all([0, 1].map(async () => {
	while (waiting.length > 0) await lookAt(waiting.shift());
}));
console.log('axe-core ' + axeVersion + ', Chromium ' + browser.version() + ', ' + pages.length + ' kinds of page, ' +
	Math.round((Date.now() - started) / 1000) + ' s');
console.log(passed + ' passed, ' + failed + ' failed');
await browser.close();
process.exit(failed > 0 ? 1 : 0);
