import { html } from 'hono/html';
import { dayAfter } from '../calendar.ts';
import type { Endpoint, Words } from './endpoint.ts';
import { eachEndpoint } from './endpoints.ts';
import { type Asker, operations } from './operations.ts';
import { type ParameterName, parameters } from './parameters.ts';

const words = ({ zh, en }: Words) => html`<p>${zh}<span lang="en">${en}</span></p>`;

/** The questions a newcomer can ask as they stand: of the last thirty days. */
const examples = (today: string): Readonly<Partial<Record<ParameterName, string>>> => ({
  from: dayAfter(today, -30),
  to: dayAfter(today, -1),
  place: 'unit',
  on: today,
  state: 'all',
});

const parameterRows = (names: readonly ParameterName[], needed: readonly ParameterName[]) =>
  names.map((name) => {
    const { about } = parameters[name];
    const must = needed.includes(name) ? html`<b title="required">必填</b>` : '';
    return html`<tr><th scope="row"><code>${name}</code> ${must}</th><td>${about.zh}<span lang="en">${about.en}</span></td></tr>`;
  });

const exampleOf = <Asked, Answer extends object>(endpoint: Endpoint<Asked, Answer>, today: string): string => {
  const known = examples(today);
  const query = new URLSearchParams();
  for (const name of endpoint.parameters) {
    const value = known[name];
    if (value !== undefined && (endpoint.needed.includes(name) || name === 'state')) query.set(name, value);
  }
  return query.size === 0 ? endpoint.path : `${endpoint.path}?${query}`;
};

const question =
  (today: string) =>
  <Asked, Answer extends object>(endpoint: Endpoint<Asked, Answer>) => {
    const { id, path, about, parameters: names, needed, tables } = endpoint;
    const example = exampleOf(endpoint, today);
    const joined = example.includes('?') ? '&' : '?';
    const links = path.includes('{')
      ? ''
      : html`<p class="try"><a href="${example}">试一试 <span lang="en">Try it</span></a>
          ${tables ? html`<a href="${`${example}${joined}format=csv`}">CSV</a> <a href="${`${example}${joined}format=xlsx`}">XLSX</a>` : ''}</p>`;
    return html`<section id="${id}" aria-labelledby="${id}-name">
      <h3 id="${id}-name"><span class="method">GET</span> <code>${path}</code></h3>
      ${words(about)}
      <table><tbody>${parameterRows(names, needed)}</tbody></table>
      <pre tabindex="0">GET ${example} HTTP/1.1
Authorization: Bearer …
Accept: application/json</pre>
      ${links}
    </section>`;
  };

const askers: Readonly<Record<Asker, Words>> = {
  terminal: { zh: '终端上报', en: 'What terminals report, signed with their keys' },
  reader: { zh: '登录与报表', en: 'Signing in, and the bulletin' },
  anybody: { zh: '登录之前', en: 'Before signing in' },
  administrator: { zh: '管理', en: 'Administration' },
};

const others = (asker: Asker) => html`<h2>${askers[asker].zh} <span lang="en">${askers[asker].en}</span></h2>
  <table><tbody>${operations
    .filter((it) => it.asker === asker)
    .map(
      ({ method, path, about }) => html`<tr>
        <th scope="row"><span class="method">${method.toUpperCase()}</span> <code>${path}</code></th>
        <td>${about.zh}<span lang="en">${about.en}</span></td>
      </tr>`,
    )}</tbody></table>`;

const intro: readonly Words[] = [
  {
    zh: '日期为枢纽所在时区的业务日，首尾均含；时刻为 UTC 毫秒；JSON 中金额以分计，文件中以元计、两位小数。',
    en: 'Days are business days of the hub’s zone, both ends included; times are UTC milliseconds; amounts are fen in JSON, and yuan with two decimals in files.',
  },
  {
    zh: '每人只看到其权限内的单位；其余单位如同不存在。',
    en: 'Everybody sees the units they may see; others are as though they were not there.',
  },
  {
    zh: '以 Accept 头或 format 参数选择 JSON、CSV 或 XLSX。有下一页时答复带 next，Link 头亦然。答复带 ETag，数字不变则不变。',
    en: 'Accept, or format, chooses JSON, CSV or XLSX. Where there is another page the answer has next, and the header Link. The ETag stays for as long as the figures do.',
  },
  {
    zh: '拒绝一律为 application/problem+json，说明何处有误、应为何值。',
    en: 'Refusals are application/problem+json, and say what was wrong and what was expected.',
  },
];

/** The interface for people who write programs against it: every address, with what to ask and a link that asks. */
export const apiPage = (today: string) => html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>统计枢纽接口 · Interface of the statistics hub</title>
<link rel="stylesheet" href="/api/page.css">
</head>
<body>
<header>
<h1>统计枢纽接口 <span lang="en">Interface of the statistics hub</span></h1>
${intro.map(words)}
<p><a href="/v1/openapi.json">OpenAPI 3.1</a></p>
</header>
<nav aria-label="目录 Contents"><ul>${eachEndpoint(
  ({ id, path }) => html`<li><a href="${`#${id}`}"><code>${path}</code></a></li>`,
)}</ul></nav>
<main>
<h2>读取 <span lang="en">Reading</span></h2>
${eachEndpoint(question(today))}
${(['reader', 'anybody', 'administrator', 'terminal'] as const).map(others)}
</main>
</body>
</html>`;
