// Package static holds what the browser downloads: one style sheet, one script of our own, htmx
// and an icon, embedded in the binary because an intranet has no CDN. Each file is served under a
// name that carries its digest, for a year and immutable, compressed once at start-up.
//
// # Why htmx 2.0.11 and not 4.0
//
// Both were run on the pages of web/ui/gallery under our Content-Security-Policy in Chromium, and
// neither broke it. Version 4 swaps answers of 422 by itself and is 15 KB smaller; but it swaps a
// 500 just as readily, which in the trial replaced a card, and the text typed in it, by the error.
// It has no switch that forbids evaluation any more (allowEval), so a stray hx-on or js: value is
// held by the policy alone. And its first releases brought regressions in just what saving in
// place lives on: a focused input that kept the old value after a swap, a submit button whose name
// and value were not sent. What version 2 lacks is one line of configuration: responseHandling in
// ui.Page has 409 and 422 swapped and no other error, for which the script shows a message and
// keeps what was typed. Taken from the npm package htmx.org 2.0.11, dist/htmx.min.js unchanged,
// licence 0BSD in files/htmx.LICENSE.txt.
//
// # Which browsers
//
// The style sheet and the script need nothing newer than Chromium 86; what is newer (container
// queries, balanced lines, the scripting media feature) only refines. With script off, every form
// still posts: AutoForm then shows its button.
package static
