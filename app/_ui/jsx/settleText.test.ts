import { createElement, Fragment, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { jsx, jsxs } from "./jsx-runtime";

const b = jsx("b", { children: "!" });
const render = (...children: unknown[]) => renderToStaticMarkup(jsxs("p", { children }));

test("a text beside an element stands in its own", () => {
  expect(render("a", b)).toBe("<p><span>a</span><b>!</b></p>");
});

test.each<[what: string, children: unknown[], html: string]>([
  ["texts alone are one text", ["a", " of ", 3, null, false], "a of 3"],
  [
    "texts that follow one another are one box",
    ["a", " ", 3, b, "c", false, "d"],
    "<span>a 3</span><b>!</b><span>cd</span>",
  ],
  ["what is not there leaves nothing", [false, b, null, undefined, ""], "<b>!</b>"],
  ["a list of texts is one text", [b, ["Buy for ", 2, " Sand"]], "<b>!</b><span>Buy for 2 Sand</span>"],
  ["a mixed list is settled within", [b, ["a", b]], "<b>!</b><span>a</span><b>!</b>"],
])("%s", (_, children, html) => {
  expect(render(...children)).toBe(`<p>${html}</p>`);
});

test("a component gets its children as they are, and its tags settle them", () => {
  const seen: unknown[] = [];
  const Button = ({ children }: { children?: ReactNode }) => {
    seen.push(children);
    return jsxs("button", { children: [b, children] });
  };
  expect(renderToStaticMarkup(jsx(Button, { children: "Play" }))).toBe("<button><b>!</b><span>Play</span></button>");
  expect(seen).toEqual(["Play"]);
});

test("a fragment's text, which lands in somebody else's element, has one too", () => {
  expect(render(b, jsx(Fragment, { children: "a" }))).toBe("<p><b>!</b><span>a</span></p>");
  expect(renderToStaticMarkup(jsxs(Fragment, { children: ["a", 1] }))).toBe("<span>a1</span>");
});

test("an option keeps one text, and never gets an element", () => {
  expect(renderToStaticMarkup(jsxs("option", { children: ["wood", " × ", 3] }))).toBe("<option>wood × 3</option>");
});

test("places stay, so that what comes and goes before an element does not make it anew", () => {
  const places = (children: unknown[]) => (jsxs("p", { children }).props as { children: unknown[] }).children;
  const later = createElement("i");
  expect(places(["a", later])[1]).toBe(later);
  expect(places([false, later])[1]).toBe(later);
  expect(places(["a", "b", later])[2]).toBe(later);
});
