import { html } from "./html.ts";
import type { Html, HtmlPart } from "./html.ts";

/** A column of a table: its title, and whether it holds numbers. */
export interface Column {
  readonly title: string;
  readonly number?: boolean;
}

function cell({ number }: Column, part: HtmlPart): Html {
  return number ? html`<td class="number">${part}</td>` : html`<td>${part}</td>`;
}

/** A table with a caption; the first column names its rows. */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly HtmlPart[])[],
): Html {
  const head = columns.map(({ title, number }) =>
    number ? html`<th scope="col" class="number">${title}</th>` : html`<th scope="col">${title}</th>`,
  );
  const body = rows.map(([name = "", ...others]) => {
    const cells = others.map((part, index) => cell(columns[index + 1] ?? { title: "" }, part));
    return html`<tr>
      <th scope="row">${name}</th>
      ${cells}
    </tr>`;
  });
  return html`<div class="scroll">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${head}
        </tr>
      </thead>
      <tbody>
        ${body}
      </tbody>
    </table>
  </div>`;
}
