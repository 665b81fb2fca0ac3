// What Lighthouse says of a running demo site: `make lighthouse`. Fails below 95.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const site = process.argv[2];
const LEAST = 95;
const KINDS = ["accessibility", "best-practices"];
const PERSON = "Pellworth";

const jar = new Map();
async function ask(path, form) {
  const cookie = [...jar].map((pair) => pair.join("=")).join("; ");
  const answer = await fetch(site + path, {
    method: form ? "POST" : "GET",
    redirect: "manual",
    headers: { cookie, referer: site + path },
    body: form && new URLSearchParams(form),
  });
  for (const set of answer.headers.getSetCookie()) {
    const [name, value] = set.split(";")[0].split(/=(.*)/s);
    jar.set(name, value);
  }
  return answer;
}

const page = await (await ask("/sign-in/")).text();
const token = page.match(/name="csrfmiddlewaretoken" value="([^"]+)"/)[1];
await ask("/sign-in/", {
  csrfmiddlewaretoken: token,
  login: "officer.staffordshire",
  password: "demo-partnership-2026",
});
const found = await (await ask(`/profiles/?q=${PERSON}`)).text();
const record = found.match(/href="(\/profiles\/[0-9a-f-]{36}\/)"/)?.[1];
if (!record) throw new Error(`${PERSON} is not to be found: is this a demo site?`);

const pages = [
  "/",
  "/profiles/",
  `/profiles/?q=${PERSON.replace("w", "")}&custody=in`,
  "/profiles/print/",
  "/profiles/saved/",
  `/profiles/new/?surname=${PERSON.replace("w", "")}`,
  ...["", "log/", "log/new/", "log/print/", "risk/", "details/", "edit/", "sharing/", "history/"].map(
    (tab) => record + tab,
  ),
  "/components/",
];
const cookie = [...jar].map((pair) => pair.join("=")).join("; ");
const chrome = await launch({
  chromePath: process.env.CHROME_PATH,
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-background-networking"],
});
let worst = 100;
for (const path of pages) {
  const { lhr } = await lighthouse(site + path, {
    port: chrome.port,
    onlyCategories: KINDS,
    extraHeaders: { Cookie: cookie },
    logLevel: "error",
  });
  if (lhr.runtimeError) throw new Error(`${path}: ${lhr.runtimeError.message}`);
  const scores = KINDS.map((kind) => Math.round(lhr.categories[kind].score * 100));
  worst = Math.min(worst, ...scores);
  console.log(scores.join(" "), path);
}
await chrome.kill();
console.log(`Accessibility and best practice, the worst of ${pages.length} pages: ${worst}`);
process.exit(worst < LEAST ? 1 : 0);
