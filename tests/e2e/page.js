// Looks at one page. Returns what is wrong with it, and what it is made of.
() => {
  const problems = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const isRead = (element) =>
    element.checkVisibility({ visibilityProperty: true }) && !element.closest("[aria-hidden=true]");
  const words = (element) => (element?.textContent ?? "").replace(/\s+/g, " ").trim();
  const ids = (element, attribute) =>
    (element.getAttribute(attribute) ?? "").split(/\s+/).filter(Boolean);
  const named = (element) => words(element) || element.getAttribute("name") || element.outerHTML.slice(0, 80);

  if (!document.title.trim()) problems.push("no title");
  if (!document.documentElement.lang) problems.push("no language");

  // ---- Headings: one h1, and no level skipped on the way down ---------------------------------
  const headings = all("h1, h2, h3, h4, h5, h6").filter(isRead);
  const firsts = headings.filter((heading) => heading.tagName === "H1").length;
  if (firsts !== 1) problems.push(`${firsts} headings h1`);
  let level = 1;
  for (const heading of headings) {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) problems.push(`h${level} is followed by h${next}: ${words(heading)}`);
    if (!words(heading)) problems.push(`an empty h${next}`);
    level = next;
  }

  // ---- Landmarks: one main, and all text inside one --------------------------------------------
  const inside = "main, article, aside, nav, section";
  const top = (selector, role) =>
    all(`${selector}, [role=${role}]`).filter(
      (one) => isRead(one) && (one.hasAttribute("role") || !one.parentElement.closest(inside)),
    ).length;
  const mains = top("main", "main");
  if (mains !== 1) problems.push(`${mains} landmarks main`);
  for (const [selector, role] of [["header", "banner"], ["footer", "contentinfo"]]) {
    if (top(selector, role) > 1) problems.push(`more than one landmark ${role}`);
  }
  const labelOf = (element) =>
    element.getAttribute("aria-label")?.trim() ||
    ids(element, "aria-labelledby").map((id) => words(document.getElementById(id))).join(" ").trim();
  const navigations = all("nav, [role=navigation]").filter(isRead).map(labelOf);
  if (new Set(navigations).size !== navigations.length) problems.push("navigations of one label");
  const landmarks =
    "main, nav, aside, header, footer, dialog, [role=region], [role=search], [role=alert], " +
    "[role=status], [role=dialog], section[aria-label], section[aria-labelledby], " +
    "form[aria-label], form[aria-labelledby], [aria-live]";
  const skipLink = "a[href^='#']";
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const around = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim()) continue;
    if (around.closest(`script, style, noscript, ${landmarks}, ${skipLink}`) || !isRead(around)) continue;
    problems.push(`outside every landmark: ${texts.currentNode.data.trim().slice(0, 60)}`);
  }

  // ---- Names of fields, buttons, links and pictures --------------------------------------------
  const unlabelled = "[type=hidden], [type=submit], [type=button], [type=reset], [type=image]";
  for (const field of all(`input:not(:is(${unlabelled})), select, textarea`).filter(isRead)) {
    const labels = [...field.labels].map(words).join(" ").trim();
    if (!labels && !labelOf(field)) problems.push(`no label: ${named(field)}`);
  }
  for (const one of all("a[href], button, summary").filter(isRead)) {
    const alternative = [...one.querySelectorAll("img[alt]")].map((img) => img.alt).join("");
    if (!words(one) && !labelOf(one) && !alternative) problems.push(`no name: ${named(one)}`);
  }
  for (const picture of all("img:not([alt])")) problems.push(`no alt: ${picture.src}`);

  // ---- Ids: each once, and every reference leads to one ----------------------------------------
  const known = all("[id]").map((element) => element.id);
  const twice = new Set(known.filter((id, place) => known.indexOf(id) !== place));
  for (const id of twice) problems.push(`id twice: ${id}`);
  for (const attribute of ["for", "aria-labelledby", "aria-describedby"]) {
    for (const element of all(`[${attribute}]`)) {
      for (const id of ids(element, attribute)) {
        if (!document.getElementById(id)) problems.push(`${attribute} leads nowhere: ${id}`);
      }
    }
  }

  // ---- What it is made of: every different element, with the one around it ---------------------
  const valued = ["class", "type", "role"];
  const kind = (element) =>
    element.tagName +
    [...element.attributes]
      .map(({ name, value }) => (valued.includes(name) ? `[${name}=${value}]` : `[${name}]`))
      .sort()
      .join("");
  const parts = new Set(
    all("body, body *").map((element) => `${kind(element.parentElement)}>${kind(element)}`),
  );

  const page = document.scrollingElement;
  if (page.scrollWidth > page.clientWidth) problems.push("scrolls sideways");
  return { problems, parts: [...parts] };
}
