// The search: loaded when the reader first turns to it, with the index of the page's language.
// A small ranking after BM25F (Robertson and Zaragoza, 2009) over sections, forgiving with words:
// endings, an Arabic article, parts of a compound, a typing mistake; Chinese and Japanese are compared two
// signs at a time, whichever kana they are written in.
"use strict";

const guideSearch = (() => {
  const box = document.querySelector("[data-search]");
  const input = box.querySelector("input");
  const count = box.querySelector("[data-search-count]");
  const list = box.querySelector("[data-search-results]");
  const elsewhere = box.querySelector("[data-search-else]");
  const MOST_PAGES = 8;
  const MOST_SECTIONS = 3;
  const EXCERPT = 170; // characters
  const WEIGHT = { title: 2, words: 1, heading: 3, text: 1 };
  const SATURATION = 1.2; // k1 of BM25
  const LENGTH = 0.6; // b of BM25: how much a long section is held against it
  const PURPOSE = 1.6; // what a page is for (its title and search words) against what it says
  const PHRASE = 0.8; // for all the words of one of its search phrases
  const PART = 5; // letters that the part of a compound has at least
  const OTHERS = 0.1; // for further sections of the page

  // --- words ------------------------------------------------------------------------------------

  const JOINED = "\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}ー\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}";
  const PIECE = new RegExp(`[${JOINED}]+|(?:(?![${JOINED}])[\\p{L}\\p{M}\\p{N}\\u200c\\u200d])+`, "gu");
  const IS_JOINED = new RegExp(`^[${JOINED}]`, "u");
  const ARABIC = /^\p{sc=Arabic}/u;

  function plain(word) {
    return word
      .normalize("NFKD")
      .replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640\u093c\u200c\u200d]/g, "")
      .normalize("NFC")
      .toLowerCase()
      .replace(/ß/g, "ss")
      .replace(/ँ/g, "ं") // one nasal sign of Devanagari is often typed for the other
      .replace(/[أإآٱ]/g, "ا")
      .replace(/ى/g, "ي")
      .replace(/ؤ/g, "و")
      .replace(/ئ/g, "ي");
  }

  // Signs without spaces between them: full and half width are the same, and both kinds of kana.
  function folded(signs) {
    return signs.normalize("NFKC").replace(/[ァ-ヶ]/g, (kana) => String.fromCodePoint(kana.codePointAt(0) - 0x60));
  }

  // What an Arabic word is without its article, the letters joined to it, and its ending.
  function arabicStem(word) {
    let stem = word.replace(/^(?:[وفبك]?ال|و?لل)(?=.{3})/, "");
    if (stem === word) stem = word.replace(/^[وفب](?=.{4})/, "");
    return stem.replace(/(?<=.{3})(?:ات|ون|ين|ها|هم|كم|ة|ه)$/, "");
  }

  // Every term of a text with its place: words, or pairs of signs where there are no spaces.
  function terms(text) {
    const found = [];
    for (const match of text.matchAll(PIECE)) {
      const piece = match[0];
      const at = match.index;
      if (IS_JOINED.test(piece)) {
        const signs = [...piece];
        for (let i = 0; i < Math.max(1, signs.length - 1); i++) {
          found.push({ term: folded(signs.slice(i, i + 2).join("")), at: at + i, end: at + Math.min(i + 2, signs.length) });
        }
      } else {
        const word = plain(piece);
        found.push({ term: ARABIC.test(word) ? arabicStem(word) : word, at, end: at + piece.length });
      }
    }
    return found;
  }

  function counted(text, weight, counts = new Map()) {
    for (const { term } of terms(text)) counts.set(term, (counts.get(term) ?? 0) + weight);
    return counts;
  }

  // --- the index --------------------------------------------------------------------------------

  let stop = new Set();
  let vocabulary = new Set();
  let pages = [];
  let sections = [];
  let inSections = new Map(); // a term -> in how many sections it stands
  let inPurposes = new Map(); // a term -> among how many pages' titles and search words
  let usual = 1; // the usual length of a section

  function index(data) {
    stop = new Set(data.stop.split(/[,،，、]/).flatMap((word) => terms(word).map((item) => item.term)));
    pages = data.pages.map((page) => ({
      ...page,
      terms: counted(page.words, WEIGHT.words, counted(page.title, WEIGHT.title)),
      phrases: page.words.split(/[,،，、]/).map((words) => terms(words).map((item) => item.term)).filter((own) => own.length),
    }));
    for (const page of pages) {
      page.sections = page.sections.map(([anchor, heading, text]) => {
        const own = counted(text, WEIGHT.text, counted(heading, WEIGHT.heading));
        return { anchor, heading, text, terms: own, length: sum([...own.values()]) };
      });
    }
    sections = pages.flatMap((page) => page.sections);
    for (const [bags, often] of [[sections, inSections], [pages, inPurposes]]) {
      for (const { terms: own } of bags) for (const term of own.keys()) often.set(term, (often.get(term) ?? 0) + 1);
    }
    vocabulary = new Set([...inSections.keys(), ...inPurposes.keys()]);
    usual = sections.reduce((sum, section) => sum + section.length, 0) / Math.max(1, sections.length);
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(answer, 80); // after a short rest, so that nobody's typing is held up
    });
    input.form.addEventListener("submit", () => {
      answer();
      list.querySelector("a")?.focus();
    });
    answer();
  }

  // What a reader asks for: words that tell something, and words such as "why", which tell it only where a
  // page's search words have them.
  function wanted(words) {
    const all = [...new Set(terms(words).map((item) => item.term))];
    const telling = all.filter((term) => !stop.has(term));
    return telling.length ? { telling, asking: all.filter((term) => stop.has(term)) } : { telling: all, asking: [] };
  }

  // --- near words -------------------------------------------------------------------------------

  // The optimal string alignment distance, as far as it matters.
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = [];
    let row = [...Array(other.length + 1).keys()];
    for (let i = 1; i <= one.length; i++) {
      const next = [i];
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1] ? 0 : 1;
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + same);
        const swapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        if (i > 1 && j > 1 && swapped) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      before = row;
      row = next;
    }
    return row[other.length];
  }

  // How much a word of the guide is worth to somebody who asked for another: the same beginning counts.
  function kinship(asked, known) {
    if (asked === known) return 1;
    const shorter = Math.min(asked.length, known.length);
    const longer = Math.max(asked.length, known.length);
    let shared = 0;
    while (shared < shorter && asked[shared] === known[shared]) shared++;
    if (shared < 3 || shared < 0.75 * shorter) return 0;
    const worth = shared === shorter ? 0.95 - 0.1 * (longer - shared) : 0.8 - 0.12 * (shorter + longer - 2 * shared);
    return Math.max(worth, 0.25);
  }

  // The words of the guide that end as the asked word does, as compounds do, or with which it ends.
  function compounds(asked) {
    const found = [];
    for (const known of vocabulary) {
      const [shorter, longer] = asked.length < known.length ? [asked, known] : [known, asked];
      if (shorter.length >= PART && longer.endsWith(shorter)) found.push([known, 0.5]);
    }
    return found;
  }

  // A single sign is in no pair by itself.
  function pairsWith(sign) {
    return [...vocabulary].filter((known) => IS_JOINED.test(known) && known.includes(sign)).map((known) => [known, 0.5]);
  }

  function near(asked) {
    if (IS_JOINED.test(asked)) {
      if (vocabulary.has(asked)) return [[asked, 1]];
      return [...asked].length === 1 ? pairsWith(asked) : [];
    }
    const found = [];
    for (const known of vocabulary) {
      if (IS_JOINED.test(known)) continue;
      const worth = kinship(asked, known);
      if (worth) found.push([known, worth]);
    }
    if (found.some(([, worth]) => worth > 0.6) || asked.length < 4) return found;
    const parts = compounds(asked);
    if (parts.length) return [...found, ...parts];
    const most = asked.length < 8 ? 1 : 2;
    for (const known of vocabulary) {
      if (known.length > 3 && distance(asked, known, most) <= most) found.push([known, 0.6]);
    }
    return found;
  }

  // --- ranking ----------------------------------------------------------------------------------

  const rarity = (term, often, all) => Math.log(1 + all / (0.5 + (often.get(term) ?? 0)));

  // What each asked term is worth in a bag of terms; `often` says how common a term is among `all` bags.
  function worths(asked, own, norm, often, all) {
    return asked.map((choices) => {
      let best = 0;
      for (const [term, worth] of choices) {
        const count = own.get(term) ?? 0;
        if (count) best = Math.max(best, (worth * rarity(term, often, all) * count) / (count + SATURATION * norm));
      }
      return best;
    });
  }

  const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

  function rank(words) {
    const { telling, asking } = wanted(words);
    const asked = telling.map(near);
    const spoken = new Map([...asking.map((term) => [term, 1]), ...asked.flat()]);
    const results = pages.map((page) => score(page, asked, asking, spoken)).filter(Boolean);
    results.sort((a, b) => b.score - a.score);
    const marked = new Set(asked.flat().filter(([, worth]) => worth >= 0.5).map(([term]) => term));
    return { results: results.filter((result) => result.score > 0.2 * results[0].score), marked };
  }

  function score(page, asked, asking, spoken) {
    const purpose = worths(asked, page.terms, 1, inPurposes, pages.length);
    const manner = worths(asking.map((term) => [[term, 1]]), page.terms, 1, inPurposes, pages.length);
    const found = [];
    for (const section of page.sections) {
      const norm = 1 - LENGTH + (LENGTH * section.length) / usual;
      const own = worths(asked, section.terms, norm, inSections, sections.length);
      if (sum(own)) found.push({ section, own, score: sum(own) });
    }
    if (!found.length && !sum(purpose)) return null;
    found.sort((a, b) => b.score - a.score);
    const met = asked.filter((_, i) => purpose[i] || found.some((item) => item.own[i])).length;
    const said = (found[0]?.score ?? 0) + OTHERS * sum(found.slice(1, 4).map((item) => item.score));
    const meant = PURPOSE * (sum(purpose) + sum(manner)) + PHRASE * phrase(page, spoken, asked.length + asking.length);
    return { page, found, score: (said + meant) * (0.4 + (0.6 * met) / asked.length) * page.weight };
  }

  // What the best of a page's search phrases is worth, all of whose words were asked for; less where they
  // are only a part of the question.
  function phrase(page, spoken, asked) {
    const whole = page.phrases.filter((own) => own.every((term) => spoken.has(term)));
    const worth = (own) => sum(own.map((term) => spoken.get(term) * rarity(term, inPurposes, pages.length)));
    return Math.max(0, ...whole.map((own) => (worth(own) * Math.min(own.length, asked)) / asked));
  }

  // --- results ----------------------------------------------------------------------------------

  function element(name, properties = {}, ...children) {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...children);
    return node;
  }

  // The part of a text with the most of what was asked for, with those words marked.
  function excerpt(text, marked) {
    const hits = terms(text).filter((item) => marked.has(item.term));
    let first = hits[0]?.at ?? 0;
    let most = 0;
    for (const hit of hits) {
      const inside = new Set(hits.filter((item) => item.at >= hit.at && item.end < hit.at + EXCERPT).map((item) => item.term));
      if (inside.size > most) [most, first] = [inside.size, hit.at];
    }
    const breaks = [...text.slice(0, first).matchAll(/[\n.!?。！？؟]\s*/g)];
    const sentence = breaks.length ? breaks.at(-1).index + breaks.at(-1)[0].length : 0;
    const start = first - sentence > EXCERPT / 2 ? text.lastIndexOf(" ", first - 20) + 1 : sentence;
    let end = Math.min(text.length, start + EXCERPT);
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), start + EXCERPT / 2);
    const paragraph = element("p");
    let at = start;
    if (start && start !== sentence) paragraph.append("… ");
    for (const hit of hits) {
      if (hit.end <= at || hit.at >= end) continue;
      const from = Math.max(hit.at, at);
      paragraph.append(text.slice(at, from), element("mark", { textContent: text.slice(from, hit.end) }));
      at = hit.end;
    }
    paragraph.append(text.slice(at, Math.max(at, end)), end < text.length ? " …" : "");
    return paragraph;
  }

  function result({ page, found }, marked) {
    const root = new URL(box.dataset.root, location.href);
    const address = (anchor) => new URL(page.url, root).href + (anchor ? `#${anchor}` : "");
    const item = element("section", {}, element("h3", {}, element("a", { href: address(), textContent: page.title })));
    const inside = found.filter(({ section }) => section.anchor).slice(0, MOST_SECTIONS);
    const lead = found.find(({ section }) => !section.anchor)?.section;
    const opening = lead ?? (inside.length ? null : page.sections.find(({ text }) => text));
    if (opening) item.append(excerpt(opening.text, marked));
    if (inside.length) {
      item.append(element("ul", {}, ...inside.map(({ section }) =>
        element("li", {}, element("a", { href: address(section.anchor), textContent: section.heading }), excerpt(section.text, marked)))));
    }
    return item;
  }

  let waiting = 0;

  function answer() {
    clearTimeout(waiting);
    const words = input.value.trim();
    const { results, marked } = words ? rank(words) : { results: [], marked: new Set() };
    list.replaceChildren(...results.slice(0, MOST_PAGES).map((found) => result(found, marked)));
    elsewhere.hidden = !words || results.length > 0;
    const number = results.length.toLocaleString(document.documentElement.lang);
    const none = box.dataset.none.replace("%(words)s", `“${words}”`);
    const some = box.dataset.some.replace("%(number)s", number);
    count.textContent = words && (results.length ? some : none);
    list.dataset.answers = words;
  }

  return { index };
})();
