import { expect, test } from "vitest";
import { type Department, type Post, treeOf, vacant } from "./organization";

const department = (id: string, parent: string | null): Department => ({ id, version: 1, name: id, parent, active: true });

test("departments stand under their parents, each once", () => {
  const tree = treeOf([department("b", "a"), department("a", null), department("c", "b"), department("d", "gone")]);
  expect(tree.map((one) => `${one.depth}${one.department.id}`)).toEqual(["0a", "1b", "2c", "0d"]);
});

test("a circle of departments ends", () => {
  expect(treeOf([department("a", "b"), department("b", "a")])).toEqual([]);
});

test("a closed post is not vacant", () => {
  const post = (id: string, holder: string | null, active = true): Post => ({ id, version: 1, role: "x", department: "a", holder, since: "", reports_to: null, active });
  expect(vacant([post("1", null), post("2", "p"), post("3", null, false)]).map((one) => one.id)).toEqual(["1"]);
});
