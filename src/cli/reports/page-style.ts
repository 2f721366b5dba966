/** How the report page looks: light or dark as the reader's system is, on paper too, and without colours. */
export const pageStyle = `
:root{color-scheme:light dark;--ink:#1c2430;--soft:#5b6675;--paper:#fff;--card:#f5f7fa;--rule:#d9dfe7;
--c0:#1463b8;--c1:#b4440a;--c2:#1d7a46;--c3:#8a2c8f;--c4:#8a6a00;--c5:#4b5563;--heat:#c2410c}
@media (prefers-color-scheme:dark){:root{--ink:#e6eaf0;--soft:#9aa6b5;--paper:#12161c;--card:#1b2129;--rule:#323b47;
--c0:#6cb0f5;--c1:#f59a5f;--c2:#63cf93;--c3:#dc8be0;--c4:#e0bf52;--c5:#a9b4c2;--heat:#c2410c}}
*{box-sizing:border-box}
body{margin:0 auto;padding:2rem 1.25rem;max-width:72rem;background:var(--paper);color:var(--ink);
font:16px/1.5 system-ui,sans-serif}
h1{margin:0 0 .25rem;font-size:1.7rem}h2{margin:2.5rem 0 .5rem;font-size:1.2rem}
p{margin:.25rem 0}.soft,figcaption,.tick,.row{color:var(--soft);fill:var(--soft)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.75rem;margin:1.5rem 0;padding:0;list-style:none}
.tiles li{background:var(--card);border:1px solid var(--rule);border-radius:.6rem;padding:.75rem 1rem}
.tiles li{overflow-wrap:anywhere}.tiles b{display:block;font-size:1.25rem;white-space:nowrap;font-variant-numeric:tabular-nums}.tiles small{font-size:.85rem;font-weight:normal;color:var(--soft)}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,30rem),1fr));gap:1.5rem}
figure{margin:0;max-width:46rem;break-inside:avoid}figcaption{font-size:.9rem;margin-bottom:.25rem}figcaption b{color:var(--ink)}
svg{display:block;width:100%;height:auto}
text{font:12px system-ui,sans-serif;fill:var(--ink)}.tick.x,.cell{text-anchor:middle}.tick.y,.row{text-anchor:end}
.cell{font-size:11px}.rule{stroke:var(--rule)}.line{fill:none;stroke-width:2}.band{opacity:.18;stroke:none}
.heat{fill:var(--heat)}.empty{fill:none;stroke:var(--rule)}
${[0, 1, 2, 3, 4, 5]
  .map(
    (i) =>
      `.c${i}{fill:var(--c${i})}.line.c${i}{fill:none;stroke:var(--c${i})${i === 0 ? '' : `;stroke-dasharray:${9 - i} 3`}}.key.c${i}{background:var(--c${i})}`,
  )
  .join('\n')}
.key{display:inline-block;width:.8em;height:.8em;border-radius:2px;margin:0 .3em 0 .8em}
.pass,.better{color:var(--c2)}.fail,.worse{color:var(--c1);font-weight:bold}.inconclusive,.other{color:var(--c4)}td.none{color:var(--soft)}
h3{margin:1.5rem 0 .25rem;font-size:1rem}.said{margin:.25rem 0 .75rem;padding-left:1.2rem}.differences th{text-align:left}
.differences th:nth-last-child(-n+4){text-align:right}header .key,.tiles .key{margin-left:0}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.85rem;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--soft);padding:.25rem 0}
th,td{padding:.25rem .4rem;border-bottom:1px solid var(--rule);text-align:right}tbody th{white-space:nowrap}
th:first-child,.words{text-align:left}td.words{color:var(--soft)}
thead th{vertical-align:bottom}.charts.one{grid-template-columns:1fr}.charts.one figure{max-width:none}
pre{overflow-x:auto;padding:.75rem 1rem;background:var(--card);border-radius:.6rem;font-size:.8rem}
details{margin:.5rem 0}summary{cursor:pointer;color:var(--soft)}
code{font-size:.9em;background:var(--card);padding:.1em .35em;border-radius:.3em}
@media print{body{max-width:none;padding:0}details:not([open]){display:none}.wide{overflow:visible}*{print-color-adjust:exact}table{font-size:.64rem}th,td{padding:.15rem .2rem}section,h2,h3{break-after:avoid}.tiles li{border:1px solid #999}}
`
