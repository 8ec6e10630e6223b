// Package static holds what the browser downloads: one style sheet, one script of our own, htmx
// and an icon, embedded in the binary because an intranet has no CDN. Each file is served under a
// name that carries its digest, for a year and immutable, compressed once at start-up.
//
// # Why htmx 2.0.11 and not 4.0
//
// Both were run under our Content-Security-Policy in Chromium. Version 4 swaps answers of 422 by
// itself and is 15 KB smaller, but it has no switch that forbids evaluation (allowEval is gone, so
// a stray hx-on or js: value would lean on the policy alone), it inserts its indicator style
// unless told otherwise, and the weeks after its release brought regressions in just what saving
// in place lives on: a focused input that kept the old value after a swap, a submit button whose
// name and value were not sent. Its settings would save us one line, while version 2 is still the
// line that its authors mark as the stable one. What version 2 lacks is configuration:
// responseHandling in ui.Page lets 409 and 422 be swapped and nothing else of the errors. Under the
// policy it causes no violation with allowEval and includeIndicatorStyles off; the tests in
// web/ui/gallery keep it so. Taken from the npm package htmx.org 2.0.11, dist/htmx.min.js
// unchanged, licence 0BSD in files/htmx.LICENSE.txt.
//
// # Which browsers
//
// The style sheet and the script need nothing newer than Chromium 86; what is newer (container
// queries, balanced lines, the scripting media feature) only refines. With script off, every form
// still posts: AutoForm then shows its button.
package static
