/**
 * Rules of form: the header of a file, its size and name, and what no file may contain.
 * Whatever formatter and linter already see is left to them.
 */
import { posix } from 'node:path'
import ts from 'typescript'
import { emptyNames, maxHeaderLines, maxLines } from './plan.js'
import type { Fault, Rule } from './rules.js'
import { lineOf, walk } from './source.js'

/** A source file or naive twin opens with a block comment that says what lives there. */
export const header: Rule = (files) => {
  const faults: Fault[] = []
  for (const { path, text, tree } of files) {
    if (!tree || !/^(src|test\/model|test\/house)\//.test(path)) continue
    const lines = text.replace(/^#!.*\n/, '').split('\n')
    const end = lines.findIndex((line) => line.includes('*/'))
    if (!lines[0]?.startsWith('/*') || end < 0) {
      faults.push({ path, line: 1, message: 'does not open with a block comment' })
    } else if (end + 1 > maxHeaderLines) {
      faults.push({
        path,
        line: 1,
        message: `opens with ${end + 1} lines of comment, over ${maxHeaderLines}`,
      })
    }
  }
  return faults
}

/** No TypeScript file is too long to be read in one go. */
export const size: Rule = (files) =>
  files.flatMap(({ path, text, tree }) => {
    const lines = text.trimEnd().split('\n').length
    return tree && lines > maxLines
      ? [{ path, line: maxLines, message: `${lines} lines, over ${maxLines}` }]
      : []
  })

/** Files and folders are kebab-case nouns; a name that would fit any file fits none. */
export const naming: Rule = (files) => {
  const faults: Fault[] = []
  for (const { path, tree } of files) {
    if (!tree) continue
    const folders = posix.dirname(path).split('/')
    const stem = posix.basename(path).replace(/(\.(prop|test|bench|config|d))*\.ts$/, '')
    for (const name of folders[0] === '.' ? [stem] : [...folders, stem]) {
      if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
        faults.push({ path, line: 1, message: `${name} is not kebab-case` })
      }
    }
    for (const name of path.startsWith('src/') ? [...folders, stem] : [stem]) {
      const empty = name.split('-').find((word) => emptyNames.has(word))
      if (empty !== undefined) faults.push({ path, line: 1, message: `"${empty}" says nothing` })
    }
  }
  return faults
}

const silencers =
  /(?:\/\/|\/\*|^\s*\*).*?(@ts-(?:ignore|nocheck)|(?:oxlint|eslint|oxfmt|prettier)-(?:disable|ignore))/
const expectedError = /(?:\/\/|\/\*).*?(@ts-expect-error)/
const unfinished = /(?:\/\/|\/\*|^\s*\*).*?\b(TODO|FIXME|XXX|HACK)\b/

/** Nothing switches the checks off, and nothing is left for later. An expected error belongs into a type test. */
export const candour: Rule = (files) => {
  const faults: Fault[] = []
  for (const { path, text, tree } of files) {
    if (!tree) continue
    walk(tree, (node) => {
      if (node.kind === ts.SyntaxKind.AnyKeyword) {
        faults.push({ path, line: lineOf(tree, node), message: '`any` switches the compiler off' })
      }
    })
    const patterns = path.startsWith('test/types/')
      ? [silencers, unfinished]
      : [silencers, expectedError, unfinished]
    text.split('\n').forEach((line, index) => {
      for (const pattern of patterns) {
        const found = pattern.exec(line)?.[1]
        if (found !== undefined)
          faults.push({ path, line: index + 1, message: `${found} is not allowed here` })
      }
    })
  }
  return faults
}

const machinePath = /(?<![\w.:/*<)-])\/(?:home|root|tmp|Users|work|mnt|opt)\/[\w.-]+/
const registryHost = /\bregistry\.[a-z]+\.[a-z]+/

/** A clone works anywhere: no path of one machine and no registry host, in code or in prose. */
export const portability: Rule = (files) =>
  files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => {
      const found = (machinePath.exec(line) ?? registryHost.exec(line))?.[0]
      return found === undefined
        ? []
        : [{ path, line: index + 1, message: `${found} exists elsewhere only by chance` }]
    }),
  )

/** A relative link in the prose leads to a file that exists. */
export const links: Rule = (files) => {
  const paths = files.map(({ path }) => path)
  const exists = (target: string): boolean =>
    paths.some((path) => path === target || path.startsWith(`${target.replace(/\/$/, '')}/`))
  return files.flatMap(({ path, text }) =>
    !path.endsWith('.md')
      ? []
      : text.split('\n').flatMap((line, index) =>
          [...line.matchAll(/\]\((?![a-z]+:|#)([^)#\s]+)/g)]
            .map(([, target]) => target!)
            .filter((target) => !exists(posix.join(posix.dirname(path), target)))
            .map((target) => ({ path, line: index + 1, message: `the link to ${target} leads nowhere` })),
        ),
  )
}

/** Every rule of the engine has a number of its own, and a reference to one leads to it: a formatter counts lists anew. */
export const numbering: Rule = (files) =>
  files.flatMap(({ path, text }) => {
    if (path !== 'docs/rules.md') return []
    const lines = text.split('\n')
    const numbers = lines.map((line) => /^(\d+)\. /.exec(line)?.[1])
    return lines.flatMap((line, index) => {
      const number = numbers[index]
      const isTaken = number !== undefined && numbers.indexOf(number) < index
      const missing = [...line.matchAll(/\brules? (\d+(?:(?:, | and | to )\d+)*)/g)]
        .flatMap(([, list]) => list!.match(/\d+/g)!)
        .filter((each) => !numbers.includes(each))
      return [
        ...(isTaken ? [`rule ${number} is another one already`] : []),
        ...missing.map((each) => `there is no rule ${each}`),
      ].map((message) => ({ path, line: index + 1, message }))
    })
  })
