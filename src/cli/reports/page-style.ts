/** How the report page looks: light or dark as the reader's system is, on a phone, on paper, and without colours. */
/** Of the lines of each colour, for who cannot tell colours apart. */
const DASHES = ['', '8 3', '4 2', '10 3 2 3', '14 4', '6 2 2 2 2 2']

export const pageStyle = `
:root{color-scheme:light dark;--ink:#1c2430;--soft:#566170;--paper:#fff;--card:#f5f7fa;--rule:#d9dfe7;
--c0:#1463b8;--c1:#b4440a;--c2:#1d7a46;--c3:#8a2c8f;--c4:#7d6000;--c5:#4b5563;--heat:#c2410c}
@media (prefers-color-scheme:dark){:root{--ink:#e6eaf0;--soft:#9fabba;--paper:#12161c;--card:#1b2129;--rule:#323b47;
--c0:#6cb0f5;--c1:#f59a5f;--c2:#63cf93;--c3:#dc8be0;--c4:#e0bf52;--c5:#a9b4c2;--heat:#c2410c}}
*{box-sizing:border-box}
body{margin:0 auto;padding:2rem 1.25rem;max-width:72rem;background:var(--paper);color:var(--ink);
font:16px/1.5 system-ui,sans-serif}
h1{margin:0 0 .25rem;font-size:1.7rem;line-height:1.25;overflow-wrap:anywhere}
h2{margin:2.75rem 0 .75rem;font-size:1.25rem;border-top:1px solid var(--rule);padding-top:1rem}
h3{margin:1.5rem 0 .25rem;font-size:1.05rem;overflow-wrap:anywhere}
p{margin:.25rem 0}.soft,figcaption,.tick,.row{color:var(--soft);fill:var(--soft)}
.note{margin:.75rem 0;padding:.6rem .9rem;border-left:4px solid var(--c4);background:var(--card);border-radius:.3rem}
a{color:var(--c0)}:focus-visible{outline:2px solid var(--c0);outline-offset:2px}
nav{margin-top:1.25rem}nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:0;padding:0;list-style:none}
.tiles{display:grid;grid-template-columns:repeat(4,1fr);gap:.75rem;margin:1.5rem 0;padding:0;list-style:none}
.tiles li{background:var(--card);border:1px solid var(--rule);border-radius:.6rem;padding:.75rem 1rem;overflow-wrap:anywhere}
.tiles b{display:block;font-size:1.3rem;font-variant-numeric:tabular-nums}
.tiles span{white-space:nowrap}.tiles small{font-size:.85rem;font-weight:normal;color:var(--soft);white-space:nowrap}
.charts{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:1.5rem 2rem}
figure{margin:0 0 1.25rem;break-inside:avoid}.charts+.charts{margin-top:1.5rem}.charts:empty{display:none}.charts figure{margin:0;display:grid;grid-template-rows:subgrid;grid-row:span 3;row-gap:0}.charts figcaption{align-self:end}.dots{max-width:52rem}
figcaption{font-size:.9rem;margin-bottom:.35rem}figcaption b{color:var(--ink);margin-right:.6em}
.name{display:inline-block;margin-right:.8em}
svg{display:block;width:100%;height:auto}
text{font:12px system-ui,sans-serif;fill:var(--ink)}.tick.x,.cell{text-anchor:middle}.tick.y,.row{text-anchor:end}
.cell{font-size:11px}.rule{stroke:var(--rule)}.cut{stroke:var(--soft);stroke-dasharray:2 4}
.line{fill:none;stroke-width:2}.band{opacity:.18;stroke:none}.mean{stroke:var(--ink);stroke-width:2}
.heat{fill:var(--heat)}.empty{fill:none;stroke:var(--rule)}.dot{fill-opacity:.75}.crowd{fill-opacity:.3}
${[0, 1, 2, 3, 4, 5]
  .map(
    (i) =>
      `.c${i}{fill:var(--c${i})}.line.c${i}{fill:none;stroke:var(--c${i})${DASHES[i] === '' ? '' : `;stroke-dasharray:${DASHES[i]!}`}}.hollow.c${i}{fill:var(--paper);stroke:var(--c${i});stroke-width:1.5}.key.c${i}{background:var(--c${i});border-color:var(--c${i})}`,
  )
  .join('\n')}
.line.dotted{stroke-dasharray:1 4;stroke-linecap:round}
.key{display:inline-block;width:.8em;height:.8em;border:2px solid;border-radius:3px;margin-right:.4em}.key.hollow{background:none}
.stroke{display:inline-block;width:1.9em;height:.5em;margin-right:.4em;vertical-align:middle}
.pass,.better{color:var(--c2)}.fail,.worse{color:var(--c1)}.fail,.worse,.better{font-weight:bold}
.inconclusive,.other{color:var(--c4)}td .none,td.none{color:var(--soft)}td small{display:block;color:var(--soft);font-size:.92em;white-space:nowrap}
.said{margin:.25rem 0 .75rem;padding-left:1.2rem}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.wide{position:relative;overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.85rem;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--soft);padding:.35rem 0}
th,td{padding:.3rem .5rem;border-bottom:1px solid var(--rule);text-align:right}tbody th{white-space:nowrap}tbody th.long{white-space:normal;overflow-wrap:anywhere;min-width:12rem;max-width:18rem}
thead th{vertical-align:bottom;color:var(--soft);font-weight:600}tbody tr:hover{background:var(--card)}
th:first-child,.formulas th:last-child,.words{text-align:left}td.words{color:var(--soft);min-width:16rem}.formulas td:not(.words){white-space:nowrap}.formulas td small{display:inline}
pre{overflow-x:auto;padding:.75rem 1rem;background:var(--card);border-radius:.6rem;font-size:.8rem}
details{margin:.5rem 0}summary{cursor:pointer;color:var(--soft);padding:.15rem 0}
code{font-size:.9em;background:var(--card);padding:.1em .35em;border-radius:.3em}
@media (max-width:44rem){body{padding:1.25rem .9rem}.tiles{grid-template-columns:repeat(2,1fr)}.charts{grid-template-columns:minmax(0,1fr)}
.charts text{font-size:16px}tbody th{white-space:normal;overflow-wrap:anywhere;min-width:7rem}
.wide th:first-child{position:sticky;left:0;background:var(--paper)}.picture svg{min-width:44rem}.dots .picture svg{min-width:36rem}}
@page{margin:12mm}
@media print{html{font-size:13px}body{max-width:none;padding:0;font-size:1rem}nav,details:not([open]),.picture~details{display:none}.wide{overflow:visible}
*{print-color-adjust:exact}table{font-size:.72rem}.charts text{font-size:15px}.picture text{font-size:13px}.picture .cell{font-size:12px}th,td{padding:.15rem .2rem}td.words{min-width:0}td small{white-space:normal}
h2,h3,figcaption,caption,summary{break-after:avoid}tr,.tiles li{break-inside:avoid}.picture svg{max-height:90vh}.charts{gap:.75rem 1rem}}
`
