import { expect, test } from "vitest";
import { html } from "./html.ts";

test("a text cannot become markup, neither between tags nor in an attribute", () => {
  const text = `<script>alert("&'")</script>`;
  const { markup } = html`<p title="${text}">${text}</p>`;
  const written = "&lt;script&gt;alert(&quot;&amp;&#39;&quot;)&lt;/script&gt;";
  expect(markup).toBe(`<p title="${written}">${written}</p>`);
});

test("markup within markup is not escaped again", () => {
  const names = ["a<b", "c"].map((text) => html`<b>${text}</b>`);
  expect(html`<i>${names}</i>`.markup).toBe("<i><b>a&lt;b</b>\n<b>c</b></i>");
});
