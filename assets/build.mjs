// Writes static/vendor: one style sheet, GOV.UK Frontend's script, and the pictures they name.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { compile, Logger } from 'sass'

const out = '../static/vendor'
const govuk = 'node_modules/govuk-frontend/dist/govuk'
const moj = 'node_modules/@ministryofjustice/frontend/moj'

rmSync(out, { recursive: true, force: true })
mkdirSync(`${out}/images`, { recursive: true })

copyFileSync('LICENCES.txt', `${out}/LICENCES.txt`)

const { css } = compile('app.scss', { style: 'compressed', loadPaths: ['.'], logger: Logger.silent })
writeFileSync(`${out}/app.css`, css + '\n')

for (const [, picture] of css.matchAll(/url\(\.\/images\/([\w-]+\.svg)/g)) {
  copyFileSync(`${moj}/assets/images/${picture}`, `${out}/images/${picture}`)
}

const script = readFileSync(`${govuk}/govuk-frontend.min.js`, 'utf8')
writeFileSync(`${out}/govuk-frontend.min.js`, script.replace(/\/\/# sourceMappingURL=.*\n?/, ''))
