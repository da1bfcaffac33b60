/** How the report looks: light and dark as the reader's system asks, and black on white in print. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #ffffff; --faint: #d0d7de; --quiet: #57606a; --soft: #f6f8fa; --tint: 0.2; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --paper: #0d1117; --faint: #373e47; --quiet: #9da7b3; --soft: #161b22; --tint: 0.34; }
}
@media print { :root { color-scheme: light; } section, svg { break-inside: avoid; } body { font-size: 10pt; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 70rem; padding: 1.5rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
h1 { font-size: 1.7rem; margin: 0; }
h2 { font-size: 1.2rem; margin: 2.2rem 0 0.6rem; border-bottom: 1px solid var(--faint); }
.total { font-size: 1.4rem; font-weight: 600; margin: 0.3rem 0; }
.quiet { color: var(--quiet); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 0.6rem 0 1rem; font-size: 0.92rem; }
caption { text-align: left; color: var(--quiet); padding: 0.2rem 0; }
th, td { text-align: left; padding: 0.28rem 0.6rem; border-bottom: 1px solid var(--faint); vertical-align: top; }
thead th { background: var(--soft); }
tbody th { font-weight: 500; }
td { overflow-wrap: anywhere; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.chosen { padding: 0.05rem 0.4rem; border-radius: 0.3rem; border: 2px solid; }
.chosen.aws { border-color: #e69f00; } .chosen.azure { border-color: #0072b2; } .chosen.gcp { border-color: #009e73; }
.doubt { display: block; font-weight: 500; }
.key { display: inline-block; width: 1rem; height: 1rem; vertical-align: -0.15rem; border-radius: 0.2rem; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
svg { width: 100%; height: auto; font: 13px system-ui, sans-serif; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
svg text { fill: var(--ink); }
.grid { stroke: var(--faint); stroke-width: 1; }
.band { fill-opacity: var(--tint); }
.letter, .slot-name, .own-label { font-weight: 600; }
.single { fill: none; stroke: var(--quiet); stroke-width: 1.3; }
.winner { fill: none; stroke-width: 4; stroke-linejoin: round; stroke-linecap: round; }
.boundary { stroke: var(--quiet); stroke-width: 1; stroke-dasharray: 4 4; }
.own { fill: var(--paper); stroke: var(--ink); stroke-width: 3; }
.own-label { paint-order: stroke; stroke: var(--paper); stroke-width: 3px; }
.slot { fill-opacity: var(--tint); stroke-width: 3; }
.arrow { stroke: var(--quiet); stroke-width: 2; marker-end: url(#head); }
#head path { fill: var(--quiet); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.1rem 1rem; margin: 0.5rem 0; }
dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
`;
